// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/reply_values.h"

#include "view/shift_facts.h"

namespace view {

model::PlaceholderValues replyValues(const model::ShopNames& names,
                                     const std::vector<model::OwnField>& fields,
                                     const model::ConversationRow& conversation,
                                     const model::Account& account, const Words& words, base::UtcTime now) {
    const std::string& called = account.name.empty() ? account.handle : account.name;
    model::PlaceholderValues values =
        model::placeholderValues(conversation.customerName, conversation.customerHandle,
                                 names.shop.empty() ? called : names.shop, names.agent);
    if (const auto opening = openingAfterClosing(model::ruleOf(account.rule).hours, now)) {
        const std::string time = words.date(DateForm::TimeOfDay, *opening);
        const bool today = words.local(*opening).sameDay(words.local(now));
        values.emplace("shop.next_opening",
                       today
                           ? time
                           : words.say(Phrase::DateAndTime,
                                       {{"date", words.date(DateForm::LongDay, *opening)}, {"time", time}}));
    }
    model::addOwnFields(values, fields);
    return values;
}

}  // namespace view
