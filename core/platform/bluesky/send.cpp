// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/send.h"

#include "platform/answer.h"
#include "platform/bluesky/compose.h"
#include "platform/bluesky/lists.h"
#include "platform/bluesky/message.h"
#include "platform/bluesky/rich_text.h"
#include "platform/bluesky/tid.h"
#include "platform/sequence.h"

#include "base/iso8601.h"
#include "model/text_limits.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace platform::bluesky {

namespace {

base::Error tookNothing(const Server& server) {
    return {.kind = base::ErrorKind::Unknown,
            .cure = base::Cure::LookUp,
            .message = fmt::format("{} answered, but not that it took the reply.", server.host())};
}

class SendPost final : public Part<model::SentReply> {
public:
    SendPost(const model::Account& account, const Secrets& secrets, Frozen frozen)
        : m_server(account, secrets), m_frozen(std::move(frozen)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>()
                      : m_server.post("com.atproto.repo.putRecord", m_frozen.call, RequestKind::Send);
    }

    [[nodiscard]] base::Result<std::optional<model::SentReply>> accept(const net::HttpResponse& response,
                                                                       base::UtcTime now) override {
        m_done = true;
        if (auto failure = m_server.failureOf(RequestKind::Send, response, now)) {
            const auto length = model::measure(m_frozen.text, postLength());
            if (failure->kind == base::ErrorKind::Rejected &&
                (length.count > length.limit || response.status == 413)) {
                failure->kind = base::ErrorKind::TooLong;
            }
            return base::fail(*std::move(failure));
        }
        const auto written = readWritten(response.body);
        if (!written || partsOf(written->uri).key.empty()) {
            return base::fail(tookNothing(m_server));
        }
        // A repeat that changed nothing makes no revision.
        return std::optional(model::SentReply{.remoteId = written->uri,
                                              .at = timeOfTid(written->revision).value_or(m_frozen.createdAt),
                                              .url = webAddressOf(written->uri),
                                              .audience = std::string(kPublicAudience)});
    }

private:
    Server m_server;
    Frozen m_frozen;
    bool m_done = false;
};

class SendMessage final : public Part<model::SentReply> {
public:
    SendMessage(const model::Account& account, const Secrets& secrets, Frozen frozen)
        : m_server(account, secrets), m_frozen(std::move(frozen)),
          m_stage(m_frozen.acceptFirst ? Stage::Accept : Stage::Send) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Accept:
            // Accepting twice is accepting once, and nothing is said by it.
            return m_server.postChat("chat.bsky.convo.acceptConvo",
                                     nlohmann::json{{"convoId", m_frozen.convoId}}.dump(),
                                     RequestKind::LookUp);
        case Stage::Send:
            return m_server.postChat("chat.bsky.convo.sendMessage", m_frozen.call, RequestKind::Send);
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<model::SentReply>> accept(const net::HttpResponse& response,
                                                                       base::UtcTime now) override {
        const bool sending = m_stage == Stage::Send;
        m_stage = sending ? Stage::Done : Stage::Send;
        const auto kind = sending ? RequestKind::Send : RequestKind::LookUp;
        if (auto failure = m_server.failureOf(kind, response, now)) {
            return base::fail(inWords(response, *std::move(failure)));
        }
        if (!sending) {
            return std::optional<model::SentReply>();
        }
        json::Reader json(response.body);
        WireMessage message;
        static_cast<void>(readMessage(json, json.whole(), message));
        if (message.id.empty()) {
            return base::fail(tookNothing(m_server));
        }
        return std::optional(model::SentReply{.remoteId = message.id,
                                              .at = message.sentAt.value_or(now),
                                              .url = {},
                                              .audience = std::string(kPrivateAudience)});
    }

private:
    enum class Stage { Accept, Send, Done };

    [[nodiscard]] base::Error inWords(const net::HttpResponse& response, base::Error failure) const {
        const auto name = errorName(response);
        if (name == "ConvoLocked" || name == "InvalidConvo") {
            failure.kind = base::ErrorKind::Gone;
            failure.cure = base::Cure::Never;
            failure.message = name == "ConvoLocked" ? "This conversation is locked on Bluesky."
                                                    : "This conversation is no longer there.";
        } else if (failure.kind == base::ErrorKind::NeedsLogin && failure.cure != base::Cure::RenewLogin &&
                   lacksChatRight(response)) {
            failure.kind = base::ErrorKind::Permission;
            failure.cure = base::Cure::Never;
            failure.message =
                "This app password may not send direct messages. Connect again with one that may.";
        } else if (failure.kind == base::ErrorKind::Rejected) {
            failure.cure = base::Cure::Never;
            const auto length = model::measure(m_frozen.text, chatLength());
            failure.kind = length.count > length.limit ? base::ErrorKind::TooLong : failure.kind;
        }
        return failure;
    }

