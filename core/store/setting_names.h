// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace store {

/// Under which names the table of settings keeps what reader and writer share.
inline constexpr const char* kShopNameSetting = "shop_name";
inline constexpr const char* kAgentNameSetting = "agent_name";
/// How far bringing stored times up to changed rules has come; empty = it is done.
inline constexpr const char* kTimesRecountSetting = "times_recount";
/// Sent replies up to this message were looked through for canned ones.
inline constexpr const char* kLessonsReadSetting = "lessons_read";
/// The message up to which all are told apart.
inline constexpr const char* kTriageSetting = "triage_until";
/// Reader::triageLessonsMark() of the lessons by which what waits was told.
inline constexpr const char* kTriageLessonsSetting = "triage_lessons";

}  // namespace store
