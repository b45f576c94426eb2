// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/sequence.h"
#include "platform/x/message.h"
#include "platform/x/poll.h"
#include "platform/x/server.h"
#include "platform/x/snowflake.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace platform::x {
namespace {

constexpr std::size_t kMostInOneCall = 100;
constexpr int kMostAncestors = 10;
/// Every hit is paid for.
constexpr std::string_view kMostOfSearch = "25";
/// Search reaches back a week.
constexpr base::Duration kSearchReach = std::chrono::days{7} - std::chrono::hours{1};

/// First the posts by their ids: the one asked for, and those known here, of which some may be gone or
/// edited. Then what stands above, post by post, and what stands below by search, where the conversation is
/// ours or the customer's own; a stranger's may be anybody's and as long as it likes.
class Thread final : public Part<model::IncomingBatch> {
public:
    Thread(const model::Account& account, const Secrets& secrets, std::string remoteId,
           std::vector<std::string> known)
        : m_server(account.server, secrets), m_self(account), m_dialect(dialectOf(account)),
          m_remoteId(std::move(remoteId)) {
        ask(m_remoteId);
        for (auto& id : known) {
            m_known.insert(id);
            ask(id);
        }
    }

    [[nodiscard]] std::optional<HttpCall> next() override {
        const auto fields = postParameters(m_dialect, Authors::Named);
        if (!m_toAsk.empty()) {
            std::string ids;
            for (const auto& id : m_toAsk) {
                ids.append(ids.empty() ? "" : ",").append(id);
            }
            Parameters parameters{{"ids", std::move(ids)}};
            parameters.insert(parameters.end(), fields.begin(), fields.end());
            return m_server.get("/2/tweets", parameters);
        }
        if (m_stage == Stage::Search) {
            Parameters parameters{{"query", "conversation_id:" + m_conversation},
                                  {"max_results", std::string(kMostOfSearch)},
                                  {"sort_order", "recency"}};
            parameters.insert(parameters.end(), fields.begin(), fields.end());
            return m_server.get("/2/tweets/search/recent", parameters);
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override {
        if (refusesWords(response) && !std::exchange(m_switched, true)) {
            m_dialect = otherThan(m_dialect);
            return std::optional<model::IncomingBatch>();
        }
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
        if (!page) {
            return base::fail(page.error());
        }
        model::IncomingBatch batch;
        const bool searched = m_toAsk.empty();
        const auto asked = std::exchange(m_toAsk, {});
        const bool authors = readPosts(json, *page, now, batch);
        if (!authors && !std::exchange(m_switched, true)) {
            m_dialect = otherThan(m_dialect);
            m_toAsk = asked;
            return std::optional<model::IncomingBatch>();
        }
        readProblems(*page, asked, now, batch);
        if (searched) {
            m_stage = Stage::Done;
        } else {
            goOn(now);
        }
        if (!std::exchange(m_told, true)) {
            batch.threadsRead.push_back(m_remoteId);
        }
        return std::optional(std::move(batch));
    }

private:
    enum class Stage { Lookup, Search, Done };

    void ask(const std::string& id) {
        const bool number = !id.empty() && id.size() <= 19 && id.find_first_not_of("0123456789") == id.npos;
        if (number && m_toAsk.size() < kMostInOneCall) {
            m_toAsk.push_back(id);
            m_asked.insert(id);
        }
    }

    /// Whether an author is named anywhere, or nothing is there to have one.
    bool readPosts(json::Reader& json, const WirePage& page, base::UtcTime now, model::IncomingBatch& batch) {
        bool authors = page.items.empty();
        for (const auto& item : page.items) {
            WirePost post;
            const auto read = readPost(json, item, post);
            authors = authors || !post.authorId.empty();
            m_present.insert(post.id);
            take(post, read, item, page.includes, now, batch);
        }
        for (const auto& [id, post] : page.includes.posts) {
            if (post.text && m_present.insert(id).second) {
                take(post, {}, {}, page.includes, now, batch);
            }
        }
        return authors;
    }

    void take(const WirePost& post, const base::Status& read, const json::Item& item,
              const WireIncludes& includes, base::UtcTime now, model::IncomingBatch& batch) {
        if (post.id == m_remoteId || firstId(post) == m_remoteId) {
            m_conversation = post.conversationId;
            m_author = post.authorId;
        }
        if (post.id == post.conversationId) {
            m_rootAuthors[post.id] = post.authorId;
        }
        if (!post.id.empty()) {
            m_firstIds[post.id] = firstId(post);
        }
        if (isFormerVersion(post)) {
            m_present.insert(firstId(post));
            m_wanted.insert(post.editHistory.back());
            return;
        }
        auto message = read ? toMessage(post, includes, m_self, now)
                            : toUnreadable(item, read.error(), post, m_self, now);
        if (const auto* parent = referenceOf(post, "replied_to")) {
            m_wanted.insert(parent->id);
            const auto first = m_firstIds.find(parent->id);
            message.parentRemoteId = first == m_firstIds.end() ? message.parentRemoteId : first->second;
        }
        batch.messages.push_back(std::move(message));
    }

    /// What X names and does not show: gone, or not for us.
    void readProblems(const WirePage& page, const std::vector<std::string>& asked, base::UtcTime now,
                      model::IncomingBatch& batch) const {
        for (const auto& problem : page.problems) {
            const std::string& id = problem.resourceId.empty() ? problem.value : problem.resourceId;
            if (std::ranges::find(asked, id) == asked.end() || m_present.contains(id)) {
                continue;
            }
            const bool hidden = problem.type.ends_with("/not-authorized-for-resource");
            if (!hidden && !problem.type.ends_with("/resource-not-found")) {
                continue;
            }
            if (m_known.contains(id) || id == m_remoteId) {
                if (!hidden) {
                    batch.deletedRemoteIds.push_back(id);
                }
            } else {
                batch.messages.push_back(
                    toHidden(id, hidden ? model::Sight::Blocked : model::Sight::Gone, now));
            }
        }
    }

    /// The next row of ancestors and later versions; when there is none, the search.
    void goOn(base::UtcTime now) {
        for (const auto& id : std::exchange(m_wanted, {})) {
            if (!m_present.contains(id) && !m_asked.contains(id) && m_ancestors < kMostAncestors) {
                ask(id);
            }
        }
        if (!m_toAsk.empty()) {
            ++m_ancestors;
            return;
        }
        const auto root = m_rootAuthors.find(m_conversation);
        const bool ours = root != m_rootAuthors.end() && !root->second.empty() &&
                          (root->second == m_self.id || root->second == m_author);
        const auto begun = timeOfId(m_remoteId);
        const bool inReach = begun && *begun > now - kSearchReach;
        m_stage = m_stage == Stage::Lookup && ours && inReach ? Stage::Search : Stage::Done;
    }

    Server m_server;
    Self m_self;
    Dialect m_dialect;
    std::string m_remoteId;
    std::set<std::string> m_known;
    std::vector<std::string> m_toAsk;
    std::set<std::string> m_asked;
    std::set<std::string> m_present;
    std::set<std::string> m_wanted;  ///< parents and later versions
    std::map<std::string, std::string> m_firstIds;
    std::map<std::string, std::string> m_rootAuthors;
    std::string m_conversation;
    std::string m_author;
    Stage m_stage = Stage::Lookup;
    int m_ancestors = 0;
    bool m_switched = false;
    bool m_told = false;
};

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account, const Secrets& secrets,
                                                        std::string remoteId,
                                                        std::vector<std::string> known) {
    return sequenceOf<model::IncomingBatch>(
        std::make_unique<Thread>(account, secrets, std::move(remoteId), std::move(known)));
}

}  // namespace platform::x
