// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/window_platform.h"

#include "support/window_town.h"

#include "platform/answer.h"
#include "platform/sequence.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <utility>

namespace support {
namespace {

using Json = nlohmann::ordered_json;
using platform::RequestKind;

std::optional<base::Error> refusal(RequestKind kind, const net::HttpResponse& response, base::UtcTime now) {
    if (response.status == 403 && response.body.find("window_closed") != std::string::npos) {
        return base::Error{.kind = base::ErrorKind::WindowClosed,
                           .message = "The time in which Window town takes a reply is over."};
    }
    if (auto failure = platform::usualFailure("window.example", kind, response, now)) {
        return failure;
    }
    if (response.status != 200) {
        return base::Error{.kind = base::ErrorKind::Rejected, .message = "Window town did not take this."};
    }
    return std::nullopt;
}

/// One question, and what its answer means.
template <class T>
class Question final : public platform::Part<T> {
public:
    using Read = std::function<T(const Json& answer)>;
    Question(RequestKind kind, net::HttpRequest request, Read read)
        : m_call(platform::HttpCall{.request = std::move(request), .kind = kind}), m_read(std::move(read)) {}

    [[nodiscard]] std::optional<platform::HttpCall> next() override {
        return std::exchange(m_asked, true) ? std::nullopt : std::optional(m_call);
    }
    [[nodiscard]] base::Result<std::optional<T>> accept(const net::HttpResponse& response,
                                                        base::UtcTime now) override {
        if (auto refused = refusal(m_call.kind, response, now)) {
            return base::fail(*std::move(refused));
        }
        return std::optional<T>(m_read(Json::parse(response.body)));
    }

private:
    platform::HttpCall m_call;
    Read m_read;
    bool m_asked = false;
};

template <class T>
std::unique_ptr<platform::Steps<T>> ask(RequestKind kind, const std::string& path,
                                        typename Question<T>::Read read, std::string body = {}) {
    net::HttpRequest request{.method = body.empty() ? net::Method::Get : net::Method::Post,
                             .url = std::string(WindowTown::kOrigin) + path,
                             .headers = {},
                             .body = std::move(body),
                             .once = kind == RequestKind::Send};
    return platform::sequenceOf<T>(std::make_unique<Question<T>>(kind, std::move(request), std::move(read)));
}

base::UtcTime timeOf(const Json& letter) {
    return base::fromMs(letter.at("at").get<std::int64_t>());
}

model::IncomingMessage messageOf(const Json& letter) {
    const auto customer = letter.at("customer").get<std::string>();
    const model::IncomingContact person{.remoteId = customer, .handle = customer, .name = customer};
    const model::IncomingContact shop{.remoteId = "shop", .handle = "shop", .name = "The Shop"};
    model::IncomingMessage message{.remoteId = letter.at("id").get<std::string>(),
                                   .threadId = "with-" + customer,
                                   .author = person,
                                   .visibility = model::Visibility::Private,
                                   .audience = "letter",
                                   .text = letter.at("text").get<std::string>(),
                                   .at = timeOf(letter),
                                   .automatic = letter.at("automatic").get<bool>()};
    if (letter.at("ours").get<bool>()) {
        message.own = true;
        message.author = shop;
        message.addressees = {person};
    }
    return message;
}

model::IncomingBatch batchOf(const Json& answer) {
    model::IncomingBatch batch;
    for (const Json& letter : answer.at("letters")) {
        batch.messages.push_back(messageOf(letter));
    }
    return batch;
}

model::SentReply sentReply(const Json& letter) {
    return {.remoteId = letter.at("id").get<std::string>(),
            .at = timeOf(letter),
            .url = {},
            .audience = "letter"};
}

model::ServerFacts factsOf(bool personLonger) {
    model::ServerFacts facts;
    facts.software = personLonger ? WindowPlatform::kPersonLonger : "window-town";
    facts.privateMessages = true;
    return facts;
}

}  // namespace

model::Capabilities WindowPlatform::capabilities(const model::Account& account) const {
    const model::ServerFacts& facts = account.facts;
    model::ReplyCapability reply{.visibility = model::Visibility::Private,
                                 .length = {.limit = 2'000},
                                 .repeat = {},
                                 .window = WindowTown::kWindow};
    if (facts.software == kPersonLonger) {
        reply.personWindow = WindowTown::kPersonWindow;
    }
    model::Capabilities capabilities;
    capabilities.replies = {reply};
    capabilities.readBack = true;
    return capabilities;
}

std::unique_ptr<platform::Steps<platform::Identity>>
WindowPlatform::identify(const model::Account& /*account*/, const platform::Secrets& /*secrets*/) const {
    return ask<platform::Identity>(RequestKind::SignIn, "/shop", [](const Json& shop) {
        return platform::Identity{.remoteId = shop.at("id").get<std::string>(),
                                  .handle = "@shop@window.example",
                                  .name = shop.at("name").get<std::string>(),
                                  .profileUrl = {},
                                  .facts = factsOf(shop.at("person").get<bool>())};
    });
}

std::unique_ptr<platform::Steps<std::vector<platform::AbilityTest>>>
WindowPlatform::testAbilities(const model::Account& /*account*/, const platform::Secrets& /*secrets*/) const {
    using Tests = std::vector<platform::AbilityTest>;
    return ask<Tests>(RequestKind::SignIn, "/shop", [](const Json& shop) {
        static_cast<void>(shop);
        return Tests{{.ability = "read private messages", .state = platform::AbilityTest::State::Works}};
    });
}

std::unique_ptr<platform::Steps<model::IncomingBatch>> WindowPlatform::poll(platform::PollInput input) const {
    const std::string from = input.cursor("letters");
    return ask<model::IncomingBatch>(RequestKind::Poll, "/letters?from=" + (from.empty() ? "0" : from),
                                     [](const Json& answer) {
                                         model::IncomingBatch batch = batchOf(answer);
                                         batch.cursors["letters"] = answer.at("next").get<std::string>();
                                         return batch;
                                     });
}

std::unique_ptr<platform::Steps<model::IncomingBatch>>
WindowPlatform::readThread(const model::Account& /*account*/, const platform::Secrets& /*secrets*/,
                           std::string remoteId, std::vector<std::string> /*known*/) const {
    return ask<model::IncomingBatch>(RequestKind::Poll, "/letters?from=0",
                                     [remoteId = std::move(remoteId)](const Json& answer) {
                                         model::IncomingBatch batch = batchOf(answer);
                                         batch.threadsRead = {remoteId};
                                         return batch;
                                     });
}

base::Status WindowPlatform::check(const model::Account& /*account*/, const model::ReplyDraft& draft) const {
    return draft.visibility == model::Visibility::Private
               ? base::Status{}
               : base::fail(base::ErrorKind::Unsupported, "Window town knows only private messages.");
}

model::FrozenReply WindowPlatform::freeze(const model::Account& /*account*/, const model::ReplyDraft& draft,
                                          const platform::Preparation& /*prepared*/, base::UtcTime /*now*/,
                                          base::Random& /*random*/) const {
    return {.body = Json{{"customer", draft.addresseeRemoteId}, {"text", draft.text}}.dump(),
            .repeatKey = {},
            .remoteId = {}};
}

std::unique_ptr<platform::Steps<model::SentReply>>
WindowPlatform::send(const model::Account& /*account*/, const platform::Secrets& /*secrets*/,
                     const model::FrozenReply& frozen) const {
    return ask<model::SentReply>(RequestKind::Send, "/letters", sentReply, frozen.body);
}

std::unique_ptr<platform::Steps<std::vector<platform::SeenReply>>>
WindowPlatform::lookUp(platform::LookUpInput /*input*/) const {
    using Seen = std::vector<platform::SeenReply>;
    return ask<Seen>(RequestKind::LookUp, "/letters?from=0", [](const Json& answer) {
        Seen seen;
        for (const Json& letter : answer.at("letters")) {
            if (letter.at("ours").get<bool>()) {
                seen.push_back({.sent = sentReply(letter), .text = letter.at("text").get<std::string>()});
            }
        }
        return seen;
    });
}

std::string WindowPlatform::comparableText(const model::FrozenReply& frozen) const {
    return Json::parse(frozen.body).at("text").get<std::string>();
}

model::Account windowAccount(bool personLonger) {
    model::Account account;
    account.platform = WindowPlatform::kName;
    account.server = WindowTown::kOrigin;
    account.remoteId = "shop";
    account.handle = "@shop@window.example";
    account.name = "The Shop";
    account.facts = factsOf(personLonger);
    account.capabilities = WindowPlatform().capabilities(account);
    return account;
}

}  // namespace support
