// SPDX-License-Identifier: GPL-3.0-or-later
// Turns where a customer card joins people, against the oracle. The store keeps no such cards yet, so the
// rule itself is asked.
#include "told_history.h"

#include "support/catch.h"

#include "model/response_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace {

using base::fromMs;
using oracle::Kind;
using oracle::Message;

int historiesToTry() {
    return std::getenv("SHOPBELL_LONG") != nullptr ? 100'000 : 5'000;
}

std::string shown(std::optional<std::int64_t> value) {
    return value ? std::to_string(*value) : "nothing";
}

/// A history as the turn rule is given it.
class Asked {
public:
    explicit Asked(const oracle::History& history) : m_history(history) {
        for (const auto& [person, other] : history.joined) {
            int last = other;
            while (history.joined.contains(last)) {
                last = history.joined.at(last);
            }
            m_joined[{person}] = {last};
        }
        std::vector<model::HoursVersion> hours;
        for (const oracle::HoursVersion& version : history.hours) {
            hours.push_back(test::versionOf(version));
        }
        std::ranges::sort(hours, {}, &model::HoursVersion::validFrom);
        const bool business = history.target.unit == oracle::Unit::Business;
        m_rule = {.target = {.length = base::Duration(history.target.length),
                             .unit = business ? model::TimeUnit::Business : model::TimeUnit::Calendar},
                  .hours = model::BusinessHours(std::move(hours))};
    }

    /// The first difference in words; empty = there is none.
    [[nodiscard]] std::string difference(const oracle::Result& expected) const {
        for (const oracle::Conversation& conversation : m_history.conversations) {
            const std::vector<std::string> is = turnsOf(conversation);
            std::vector<std::string> should;
            for (const oracle::Turn& turn : expected.conversations.at(conversation.id).turns) {
                should.push_back(line(turn));
            }
            if (is != should) {
                return fmt::format("conversation {}: {} instead of {}\n", conversation.id,
                                   fmt::join(is, "; "), fmt::join(should, "; "));
            }
        }
        return {};
    }

private:
    [[nodiscard]] const Message* at(int id) const {
        return id == 0 ? nullptr : &m_history.messages.at(static_cast<std::size_t>(id) - 1);
    }
    [[nodiscard]] const oracle::Conversation& conversation(const Message& message) const {
        return *std::ranges::find(m_history.conversations, message.conversation, &oracle::Conversation::id);
    }
    [[nodiscard]] bool isPrivate(const Message& message) const {
        return conversation(message).visibility == oracle::Visibility::Private;
    }
    [[nodiscard]] base::ContactId one(int person) const {
        const auto found = m_joined.find({person});
        return found == m_joined.end() ? base::ContactId{person} : found->second;
    }
    /// The message itself, or the nearest above it that is not ours.
    [[nodiscard]] const Message* inbound(const Message* message) const {
        while (message != nullptr && message->author == 0) {
            message = at(message->parent);
        }
        return message;
    }

    [[nodiscard]] model::TurnInput theirs(const Message& message) const {
        const Message* parent = at(message.parent);
        const bool toUs = parent != nullptr && parent->author == 0 && parent->kind == Kind::Message;
        model::TurnInput input{.id = {message.id},
                               .at = fromMs(message.at),
                               .contact = {message.author},
                               .opensTurn = one(message.author) == one(conversation(message).customer) ||
                                            toUs || message.mentionsUs ||
                                            (message.carriedMention && parent == nullptr)};
        if (message.closing != oracle::Closing::None) {
            const bool done = message.closing == oracle::Closing::Done;
            input.closing = {.outcome = done ? model::TurnOutcome::Missed : model::TurnOutcome::NoReplyNeeded,
                             .at = fromMs(message.closedAt)};
        }
        return input;
    }

    [[nodiscard]] model::TurnInput ours(const Message& message) const {
        const Message* answered = inbound(at(message.parent));
        model::TurnInput input{
            .id = {message.id},
            .at = fromMs(message.at),
            .contact = {answered == nullptr ? 0 : answered->author},
            .direction = message.kind == Kind::Message ? model::Direction::Outbound : model::Direction::Note,
            .endsTurns = message.kind == Kind::PhoneCall ||
                         (message.kind == Kind::Message && !message.automatic && !message.unsent)};
        if (message.kind == Kind::PhoneCall && answered == nullptr) {
            input.contact = {conversation(message).customer};
        }
        for (const int person : message.mentions) {
            input.mentions.push_back({person});
        }
        return input;
    }

