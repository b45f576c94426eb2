// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/lists.h"
#include "platform/bluesky/poll.h"
#include "platform/bluesky/tid.h"
#include "platform/sequence.h"

#include <algorithm>
#include <set>

namespace platform::bluesky {

namespace {

constexpr std::size_t kMostInOneCall = 25;
constexpr std::size_t kMostChecks = 10;

class Thread final : public Part<model::IncomingBatch> {
public:
    Thread(const model::Account& account, const Secrets& secrets, std::string remoteId,
           std::vector<std::string> known)
        : m_server(account, secrets), m_me(account.remoteId), m_remoteId(std::move(remoteId)),
          m_known(std::move(known)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Thread:
            return m_server.get("app.bsky.feed.getPostThread",
                                {{"uri", m_remoteId}, {"depth", "50"}, {"parentHeight", "80"}});
        case Stage::Missing: {
            Parameters parameters;
            for (const auto& uri : m_missing) {
                parameters.emplace_back("uris", uri);
            }
            return m_missing.empty() ? std::optional<HttpCall>()
                                     : m_server.get("app.bsky.feed.getPosts", parameters);
        }
        case Stage::Checks:
            return m_checked < m_missing.size()
                       ? m_server.get("app.bsky.feed.getPostThread",
                                      {{"uri", m_missing[m_checked]}, {"depth", "0"}, {"parentHeight", "0"}})
                       : std::optional<HttpCall>();
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override {
        const ListReader reader{m_server, m_me, now};
        return m_stage == Stage::Thread    ? acceptThread(reader, response)
               : m_stage == Stage::Missing ? acceptMissing(reader, response)
                                           : acceptChecked(reader, response);
    }

private:
    enum class Stage { Thread, Missing, Checks, Done };
    using Given = base::Result<std::optional<model::IncomingBatch>>;

    Given acceptThread(const ListReader& reader, const net::HttpResponse& response) {
        auto posts = readThreadPosts(reader, response);
        model::IncomingBatch batch;
        if (!posts && posts.error().kind == base::ErrorKind::NotFound) {
            m_stage = Stage::Done;
            batch.deletedRemoteIds.push_back(m_remoteId);
            batch.threadsRead.push_back(m_remoteId);
            return std::optional(std::move(batch));
        }
        if (!posts) {
            return base::fail(std::move(posts.error()));
        }
        m_stage = Stage::Missing;
        std::set<std::string> present;
        for (auto& message : *posts) {
            present.insert(message.remoteId);
            batch.messages.push_back(std::move(message));
        }
        for (auto& uri : m_known) {
            if (m_missing.size() < kMostInOneCall && uri.starts_with("at://") && !present.contains(uri) &&
                !mayStillCome(uri, reader.now)) {
                m_missing.push_back(std::move(uri));
            }
        }
        batch.threadsRead.push_back(m_remoteId);
        return std::optional(std::move(batch));
    }

    /// The network learns of a post of ours after our own server: one that it does not show yet is not gone.
    [[nodiscard]] bool mayStillCome(const std::string& uri, base::UtcTime now) const {
        constexpr base::Duration kLongest{10 * 60'000};
        const AtUri parts = partsOf(uri);
        return parts.did == m_me && timeOfTid(parts.key).value_or(base::UtcTime{}) > now - kLongest;
    }

    /// A thread shows a part of itself, so what is not in it is asked for by name.
    Given acceptMissing(const ListReader& reader, const net::HttpResponse& response) {
        m_stage = Stage::Checks;
        auto posts = readNamedPosts(reader, response);
        if (!posts) {
            return base::fail(std::move(posts.error()));
        }
        std::set<std::string> present;
        model::IncomingBatch batch;
        for (auto& message : *posts) {
            present.insert(message.remoteId);
            batch.messages.push_back(std::move(message));
        }
        std::erase_if(m_missing, [&present](const std::string& uri) { return present.contains(uri); });
        m_missing.resize(std::min(m_missing.size(), kMostChecks));
        return batch.messages.empty() ? Given(std::nullopt) : Given(std::move(batch));
    }

    /// The list leaves out the posts of people who have blocked us as well; one by one they are told apart.
    Given acceptChecked(const ListReader& reader, const net::HttpResponse& response) {
        std::string& uri = m_missing[m_checked++];
        const auto posts = readThreadPosts(reader, response);
        if (posts) {
            return std::optional<model::IncomingBatch>();
        }
        if (posts.error().kind != base::ErrorKind::NotFound) {
            return base::fail(posts.error());
        }
        model::IncomingBatch batch;
        batch.deletedRemoteIds.push_back(std::move(uri));
        return std::optional(std::move(batch));
    }

    Server m_server;
    std::string m_me;
    std::string m_remoteId;
    std::vector<std::string> m_known;
    Stage m_stage = Stage::Thread;
    std::vector<std::string> m_missing;
    std::size_t m_checked = 0;
};

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account, const Secrets& secrets,
                                                        std::string remoteId,
                                                        std::vector<std::string> known) {
    return sequenceOf<model::IncomingBatch>(
        std::make_unique<Thread>(account, secrets, std::move(remoteId), std::move(known)));
}

}  // namespace platform::bluesky
