// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/rescan.h"

#include "platform/facebook/compose.h"
#include "platform/facebook/message.h"
#include "platform/facebook/parse.h"

#include <algorithm>

namespace platform::facebook {
namespace {

constexpr std::size_t kMostAtOnce = 25;
constexpr std::size_t kMostSingle = 10;

}  // namespace

Rescan::Rescan(const graph::Server& server, const graph::Self& self,
               const std::vector<PollInput::Recent>& recent)
    : m_server(server), m_self(self) {
    for (const auto& each : recent) {
        if (m_ids.size() < kMostAtOnce && each.remoteId.find('_') != std::string::npos) {
            m_ids.push_back(each.remoteId);
        }
    }
}

std::optional<HttpCall> Rescan::next() {
    if (m_ids.empty()) {
        return std::nullopt;
    }
    if (m_asked) {
        return m_single.empty() ? std::optional<HttpCall>()
                                : m_server.get(graph::Limit::Pages, "/" + net::percentEncode(m_single.back()),
                                               {{"fields", std::string(kCommentWords)}});
    }
    std::string ids;
    for (const std::string& id : m_ids) {
        ids += (ids.empty() ? "" : ",") + id;
    }
    return m_server.get(graph::Limit::Pages, "/", {{"ids", ids}, {"fields", std::string(kCommentWords)}});
}

base::Result<std::optional<model::IncomingBatch>> Rescan::accept(const net::HttpResponse& response,
                                                                 base::UtcTime now) {
    const bool single = m_asked;
    m_asked = true;
    model::IncomingBatch batch;
    std::vector<std::string> ids = single ? std::vector{m_single.back()} : m_ids;
    if (single) {
        m_single.pop_back();
    }
    if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
        if (failure->kind == base::ErrorKind::NotFound && single) {
            batch.deletedRemoteIds = ids;
            return std::optional(std::move(batch));
        }
        if (failure->kind == base::ErrorKind::Rejected && single) {
            return std::optional<model::IncomingBatch>();  // not shown to us; that is no deletion
        }
        if (!single &&
            (failure->kind == base::ErrorKind::NotFound || failure->kind == base::ErrorKind::Rejected)) {
            const auto end = m_ids.begin() + static_cast<std::ptrdiff_t>(std::min(m_ids.size(), kMostSingle));
            m_single.assign(m_ids.begin(), end);
            return std::optional<model::IncomingBatch>();
        }
        return base::fail(*std::move(failure));
    }
    json::Reader json(response.body);
    const auto named =
        single ? base::Result<std::vector<NamedItem>>({{ids.front(), json.whole()}}) : readNamed(json, ids);
    if (!named) {
        return base::fail(m_server.unreadable(RequestKind::Poll, named.error()));
    }
    for (const auto& [id, item] : *named) {
        WireComment comment;
        if (readComment(json, item, comment) && comment.id == id) {
            batch.messages.push_back(toMessage(comment, postOf(comment.id, m_self.id), m_self));
        }
    }
    return std::optional(std::move(batch));
}

}  // namespace platform::facebook
