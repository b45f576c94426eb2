// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <set>

namespace model {

/// What a commit touched, as ids; readers re-read what they show.
struct Change {
    std::set<base::AccountId> accounts;
    std::set<base::ConversationId> conversations;
    std::set<base::ConversationId> setAside;  ///< of them: taken for spam by itself, and moved there
    bool outbox = false;
    bool cannedReplies = false;
    bool names = false;  ///< of the shop and its agent, and the owner's own fields
    bool hours = false;  ///< opening hours or targets: every badge may look different
    bool shifts = false;
    bool lessons = false;  ///< suggestions would be others

    [[nodiscard]] bool empty() const {
        return accounts.empty() && conversations.empty() && !outbox && !cannedReplies && !names && !hours &&
               !shifts && !lessons;
    }
    void merge(const Change& other) {
        accounts.insert(other.accounts.begin(), other.accounts.end());
        conversations.insert(other.conversations.begin(), other.conversations.end());
        setAside.insert(other.setAside.begin(), other.setAside.end());
        outbox = outbox || other.outbox;
        cannedReplies = cannedReplies || other.cannedReplies;
        names = names || other.names;
        hours = hours || other.hours;
        shifts = shifts || other.shifts;
        lessons = lessons || other.lessons;
    }
};

}  // namespace model
