// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/fault_answers.h"

#include "base/clock.h"
#include "base/iso8601.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace app::practice {
namespace {

/// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string httpDate(std::int64_t ms) {
    static constexpr std::array kDays{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string iso = base::toIso8601(base::fromMs(ms));
    const auto day = static_cast<std::size_t>(ms / 86'400'000 % 7);
    const auto month = static_cast<std::size_t>(std::stoi(iso.substr(5, 2)) - 1);
    return fmt::format("{}, {} {} {} {} GMT", kDays.at(day), iso.substr(8, 2), kMonths.at(month),
                       iso.substr(0, 4), iso.substr(11, 8));
}

template <class Change>
void changeLists(Answer& answer, Change change) {
    Json json = Json::parse(answer.body, nullptr, false);
    if (json.is_discarded()) {
        return;
    }
    if (json.is_array()) {
        change(json);
    } else if (json.is_object()) {
        for (auto& [name, value] : json.items()) {
            // Lists of things; a list of texts is a thing's own.
            if (value.is_array() && !value.empty() && value.front().is_object()) {
                change(value);
            }
        }
    }
    answer.body = json.dump();
}

}  // namespace

std::optional<HeaderList> limitHeaders(const Fault& fault, std::int64_t nowMs) {
    const std::int64_t resetMs = nowMs + fault.seconds * 1000;
    const std::string epoch = std::to_string(resetMs / 1000);
    switch (fault.kind) {
    case FaultKind::LimitSeconds:
        return HeaderList{{"Retry-After", std::to_string(fault.seconds)}};
    case FaultKind::LimitDate:
        return HeaderList{{"Retry-After", httpDate(resetMs)}};
    case FaultKind::LimitIso:
        return HeaderList{{"X-RateLimit-Limit", "300"},
                          {"X-RateLimit-Remaining", "0"},
                          {"X-RateLimit-Reset", base::toIso8601(base::fromMs(resetMs))}};
    case FaultKind::LimitEpoch:
        return HeaderList{
            {"RateLimit-Limit", "3000"}, {"RateLimit-Remaining", "0"}, {"RateLimit-Reset", epoch}};
    case FaultKind::LimitDashEpoch:
        return HeaderList{
            {"x-rate-limit-limit", "75"}, {"x-rate-limit-remaining", "0"}, {"x-rate-limit-reset", epoch}};
    case FaultKind::LimitBare:
        return HeaderList{};
    case FaultKind::LimitGarbage:
        return HeaderList{{"Retry-After", "soon"},
                          {"X-RateLimit-Remaining", "-"},
                          {"X-RateLimit-Reset", "never"},
                          {"RateLimit-Reset", "after the break"}};
    default:
        return std::nullopt;
    }
}

Answer proxyPage(int status) {
    return {status, "text/html; charset=utf-8",
            fmt::format("<!DOCTYPE html>\n<html><head><title>{0}</title></head>\n<body><h1>Error {0}</h1>"
                        "<p>The origin web server could not be reached.</p></body></html>\n",
                        status)};
}

Answer elsewhere(const Question& question) {
    return {302,
            "text/html",
            "<a href=\"https://elsewhere.example/\">Moved</a>\n",
            {{"Location", "https://elsewhere.example" + question.target}}};
}

void repeatItems(Answer& answer) {
    changeLists(answer, [](Json& list) {
        Json twice = Json::array();
        for (const Json& item : list) {
            twice.push_back(item);
            twice.push_back(item);
        }
        list = std::move(twice);
    });
}

void reverseItems(Answer& answer) {
    changeLists(answer, [](Json& list) { std::reverse(list.begin(), list.end()); });
}

Question firstPage(Question question) {
    static constexpr std::array<std::string_view, 8> kPaging{
        "cursor=",   "max_id=",           "min_id=",     "since_id=",
        "until_id=", "pagination_token=", "next_token=", "after="};
    std::string kept;
    for (std::size_t from = 0; from < question.query.size();) {
        const auto to = std::min(question.query.find('&', from), question.query.size());
        const std::string part = question.query.substr(from, to - from);
        if (std::ranges::none_of(kPaging, [&](auto name) { return part.starts_with(name); })) {
            kept += (kept.empty() ? "" : "&") + part;
        }
        from = to + 1;
    }
    question.query = kept;
    question.target = question.path + (kept.empty() ? "" : "?" + kept);
    return question;
}

}  // namespace app::practice
