// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/send.h"

#include "platform/graph/refusal.h"

#include "base/text.h"
#include "net/http_date.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace platform::graph {
namespace {

constexpr const char* kCustomerAt = "customer_at";
constexpr const char* kServerNow = "server_now";
constexpr base::Duration kDoubt{10 * 60'000};

base::Error unconfirmed(std::string_view platform) {
    return {.kind = base::ErrorKind::Unknown,
            .cure = base::Cure::LookUp,
            .message = fmt::format("{} answered, but not that it took the reply.", platform)};
}

std::optional<base::UtcTime> timeIn(const Preparation& prepared, const char* name) {
    const auto found = prepared.find(name);
    std::int64_t ms = 0;
    if (found == prepared.end() ||
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), ms).ec !=
            std::errc{}) {
        return std::nullopt;
    }
    return base::fromMs(ms);
}

constexpr const char* kNewestMessages = "messages.limit(10){id,created_time,from,message}";

Parameters messagesOf(const std::string& platformWord, const WirePerson& person) {
    if (person.id.empty()) {
        return {{"platform", platformWord}, {"fields", fmt::format("id,participants,{}", kNewestMessages)}};
    }
    return {{"platform", platformWord},
            {"user_id", person.id},
            {"fields", fmt::format("id,{}", kNewestMessages)}};
}

WirePerson personOf(const std::string& id) {
    return {.id = id, .name = {}, .username = {}};
}

/// Was this conversation asked for? By an id it is the only one.
bool isWith(const WireConversation& conversation, const WirePerson& person) {
    return !person.id.empty() ||
           std::ranges::any_of(conversation.participants, [&person](const WirePerson& each) {
               return !each.username.empty() &&
                      base::asciiLower(each.username) == base::asciiLower(person.username);
           });
}

/// The messages of the one conversation that was asked for; its error where it is none.
base::Result<std::vector<WireMessage>> messagesIn(const Server& server, RequestKind kind,
                                                  const WirePerson& person, const net::HttpResponse& response,
                                                  base::UtcTime now) {
    json::Reader json(response.body);
    const auto page = server.pageOf(json, kind, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    std::vector<std::string_view> lists;
    for (const auto& item : page->items) {
        WireConversation conversation;
        std::string_view messages;
        // Without updated_time it is no row of a list; here the messages alone count.
        static_cast<void>(readConversation(json, item, conversation, messages));
        if (isWith(conversation, person)) {
            lists.push_back(messages);
        }
    }
    std::vector<WireMessage> found;
    for (const std::string_view list : lists) {
        const auto messages = readPage(json, {list, "messages", 0});
        if (!messages) {
            return base::fail(server.unreadable(kind, messages.error()));  // what is looked for may be in it
        }
        for (const auto& item : messages->items) {
            if (WireMessage message; readMessage(json, item, message)) {
                found.push_back(std::move(message));
            }
        }
    }
    return found;
}

}  // namespace

SendMessage::SendMessage(Server server, Frozen frozen, std::string_view usualType)
    : m_server(std::move(server)), m_frozen(std::move(frozen)), m_usualType(usualType),
      m_asPerson(m_frozen.window == Frozen::Window::Person) {}

std::optional<HttpCall> SendMessage::next() {
    if (m_done) {
        return std::nullopt;
    }
    const bool privateReply = m_frozen.kind == Frozen::Kind::PrivateReply;
    const char* whom = !privateReply ? "id" : m_frozen.toPost ? "post_id" : "comment_id";
    nlohmann::json body{{"recipient", {{whom, m_frozen.to}}}, {"message", {{"text", m_frozen.text}}}};
    if (m_asPerson) {
        body["messaging_type"] = "MESSAGE_TAG";
        body["tag"] = "HUMAN_AGENT";
    } else if (!privateReply && !m_usualType.empty()) {
        body["messaging_type"] = m_usualType;
    }
    return m_server.postJsonOnce(Limit::Messenger, m_frozen.path, body.dump());
}

base::Result<std::optional<model::SentReply>> SendMessage::accept(const net::HttpResponse& response,
                                                                  base::UtcTime now) {
    const WireError said = readError(response.body);
    if (windowIsClosed(said) && !m_asPerson && m_frozen.window == Frozen::Window::PersonIfClosed) {
        m_asPerson = true;
        return std::optional<model::SentReply>();
    }
    m_done = true;
    if (auto failure = m_server.failureOf(RequestKind::Send, response, now)) {
        if (alreadyRepliedPrivately(said)) {
            // By an attempt whose answer was lost, or by somebody else.
            failure->kind = base::ErrorKind::Unknown;
            failure->cure = base::Cure::LookUp;
        }
        if (failure->kind == base::ErrorKind::NotFound) {
            failure->kind = base::ErrorKind::Gone;
            failure->message = "The comment or the person is no longer there.";
        }
        return base::fail(*std::move(failure));
    }
    const WireSent sent = readSent(response.body);
    if (sent.messageId.empty()) {
        return base::fail(unconfirmed(m_server.platform()));
    }
    return std::optional(model::SentReply{
        .remoteId = sent.messageId, .at = now, .url = {}, .audience = std::string(kPrivateAudience)});
}

