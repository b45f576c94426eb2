// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/compose.h"
#include "platform/bluesky/lists.h"
#include "platform/bluesky/prepared.h"
#include "platform/bluesky/rich_text.h"
#include "platform/bluesky/tid.h"
#include "platform/sequence.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace platform::bluesky {

namespace {

constexpr auto kKind = RequestKind::LookUp;

/// The post that is answered. Our own are asked for where they are kept: the network learns of them later.
class Answered final : public Part<Preparation> {
public:
    Answered(const Server& server, const std::string& me, std::string uri)
        : m_server(server), m_me(me), m_uri(std::move(uri)), m_own(partsOf(m_uri).did == me) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        const AtUri parts = partsOf(m_uri);
        return m_own ? m_server.get("com.atproto.repo.getRecord",
                                    {{"repo", std::string(parts.did)},
                                     {"collection", std::string(parts.collection)},
                                     {"rkey", std::string(parts.key)}},
                                    kKind)
                     : m_server.get("app.bsky.feed.getPosts", {{"uris", m_uri}}, kKind);
    }

    [[nodiscard]] base::Result<std::optional<Preparation>> accept(const net::HttpResponse& response,
                                                                  base::UtcTime now) override {
        m_done = true;
        auto post = m_own ? ownPost(response, now) : networkPost(response, now);
        if (!post) {
            return base::fail(std::move(post.error()));
        }
        if (auto allowed = mayAnswer(*post); !allowed) {
            return base::fail(std::move(allowed.error()));
        }
        const bool isReply = !post->record.root.uri.empty();
        const WireRef self{post->uri, post->cid};
        const WireRef& root = isReply ? post->record.root : self;
        return std::optional(Preparation{{std::string(prepared::kParentUri), self.uri},
                                         {std::string(prepared::kParentCid), self.cid},
                                         {std::string(prepared::kRootUri), root.uri},
                                         {std::string(prepared::kRootCid), root.cid}});
    }

private:
    static std::unexpected<base::Error> gone() {
        return base::fail(base::ErrorKind::Gone, "The message that this answers is no longer there.");
    }

    base::Result<WirePost> ownPost(const net::HttpResponse& response, base::UtcTime now) const {
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return failure->kind == base::ErrorKind::NotFound ? gone() : base::fail(*std::move(failure));
        }
        auto post = readRecordAnswer(response.body);
        if (!post || post->uri.empty() || post->cid.empty()) {
            return base::fail(m_server.notBluesky(kKind, response));
        }
        return post;
    }

    base::Result<WirePost> networkPost(const net::HttpResponse& response, base::UtcTime now) const {
        json::Reader json(response.body);
        const auto page = pageOf({m_server, m_me, now}, json, kKind, response, "posts");
        if (!page) {
            return base::fail(page.error());
        }
        for (const auto& item : page->items) {
            WirePost post;
            static_cast<void>(readPost(json, item, post));
            if (post.uri == m_uri && !post.cid.empty()) {
                return post;
            }
        }
        return gone();
    }

    static base::Status mayAnswer(const WirePost& post) {
        if (post.author.blocks) {
            return base::fail(base::ErrorKind::Blocked,
                              "There is a block between the author and this account on Bluesky.");
        }
        if (post.replyDisabled) {
            return base::fail(
                base::ErrorKind::Permission,
                "The author has limited who may reply to this thread, and this account may not.");
        }
        return {};
    }

    const Server& m_server;
    const std::string& m_me;
    std::string m_uri;
    bool m_own;
    bool m_done = false;
};

