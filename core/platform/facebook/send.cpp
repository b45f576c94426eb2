// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/send.h"

#include "platform/facebook/message.h"
#include "platform/facebook/page_server.h"
#include "platform/facebook/parse.h"
#include "platform/graph/send.h"
#include "platform/sequence.h"

#include <fmt/format.h>

#include <utility>

namespace platform::facebook {
namespace {

constexpr std::string_view kMessenger = "messenger";
constexpr std::string_view kInsideOfWindow = "RESPONSE";

std::string conversationsOf(const model::Account& account) {
    return fmt::format("/{}/conversations", net::percentEncode(account.remoteId));
}

/// Our newest comments near the one looked for.
class FindComment final : public Part<std::vector<SeenReply>> {
public:
    explicit FindComment(const LookUpInput& input)
        : m_server(serverOf(input.account, input.secrets)),
          m_self{.id = input.account.remoteId, .username = {}}, m_parent(graph::thaw(input.frozen).parent) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        return m_server.get(graph::Limit::Pages, fmt::format("/{}/comments", net::percentEncode(m_parent)),
                            {{"filter", "stream"},
                             {"order", "reverse_chronological"},
                             {"fields", std::string(kCommentWords)},
                             {"limit", "50"}},
                            RequestKind::LookUp);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<SeenReply>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        m_done = true;
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, RequestKind::LookUp, response, now);
        if (!page) {
            return base::fail(page.error());
        }
        std::vector<SeenReply> seen;
        for (const auto& item : page->items) {
            WireComment comment;
            if (!readComment(json, item, comment) || !m_self.is(comment.from)) {
                continue;
            }
            const auto message = toMessage(comment, m_parent, m_self);
            seen.push_back({.sent = {.remoteId = message.remoteId,
                                     .at = message.at,
                                     .url = message.url,
                                     .audience = std::string(kPublicAudience)},
                            .text = graph::comparable(message.text)});
        }
        return std::optional(std::move(seen));
    }

private:
    graph::Server m_server;
    graph::Self m_self;
    std::string m_parent;
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
        std::make_unique<graph::AskWindow>(serverOf(account, secrets), conversationsOf(account),
                                           std::string(kMessenger), draft.addresseeRemoteId));
}

std::unique_ptr<Steps<model::SentReply>> send(const model::Account& account, const Secrets& secrets,
                                              const model::FrozenReply& frozen) {
    graph::Frozen reply = graph::thaw(frozen);
    graph::Server server = serverOf(account, secrets);
    if (reply.kind == graph::Frozen::Kind::Comment) {
        return sequenceOf<model::SentReply>(std::make_unique<graph::SendComment>(
            std::move(server), std::move(reply), kWebOrigin, kPublicAudience));
    }
    return sequenceOf<model::SentReply>(
        std::make_unique<graph::SendMessage>(std::move(server), std::move(reply), kInsideOfWindow));
}

std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input) {
    using Seen = std::vector<SeenReply>;
    const graph::Frozen reply = graph::thaw(input.frozen);
    if (reply.kind == graph::Frozen::Kind::Comment) {
        return sequenceOf<Seen>(std::make_unique<FindComment>(input));
    }
    const std::string& person = reply.kind == graph::Frozen::Kind::PrivateReply ? reply.author : reply.to;
    return sequenceOf<Seen>(std::make_unique<graph::FindMessage>(
        serverOf(input.account, input.secrets), conversationsOf(input.account), std::string(kMessenger),
        graph::WirePerson{.id = person, .name = {}, .username = {}},
        graph::Self{.id = input.account.remoteId, .username = {}}));
}

}  // namespace platform::facebook
