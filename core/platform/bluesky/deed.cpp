// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/deed.h"

#include "platform/bluesky/lists.h"
#include "platform/bluesky/server.h"
#include "platform/bluesky/tid.h"
#include "platform/sequence.h"

#include "base/digest.h"
#include "base/iso8601.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace platform::bluesky {
namespace {

constexpr std::string_view kCollection = "app.bsky.feed.like";

/// Of the like of one post: always the same, and of no other post.
std::string keyFor(const model::DeedWish& wish) {
    const base::Sha256 digest = base::sha256(wish.remoteId);
    return tidFor(wish.at, {reinterpret_cast<const char*>(digest.data()), digest.size()});
}

/// Asks how the post stands, and then writes or deletes the record, where that is still to be done.
class Like final : public Part<Acknowledged> {
public:
    Like(const model::Account& account, const Secrets& secrets, const model::DeedWish& wish)
        : m_server(account, secrets), m_me(account.remoteId), m_wish(wish) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Ask:
            return m_server.get("app.bsky.feed.getPosts", {{"uris", m_wish.remoteId}}, RequestKind::LookUp);
        case Stage::Write: {
            HttpCall call =
                m_server.post(m_wish.wanted ? "com.atproto.repo.putRecord" : "com.atproto.repo.deleteRecord",
                              m_body, RequestKind::Send);
            call.request.once = false;
            return call;
        }
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<Acknowledged>> accept(const net::HttpResponse& response,
                                                                   base::UtcTime now) override {
        if (m_stage == Stage::Ask) {
            return acceptPost(response, now);
        }
        m_stage = Stage::Done;
        if (auto failure = m_server.failureOf(RequestKind::Send, response, now)) {
            return base::fail(*std::move(failure));
        }
        // A network's login page is a 200 as well.
        const auto written = readWritten(response.body);
        if (!written || (m_wish.wanted && written->uri.empty())) {
            return base::fail(m_server.notBluesky(RequestKind::Poll, response));
        }
        return std::optional(Acknowledged{});
    }

private:
    enum class Stage { Ask, Write, Done };
    using Given = base::Result<std::optional<Acknowledged>>;

    [[nodiscard]] Given acceptPost(const net::HttpResponse& response, base::UtcTime now) {
        m_stage = Stage::Done;
        json::Reader json(response.body);
        const auto page = pageOf({m_server, m_me, now}, json, RequestKind::LookUp, response, "posts");
        if (!page) {
            return base::fail(page.error());
        }
        WirePost post;
        for (const auto& item : page->items) {
            WirePost read;
            static_cast<void>(readPost(json, item, read));
            if (read.uri == m_wish.remoteId) {
                post = std::move(read);
            }
        }
        if (m_wish.wanted) {
            if (post.uri.empty() || post.cid.empty()) {
                return base::fail(base::ErrorKind::Gone, "this post is no longer on Bluesky");
            }
            if (post.author.blocks) {
                return base::fail(base::ErrorKind::Blocked,
                                  "there is a block between the author and this account on Bluesky");
            }
            if (!post.like.empty()) {
                return std::optional(Acknowledged{});
            }
        }
        m_stage = Stage::Write;
        m_body = m_wish.wanted ? record(post, now) : deletion(post);
        return std::optional<Acknowledged>();
    }

    [[nodiscard]] std::string record(const WirePost& post, base::UtcTime now) const {
        return nlohmann::json{{"repo", m_me},
                              {"collection", kCollection},
                              {"rkey", keyFor(m_wish)},
                              {"record",
                               {{"$type", kCollection},
                                {"subject", {{"uri", post.uri}, {"cid", post.cid}}},
                                {"createdAt", base::toIso8601(now)}}}}
            .dump();
    }

    /// Of the like that the network knows, else of ours, of which it may not have heard yet. One that is not
    /// there is deleted as well.
    [[nodiscard]] std::string deletion(const WirePost& post) const {
        const AtUri known = partsOf(post.like);
        const bool ours = known.key.empty() || known.did != m_me || known.collection != kCollection;
        return nlohmann::json{{"repo", m_me},
                              {"collection", kCollection},
                              {"rkey", ours ? keyFor(m_wish) : std::string(known.key)}}
            .dump();
    }

    Server m_server;
    std::string m_me;
    model::DeedWish m_wish;
    std::string m_body;
    Stage m_stage = Stage::Ask;
};

}  // namespace

std::unique_ptr<Steps<Acknowledged>> tellDeed(const model::Account& account, const Secrets& secrets,
                                              const model::DeedWish& wish) {
    return wish.deed == model::Deed::Like
               ? sequenceOf<Acknowledged>(std::make_unique<Like>(account, secrets, wish))
               : nullptr;
}

}  // namespace platform::bluesky
