// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"
#include "model/price_list.h"
#include "model/reply.h"

#include "base/ids.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ui {

/// Something that the owner can set for an account. Words are in the person's language.
struct AccountSetting {
    enum class Kind {
        Text,
        Switch,  ///< "on" or "off"
        Price,   ///< in US dollars, of one of what the platform takes money for
    };
    std::string name;     ///< as `shopbell-cli account set` takes it
    std::string label;    ///< "Monthly budget, in US dollars"
    std::string meaning;  ///< a sentence or two
    std::string usual;    ///< the value as long as nothing was set
    std::string value{};  ///< as it was set; empty = the usual one
    Kind kind = Kind::Text;
};

/// What the platforms' adapters know of the accounts, and what the owner sets. An empty function: nothing is
/// known of that.
struct AccountSeam {
    std::function<std::vector<AccountSetting>(const model::Account&)> settings{};
    using Values = std::map<std::string, std::string>;
    /// Sets all of them or none, an empty value for the usual one. Answers on the UI thread, later, with what
    /// was refused: by a setting's name what to write instead, and by an empty name what no setting is to
    /// blame for.
    using Set = std::function<void(Values refused)>;
    std::function<void(base::AccountId, Values values, Set)> set{};
    /// The platform's own form for this reply, with its words in it; empty = it has none.
    std::function<std::string(const model::Account&, const model::ReplyDraft&)> replyPage{};
    /// What is charged for, with this account's prices and in the person's language.
    std::function<model::PriceList(const model::Account&)> prices{};
};

}  // namespace ui