SendComment::SendComment(Server server, Frozen frozen, std::string_view webOrigin, std::string_view audience)
    : m_server(std::move(server)), m_frozen(std::move(frozen)), m_webOrigin(webOrigin), m_audience(audience) {
}

std::optional<HttpCall> SendComment::next() {
    return m_done ? std::optional<HttpCall>()
                  : m_server.postFormOnce(Limit::Pages, m_frozen.path, {{"message", m_frozen.text}});
}

base::Result<std::optional<model::SentReply>> sentComment(const Server& server,
                                                          const net::HttpResponse& response,
                                                          base::UtcTime now, std::string_view webOrigin,
                                                          std::string_view audience) {
    if (auto failure = server.failureOf(RequestKind::Send, response, now)) {
        if (failure->kind == base::ErrorKind::NotFound) {
            failure->kind = base::ErrorKind::Gone;
            failure->message = "The comment is no longer there, or can no longer be answered.";
        }
        return base::fail(*std::move(failure));
    }
    const WireSent sent = readSent(response.body);
    if (sent.id.empty()) {
        return base::fail(unconfirmed(server.platform()));
    }
    return std::optional(
        model::SentReply{.remoteId = sent.id,
                         .at = now,
                         .url = webOrigin.empty() ? std::string() : fmt::format("{}/{}", webOrigin, sent.id),
                         .audience = std::string(audience)});
}

base::Result<std::optional<model::SentReply>> SendComment::accept(const net::HttpResponse& response,
                                                                  base::UtcTime now) {
    m_done = true;
    return sentComment(m_server, response, now, m_webOrigin, m_audience);
}

FindMessage::FindMessage(Server server, std::string list, std::string platformWord, WirePerson person,
                         Self me)
    : m_server(std::move(server)), m_list(std::move(list)), m_platformWord(std::move(platformWord)),
      m_person(std::move(person)), m_me(std::move(me)) {}

std::optional<HttpCall> FindMessage::next() {
    return m_done ? std::optional<HttpCall>()
                  : m_server.get(Limit::Messenger, m_list, messagesOf(m_platformWord, m_person),
                                 RequestKind::LookUp);
}

base::Result<std::optional<std::vector<SeenReply>>> FindMessage::accept(const net::HttpResponse& response,
                                                                        base::UtcTime now) {
    m_done = true;
    const auto messages = messagesIn(m_server, RequestKind::LookUp, m_person, response, now);
    if (!messages) {
        return base::fail(messages.error());
    }
    std::vector<SeenReply> seen;
    for (const WireMessage& message : *messages) {
        if (m_me.is(message.from)) {
            seen.push_back({.sent = {.remoteId = message.id,
                                     .at = *message.createdAt,
                                     .url = {},
                                     .audience = std::string(kPrivateAudience)},
                            .text = comparable(message.text)});
        }
    }
    return std::optional(std::move(seen));
}

AskWindow::AskWindow(Server server, std::string list, std::string platformWord, std::string person)
    : m_server(std::move(server)), m_list(std::move(list)), m_platformWord(std::move(platformWord)),
      m_person(std::move(person)) {}

std::optional<HttpCall> AskWindow::next() {
    return m_done ? std::optional<HttpCall>()
                  : m_server.get(Limit::Messenger, m_list, messagesOf(m_platformWord, personOf(m_person)),
                                 RequestKind::LookUp);
}

base::Result<std::optional<Preparation>> AskWindow::accept(const net::HttpResponse& response,
                                                           base::UtcTime now) {
    m_done = true;
    const auto messages = messagesIn(m_server, RequestKind::LookUp, personOf(m_person), response, now);
    if (!messages) {
        return base::fail(messages.error());
    }
    Preparation prepared;
    std::optional<base::UtcTime> latest;
    for (const WireMessage& message : *messages) {
        if (message.from.id == m_person) {
            latest = std::max(latest.value_or(*message.createdAt), *message.createdAt);
        }
    }
    if (latest) {
        prepared[kCustomerAt] = std::to_string(base::toMs(*latest));
    }
    if (const auto date = response.headers.find("Date")) {
        if (const auto servers = net::parseHttpDate(*date)) {
            prepared[kServerNow] = std::to_string(base::toMs(*servers));
        }
    }
    return std::optional(std::move(prepared));
}

void takeWindow(const Preparation& prepared, std::optional<base::UtcTime>& customerWroteAt,
                base::UtcTime& now) {
    if (const auto asked = timeIn(prepared, kCustomerAt)) {
        customerWroteAt = std::max(customerWroteAt.value_or(*asked), *asked);
    }
    if (const auto servers = timeIn(prepared, kServerNow)) {
        now = *servers;
    } else if (customerWroteAt) {
        // Our clock alone does not end the window: the platform says so itself when it is over.
        now = std::min(now, *customerWroteAt + kWindow - base::Duration{1'000});
    }
}

bool windowIsDoubtful(std::optional<base::UtcTime> customerWroteAt, base::UtcTime now) {
    return customerWroteAt && now - *customerWroteAt > kWindow - kDoubt;
}

}  // namespace platform::graph
