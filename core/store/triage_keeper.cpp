// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/triage_keeper.h"

#include "store/conversation_triage.h"
#include "store/setting_names.h"
#include "store/sqlite/query.h"

#include "model/suggestion.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace store {
namespace {

using model::ConversationState;
using model::TriageKind;

/// Some milliseconds each.
constexpr int kMessagesAStep = 100;
/// Of those who wait; whoever waits longest is looked at again first.
constexpr int kMostLookedAtAgain = 1'000;

// Whether it is of a turn may turn out later, when what it answers is read.
constexpr std::string_view kNew =
    "SELECT id, conversation_id, subject, text, direction = 'inbound' AND automatic = 0 "
    "AND unreadable = '' FROM message WHERE id > ? ORDER BY id LIMIT ?";
constexpr std::string_view kWanted =
    "SELECT m.id, m.conversation_id, m.subject, m.text, m.direction = 'inbound' AND m.automatic = 0 "
    "AND m.unreadable = '' FROM triage_wanted AS w CROSS JOIN message AS m "
    "ON m.id = w.message_id WHERE w.message_id > 0 ORDER BY w.message_id LIMIT ?";
// Whoever had an answer of ours is no stranger, in this conversation or another one; nor is whom the agent
// took out of spam.
constexpr std::string_view kAnswered =
    "SELECT EXISTS (SELECT 1 FROM message WHERE conversation_id = ?1 AND direction <> 'inbound' "
    "AND automatic = 0) OR EXISTS (SELECT 1 FROM conversation AS c CROSS JOIN turn AS t "
    "ON t.conversation_id = c.id WHERE c.customer_id = ?2 AND t.contact_id = ?2 AND t.outcome = 'answered') "
    "OR EXISTS (SELECT 1 FROM triage_correction AS gc CROSS JOIN message AS m ON m.id = gc.message_id "
    "WHERE m.author_id = ?2 AND gc.kind <> 'spam')";

base::Result<std::int64_t> toldUntil(sqlite::Connection& connection) {
    const auto setting = sqlite::first(
        connection, "SELECT value FROM setting WHERE name = ?",
        [](const sqlite::Statement& row) { return row.text(0); }, kTriageSetting);
    if (!setting) {
        return base::fail(setting.error());
    }
    std::int64_t id = 0;
    if (*setting) {
        std::from_chars((*setting)->data(), (*setting)->data() + (*setting)->size(), id);
    }
    return id;
}

std::string joined(const std::vector<std::string>& words) {
    std::string lines;
    for (const std::string& word : words) {
        lines.append(lines.empty() ? "" : "\n").append(word);
    }
    return lines;
}

}  // namespace

TriageKeeper::TriageKeeper(WriteTx& tx) : m_tx(tx), m_book(tx) {}

base::Result<bool> TriageKeeper::goOn(const TriageTeller& tell) {
    sqlite::Connection& connection = m_tx.connection();
    const auto until = toldUntil(connection);
    if (!until) {
        return base::fail(until.error());
    }
    const auto read = [](const sqlite::Statement& row) {
        return Waiting{.id = row.id<base::MessageId>(0),
                       .conversation = row.id<base::ConversationId>(1),
                       .words = model::wordsToAnswer(row.text(2), row.text(3)),
                       .counts = row.boolean(4)};
    };
    const auto fresh = sqlite::all(connection, kNew, read, *until, kMessagesAStep);
    if (!fresh) {
        return base::fail(fresh.error());
    }
    const auto again = sqlite::all(connection, kWanted, read, kMessagesAStep);
    if (!again) {
        return base::fail(again.error());
    }
    base::Status done = take(*again, tell, SetAside::Never);
    if (done && !again->empty()) {
        done = sqlite::run(connection, "DELETE FROM triage_wanted WHERE message_id <= ?", again->back().id);
    }
    if (done) {
        done = take(*fresh, tell, SetAside::WhereSure);
    }
    if (done && !fresh->empty()) {
        done = m_tx.setSetting(kTriageSetting, std::to_string(fresh->back().id.value));
    }
    if (!done) {
        return base::fail(done.error());
    }
    return std::max(fresh->size(), again->size()) == static_cast<std::size_t>(kMessagesAStep);
}

