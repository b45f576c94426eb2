// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogue.h"
#include "harvest.h"
#include "platform/graph/server.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What Meta's platforms have in common: lists, refusals, cursors.
namespace graph_samples {

using Json = nlohmann::ordered_json;
using dialogue::Answer;
using dialogue::Exchange;
using platform::graph::Parameters;

inline const std::string kVersion = "/v26.0";

/// "2026-05-04T08:MM:00+0000"
std::string timeOf(int minute);

/// {"data":[…],"paging":{…}}: where it goes on, `next` is an address with a token.
Json list(const std::vector<Json>& items, const std::string& after = "");
Answer page(const std::vector<Json>& items, const std::string& after = "");
Answer refusal(int code, int subcode = 0, const std::string& message = "no", int status = 400);
/// "Please reduce the amount of data"
Answer tooMuch();

/// "GET /v26.0/1088/conversations?…"
std::string asked(std::string_view path, const Parameters& parameters);
/// The same of a list, from a cursor on.
std::string askedOn(std::string_view path, Parameters parameters, const std::string& after);

/// "MS id=MS …"
std::string messagesCursorAt(int minute, const std::map<std::string, int>& remembered = {});
/// "ID MS" for that minute.
std::string cursorAt(const std::string& id, int minute);

/// The first problem that a poll tells.
std::string problemOf(const dialogue::Course<model::IncomingBatch>& course);

}  // namespace graph_samples
