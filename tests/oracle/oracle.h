// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "opening_minutes.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Response times a second time, written from their definition alone and sharing nothing with the program:
/// what the program is compared with.
namespace oracle {

enum class Unit { Business, Calendar };
enum class Visibility { Public, Private };
enum class Kind { Message, Note, PhoneCall };
enum class Closing { None, NoReplyNeeded, Done };

/// How long an answer may take.
struct Target {
    Ms length = 0;
    Unit unit = Unit::Business;
};

/// How long after the customer's last message a private reply is allowed; the human agent's is the longer
/// one.
struct Windows {
    Ms answer = 0;
    Ms humanAgent = 0;
};

/// `customer` is a person's number, from 1.
struct Conversation {
    int id = 0;
    Visibility visibility = Visibility::Public;
    int customer = 0;
};

/// One message, ours when `author` is 0. What a field is about stands behind it; the others' are left alone.
struct Message {
    int id = 0;
    int conversation = 0;
    Ms at = 0;
    int author = 0;
    Kind kind = Kind::Message;        // ours
    int parent = 0;                   // of a phone call: the message that it answers
    std::vector<int> mentions;        // ours: persons named in writing
    bool mentionsUs = false;          // theirs: in writing
    bool carriedMention = false;      // theirs: at the front; carried over by the app if this is a reply
    bool automatic = false;           // ours
    bool unsent = false;              // ours: still in the outbox
    Ms deletedAt = 0;                 // 0 = never
    Closing closing = Closing::None;  // theirs: the turn that reaches to here was closed by hand
    Ms closedAt = 0;
    std::string text;
    Ms editedAt = 0;  // 0 = never

    bool operator==(const Message&) const = default;
};

/// Everything that response times are made of. Messages stand in the order of their ids, 1 to n.
struct History {
    std::vector<HoursVersion> hours;
    Target target;
    std::optional<Windows> windows;
    std::vector<Conversation> conversations;
    std::vector<Message> messages;
    std::map<int, int> joined;  // person -> the person that it is one with; without circles
    Ms now = 0;
};

enum class State {
    None,
    Waiting,
    DueSoon,
    Overdue,
    Missed,
    Answered,
    AnsweredLate,
    BeforeOpening,
    NoReplyNeeded
};

/// What stands beside a message; the lengths are ms, and nothing for None.
struct Badge {
    State state = State::None;
    std::optional<Ms> calendarMs;
    std::optional<Ms> businessMs;

    bool operator==(const Badge&) const = default;
};

enum class Outcome { Open, Answered, NoReplyNeeded, Done };

/// `contact` is the person that the others are joined to. `end` is nothing and `endedBy` 0 while it is open.
struct Turn {
    int conversation = 0;
    int contact = 0;
    int firstMessage = 0;
    std::vector<int> messages;
    Ms start = 0;
    std::optional<Ms> end;
    Outcome outcome = Outcome::Open;
    int endedBy = 0;  // our message; 0 for one closed by hand
    Ms calendarMs = 0;
    Ms businessMs = 0;
    State state = State::None;

    bool operator==(const Turn&) const = default;
};

/// Turns by start, then first message. The instants are those of the list of conversations.
struct ConversationResult {
    std::vector<Turn> turns;
    std::optional<Ms> waitingSince;
    std::optional<Ms> dueAt;
    std::optional<Ms> windowClosesAt;

    bool operator==(const ConversationResult&) const = default;
};

/// By message id and by conversation id.
struct Result {
    std::map<int, Badge> badges;
    std::map<int, ConversationResult> conversations;

    bool operator==(const Result&) const = default;
};

/// The person that `person` counts as.
int onePerson(const History& history, int person);

/// All of it as it stands at `now`. `hours` are made of history.hours, to be kept from one `now` to the next.
Result evaluate(const History& history, OpeningMinutes& hours, Ms now);

/// The same with hours of its own.
Result evaluate(const History& history, Ms now);

/// The word of the definition, such as "due_soon".
std::string nameOf(State state);

}  // namespace oracle
