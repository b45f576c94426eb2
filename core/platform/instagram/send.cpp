// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/send.h"

#include "platform/graph/send.h"
#include "platform/graph/settings.h"
#include "platform/instagram/account_server.h"
#include "platform/instagram/message.h"
#include "platform/instagram/parse.h"
#include "platform/sequence.h"

#include <fmt/format.h>

#include <utility>

namespace platform::instagram {
namespace {

constexpr std::string_view kPlatform = "instagram";
constexpr int kMostPages = 20;

/// Our replies below the comment that was answered, on whichever page: their order is not told. Whoever
/// answered a reply finds them below its comment.
class FindReply final : public Part<std::vector<SeenReply>> {
public:
    explicit FindReply(const LookUpInput& input)
        : m_server(serverOf(input.account, input.secrets)), m_self(selfOf(input.account)),
          m_at(graph::thaw(input.frozen).parent) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_stage == Stage::Done) {
            return std::nullopt;
        }
        const std::string object = "/" + net::percentEncode(m_at);
        if (m_stage == Stage::Comment) {
            return m_server.get(graph::Limit::Pages, object, {{"fields", "id,timestamp,parent_id"}},
                                RequestKind::LookUp);
        }
        graph::Parameters parameters{{"fields", std::string(kCommentWords)}, {"limit", "50"}};
        if (!m_after.empty()) {
            parameters.emplace_back("after", m_after);
        }
        return m_server.get(graph::Limit::Pages, object + "/replies", std::move(parameters),
                            RequestKind::LookUp);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<SeenReply>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        return m_stage == Stage::Comment ? acceptComment(response, now) : acceptReplies(response, now);
    }

private:
    enum class Stage { Comment, Replies, Done };
    using Given = base::Result<std::optional<std::vector<SeenReply>>>;

    /// Below a reply nothing ever stands: without its comment the reply would seem not to be there.
    [[nodiscard]] Given acceptComment(const net::HttpResponse& response, base::UtcTime now) {
        if (auto failure = m_server.failureOf(RequestKind::LookUp, response, now)) {
            return base::fail(*std::move(failure));
        }
        json::Reader json(response.body);
        if (!json.startsAsJson()) {
            return base::fail(m_server.notThePlatform(RequestKind::LookUp, response));
        }
        WireComment comment;
        if (const auto read = readComment(json, json.whole(), comment); !read) {
            return base::fail(m_server.unreadable(RequestKind::LookUp, read.error()));
        }
        if (!comment.parentId.empty()) {
            m_at = comment.parentId;
        }
        m_stage = Stage::Replies;
        return std::optional<std::vector<SeenReply>>();
    }

    [[nodiscard]] Given acceptReplies(const net::HttpResponse& response, base::UtcTime now) {
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, RequestKind::LookUp, response, now);
        if (!page) {
            return base::fail(page.error());
        }
        for (const auto& item : page->items) {
            WireComment comment;
            if (!readComment(json, item, comment)) {
                continue;
            }
            const auto message = toMessage(comment, {}, m_at, m_self);
            if (message.own) {
                m_seen.push_back({.sent = {.remoteId = message.remoteId,
                                           .at = message.at,
                                           .url = {},
                                           .audience = std::string(kPublicAudience)},
                                  .text = graph::comparable(message.text)});
            }
        }
        if (page->more && !page->after.empty()) {
            if (page->after == m_after || ++m_pages == kMostPages) {
                return base::fail(base::Error{.kind = base::ErrorKind::ServerTrouble,
                                              .cure = base::Cure::BackOff,
                                              .message = "Instagram does not show all replies."});
            }
            m_after = page->after;
            return std::optional<std::vector<SeenReply>>();
        }
        m_stage = Stage::Done;
        return std::optional(std::move(m_seen));
    }

    graph::Server m_server;
    graph::Self m_self;
    std::string m_at;
    std::string m_after;
    std::vector<SeenReply> m_seen;
    int m_pages = 0;
    Stage m_stage = Stage::Comment;
};

/// A comment below a medium that we are tagged in.
class AnswerTag final : public Part<model::SentReply> {
public:
    AnswerTag(graph::Server server, graph::Frozen frozen)
        : m_server(std::move(server)), m_frozen(std::move(frozen)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>()
                      : m_server.postFormOnce(graph::Limit::Pages, m_frozen.path,
                                              {{"media_id", m_frozen.to}, {"message", m_frozen.text}});
    }

    [[nodiscard]] base::Result<std::optional<model::SentReply>> accept(const net::HttpResponse& response,
                                                                       base::UtcTime now) override {
        m_done = true;
        return graph::sentComment(m_server, response, now, {}, kPublicAudience);
    }

private:
    graph::Server m_server;
    graph::Frozen m_frozen;
    bool m_done = false;
};

}  // namespace

std::unique_ptr<Steps<Preparation>> prepare(const model::Account& account, const Secrets& secrets,
                                            const model::ReplyDraft& draft, base::UtcTime now) {
    const bool message = draft.visibility == model::Visibility::Private && !draft.fromPublic;
    if (!message || !graph::personsMayAnswer(account) ||
        !graph::windowIsDoubtful(draft.addresseeWroteAt, now)) {
        return nullptr;
    }
    return sequenceOf<Preparation>(
        std::make_unique<graph::AskWindow>(serverOf(account, secrets), messagesOf(secrets) + "/conversations",
                                           std::string(kPlatform), draft.addresseeRemoteId));
}

std::unique_ptr<Steps<model::SentReply>> send(const model::Account& account, const Secrets& secrets,
                                              const model::FrozenReply& frozen) {
    graph::Frozen reply = graph::thaw(frozen);
    graph::Server server = serverOf(account, secrets);
    if (reply.kind != graph::Frozen::Kind::Comment) {
        reply.path = messagesOf(secrets) + "/messages";
        return sequenceOf<model::SentReply>(
            std::make_unique<graph::SendMessage>(std::move(server), std::move(reply), std::string_view()));
    }
    if (!reply.to.empty()) {
        return sequenceOf<model::SentReply>(std::make_unique<AnswerTag>(std::move(server), std::move(reply)));
    }
    return sequenceOf<model::SentReply>(std::make_unique<graph::SendComment>(
        std::move(server), std::move(reply), std::string_view(), kPublicAudience));
}

std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input) {
    using Seen = std::vector<SeenReply>;
    const graph::Frozen reply = graph::thaw(input.frozen);
    if (reply.kind == graph::Frozen::Kind::Comment) {
        return sequenceOf<Seen>(std::make_unique<FindReply>(input));
    }
    const std::string& to = reply.kind == graph::Frozen::Kind::PrivateReply ? reply.author : reply.to;
    const bool named = to.starts_with(kNamePrefix);
    graph::WirePerson person{.id = named ? std::string() : to,
                             .name = {},
                             .username = named ? to.substr(kNamePrefix.size()) : std::string()};
    return sequenceOf<Seen>(std::make_unique<graph::FindMessage>(
        serverOf(input.account, input.secrets), messagesOf(input.secrets) + "/conversations",
        std::string(kPlatform), std::move(person), selfOf(input.account)));
}

}  // namespace platform::instagram