    Server m_server;
    Frozen m_frozen;
    Stage m_stage;
};

class FindPost final : public Part<std::vector<SeenReply>> {
public:
    explicit FindPost(const LookUpInput& input)
        : m_server(input.account, input.secrets), m_me(input.account.remoteId),
          m_key(input.frozen.repeatKey) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>()
                      : m_server.get("com.atproto.repo.getRecord",
                                     {{"repo", m_me}, {"collection", "app.bsky.feed.post"}, {"rkey", m_key}},
                                     RequestKind::LookUp);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<SeenReply>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        m_done = true;
        std::vector<SeenReply> seen;
        if (auto failure = m_server.failureOf(RequestKind::LookUp, response, now)) {
            if (failure->kind != base::ErrorKind::NotFound) {
                return base::fail(*std::move(failure));
            }
            return std::optional(std::move(seen));
        }
        const auto post = readRecordAnswer(response.body);
        if (!post || post->uri.empty()) {
            return base::fail(m_server.notBluesky(RequestKind::LookUp, response));
        }
        seen.push_back({.sent = {.remoteId = post->uri,
                                 .at = post->record.createdAt.value_or(now),
                                 .url = webAddressOf(post->uri),
                                 .audience = std::string(kPublicAudience)},
                        .text = post->record.text.value_or(""),
                        .parentRemoteId = post->record.parent.uri});
        return std::optional(std::move(seen));
    }

private:
    Server m_server;
    std::string m_me;
    std::string m_key;
    bool m_done = false;
};

class FindMessage final : public Part<std::vector<SeenReply>> {
public:
    explicit FindMessage(const LookUpInput& input)
        : m_server(input.account, input.secrets), m_me(input.account.remoteId),
          m_convoId(thaw(input.frozen).convoId) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>()
                      : m_server.getChat("chat.bsky.convo.getMessages",
                                         {{"convoId", m_convoId}, {"limit", "100"}}, RequestKind::LookUp);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<SeenReply>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        m_done = true;
        json::Reader json(response.body);
        const auto page = pageOf({m_server, m_me, now}, json, RequestKind::LookUp, response, "messages");
        if (!page) {
            return base::fail(page.error());
        }
        std::vector<SeenReply> seen;
        for (const auto& item : page->items) {
            WireMessage message;
            if (readMessage(json, item, message) && message.senderDid == m_me && message.text) {
                seen.push_back({.sent = {.remoteId = message.id,
                                         .at = *message.sentAt,
                                         .url = {},
                                         .audience = std::string(kPrivateAudience)},
                                .text = *message.text});
            }
        }
        return std::optional(std::move(seen));
    }

private:
    Server m_server;
    std::string m_me;
    std::string m_convoId;
    bool m_done = false;
};

class Tell final : public Part<Acknowledged> {
public:
    Tell(const model::Account& account, const Secrets& secrets, const model::ReadMark& mark)
        : m_server(account, secrets), m_mark(mark) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        if (m_mark.visibility == model::Visibility::Public) {
            return m_server.post("app.bsky.notification.updateSeen",
                                 nlohmann::json{{"seenAt", base::toIso8601(m_mark.at)}}.dump(),
                                 RequestKind::Poll);
        }
        return m_server.postChat(
            "chat.bsky.convo.updateRead",
            nlohmann::json{{"convoId", m_mark.threadId}, {"messageId", m_mark.remoteId}}.dump(),
            RequestKind::Poll);
    }

    [[nodiscard]] base::Result<std::optional<Acknowledged>> accept(const net::HttpResponse& response,
                                                                   base::UtcTime now) override {
        m_done = true;
        if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
            return base::fail(*std::move(failure));
        }
        // The one answers with nothing, the other with the conversation; a network's login page with itself.
        if (isWebPage(response)) {
            return base::fail(m_server.notBluesky(RequestKind::Poll, response));
        }
        return std::optional(Acknowledged{});
    }

private:
    Server m_server;
    model::ReadMark m_mark;
    bool m_done = false;
};

}  // namespace

std::unique_ptr<Steps<model::SentReply>> send(const model::Account& account, const Secrets& secrets,
                                              const model::FrozenReply& frozen) {
    Frozen thawed = thaw(frozen);
    if (thawed.kind == Frozen::Kind::Message) {
        return sequenceOf<model::SentReply>(
            std::make_unique<SendMessage>(account, secrets, std::move(thawed)));
    }
    return sequenceOf<model::SentReply>(std::make_unique<SendPost>(account, secrets, std::move(thawed)));
}

std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input) {
    using Seen = std::vector<SeenReply>;
    return thaw(input.frozen).kind == Frozen::Kind::Message
               ? sequenceOf<Seen>(std::make_unique<FindMessage>(input))
               : sequenceOf<Seen>(std::make_unique<FindPost>(input));
}

std::unique_ptr<Steps<Acknowledged>> markRead(const model::Account& account, const Secrets& secrets,
                                              const model::ReadMark& mark) {
    const auto setting = account.settings.find(std::string(kMarkSeen));
    const bool markSeen = setting != account.settings.end() && setting->second == "on";
    const bool isPublic = mark.visibility == model::Visibility::Public;
    if (isPublic ? !markSeen : mark.threadId.empty() || mark.remoteId.empty()) {
        return nullptr;
    }
    return sequenceOf<Acknowledged>(std::make_unique<Tell>(account, secrets, mark));
}

}  // namespace platform::bluesky
