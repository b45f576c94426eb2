// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/names.h"

#include "platform/x/message.h"

#include <utility>

namespace platform::x {
namespace {

constexpr std::size_t kMostAtOnce = 100;

template <class Batch, class F>
void forEachPerson(Batch& batch, const F& visit) {
    for (auto& message : batch.messages) {
        visit(message.author, message.own);
        for (auto& addressee : message.addressees) {
            visit(addressee, false);
        }
    }
}

}  // namespace

std::set<std::string> namelessIn(const model::IncomingBatch& batch, const std::set<std::string>& known) {
    std::set<std::string> ids;
    forEachPerson(batch, [&](const model::IncomingContact& person, bool own) {
        const bool named = own || !person.handle.empty() || !person.name.empty();
        if (!named && !person.remoteId.empty() && !known.contains(person.remoteId) &&
            ids.size() < kMostAtOnce) {
            ids.insert(person.remoteId);
        }
    });
    return ids;
}

HttpCall NameQuestion::call(const Server& server) const {
    std::string ids;
    for (const auto& id : m_ids) {
        ids.append(ids.empty() ? "" : ",").append(id);
    }
    Parameters parameters{{"ids", std::move(ids)}};
    const auto fields = userParameters();
    parameters.insert(parameters.end(), fields.begin(), fields.end());
    return server.get("/2/users", parameters);
}

model::IncomingBatch NameQuestion::answeredBy(const net::HttpResponse& response) {
    json::Reader json(response.body);
    std::map<std::string, WireUser, std::less<>> users;
    if (response.status == 200 && json.startsAsJson()) {
        if (const auto page = readPage(json)) {
            for (const auto& item : page->items) {
                WireUser user;
                if (readUser(json, item, user)) {
                    users.insert_or_assign(user.id, user);
                }
            }
        }
    }
    forEachPerson(m_batch, [&users](model::IncomingContact& person, bool /*own*/) {
        const auto found = users.find(person.remoteId);
        if (found != users.end() && person.handle.empty()) {
            person = contactOf(found->second);
        }
    });
    for (auto& message : m_batch.messages) {
        if (message.visibility == model::Visibility::Public && !message.author.handle.empty()) {
            message.url = webAddress(message.author.handle, message.remoteId);
        }
    }
    return std::move(m_batch);
}

std::optional<model::IncomingBatch> questionOr(model::IncomingBatch&& batch,
                                               const std::set<std::string>& known,
                                               std::optional<NameQuestion>& question) {
    auto nameless = namelessIn(batch, known);
    if (nameless.empty()) {
        return std::move(batch);
    }
    question.emplace(std::move(nameless), std::move(batch));
    return std::nullopt;
}

}  // namespace platform::x
