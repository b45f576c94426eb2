// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/threads/poll.h"

#include "platform/graph/sight.h"
#include "platform/graph/tolerant_part.h"
#include "platform/list_cursor.h"
#include "platform/sequence.h"
#include "platform/threads/post.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace platform::threads {
namespace {

constexpr std::string_view kPageSize = "50";
constexpr int kMostPages = 100;
/// Posts show up late.
constexpr base::Duration kOverlap{15 * 60'000};
constexpr std::size_t kNewestPosts = 5;
constexpr std::size_t kPostsLookedAt = 25;

struct Context {
    graph::Server server;
    graph::Self self;
};

/// A newest-first list, read back to what is known. Threads gives cursors and no address of the next page:
/// the list ends where a page is empty or has no cursor.
class NewestFirst final : public Part<model::IncomingBatch> {
public:
    NewestFirst(const Context& context, std::string name, std::string path, const std::string& cursor,
                ImportLimit firstImportItems)
        : m_context(context), m_name(std::move(name)), m_path(std::move(path)),
          m_known(ListCursor::from(cursor)), m_newest(m_known),
          m_firstImportItems(std::move(firstImportItems)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        graph::Parameters parameters{{"fields", std::string(kPostWords)}, {"limit", std::string(kPageSize)}};
        if (!m_after.empty()) {
            parameters.emplace_back("after", m_after);
        }
        return m_context.server.get(graph::Limit::Pages, m_path, std::move(parameters));
    }

    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override {
        json::Reader json(response.body);
        const auto page = m_context.server.pageOf(json, RequestKind::Poll, response, now);
        if (!page) {
            return base::fail(page.error());
        }
        model::IncomingBatch batch;
        for (const auto& item : page->items) {
            WirePost post;
            const auto read = readPost(json, item, post);
            auto message =
                read ? toMessage(post, m_context.self)
                     : toUnreadable(item, read.error(), post, m_context.self, m_oldestAt.value_or(now));
            m_oldestAt = std::min(m_oldestAt.value_or(message.at), message.at);
            if (!m_newest.at || message.at > *m_newest.at) {
                m_newest = {message.remoteId, message.at};
            }
            ++m_read;
            batch.messages.push_back(std::move(message));
        }
        const bool more = !page->items.empty() && !page->after.empty() && goesOn(page->after, batch);
        m_after = page->after;
        if (!more) {
            finish(batch, now);
        }
        return std::optional(std::move(batch));
    }

private:
    [[nodiscard]] bool goesOn(const std::string& after, model::IncomingBatch& batch) {
        const bool first = !m_known.at;
        if (!first && m_oldestAt && *m_oldestAt < *m_known.at - kOverlap) {
            return false;
        }
        if ((first ? m_read < m_firstImportItems.items() : ++m_pages < kMostPages) && after != m_after) {
            return true;
        }
        batch.gaps.push_back(
            {.after = m_known.at,
             .before = m_oldestAt,
             .reason = first ? fmt::format("The first import stops after {} posts; older ones were "
                                           "not read.",
                                           m_read)
                             : std::string("Threads does not show all posts that came while "
                                           "Shopbell was away.")});
        return false;
    }

    void finish(model::IncomingBatch& batch, base::UtcTime now) {
        m_done = true;
        if (m_newest.id.empty()) {
            m_newest = {"none", now};
        }
        if (m_newest.text() != m_known.text()) {
            batch.cursors[m_name] = m_newest.text();
        }
    }

    const Context& m_context;
    std::string m_name;
    std::string m_path;
    ListCursor m_known;
    ListCursor m_newest;
    ImportLimit m_firstImportItems;
    std::optional<base::UtcTime> m_oldestAt;
    std::string m_after;
    std::size_t m_read = 0;
    int m_pages = 0;
    bool m_done = false;
};

/// Our latest posts, and what stands below those that were answered, to any depth and newest first.
class OwnPosts final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kCursor = "conversations";

    OwnPosts(const Context& context, const std::string& cursor, std::size_t posts,
             ImportLimit firstImportItems)
        : m_context(context), m_known(ListCursor::from(cursor)), m_newest(m_known), m_posts(posts),
          m_firstImportItems(std::move(firstImportItems)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_listed && m_answered.empty()) {
            return std::nullopt;
        }
        graph::Parameters parameters{
            {"fields", std::string(kPostWords).append(m_listed ? kReplyWords : std::string_view{})}};
        if (!m_listed) {
            parameters.emplace_back("limit", std::to_string(m_posts));
            return m_context.server.get(graph::Limit::Pages, "/me/threads", std::move(parameters));
        }
        parameters.emplace_back("reverse", "true");
        parameters.emplace_back("limit", std::string(kPageSize));
        if (!m_after.empty()) {
            parameters.emplace_back("after", m_after);
        }
        return m_context.server.get(graph::Limit::Pages,
                                    fmt::format("/{}/conversation", net::percentEncode(m_answered.back())),
                                    std::move(parameters));
    }

    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override {
        json::Reader json(response.body);
        const auto page = m_context.server.pageOf(json, RequestKind::Poll, response, now);
        model::IncomingBatch batch;
        if (page) {
            m_listed ? readBelow(json, *page, batch, now) : readPosts(json, *page, batch);
        } else if (m_listed && page.error().kind == base::ErrorKind::NotFound) {
            nextPost();
        } else {
            return base::fail(page.error());
        }
        if (m_answered.empty()) {
            if (m_newest.id.empty()) {
                m_newest = {"none", now};  // the posts were read, and nobody had answered
            }
            if (m_newest.text() != m_known.text()) {
                batch.cursors[std::string(kCursor)] = m_newest.text();
            }
        }
        return std::optional(std::move(batch));
    }

private:
    void readPosts(json::Reader& json, const graph::WirePage& page, model::IncomingBatch& batch) {
        for (const auto& item : page.items) {
            WirePost post;
            if (const auto read = readPost(json, item, post); !read) {
                batch.problem = m_context.server.unreadable(RequestKind::Poll, read.error()).message;
                continue;
            }
            if (post.hasReplies) {
                auto message = toMessage(post, m_context.self);
                message.own = true;
                m_answered.push_back(post.id);
                batch.messages.push_back(std::move(message));
            }
        }
        std::ranges::reverse(m_answered);  // the newest first, from the end
        m_listed = true;
    }

