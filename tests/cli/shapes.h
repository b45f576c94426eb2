// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"

#include <string>
#include <utility>
#include <vector>

/// The documented keys of an object, each with its type: int, number, text, bool, list, object; a question
/// mark behind it allows null; anything else is a list of allowed words, "a|b|c".
using Shape = std::vector<std::pair<std::string, std::string>>;

/// Fails for a missing key and a wrong type. More keys are fine.
void checkShape(const app::practice::Json& object, const Shape& shape);

inline const Shape kAccountShape{{"id", "int"},
                                 {"platform", "text"},
                                 {"name", "text"},
                                 {"state", "ok|needs_login|limited|offline|paused"},
                                 {"last_checked_at", "int?"},
                                 {"next_check_at", "int?"},
                                 {"token_ends_at", "int?"},
                                 {"month_cost_micros", "int?"},
                                 {"problem", "text?"}};
inline const Shape kReportShape{
    {"id", "int"}, {"ok", "bool"}, {"new_messages", "int"}, {"sent", "int"}, {"problem", "text?"}};
inline const Shape kConversationShape{{"id", "int"},
                                      {"account", "int"},
                                      {"platform", "text"},
                                      {"visibility", "public|private"},
                                      {"customer", "text"},
                                      {"snippet", "text"},
                                      {"state", "needs_reply|answered|snoozed|done|spam"},
                                      {"unread", "int"},
                                      {"last_at", "int"},
                                      {"waiting_since", "int?"},
                                      {"due_at", "int?"},
                                      {"window_closes_at", "int?"},
                                      {"labels", "list"}};
inline const Shape kMessageShape{
    {"id", "int"},          {"remote_id", "text?"},
    {"parent_id", "int?"},  {"direction", "inbound|outbound|note"},
    {"author", "text"},     {"own", "bool"},
    {"automatic", "bool"},  {"audience", "text"},
    {"text", "text"},       {"at", "int"},
    {"seen_at", "int"},     {"edited_at", "int?"},
    {"deleted_at", "int?"}, {"delivery", "queued|in_flight|uncertain|failed|sent|?"},
    {"badge", "object"}};
inline const Shape kBadgeShape{{"state",
                                "waiting|due_soon|overdue|missed|answered|answered_late|before_opening|"
                                "no_reply_needed|none"},
                               {"calendar_ms", "int?"},
                               {"business_ms", "int?"}};
inline const Shape kOutboxShape{
    {"id", "int"},          {"conversation", "int"}, {"state", "queued|in_flight|uncertain|failed"},
    {"attempts", "int"},    {"text", "text"},        {"queued_at", "int"},
    {"not_before", "int?"}, {"send_at", "int?"},     {"error", "text?"},
    {"remote_id", "text?"}};
inline const Shape kHitShape{{"conversation", "int"}, {"message", "int"}, {"at", "int"}, {"snippet", "text"}};
inline const Shape kSuggestionShape{{"reply", "int"},          {"title", "text"},   {"score", "number"},
                                    {"probability", "number"}, {"because", "list"}, {"text", "text"}};
