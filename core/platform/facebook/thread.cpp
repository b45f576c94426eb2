// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/thread.h"

#include "platform/facebook/comment_lists.h"
#include "platform/facebook/compose.h"
#include "platform/facebook/message.h"
#include "platform/facebook/page_server.h"
#include "platform/facebook/parse.h"
#include "platform/sequence.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace platform::facebook {
namespace {

constexpr int kPageSize = 100;
constexpr int kMostPages = 20;

/// The object itself, then the comments below it. A reply leads to the comment that it answers.
class Thread final : public Part<model::IncomingBatch> {
public:
    Thread(const model::Account& account, const Secrets& secrets, std::string remoteId,
           std::vector<std::string> known)
        : m_server(serverOf(account, secrets)), m_self{.id = account.remoteId, .username = {}},
          m_asked(std::move(remoteId)), m_root(m_asked), m_known(known.begin(), known.end()),
          m_sight(sightOfComments(m_self)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_stage == Stage::Done) {
            return std::nullopt;
        }
        if (m_stage == Stage::Sight) {
            return m_sight.next(m_server);
        }
        const std::string object = "/" + net::percentEncode(m_root);
        if (m_stage == Stage::Object) {
            return m_server.get(
                graph::Limit::Pages, object,
                {{"fields", std::string(isPost(m_root, m_self.id) ? kPostWords : kCommentWords)}});
        }
        graph::Parameters parameters{{"filter", "stream"},
                                     {"order", "chronological"},
                                     {"fields", std::string(kCommentWords)},
                                     {"limit", std::to_string(kPageSize)}};
        if (!m_after.empty()) {
            parameters.emplace_back("after", m_after);
        }
        return m_server.get(graph::Limit::Pages, object + "/comments", std::move(parameters));
    }

    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override {
        return m_stage == Stage::Object  ? acceptObject(response, now)
               : m_stage == Stage::Sight ? acceptSight(response, now)
                                         : acceptComments(response, now);
    }

private:
    enum class Stage { Object, Sight, Comments, Done };
    using Given = base::Result<std::optional<model::IncomingBatch>>;

    [[nodiscard]] Given acceptObject(const net::HttpResponse& response, base::UtcTime now) {
        if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
            if (failure->kind != base::ErrorKind::NotFound) {
                return base::fail(*std::move(failure));
            }
            if (m_root != m_asked) {
                return gone();  // the reply below it was seen
            }
            m_stage = Stage::Sight;
            return std::optional<model::IncomingBatch>();
        }
        json::Reader json(response.body);
        if (!json.startsAsJson()) {
            return base::fail(m_server.notThePlatform(RequestKind::Poll, response));
        }
        model::IncomingBatch batch;
        if (isPost(m_root, m_self.id)) {
            WirePost post;
            if (const auto read = readPost(json, json.whole(), post); !read) {
                return base::fail(m_server.unreadable(RequestKind::Poll, read.error()));
            }
            batch.messages.push_back(toMessage(post, m_self));
        } else {
            WireComment comment;
            if (const auto read = readComment(json, json.whole(), comment); !read) {
                return base::fail(m_server.unreadable(RequestKind::Poll, read.error()));
            }
            if (!comment.parentId.empty() && m_root == m_asked) {
                m_root = comment.parentId;
                return std::optional<model::IncomingBatch>();
            }
            batch.messages.push_back(toMessage(comment, postOf(comment.id, m_self.id), m_self));
        }
        m_seen.insert(m_root);
        m_stage = Stage::Comments;
        return std::optional(std::move(batch));
    }

    [[nodiscard]] Given acceptSight(const net::HttpResponse& response, base::UtcTime now) {
        if (base::Status seen = m_sight.accept(m_server, response, now); !seen) {
            return base::fail(std::move(seen.error()));
        }
        return m_sight.isProven() ? gone() : Given();
    }

    /// Of a reply whose top comment is gone, the reply went along.
    [[nodiscard]] Given gone() {
        m_stage = Stage::Done;
        model::IncomingBatch batch;
        batch.deletedRemoteIds = {m_root};
        if (m_root != m_asked) {
            batch.deletedRemoteIds.push_back(m_asked);
        }
        batch.threadsRead = {m_asked};
        return std::optional(std::move(batch));
    }

    [[nodiscard]] Given acceptComments(const net::HttpResponse& response, base::UtcTime now) {
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
        if (!page) {
            return base::fail(page.error());
        }
        model::IncomingBatch batch;
        const bool post = isPost(m_root, m_self.id);
        for (const auto& item : page->items) {
            WireComment comment;
            const auto read = readComment(json, item, comment);
            if (comment.parentId.empty() && !post) {
                comment.parentId = m_root;
            }
            auto message = read ? toMessage(comment, m_root, m_self)
                                : toUnreadable(item, read.error(), comment, m_root, m_self, now);
            m_seen.insert(message.remoteId);
            batch.messages.push_back(std::move(message));
        }
        const bool more =
            page->more && !page->after.empty() && page->after != m_after && ++m_pages < kMostPages;
        m_after = page->after;
        if (!more) {
            m_stage = Stage::Done;
            batch.threadsRead = {m_asked};
            if (!page->more) {
                std::ranges::set_difference(m_known, m_seen, std::back_inserter(batch.deletedRemoteIds));
            }
        }
        return std::optional(std::move(batch));
    }

    graph::Server m_server;
    graph::Self m_self;
    std::string m_asked;
    std::string m_root;
    std::set<std::string> m_known;
    std::set<std::string> m_seen;
    std::string m_after;
    int m_pages = 0;
    graph::Sight m_sight;
    Stage m_stage = Stage::Object;
};

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account, const Secrets& secrets,
                                                        std::string remoteId,
                                                        std::vector<std::string> known) {
    return sequenceOf<model::IncomingBatch>(
        std::make_unique<Thread>(account, secrets, std::move(remoteId), std::move(known)));
}

}  // namespace platform::facebook