base::Status TriageKeeper::take(const std::vector<Waiting>& messages, const TriageTeller& tell,
                                SetAside setAside) {
    std::set<base::ConversationId> conversations;
    for (const Waiting& message : messages) {
        if (message.counts) {
            if (base::Status done = tellOne(message, tell); !done) {
                return done;
            }
        }
        conversations.insert(message.conversation);
    }
    for (const base::ConversationId conversation : conversations) {
        if (base::Status done = keep(conversation, setAside); !done) {
            return done;
        }
    }
    return m_book.settle();
}

base::Status TriageKeeper::tellOne(const Waiting& message, const TriageTeller& tell) {
    const model::Triage told = tell(message.words);
    if (told.kind == TriageKind::Other && !told.hereNow) {
        return sqlite::run(m_tx.connection(), "DELETE FROM triage WHERE message_id = ?", message.id);
    }
    return sqlite::run(m_tx.connection(),
                       "INSERT INTO triage (message_id, kind, probability, because, here_now) "
                       "VALUES (?, ?, ?, ?, ?) ON CONFLICT (message_id) DO UPDATE SET kind = excluded.kind, "
                       "probability = excluded.probability, because = excluded.because, "
                       "here_now = excluded.here_now",
                       message.id, model::name(told.kind),
                       // Cut, so that what is stored is above a threshold only if it was.
                       static_cast<std::int64_t>(std::floor(told.of(told.kind) * kCertain)),
                       joined(told.because), told.hereNow);
}

base::Status TriageKeeper::keep(base::ConversationId conversation, SetAside setAside) {
    const auto known = m_book.record(conversation);
    if (!known) {
        return base::fail(known.error());
    }
    if (*known == nullptr || !(*known)->place.listed) {
        return {};
    }
    ConversationRecord& record = **known;
    const ConversationRecord before = record;
    if (base::Status done = keepTriage(m_tx.connection(), record); !done) {
        return done;
    }
    if (setAside == SetAside::WhereSure && record.state == ConversationState::NeedsReply) {
        const auto sure = isSpamBeyondDoubt(record);
        if (!sure) {
            return base::fail(sure.error());
        }
        if (*sure) {
            record.state = ConversationState::Spam;
            m_tx.change().setAside.insert(conversation);
        }
    }
    if (record != before) {
        m_book.shownAnew(conversation);
    }
    return {};
}

base::Result<bool> TriageKeeper::isSpamBeyondDoubt(const ConversationRecord& conversation) {
    const auto messages = toldMessages(m_tx.connection(), conversation);
    if (!messages) {
        return base::fail(messages.error());
    }
    const bool all = !messages->empty() && std::ranges::all_of(*messages, [](const ToldMessage& one) {
        return !one.corrected && one.kind == TriageKind::Spam && one.probability > model::kSetAsideAbove;
    });
    if (!all) {
        return false;
    }
    const auto known = isKnown(conversation);
    return known ? base::Result<bool>(!*known) : known;
}

base::Result<bool> TriageKeeper::isKnown(const ConversationRecord& conversation) {
    const auto known = sqlite::first(
        m_tx.connection(), kAnswered, [](const sqlite::Statement& row) { return row.boolean(0); },
        conversation.id, conversation.place.customer);
    if (!known) {
        return base::fail(known.error());
    }
    return known->value_or(true);
}

