// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/graph/call.h"
#include "practice/graph/inbox.h"
#include "practice/graph/traits.h"

#include <functional>
#include <optional>
#include <string>

namespace app::practice::graph {

/// What a private reply answers: a comment, or what somebody has posted on the page.
struct Answered {
    std::string id;
    std::string author;
    std::int64_t createdMs = 0;
    bool* isAnswered = nullptr;
    std::string* conversation = nullptr;
};

/// How a platform refuses, and what it lets through.
struct SendRules {
    std::size_t (*lengthOf)(std::string_view text) = nullptr;
    std::size_t most = 0;
    int windowSubcode = 0;
    Refusal unknownPerson;
    Refusal alreadyAnswered;
};

/// The side of a platform that POST /{page}/messages needs.
struct Sender {
    const char* platform = "";
    std::string shopId;
    Inbox& inbox;
    People& people;
    const Traits& traits;
    DeliveryLog& log;
    SendRules rules;
    std::function<bool(const std::string& person)> isSeen;
    std::function<std::optional<Answered>(const Json& recipient)> answeredBy;
    /// Writes it; the comment is "" unless the reply is a private one.
    std::function<Message&(const std::string& person, Message message, const std::string& comment)> write;
};

/// In code points; in bytes.
[[nodiscard]] std::size_t lettersIn(std::string_view text);
[[nodiscard]] std::size_t bytesIn(std::string_view text);
/// Who may be written to, when, and as what.
[[nodiscard]] Outcome<Answer> send(const Sender& sender, const Call& call);

}  // namespace app::practice::graph
