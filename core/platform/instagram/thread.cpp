// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/thread.h"

#include "platform/graph/sight.h"
#include "platform/instagram/account_server.h"
#include "platform/instagram/message.h"
#include "platform/instagram/parse.h"
#include "platform/sequence.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace platform::instagram {
namespace {

constexpr int kMostPages = 20;
constexpr int kMostTagPages = 5;

/// Whether the comments below our media can still be read.
graph::Sight sightOfComments(const graph::Self& self) {
    return graph::Sight({{.path = fmt::format("/{}/media", net::percentEncode(self.id)),
                          .parameters = {{"fields", "id,comments.limit(1){id}"}, {"limit", "1"}}}});
}

class Thread final : public Part<model::IncomingBatch> {
public:
    Thread(const model::Account& account, const Secrets& secrets, std::string remoteId,
           std::vector<std::string> known)
        : m_server(serverOf(account, secrets)), m_self(selfOf(account)), m_asked(std::move(remoteId)),
          m_top(m_asked), m_known(known.begin(), known.end()), m_sight(sightOfComments(m_self)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_stage == Stage::Done) {
            return std::nullopt;
        }
        if (m_stage == Stage::Sight) {
            return m_sight.next(m_server);
        }
        const std::string object = "/" + net::percentEncode(m_top);
        if (m_stage == Stage::Tags) {
            graph::Parameters parameters{{"fields", "id"}, {"limit", "100"}};
            if (!m_after.empty()) {
                parameters.emplace_back("after", m_after);
            }
            return m_server.get(graph::Limit::Pages, "/" + net::percentEncode(m_self.id) + "/tags",
                                std::move(parameters));
        }
        if (m_stage == Stage::Top) {
            return m_server.get(graph::Limit::Pages, object,
                                {{"fields", fmt::format("{},media{{id}}", kCommentWords)}});
        }
        graph::Parameters parameters{{"fields", std::string(kCommentWords)}, {"limit", "50"}};
        if (!m_after.empty()) {
            parameters.emplace_back("after", m_after);
        }
        return m_server.get(graph::Limit::Pages, object + "/replies", std::move(parameters));
    }

    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override {
        return m_stage == Stage::Top     ? acceptTop(response, now)
               : m_stage == Stage::Tags  ? acceptTags(response, now)
               : m_stage == Stage::Sight ? acceptSight(response, now)
                                         : acceptReplies(response, now);
    }

private:
    enum class Stage { Top, Tags, Sight, Replies, Done };
    using Given = base::Result<std::optional<model::IncomingBatch>>;

    [[nodiscard]] Given acceptTop(const net::HttpResponse& response, base::UtcTime now) {
        if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
            const bool gone = failure->kind == base::ErrorKind::NotFound;
            if (gone && m_top == m_asked) {
                m_stage = Stage::Tags;
                return std::optional<model::IncomingBatch>();
            }
            // A medium that we are tagged in is no comment: there is nothing around it that we may read.
            if (!gone && graph::readError(response.body).code != kNoSuchField) {
                return base::fail(*std::move(failure));
            }
            return ended(gone);
        }
        json::Reader json(response.body);
        if (!json.startsAsJson()) {
            return base::fail(m_server.notThePlatform(RequestKind::Poll, response));
        }
        WireComment comment;
        if (const auto read = readComment(json, json.whole(), comment); !read) {
            return base::fail(m_server.unreadable(RequestKind::Poll, read.error()));
        }
        if (!comment.parentId.empty() && m_top == m_asked) {
            m_top = comment.parentId;
            return std::optional<model::IncomingBatch>();
        }
        model::IncomingBatch batch;
        batch.messages.push_back(toMessage(comment, comment.mediaId, {}, m_self));
        m_media = comment.mediaId;
        m_seen.insert(m_top);
        m_stage = Stage::Replies;
        return std::optional(std::move(batch));
    }

    /// Of a medium of somebody else's Graph may say the same as of a comment that is gone: what the list of
    /// our tags still has is there.
    [[nodiscard]] Given acceptTags(const net::HttpResponse& response, base::UtcTime now) {
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
        if (!page) {
            const auto kind = page.error().kind;
            const bool noTags = kind == base::ErrorKind::Permission || kind == base::ErrorKind::NotFound ||
                                kind == base::ErrorKind::Rejected || kind == base::ErrorKind::Unsupported;
            return noTags ? notThere() : Given(base::fail(page.error()));
        }
        for (const auto& item : page->items) {
            WireMedium medium;
            static_cast<void>(readMedium(json, item, medium));  // its id alone was asked for
            if (medium.id == m_asked) {
                return ended(false);
            }
        }
        if (page->more && !page->after.empty() && page->after != m_after && ++m_pages < kMostTagPages) {
            m_after = page->after;
            return std::optional<model::IncomingBatch>();
        }
        return notThere();
    }

    /// Gone, if comments are still seen.
    [[nodiscard]] Given notThere() {
        m_stage = Stage::Sight;
        return std::optional<model::IncomingBatch>();
    }

    [[nodiscard]] Given acceptSight(const net::HttpResponse& response, base::UtcTime now) {
        if (base::Status seen = m_sight.accept(m_server, response, now); !seen) {
            return base::fail(std::move(seen.error()));
        }
        return m_sight.isProven() ? ended(true) : Given();
    }

    /// Nothing more is to be read. Of a reply whose top comment is gone, the reply went along.
    [[nodiscard]] Given ended(bool gone) {
        m_stage = Stage::Done;
        model::IncomingBatch batch;
        batch.threadsRead = {m_asked};
        if (gone) {
            batch.deletedRemoteIds = {m_top};
            if (m_top != m_asked) {
                batch.deletedRemoteIds.push_back(m_asked);
            }
        }
        return std::optional(std::move(batch));
    }

    [[nodiscard]] Given acceptReplies(const net::HttpResponse& response, base::UtcTime now) {
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
        if (!page) {
            return base::fail(page.error());
        }
        model::IncomingBatch batch;
        for (const auto& item : page->items) {
            WireComment comment;
            const auto read = readComment(json, item, comment);
            auto message = read ? toMessage(comment, m_media, m_top, m_self)
                                : toUnreadable(item, read.error(), comment, m_media, m_top, m_self, now);
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

    static constexpr std::int64_t kNoSuchField = 100;

    graph::Server m_server;
    graph::Self m_self;
    std::string m_asked;
    std::string m_top;
    std::string m_media;
    std::set<std::string> m_known;
    std::set<std::string> m_seen;
    std::string m_after;
    int m_pages = 0;
    graph::Sight m_sight;
    Stage m_stage = Stage::Top;
};

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account, const Secrets& secrets,
                                                        std::string remoteId,
                                                        std::vector<std::string> known) {
    return sequenceOf<model::IncomingBatch>(
        std::make_unique<Thread>(account, secrets, std::move(remoteId), std::move(known)));
}

}  // namespace platform::instagram
