// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/badge.h"
#include "view/shift_facts.h"
#include "view/words.h"

#include <optional>
#include <string>
#include <vector>

/// The sheets at the start and the end of a shift, sorted by what expires first. All text is plain and clean.
namespace view {

/// A figure and what it counts.
struct SheetFigure {
    std::string number;  ///< "14"
    std::string label;   ///< "messages in 9 conversations"
    std::string spoken;  ///< "14 messages in 9 conversations"
};

/// A conversation that expires.
struct SheetRow {
    /// An answered one is here for its window: who wants to write once more has to do it before.
    enum class Kind { Waits, Answered };
    Kind kind = Kind::Waits;
    base::ConversationId conversation;
    base::ContactId customer;  ///< its hash picks the colour of the disc
    std::string name;
    std::string firstName;  ///< "Start with Nora"
    std::string initials;
    std::string platformTag;
    model::Visibility visibility = model::Visibility::Public;
    std::string message;
    BadgeText window;
    std::string noWindow;  ///< the words where there is none
    BadgeText clock;
    BadgeText proposal;  ///< "no reply needed?" where all that waits is thanks
    std::string spoken;
};

/// What came in at one account.
struct SheetAccount {
    std::string tag;
    std::string name;
    std::string messages;
    std::string needReply;
    std::string complaints;
    std::string spoken;
};

struct SheetNote {
    std::string text;  ///< as it was written
    std::string by;    ///< "Pelle, Mon 18:02"
};

/// An account that is not checked as it should be.
struct SheetTrouble {
    enum class Cure { None, LogIn };
    base::AccountId account;
    std::string name;
    std::string words;
    Cure cure = Cure::None;
};

struct StartSheet {
    std::string greeting;  ///< "Good morning, Ida"
    std::string line;      ///< the day, when the shop opens, when the last shift ended
    std::vector<SheetFigure> figures;
    std::vector<SheetRow> expiring;  ///< kSheetRows at most, and kAnsweredRows answered ones among them
    std::vector<SheetAccount> overnight;
    std::optional<SheetNote> note{};
    std::vector<SheetTrouble> troubles;
};

struct HandoverSheet {
    std::string title;  ///< "Hand-over, Ida"
    std::string line;
    std::vector<SheetFigure> figures;
    std::string expiringTitle;       ///< "Expires before Wed 09:00"
    std::vector<SheetRow> expiring;  ///< before the shop opens again, answered ones among them
    std::vector<SheetRow> open;      ///< the others that wait, the first to expire first
    std::string more;                ///< "12 more wait"; empty when all are here
    std::string moreExpiring;        ///< "10 more expire before then"; empty when all are here
    std::string moreAnswered;  ///< "3 more answered …, window closes before then"; empty when all are here
    std::string note;          ///< of the running shift
};

inline constexpr std::size_t kSheetRows = 12;
inline constexpr std::size_t kAnsweredRows = 6;

/// The first row of somebody who waits; the number of rows where nobody does.
[[nodiscard]] std::size_t firstWaiting(const std::vector<SheetRow>& rows);

[[nodiscard]] StartSheet startSheet(const ShiftFacts& facts, const Words& words, base::UtcTime now);
[[nodiscard]] HandoverSheet handoverSheet(const ShiftFacts& facts, const Words& words, base::UtcTime now);

/// For the strip at the window's foot: "Shift since 08:55, Ida"; empty while none is running.
[[nodiscard]] std::string shiftLine(const model::Shift* running, const Words& words, base::UtcTime now);
/// "open until 18:00", "opens 09:00"; empty while no hours are kept.
[[nodiscard]] std::string hoursLine(const model::BusinessHours& hours, const Words& words, base::UtcTime now);

}  // namespace view
