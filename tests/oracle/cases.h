// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oracle.h"

#include <string>
#include <vector>

/// What the hand-computed cases are written with.
namespace oracle::cases {

constexpr Ms kMinute = 60'000;
constexpr Ms kHour = 60 * kMinute;
constexpr Ms kDay = 24 * kHour;

/// "2026-11-20 16:30 +01:00", perhaps with seconds and ms ("16:30:05.250").
Ms at(const std::string& text);

/// 9 to 17 from Monday to Friday.
std::vector<WeekInterval> officeWeek();

/// Hours that were valid long since.
HoursVersion hoursOf(const std::string& zone, std::vector<WeekInterval> week,
                     std::vector<DatedHours> exceptions = {});

/// Conversation 1 is public and 2 private, both with person 1; always open, one hour of business time.
History emptyHistory();

/// Adds a message of theirs or ours and returns it, to be completed.
Message& theirs(History& history, int conversation, Ms at, int author = 1);
Message& ours(History& history, int conversation, Ms at, int parent = 0);

/// "answered 185m 5m": state, calendar and business time ("ms" where they are no whole minutes); or "none".
std::string text(const Badge& badge);

/// The badges of all messages in the order of their ids, with "/" between them.
std::string badges(const Result& result);

/// "1,2 answered by 3 at 1790000000000" of every turn of a conversation, with "/" between them.
std::string turns(const Result& result, int conversation);

}  // namespace oracle::cases