    void readBelow(json::Reader& json, const graph::WirePage& page, model::IncomingBatch& batch,
                   base::UtcTime now) {
        for (const auto& item : page.items) {
            WirePost post;
            const auto read = readPost(json, item, post);
            auto message =
                read ? toMessage(post, m_context.self)
                     : toUnreadable(item, read.error(), post, m_context.self, m_oldestAt.value_or(now));
            m_oldestAt = std::min(m_oldestAt.value_or(message.at), message.at);
            if (!m_newest.at || message.at > *m_newest.at) {
                m_newest = {message.remoteId, message.at};
            }
            ++m_read;
            batch.messages.push_back(std::move(message));
        }
        const bool known = m_known.at && m_oldestAt && *m_oldestAt < *m_known.at - kOverlap;
        const bool whole = known || page.items.empty() || page.after.empty();
        const bool enough = !m_known.at && m_read >= m_firstImportItems.items();
        if (whole && (!enough || m_answered.size() == 1)) {
            return nextPost();
        }
        if (!whole && !enough && page.after != m_after && ++m_pages < kMostPages) {
            m_after = page.after;
            return;
        }
        batch.gaps.push_back(
            {.after = m_known.at,
             .before = m_oldestAt,
             .reason = m_known.at ? std::string("Threads does not show all replies that came while "
                                                "Shopbell was away.")
                                  : std::string("The first import leaves out older replies below some "
                                                "posts.")});
        if (enough) {
            m_answered.resize(1);
        }
        nextPost();
    }

    void nextPost() {
        m_answered.pop_back();
        m_after.clear();
        m_oldestAt.reset();
        m_pages = 0;
    }

    const Context& m_context;
    ListCursor m_known;
    ListCursor m_newest;
    std::size_t m_posts;
    ImportLimit m_firstImportItems;
    std::vector<std::string> m_answered;  ///< what is next at the end
    std::optional<base::UtcTime> m_oldestAt;
    std::string m_after;
    std::size_t m_read = 0;
    int m_pages = 0;
    bool m_listed = false;
};

using Parts = std::vector<std::unique_ptr<Part<model::IncomingBatch>>>;

Parts partsFor(const PollInput& input, const Context& context) {
    Parts parts;
    const auto add = [&parts](std::unique_ptr<Part<model::IncomingBatch>> part) {
        parts.push_back(std::make_unique<graph::TolerantPart>(std::move(part)));
    };
    add(std::make_unique<NewestFirst>(context, "mentions", "/me/mentions", input.cursor("mentions"),
                                      input.firstImportItems));
    const bool first = input.cursor(OwnPosts::kCursor).empty();
    add(std::make_unique<OwnPosts>(context, input.cursor(OwnPosts::kCursor),
                                   input.thorough || first ? kPostsLookedAt : kNewestPosts,
                                   input.firstImportItems));
    if (input.thorough) {
        add(std::make_unique<NewestFirst>(context, "replies", "/me/replies", input.cursor("replies"),
                                          input.firstImportItems));
    }
    return parts;
}

class Thread final : public Part<model::IncomingBatch> {
public:
    Thread(const model::Account& account, const Secrets& secrets, std::string remoteId,
           std::vector<std::string> known)
        : m_context{serverOf(account, secrets), selfOf(account)}, m_asked(std::move(remoteId)),
          m_known(std::move(known)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_stage == Stage::Done) {
            return std::nullopt;
        }
        if (m_stage == Stage::Sight) {
            return m_sight.next(m_context.server);
        }
        const bool below = m_stage != Stage::Post;
        graph::Parameters parameters{
            {"fields", std::string(kPostWords).append(below ? kReplyWords : std::string_view{})}};
        if (!below) {
            return m_context.server.get(graph::Limit::Pages, "/" + net::percentEncode(m_asked), parameters);
        }
        parameters.emplace_back("reverse", "false");
        parameters.emplace_back("limit", std::string(kPageSize));
        if (!m_after.empty()) {
            parameters.emplace_back("after", m_after);
        }
        return m_context.server.get(graph::Limit::Pages,
                                    fmt::format("/{}/conversation", net::percentEncode(m_root)),
                                    std::move(parameters));
    }

    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override {
        return m_stage == Stage::Post    ? acceptPost(response, now)
               : m_stage == Stage::Sight ? acceptSight(response, now)
                                         : acceptConversation(response, now);
    }

