// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/write_tx.h"

#include "store/account_table.h"
#include "store/canned_reply_table.h"
#include "store/cost_table.h"
#include "store/decisions.h"
#include "store/hours_table.h"
#include "store/lesson_table.h"
#include "store/own_field_table.h"
#include "store/read_mark_table.h"
#include "store/setting_names.h"
#include "store/shift_table.h"
#include "store/sqlite/query.h"
#include "store/times_recount.h"

#include <fmt/format.h>

#include <utility>

namespace store {

namespace {

/// A thread that could not be read this often is not asked for again.
constexpr int kMostThreadAttempts = 5;
/// So many of the latest messages are looked through when the library has another reply.
constexpr int kLearntAgain = 50'000;

base::Status requireConversation(sqlite::Connection& connection, base::ConversationId id) {
    const auto there = sqlite::first(
        connection, "SELECT 1 FROM conversation WHERE id = ?", [](const sqlite::Statement&) { return true; },
        id);
    if (!there) {
        return base::fail(there.error());
    }
    if (!*there) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no conversation {}", id.value));
    }
    return {};
}

}  // namespace

WriteTx::WriteTx(sqlite::Connection& connection, const base::Clock& clock, LatestTime& latest,
                 model::Change& change)
    : m_connection(connection), m_clock(clock), m_latest(latest), m_change(change) {
    // Looked at with every write, so that it goes on also while nobody asks for it.
    m_latest.reached(m_clock.utcNow());
}

base::Result<base::AccountId> WriteTx::addAccount(const model::Account& account) {
    base::Result<base::AccountId> id;
    const base::Status done = recounting([&]() -> base::Status {
        id = AccountTable(m_connection).add(account, m_change);
        return id ? noteVerified(*id) : base::fail(id.error());
    });
    return done ? id : base::fail(done.error());
}

base::Status WriteTx::updateAccount(const model::Account& account) {
    return recounting([&] { return AccountTable(m_connection).update(account, m_change); });
}

base::Status WriteTx::noteVerified(base::AccountId account) {
    return AccountTable(m_connection).setVerified(account, now());
}

/// What is due and what closes when follows from what an account can do.
base::Status WriteTx::recounting(const std::function<base::Status()>& work) {
    const HoursTable hours(m_connection);
    const base::Result<std::int64_t> before = hours.changes();
    if (!before) {
        return base::fail(before.error());
    }
    if (base::Status done = work(); !done) {
        return done;
    }
    const base::Result<std::int64_t> after = hours.changes();
    if (!after) {
        return base::fail(after.error());
    }
    return *before == *after ? base::Status{} : TimesRecount(*this).begin(now());
}

base::Status WriteTx::setAccountState(base::AccountId account, model::AccountState state,
                                      const std::string& problem, std::optional<base::ErrorKind> kind) {
    return AccountTable(m_connection).setState(account, state, problem, kind, m_change);
}

base::Status WriteTx::removeAccount(base::AccountId account, bool forget) {
    AccountTable accounts(m_connection);
    return forget ? accounts.forget(account, m_change) : accounts.remove(account, now(), m_change);
}

base::Status WriteTx::threadNotRead(base::AccountId account, const std::string& remoteId) {
    base::Status done =
        sqlite::run(m_connection,
                    "UPDATE wanted_thread SET attempts = attempts + 1 WHERE account_id = ? AND remote_id = ?",
                    account, remoteId);
    if (!done) {
        return done;
    }
    return sqlite::run(m_connection,
                       "DELETE FROM wanted_thread WHERE account_id = ? AND remote_id = ? AND attempts >= ?",
                       account, remoteId, kMostThreadAttempts);
}

base::Status WriteTx::markRead(base::ConversationId conversation) {
    base::Status done =
        sqlite::run(m_connection,
                    "UPDATE counter SET value = value - (SELECT unread FROM conversation WHERE id = ?1) "
                    "WHERE name = 'unread' "
                    "AND EXISTS (SELECT 1 FROM conversation WHERE id = ?1 AND listed = 1 AND unread > 0)",
                    conversation);
    if (!done) {
        return done;
    }
    done = sqlite::run(
        m_connection,
        "UPDATE conversation SET unread = 0, read_until = (SELECT ifnull(max(id), 0) FROM message) "
        "WHERE id = ? AND unread > 0",
        conversation);
    if (!done) {
        return done;
    }
    if (m_connection.changes() == 0) {
        return requireConversation(m_connection, conversation);
    }
    m_change.conversations.insert(conversation);
    return ReadMarkTable(m_connection).add(conversation);
}

base::Status WriteTx::readMarkTold(base::ConversationId conversation) {
    return ReadMarkTable(m_connection).remove(conversation);
}

base::Status WriteTx::charge(base::AccountId account, const std::vector<model::PricedCharge>& charges) {
    return CostTable(m_connection).add(account, model::billingDay(now()), charges);
}

base::Status WriteTx::setAccountSetting(base::AccountId account, const std::string& name,
                                        const std::string& value) {
    return AccountTable(m_connection).setSetting(account, name, value, m_change);
}

base::Status WriteTx::noReplyNeeded(const model::NoReplyNeeded& decision) {
    return Decisions(*this).noReplyNeeded(decision);
}

base::Status WriteTx::setDone(const model::SetDone& decision) {
    return Decisions(*this).setDone(decision);
}

base::Status WriteTx::snooze(const model::Snooze& decision) {
    return Decisions(*this).snooze(decision);
}

