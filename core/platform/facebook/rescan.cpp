// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/rescan.h"

#include "platform/facebook/comment_lists.h"
#include "platform/facebook/compose.h"
#include "platform/facebook/message.h"
#include "platform/facebook/parse.h"

#include <utility>

namespace platform::facebook {
namespace {

constexpr std::size_t kMostAtOnce = 25;

}  // namespace

Rescan::Rescan(const graph::Server& server, const graph::Self& self,
               const std::vector<PollInput::Recent>& recent)
    : m_server(server), m_self(self), m_sight(sightOfComments(self)) {
    Ids all;
    for (const auto& each : recent) {
        if (all.size() < kMostAtOnce && each.remoteId.find('_') != std::string::npos) {
            all.push_back(each.remoteId);
        }
    }
    if (!all.empty()) {
        m_groups.push_back(std::move(all));
    }
}

std::optional<HttpCall> Rescan::next() {
    if (!m_notFound.empty()) {
        return m_sight.next(m_server);
    }
    if (m_groups.empty()) {
        return std::nullopt;
    }
    const Ids& group = m_groups.front();
    const std::string fields(kCommentWords);
    if (group.size() == 1) {
        return m_server.get(graph::Limit::Pages, "/" + net::percentEncode(group.front()),
                            {{"fields", fields}});
    }
    std::string ids;
    for (const std::string& id : group) {
        ids += (ids.empty() ? "" : ",") + id;
    }
    return m_server.get(graph::Limit::Pages, "/", {{"ids", ids}, {"fields", fields}});
}

base::Result<std::optional<model::IncomingBatch>> Rescan::accept(const net::HttpResponse& response,
                                                                 base::UtcTime now) {
    if (!m_notFound.empty()) {
        return acceptSight(response, now);
    }
    Ids group = std::move(m_groups.front());
    m_groups.pop_front();
    if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
        return refused(std::move(group), *std::move(failure));
    }
    return comments(group, response);
}

Rescan::Given Rescan::acceptSight(const net::HttpResponse& response, base::UtcTime now) {
    model::IncomingBatch batch;
    if (base::Status seen = m_sight.accept(m_server, response, now); !seen) {
        m_notFound.clear();
        m_groups.clear();
        return base::fail(std::move(seen.error()));
    }
    m_seesComments = m_sight.isProven();
    if (m_seesComments) {
        batch.deletedRemoteIds = std::exchange(m_notFound, {});
    }
    return std::optional(std::move(batch));
}

Rescan::Given Rescan::refused(Ids group, base::Error why) {
    using base::ErrorKind;
    if (why.kind != ErrorKind::NotFound && why.kind != ErrorKind::Rejected) {
        return base::fail(std::move(why));
    }
    if (group.size() > 1) {
        const auto middle = group.begin() + static_cast<std::ptrdiff_t>(group.size() / 2);
        m_groups.emplace_front(middle, group.end());
        m_groups.emplace_front(group.begin(), middle);
        return std::optional<model::IncomingBatch>();
    }
    if (why.kind == ErrorKind::Rejected) {
        return std::optional<model::IncomingBatch>();  // not shown to us; that is no deletion
    }
    if (!m_seesComments) {
        m_notFound = std::move(group);
        return std::optional<model::IncomingBatch>();
    }
    model::IncomingBatch batch;
    batch.deletedRemoteIds = std::move(group);
    return std::optional(std::move(batch));
}

Rescan::Given Rescan::comments(const Ids& group, const net::HttpResponse& response) {
    json::Reader json(response.body);
    const auto named = group.size() == 1
                           ? base::Result<std::vector<NamedItem>>({{group.front(), json.whole()}})
                           : readNamed(json, group);
    if (!named) {
        return base::fail(m_server.unreadable(RequestKind::Poll, named.error()));
    }
    model::IncomingBatch batch;
    for (const auto& [id, item] : *named) {
        WireComment comment;
        if (readComment(json, item, comment) && comment.id == id) {
            m_seesComments = true;
            batch.messages.push_back(toMessage(comment, postOf(comment.id, m_self.id), m_self));
        }
    }
    return std::optional(std::move(batch));
}

}  // namespace platform::facebook