/// That which is named, or by which the conversation is taken for what it is, or the customer's latest; to
/// take back, the one that was corrected last.
base::Result<base::MessageId> TriageKeeper::messageOf(const model::SetTriage& correction,
                                                      const ConversationRecord& conversation) {
    constexpr std::string_view kNamed =
        "SELECT id FROM message WHERE conversation_id = ?1 AND id = ?2 AND direction = 'inbound'";
    constexpr std::string_view kLatest =
        "SELECT id FROM message WHERE conversation_id = ?1 AND direction = 'inbound' AND deleted_at = 0 "
        "ORDER BY at DESC, id DESC LIMIT 1";
    constexpr std::string_view kCorrected =
        "SELECT gc.message_id FROM message AS m CROSS JOIN triage_correction AS gc ON gc.message_id = m.id "
        "WHERE m.conversation_id = ?1 ORDER BY gc.id DESC LIMIT 1";
    const auto id = [](const sqlite::Statement& row) { return row.id<base::MessageId>(0); };
    const base::MessageId named = correction.message ? correction.message : conversation.triageMessage;
    auto found = !correction.message && !correction.kind
                     ? sqlite::first(m_tx.connection(), kCorrected, id, conversation.id)
                 : named ? sqlite::first(m_tx.connection(), kNamed, id, conversation.id, named)
                         : sqlite::first(m_tx.connection(), kLatest, id, conversation.id);
    if (!found) {
        return base::fail(found.error());
    }
    if (!*found) {
        return base::fail(base::ErrorKind::BadInput, correction.kind || correction.message
                                                         ? "there is no message of a customer to learn from"
                                                         : "nothing was corrected in this conversation");
    }
    return **found;
}

base::Status TriageKeeper::correct(const model::SetTriage& correction) {
    const auto known = m_book.record(correction.conversation);
    if (!known) {
        return base::fail(known.error());
    }
    if (*known == nullptr || !(*known)->place.listed) {
        return base::fail(base::ErrorKind::NotFound,
                          fmt::format("there is no conversation {}", correction.conversation.value));
    }
    ConversationRecord& record = **known;
    const auto message = messageOf(correction, record);
    if (!message) {
        return base::fail(message.error());
    }
    // The latest word is the latest lesson.
    base::Status done =
        sqlite::run(m_tx.connection(), "DELETE FROM triage_correction WHERE message_id = ?", *message);
    if (done && correction.kind) {
        done = sqlite::run(m_tx.connection(),
                           "INSERT INTO triage_correction (message_id, kind, decided_at) VALUES (?, ?, ?)",
                           *message, model::name(*correction.kind), m_tx.now());
    }
    if (!done) {
        return done;
    }
    if (correction.state) {
        const bool snoozed =
            *correction.state == ConversationState::Snoozed && correction.snoozedUntil > m_tx.now();
        const bool stays = snoozed || *correction.state == ConversationState::Done ||
                           *correction.state == ConversationState::Spam;
        record.state = stays ? *correction.state : ConversationState::Answered;
        record.snoozedUntil = snoozed ? std::optional(correction.snoozedUntil) : std::nullopt;
    } else if (correction.kind == TriageKind::Spam) {
        record.state = ConversationState::Spam;
    } else if (record.state == ConversationState::Spam) {
        record.state = ConversationState::Answered;  // or waits: that follows from its turns
    }
    if (done = keepTriage(m_tx.connection(), record); !done) {
        return done;
    }
    m_book.shownAnew(record.id);
    return m_book.settle();
}

base::Status TriageKeeper::lookAgain() {
    return sqlite::run(
        m_tx.connection(),
        "INSERT OR IGNORE INTO triage_wanted (message_id) SELECT m.id "
        "FROM conversation AS c INDEXED BY conversation_waiting CROSS JOIN message AS m "
        "INDEXED BY message_by_conversation ON m.conversation_id = c.id AND m.at >= c.waiting_since "
        "WHERE c.listed = 1 AND c.state = 'needs_reply' AND c.waiting_since > 0 "
        "AND m.direction = 'inbound' AND m.turn_id <> 0 ORDER BY c.waiting_since LIMIT ?",
        kMostLookedAtAgain);
}

base::Status wantTriage(sqlite::Connection& connection, base::MessageId message) {
    return sqlite::run(connection, "INSERT OR IGNORE INTO triage_wanted (message_id) VALUES (?)", message);
}

base::Status WriteTx::setTriage(const model::SetTriage& correction) {
    return TriageKeeper(*this).correct(correction);
}

base::Result<bool> WriteTx::triage(const TriageTeller& tell) {
    return TriageKeeper(*this).goOn(tell);
}

base::Status WriteTx::triageAgain(const std::string& lessonsMark) {
    base::Status done = TriageKeeper(*this).lookAgain();
    return done ? setSetting(kTriageLessonsSetting, lessonsMark) : done;
}

}  // namespace store
