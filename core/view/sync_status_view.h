// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/account.h"
#include "model/reply.h"

#include <optional>
#include <span>
#include <string>

namespace view {

/// How loud a line is; each level has its own glyph as well.
enum class StatusLevel { Quiet, Attention, Trouble };

/// One account in the side bar.
struct AccountRow {
    base::AccountId account;
    std::string tag;    ///< "Ma"
    std::string name;   ///< "@brambleby"
    std::string truth;  ///< "checked 12 s ago": the highest of its ranks
    StatusLevel level = StatusLevel::Quiet;
    std::string cause;  ///< for the menu and tooltip: what happened, in a sentence; may be empty
    std::string spoken;
    std::optional<base::UtcTime> nextTick{};
};

/// `pulse` is nullptr while nothing is known yet.
[[nodiscard]] AccountRow accountRow(const model::Account& account, const model::AccountPulse* pulse,
                                    const Words& words, base::UtcTime now);

/// One place of the strip at the window's foot; an empty text is not shown.
struct StatusItem {
    std::string text;
    std::string hint;  ///< beside it: "You can read and write as usual"
    StatusLevel level = StatusLevel::Quiet;
};
struct StatusStrip {
    StatusItem connection;
    StatusItem outbox;
    StatusItem problem;  ///< the worst of the accounts
};

/// What the strip knows besides accounts and outbox.
struct StripFacts {
    std::span<const model::AccountPulse> pulses{};
    bool metered = false;
    /// The earliest reply window among the conversations whose replies wait; they may miss it.
    std::optional<base::UtcTime> closesNext{};
};

/// `offlineSince` is set while no account can be reached.
[[nodiscard]] StatusStrip statusStrip(std::span<const model::Account> accounts,
                                      std::span<const model::OutboxRow> outbox,
                                      std::optional<base::UtcTime> offlineSince, const Words& words,
                                      base::UtcTime now, const StripFacts& facts = {});

}  // namespace view