base::Status WriteTx::reopen(const model::Reopen& decision) {
    return Decisions(*this).reopen(decision);
}

base::Status WriteTx::wakeSnoozed() {
    return Decisions(*this).wakeSnoozed();
}

// Nobody but the composer that wrote it reads a draft, so that it is no change that others must hear of.
base::Status WriteTx::saveDraft(base::ConversationId conversation, const std::string& text) {
    if (base::Status known = requireConversation(m_connection, conversation); !known) {
        return known;
    }
    if (text.empty()) {
        return sqlite::run(m_connection, "DELETE FROM draft WHERE conversation_id = ?", conversation);
    }
    return sqlite::run(
        m_connection,
        "INSERT INTO draft (conversation_id, text, saved_at) VALUES (?, ?, ?) "
        "ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at "
        "WHERE text IS NOT excluded.text",
        conversation, text, now());
}

base::Status WriteTx::learn(base::ReplyId reply, base::CannedReplyId canned) {
    base::Status done = LessonTable(m_connection).add(reply, canned, now());
    m_change.lessons = m_change.lessons || m_connection.changes() > 0;
    return done;
}

base::Status WriteTx::learn(base::MessageId sent, base::CannedReplyId canned) {
    base::Status done = LessonTable(m_connection).addSent(sent, canned, now());
    m_change.lessons = m_change.lessons || m_connection.changes() > 0;
    return done;
}

base::Status WriteTx::learn(base::ReplyId reply, const model::SuggestionOutcome& outcome) {
    base::Status done = LessonTable(m_connection).addOutcome(reply, outcome);
    m_change.lessons = m_change.lessons || m_connection.changes() > 0;
    return done;
}

base::Status WriteTx::learntUntil(base::MessageId sent) {
    return setSetting(kLessonsReadSetting, std::to_string(sent.value));
}

/// What was sent may have been this one.
base::Status WriteTx::learnAgain() {
    return sqlite::run(
        m_connection,
        "UPDATE setting SET value = CAST((SELECT max(0, ifnull(max(id), 0) - ?1) FROM message) AS TEXT) "
        "WHERE name = ?2 AND CAST(value AS INTEGER) > "
        "(SELECT max(0, ifnull(max(id), 0) - ?1) FROM message)",
        kLearntAgain, std::string_view(kLessonsReadSetting));
}

base::Result<base::CannedReplyId> WriteTx::addCannedReply(const model::CannedReply& reply) {
    auto added = CannedReplyTable(m_connection).add(reply, now(), m_change);
    if (!added) {
        return added;
    }
    if (base::Status again = learnAgain(); !again) {
        return base::fail(again.error());
    }
    return added;
}

base::Status WriteTx::updateCannedReply(const model::CannedReply& reply) {
    base::Status done = CannedReplyTable(m_connection).update(reply, m_change);
    return done ? learnAgain() : done;
}

base::Status WriteTx::removeCannedReply(base::CannedReplyId reply) {
    return CannedReplyTable(m_connection).remove(reply, m_change);
}

base::Status WriteTx::putBackCannedReply(const model::CannedReply& reply) {
    return CannedReplyTable(m_connection).putBack(reply, now(), m_change);
}

base::Status WriteTx::saveHours(base::AccountId account, const model::HoursVersion& version) {
    base::Status done = HoursTable(m_connection).save(account, version, m_change);
    return done ? TimesRecount(*this).begin(version.validFrom) : done;
}

base::Status WriteTx::saveTarget(const model::PlatformTarget& target) {
    base::Status done = HoursTable(m_connection).save(target, m_change);
    // What has ended is worth the same; only what is due when is not.
    return done ? TimesRecount(*this).begin(now()) : done;
}

base::Result<bool> WriteTx::recountTimes() {
    return TimesRecount(*this).goOn();
}

base::Status WriteTx::logPhoneCall(const model::LogPhoneCall& call) {
    return Decisions(*this).logPhoneCall(call);
}

base::Status WriteTx::forgetPhoneCall(const model::ForgetPhoneCall& call) {
    return Decisions(*this).forgetPhoneCall(call);
}

base::Status WriteTx::startShift(const model::StartShift& shift) {
    const bool given = base::toMs(shift.at) != 0;
    return ShiftTable(m_connection).start(shift.agent, given ? shift.at : now(), m_change);
}

base::Status WriteTx::endShift(const model::EndShift& shift) {
    const bool given = base::toMs(shift.at) != 0;
    return ShiftTable(m_connection).end(given ? shift.at : now(), shift.note, m_change);
}

base::Status WriteTx::saveShiftNote(const std::string& note) {
    return ShiftTable(m_connection).saveNote(note, m_change);
}

base::Status WriteTx::saveOwnFields(const std::vector<model::OwnField>& fields) {
    return OwnFieldTable(m_connection).save(fields, m_change);
}

base::Status WriteTx::saveNames(const model::ShopNames& names) {
    const std::pair<const char*, const std::string&> both[] = {{kShopNameSetting, names.shop},
                                                               {kAgentNameSetting, names.agent}};
    for (const auto& [name, value] : both) {
        if (base::Status saved = setSetting(name, value); !saved) {
            return saved;
        }
        m_change.names = m_change.names || m_connection.changes() > 0;
    }
    return {};
}

base::Status WriteTx::setSetting(const std::string& name, const std::string& value) {
    return sqlite::run(
        m_connection,
        "INSERT INTO setting (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value",
        name, value);
}

}  // namespace store
