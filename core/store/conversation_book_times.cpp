// SPDX-License-Identifier: GPL-3.0-or-later
// When what is due in a conversation.
#include "store/conversation_book.h"

#include "store/conversation_triage.h"

#include "model/triage/urgency.h"

namespace store {

using model::Direction;

/// When the customer wrote last: windows count from there.
base::Status ConversationBook::keepCustomerAt(Entry& entry) {
    ConversationRecord& now = entry.now;
    if (!entry.continuation) {
        const auto latest = m_messages.latestOf(now.id, now.place.customer);
        if (!latest) {
            return base::fail(latest.error());
        }
        now.customerAt = *latest;
        return {};
    }
    for (const Added& message : entry.added) {
        if (message.input.direction == Direction::Inbound && message.input.contact == now.place.customer) {
            now.customerAt = message.input.at;
        }
    }
    return {};
}

/// What is due when, by the rules of its account.
base::Status ConversationBook::keepTimes(Entry& entry) {
    ConversationRecord& now = entry.now;
    const base::Result<AccountRules> rules = m_rules.of(now.account);
    if (!rules) {
        return base::fail(rules.error());
    }
    if (!now.waitingSince) {
        now.dueAt.reset();
    } else if (now.waitingSince != entry.was.waitingSince || !entry.was.dueAt) {
        now.dueAt = model::dueAt(*now.waitingSince, *rules->rule);
    }
    const bool windows = rules->window && now.place.visibility == model::Visibility::Private;
    if (windows) {
        if (base::Status done = keepCustomerAt(entry); !done) {
            return done;
        }
    }
    now.windowClosesAt.reset();
    now.answerableUntil.reset();
    if (windows && now.customerAt) {
        now.windowClosesAt = *now.customerAt + *rules->window;
        now.answerableUntil = *now.customerAt + *rules->lastWindow;
    }
    return keepUrgency(entry, *rules->rule);
}

/// The weight is triage's, which looks at new messages later; the moment follows from it and from the times.
base::Status ConversationBook::keepUrgency(Entry& entry, const model::ResponseRule& rule) {
    ConversationRecord& now = entry.now;
    if (entry.takenAnew) {
        if (base::Status done = keepTriage(m_tx.connection(), now); !done) {
            return done;
        }
    }
    now.urgentAt = now.waitingSince
                       ? model::urgentAt(*now.waitingSince, now.urgencyPercent, now.windowClosesAt, rule)
                       : std::nullopt;
    return {};
}

}  // namespace store
