// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/times_recount.h"

#include "store/message_table.h"
#include "store/response_rules.h"
#include "store/setting_names.h"
#include "store/sqlite/query.h"

#include "model/response_time.h"
#include "model/triage/urgency.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace store {
namespace {

/// Some milliseconds each.
constexpr int kConversationsAStep = 200;

/// The conversation after which it goes on, and since when turns are looked at.
struct Mark {
    std::int64_t conversation = 0;
    std::int64_t since = 0;
};

std::optional<Mark> markOf(const std::string& setting) {
    Mark mark;
    const char* end = setting.data() + setting.size();
    const auto first = std::from_chars(setting.data(), end, mark.conversation);
    if (first.ec != std::errc{} || first.ptr == end) {
        return std::nullopt;
    }
    std::from_chars(first.ptr + 1, end, mark.since);
    return mark;
}

base::Result<std::optional<Mark>> readMark(sqlite::Connection& connection) {
    const auto setting = sqlite::first(
        connection, "SELECT value FROM setting WHERE name = ?",
        [](const sqlite::Statement& row) { return row.text(0); }, kTimesRecountSetting);
    if (!setting) {
        return base::fail(setting.error());
    }
    return *setting ? markOf(**setting) : std::nullopt;
}

struct Standing {
    base::ConversationId id;
    base::AccountId account;
    bool isPrivate = false;
    base::ContactId customer;
    std::optional<base::UtcTime> waitingSince{}, dueAt{}, customerAt{}, windowClosesAt{}, answerableUntil{};
    int urgencyPercent = 100;
    std::optional<base::UtcTime> urgentAt{};
    bool operator==(const Standing&) const = default;
};

Standing standingOf(const sqlite::Statement& row) {
    return {.id = row.id<base::ConversationId>(0),
            .account = row.id<base::AccountId>(1),
            .isPrivate = row.view(2) == "private",
            .customer = row.id<base::ContactId>(3),
            .waitingSince = row.optionalTime(4),
            .dueAt = row.optionalTime(5),
            .customerAt = row.optionalTime(6),
            .windowClosesAt = row.optionalTime(7),
            .answerableUntil = row.optionalTime(8),
            .urgencyPercent = static_cast<int>(row.integer(9)),
            .urgentAt = row.optionalTime(10)};
}

base::Status recountTurns(sqlite::Connection& connection, base::ConversationId conversation,
                          base::UtcTime since, const model::BusinessHours& hours) {
    struct Ended {
        std::int64_t id = 0;
        base::UtcTime from, to;
        model::BusinessSpan business;
    };
    const auto turns = sqlite::all(
        connection,
        "SELECT id, started_at, ended_at, business_ms, closed_throughout FROM turn "
        "WHERE conversation_id = ? AND ended_at > ?",
        [](const sqlite::Statement& row) {
            return Ended{
                .id = row.integer(0),
                .from = row.time(1),
                .to = row.time(2),
                .business = {.time = base::Duration(row.integer(3)), .closedThroughout = row.boolean(4)}};
        },
        conversation, std::max(since, base::fromMs(0)));
    if (!turns) {
        return base::fail(turns.error());
    }
    for (const Ended& turn : *turns) {
        const model::BusinessSpan business = model::businessSpan(turn.from, turn.to, hours);
        if (business == turn.business) {
            continue;
        }
        base::Status done =
            sqlite::run(connection, "UPDATE turn SET business_ms = ?, closed_throughout = ? WHERE id = ?",
                        business.time.count(), business.closedThroughout, turn.id);
        if (!done) {
            return done;
        }
    }
    return {};
}

base::Status recountConversation(WriteTx& tx, const Standing& was, const AccountRules& rules) {
    Standing now = was;
    now.dueAt = was.waitingSince ? model::dueAt(*was.waitingSince, *rules.rule) : std::nullopt;
    now.windowClosesAt.reset();
    now.answerableUntil.reset();
    if (rules.window && was.isPrivate) {
        const auto latest = MessageTable(tx.connection()).latestOf(was.id, was.customer);
        if (!latest) {
            return base::fail(latest.error());
        }
        now.customerAt = *latest;
        if (now.customerAt) {
            now.windowClosesAt = *now.customerAt + *rules.window;
            now.answerableUntil = *now.customerAt + *rules.lastWindow;
        }
    }
    now.urgentAt = was.waitingSince ? model::urgentAt(*was.waitingSince, was.urgencyPercent,
                                                      now.windowClosesAt, *rules.rule)
                                    : std::nullopt;
    if (now == was) {
        return {};
    }
    tx.change().conversations.insert(was.id);
    return sqlite::run(tx.connection(),
                       "UPDATE conversation SET due_at = ?, customer_at = ?, window_closes_at = ?, "
                       "answerable_until = ?, urgent_at = ? WHERE id = ?",
                       now.dueAt, now.customerAt, now.windowClosesAt, now.answerableUntil, now.urgentAt,
                       was.id);
}

}  // namespace

base::Status TimesRecount::begin(base::UtcTime since) {
    const auto running = readMark(m_tx.connection());
    if (!running) {
        return base::fail(running.error());
    }
    std::int64_t from = base::toMs(since);
    if (*running) {
        from = std::min(from, (*running)->since);
    }
    return m_tx.setSetting(kTimesRecountSetting, fmt::format("0 {}", from));
}

base::Result<bool> TimesRecount::goOn() {
    sqlite::Connection& connection = m_tx.connection();
    const auto mark = readMark(connection);
    if (!mark) {
        return base::fail(mark.error());
    }
    if (!*mark) {
        return false;
    }
    const auto conversations =
        sqlite::all(connection,
                    "SELECT id, account_id, visibility, customer_id, waiting_since, due_at, customer_at, "
                    "window_closes_at, answerable_until, urgency_percent, urgent_at FROM conversation "
                    "WHERE id > ? ORDER BY id LIMIT ?",
                    standingOf, (*mark)->conversation, kConversationsAStep);
    if (!conversations) {
        return base::fail(conversations.error());
    }
    ResponseRules known(connection);
    for (const Standing& standing : *conversations) {
        const auto rules = known.of(standing.account);
        if (!rules) {
            return base::fail(rules.error());
        }
        base::Status done =
            recountTurns(connection, standing.id, base::fromMs((*mark)->since), rules->rule->hours);
        if (done) {
            done = recountConversation(m_tx, standing, *rules);
        }
        if (!done) {
            return base::fail(done.error());
        }
    }
    const bool more = !conversations->empty();
    m_tx.change().hours = true;
    base::Status done =
        m_tx.setSetting(kTimesRecountSetting,
                        more ? fmt::format("{} {}", conversations->back().id.value, (*mark)->since) : "");
    if (!done) {
        return base::fail(done.error());
    }
    return more;
}

}  // namespace store
