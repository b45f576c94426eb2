// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/compose.h"
#include "platform/graph/direct_messages.h"
#include "platform/graph/server.h"
#include "platform/platform_adapter.h"
#include "platform/sequence.h"

#include "model/reply.h"

#include <string>
#include <vector>

/// Sends what was frozen, and looks for what may have arrived.
namespace platform::graph {

/// A direct message. When the platform says that its window is over, and persons may still answer, once more
/// as a person: what was refused did not arrive.
class SendMessage final : public Part<model::SentReply> {
public:
    /// `usualType`: how a message inside of the window is marked; empty where the platform wants no word.
    SendMessage(Server server, Frozen frozen, std::string_view usualType);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::SentReply>> accept(const net::HttpResponse& response,
                                                                       base::UtcTime now) override;

private:
    Server m_server;
    Frozen m_frozen;
    std::string_view m_usualType;
    bool m_asPerson;
    bool m_done = false;
};

/// What the answer to a public reply says; Gone when what it answered is not there.
[[nodiscard]] base::Result<std::optional<model::SentReply>>
sentComment(const Server& server, const net::HttpResponse& response, base::UtcTime now,
            std::string_view webOrigin, std::string_view audience);

/// A public reply; `webOrigin` with its id is where people see it.
class SendComment final : public Part<model::SentReply> {
public:
    SendComment(Server server, Frozen frozen, std::string_view webOrigin, std::string_view audience);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::SentReply>> accept(const net::HttpResponse& response,
                                                                       base::UtcTime now) override;

private:
    Server m_server;
    Frozen m_frozen;
    std::string_view m_webOrigin;
    std::string_view m_audience;
    bool m_done = false;
};

/// Our newest messages to one person.
class FindMessage final : public Part<std::vector<SeenReply>> {
public:
    /// `list`: "/{page}/conversations"; `person`: by id, or where that is not known by the name that nobody
    /// else has, among the conversations that moved last.
    FindMessage(Server server, std::string list, std::string platformWord, WirePerson person, Self me);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<std::vector<SeenReply>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override;

private:
    Server m_server;
    std::string m_list;
    std::string m_platformWord;
    WirePerson m_person;
    Self m_me;
    bool m_done = false;
};

/// When the person of a conversation wrote last, by the platform's own word and clock: before a reply whose
/// window may be over.
class AskWindow final : public Part<Preparation> {
public:
    AskWindow(Server server, std::string list, std::string platformWord, std::string person);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<Preparation>> accept(const net::HttpResponse& response,
                                                                  base::UtcTime now) override;

private:
    Server m_server;
    std::string m_list;
    std::string m_platformWord;
    std::string m_person;
    bool m_done = false;
};
/// When the customer wrote, and now, as AskWindow found out. Without the platform's clock it is never later
/// than the window's last second.
void takeWindow(const Preparation& prepared, std::optional<base::UtcTime>& customerWroteAt,
                base::UtcTime& now);
/// Is it worth asking? Near the end of the window and behind it.
[[nodiscard]] bool windowIsDoubtful(std::optional<base::UtcTime> customerWroteAt, base::UtcTime now);

}  // namespace platform::graph