private:
    enum class Stage { Post, Sight, Conversation, Done };
    using Given = base::Result<std::optional<model::IncomingBatch>>;

    [[nodiscard]] Given acceptPost(const net::HttpResponse& response, base::UtcTime now) {
        model::IncomingBatch batch;
        if (auto failure = m_context.server.failureOf(RequestKind::Poll, response, now)) {
            if (failure->kind != base::ErrorKind::NotFound) {
                return base::fail(*std::move(failure));
            }
            m_stage = Stage::Sight;
            return std::optional<model::IncomingBatch>();
        }
        json::Reader json(response.body);
        WirePost post;
        if (!json.startsAsJson()) {
            return base::fail(m_context.server.notThePlatform(RequestKind::Poll, response));
        }
        if (const auto read = readPost(json, json.whole(), post); !read) {
            return base::fail(m_context.server.unreadable(RequestKind::Poll, read.error()));
        }
        batch.messages.push_back(toMessage(post, m_context.self));
        m_root = post.root.empty() ? post.id : post.root;
        m_shown = m_root == post.id && batch.messages.back().own;
        m_stage = Stage::Conversation;
        return std::optional(std::move(batch));
    }

    [[nodiscard]] Given acceptSight(const net::HttpResponse& response, base::UtcTime now) {
        if (base::Status seen = m_sight.accept(m_context.server, response, now); !seen) {
            return base::fail(std::move(seen.error()));
        }
        if (!m_sight.isProven()) {
            return std::optional<model::IncomingBatch>();
        }
        m_stage = Stage::Done;
        model::IncomingBatch batch;
        batch.deletedRemoteIds = {m_asked};
        batch.threadsRead = {m_asked};
        return std::optional(std::move(batch));
    }

    [[nodiscard]] Given acceptConversation(const net::HttpResponse& response, base::UtcTime now) {
        json::Reader json(response.body);
        const auto page = m_context.server.pageOf(json, RequestKind::Poll, response, now);
        model::IncomingBatch batch;
        if (!page) {
            // Below other people's posts it may be nobody's business but theirs: the post itself was read.
            const auto kind = page.error().kind;
            if (kind != base::ErrorKind::Permission && kind != base::ErrorKind::NotFound &&
                kind != base::ErrorKind::Rejected) {
                return base::fail(page.error());
            }
            m_stage = Stage::Done;
            batch.threadsRead = {m_asked};
            return std::optional(std::move(batch));
        }
        for (const auto& item : page->items) {
            WirePost post;
            const auto read = readPost(json, item, post);
            batch.messages.push_back(read ? toMessage(post, m_context.self)
                                          : toUnreadable(item, read.error(), post, m_context.self, now));
            m_shown = m_shown || post.id == m_asked;
            std::erase(m_known, post.id);
        }
        const bool whole = page->items.empty() || page->after.empty();
        const bool more = !whole && page->after != m_after && ++m_pages < kMostPages;
        m_after = page->after;
        if (!more) {
            m_stage = Stage::Done;
            batch.threadsRead = {m_asked};
            std::erase(m_known, m_asked);
            std::erase(m_known, m_root);
            // Below other people's posts Threads may show nothing at all: that is no proof.
            if (whole && m_shown) {
                batch.deletedRemoteIds = m_known;
            }
        }
        return std::optional(std::move(batch));
    }

    Context m_context;
    std::string m_asked;
    std::string m_root;
    std::vector<std::string> m_known;
    std::string m_after;
    int m_pages = 0;
    /// Mentions and replies are what others write to us.
    graph::Sight m_sight{{{.path = "/me/mentions", .parameters = {{"fields", "id"}, {"limit", "1"}}},
                          {.path = "/me/replies", .parameters = {{"fields", "id"}, {"limit", "1"}}}}};
    bool m_shown = false;  ///< Threads shows us this conversation
    Stage m_stage = Stage::Post;
};

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input) {
    return std::make_unique<ContextSequence<model::IncomingBatch, Context>>(
        Context{.server = serverOf(input.account, input.secrets), .self = selfOf(input.account)},
        [&input](const Context& context) { return partsFor(input, context); });
}

std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account, const Secrets& secrets,
                                                        std::string remoteId,
                                                        std::vector<std::string> known) {
    return sequenceOf<model::IncomingBatch>(
        std::make_unique<Thread>(account, secrets, std::move(remoteId), std::move(known)));
}

}  // namespace platform::threads
