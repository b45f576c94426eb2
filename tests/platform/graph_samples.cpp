// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph_samples.h"

#include "samples.h"

#include <fmt/format.h>

namespace graph_samples {

using samples::minuteOf;

std::string timeOf(int minute) {
    return fmt::format("2026-05-04T08:{:02}:00+0000", minute);
}

Json list(const std::vector<Json>& items, const std::string& after) {
    Json made{{"data", items}};
    // Cursors are there on the last page as well; `next` alone says that there is more.
    made["paging"]["cursors"] = {{"before", "B"}, {"after", after.empty() ? "LAST" : after}};
    if (!after.empty()) {
        made["paging"]["next"] = "https://elsewhere.example/v1.0/next?access_token=PAGETOKEN&after=" + after;
    }
    return made;
}

Answer page(const std::vector<Json>& items, const std::string& after) {
    return dialogue::json(list(items, after).dump());
}

Answer refusal(int code, int subcode, const std::string& message, int status) {
    Json error{{"message", message}, {"type", "OAuthException"}, {"code", code}, {"fbtrace_id", "A1b2"}};
    if (subcode != 0) {
        error["error_subcode"] = subcode;
    }
    return {status, Json{{"error", error}}.dump()};
}

Answer tooMuch() {
    return refusal(1, 0, "Please reduce the amount of data you're asking for", 500);
}

std::string asked(std::string_view path, const Parameters& parameters) {
    return fmt::format("GET {}{}?{}", kVersion, path, net::formEncode(parameters));
}

std::string askedOn(std::string_view path, Parameters parameters, const std::string& after) {
    if (!after.empty()) {
        parameters.emplace_back("after", after);
    }
    return asked(path, parameters);
}

std::string messagesCursorAt(int minute, const std::map<std::string, int>& remembered) {
    std::string text = std::to_string(base::toMs(minuteOf(minute)));
    for (const auto& [id, at] : remembered) {
        text += fmt::format(" {}={}", id, base::toMs(minuteOf(at)));
    }
    return text;
}

std::string cursorAt(const std::string& id, int minute) {
    return fmt::format("{} {}", id, base::toMs(minuteOf(minute)));
}

std::string problemOf(const dialogue::Course<model::IncomingBatch>& course) {
    for (const auto& batch : course.taken) {
        if (!batch.problem.empty()) {
            return batch.problem;
        }
    }
    return {};
}

}  // namespace graph_samples