/// The people whom a text mentions.
class People final : public Part<Preparation> {
public:
    People(const Server& server, std::string_view text) : m_server(server) {
        constexpr std::size_t kMost = 20;
        for (TextPart& part : findParts(text)) {
            if (part.kind == TextPart::Kind::Mention && m_handles.size() < kMost &&
                std::ranges::find(m_handles, part.value) == m_handles.end()) {
                m_handles.push_back(std::move(part.value));
            }
        }
    }

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_asked >= m_handles.size()) {
            return std::nullopt;
        }
        return m_server.get("com.atproto.identity.resolveHandle", {{"handle", m_handles[m_asked]}}, kKind);
    }

    [[nodiscard]] base::Result<std::optional<Preparation>> accept(const net::HttpResponse& response,
                                                                  base::UtcTime now) override {
        const std::string handle = m_handles[m_asked++];
        const auto failure = m_server.failureOf(kKind, response, now);
        if (failure && failure->kind != base::ErrorKind::Rejected &&
            failure->kind != base::ErrorKind::NotFound && failure->kind != base::ErrorKind::Unsupported) {
            return base::fail(*failure);
        }
        const auto did = failure ? std::string() : readText(response.body, "did");
        return did.empty() ? std::optional<Preparation>()
                           : std::optional(Preparation{{std::string(prepared::kPerson) + handle, did}});
    }

private:
    const Server& m_server;
    std::vector<std::string> m_handles;
    std::size_t m_asked = 0;
};

/// The private conversation, which may still have to be begun.
class Conversation final : public Part<Preparation> {
public:
    Conversation(const Server& server, const model::ReplyDraft& draft)
        : m_server(server), m_threadId(draft.threadId), m_person(draft.addresseeRemoteId) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        return m_threadId.empty()
                   ? m_server.getChat("chat.bsky.convo.getConvoForMembers", {{"members", m_person}}, kKind)
                   : m_server.getChat("chat.bsky.convo.getConvo", {{"convoId", m_threadId}}, kKind);
    }

    [[nodiscard]] base::Result<std::optional<Preparation>> accept(const net::HttpResponse& response,
                                                                  base::UtcTime now) override {
        m_done = true;
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(inWords(response, *std::move(failure)));
        }
        const auto convo = readOneConvo(response.body);
        if (!convo) {
            return base::fail(m_server.notBluesky(kKind, response));
        }
        return std::optional(Preparation{{std::string(prepared::kConvoId), convo->id},
                                         {std::string(prepared::kConvoStatus), convo->status}});
    }

private:
    static base::Error inWords(const net::HttpResponse& response, base::Error failure) {
        const auto name = errorName(response);
        const auto say = [&failure](base::ErrorKind kind, std::string sentence) {
            failure.kind = kind;
            failure.cure = base::Cure::Never;
            failure.message = std::move(sentence);
        };
        if (name == "MessagesDisabled" || name == "NotFollowedBySender") {
            say(base::ErrorKind::Permission, name == "MessagesDisabled"
                                                 ? "This person takes no direct messages on Bluesky."
                                                 : "This person takes direct messages only from people whom "
                                                   "they follow on Bluesky.");
        } else if (name == "BlockedActor" || name == "BlockedSubject") {
            say(base::ErrorKind::Blocked,
                "There is a block between this person and this account on Bluesky.");
        } else if (name == "RecipientNotFound" || name == "InvalidConvo" || name == "AccountSuspended") {
            say(base::ErrorKind::Gone, "The person or the conversation is no longer there.");
        } else if (lacksChatRight(response)) {
            say(base::ErrorKind::Permission,
                "This app password may not send direct messages. Connect again with one that may.");
        }
        return failure;
    }

    const Server& m_server;
    std::string m_threadId;
    std::string m_person;
    bool m_done = false;
};

struct Shared {
    Server server;
    std::string me;
};

std::vector<std::unique_ptr<Part<Preparation>>> partsFor(const model::ReplyDraft& draft,
                                                         const Shared& shared) {
    std::vector<std::unique_ptr<Part<Preparation>>> parts;
    if (draft.visibility == model::Visibility::Private) {
        parts.push_back(std::make_unique<Conversation>(shared.server, draft));
    } else if (!draft.parentRemoteId.empty()) {
        parts.push_back(std::make_unique<Answered>(shared.server, shared.me, draft.parentRemoteId));
    }
    parts.push_back(std::make_unique<People>(shared.server, draft.text));
    return parts;
}

}  // namespace

std::unique_ptr<Steps<Preparation>> prepare(const model::Account& account, const Secrets& secrets,
                                            const model::ReplyDraft& draft) {
    return std::make_unique<ContextSequence<Preparation, Shared>>(
        Shared{Server(account, secrets), account.remoteId},
        [&draft](const Shared& shared) { return partsFor(draft, shared); });
}

}  // namespace platform::bluesky