    /// With the private replies to its public messages.
    [[nodiscard]] std::vector<model::TurnInput> inputs(const oracle::Conversation& where) const {
        std::vector<model::TurnInput> inputs;
        for (const Message& message : m_history.messages) {
            const Message* parent = at(message.parent);
            const Message* answered = inbound(parent);
            const bool fromElsewhere = message.author == 0 && message.kind == Kind::Message &&
                                       message.conversation != where.id && isPrivate(message) &&
                                       answered != nullptr && answered->conversation == where.id &&
                                       !isPrivate(*parent);
            if (message.conversation != where.id && !fromElsewhere) {
                continue;
            }
            inputs.push_back(message.author == 0 ? ours(message) : theirs(message));
            if (message.deletedAt != 0) {
                inputs.back().deletedAt = fromMs(message.deletedAt);
            }
        }
        return inputs;
    }

    /// When the platform's last window closes, after the latest of what the customer left standing.
    [[nodiscard]] std::optional<base::UtcTime> answerableUntil(const oracle::Conversation& where) const {
        std::optional<base::UtcTime> until;
        for (const Message& message : m_history.messages) {
            if (m_history.windows && where.visibility == oracle::Visibility::Private && message.author != 0 &&
                message.conversation == where.id && one(message.author) == one(where.customer) &&
                message.deletedAt == 0) {
                const auto end = fromMs(message.at + m_history.windows->humanAgent);
                until = std::max(until.value_or(end), end);
            }
        }
        return until;
    }

    [[nodiscard]] std::vector<std::string> turnsOf(const oracle::Conversation& where) const {
        const bool isPublic = where.visibility == oracle::Visibility::Public;
        model::TurnScope scope{.visibility =
                                   isPublic ? model::Visibility::Public : model::Visibility::Private,
                               .customer = {where.customer},
                               .joined = m_joined};
        if (m_history.windows && !isPublic) {
            scope.lastWindow = base::Duration(m_history.windows->humanAgent);
        }
        std::vector<std::string> lines;
        for (const model::Turn& turn : model::computeTurns(inputs(where), scope)) {
            lines.push_back(line(turn, answerableUntil(where)));
        }
        return lines;
    }

    [[nodiscard]] std::string line(const model::Turn& turn, std::optional<base::UtcTime> until) const {
        const model::Badge badge = model::badgeOf({.startedAt = turn.startedAt,
                                                   .endedAt = turn.endedAt,
                                                   .outcome = turn.outcome,
                                                   .afterWindow = turn.afterWindow,
                                                   .answerableUntil = until},
                                                  turn.startedAt, m_rule, fromMs(m_history.now));
        std::vector<std::int64_t> messages;
        for (const base::MessageId message : turn.messages) {
            messages.push_back(message.value);
        }
        std::optional<std::int64_t> end;
        if (turn.endedAt) {
            end = base::toMs(*turn.endedAt);
        }
        return fmt::format("{} of {} to {} by {}, {} {} {}", fmt::join(messages, "+"), turn.contact.value,
                           shown(end), turn.endedBy.value, model::name(badge.state),
                           badge.calendar.value_or(base::Duration{-1}).count(),
                           badge.business.value_or(base::Duration{-1}).count());
    }

    [[nodiscard]] static std::string line(const oracle::Turn& turn) {
        return fmt::format("{} of {} to {} by {}, {} {} {}", fmt::join(turn.messages, "+"), turn.contact,
                           shown(turn.end), turn.endedBy, oracle::nameOf(turn.state), turn.calendarMs,
                           turn.businessMs);
    }

    const oracle::History& m_history;
    std::map<base::ContactId, base::ContactId> m_joined;
    model::ResponseRule m_rule;
};

/// Only those count in which somebody is joined; there are enough numbers.
void tryHistories(std::uint64_t part) {
    int left = historiesToTry() / 4;
    for (std::uint64_t seed = part; left > 0; seed += 4) {
        const oracle::History history = oracle::randomHistory(seed);
        if (history.joined.empty()) {
            continue;
        }
        --left;
        const std::string difference = Asked(history).difference(oracle::evaluate(history, history.now));
        if (!difference.empty()) {
            FAIL("history " << seed << ": " << difference << oracle::describe(history));
        }
    }
    SUCCEED();
}

}  // namespace

TEST_CASE("turns of joined contacts are those of the oracle, first quarter") {
    tryHistories(0);
}

TEST_CASE("turns of joined contacts are those of the oracle, second quarter") {
    tryHistories(1);
}

TEST_CASE("turns of joined contacts are those of the oracle, third quarter") {
    tryHistories(2);
}

TEST_CASE("turns of joined contacts are those of the oracle, last quarter") {
    tryHistories(3);
}
