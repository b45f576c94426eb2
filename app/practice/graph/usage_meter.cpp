// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/usage_meter.h"

#include "practice/json.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::graph {
namespace {

constexpr std::int64_t kWindowMs = 86'400'000;
constexpr std::size_t kCallsASecond = 2;

void forget(std::deque<std::int64_t>& calls, std::int64_t untilMs) {
    while (!calls.empty() && calls.front() <= untilMs) {
        calls.pop_front();
    }
}

}  // namespace

UsageMeter::Reading UsageMeter::count(const std::string& type, std::int64_t callsADay, std::int64_t nowMs) {
    std::deque<std::int64_t>& calls = m_calls[type];
    forget(calls, nowMs - kWindowMs);
    calls.push_back(nowMs);
    const auto used = static_cast<std::int64_t>(calls.size());
    Reading reading{.type = type,
                    .percent = static_cast<int>(used * 100 / std::max<std::int64_t>(callsADay, 1))};
    reading.isOver = used > callsADay;
    if (reading.isOver) {
        calls.pop_back();  // a refused call is none
        reading.percent = 100;
        reading.minutes = static_cast<int>((calls.front() + kWindowMs - nowMs + 59'999) / 60'000);
    }
    return reading;
}

bool UsageMeter::isInTime(std::int64_t nowMs) {
    forget(m_second, nowMs - 1000);
    if (m_second.size() >= kCallsASecond) {
        return false;
    }
    m_second.push_back(nowMs);
    return true;
}

HeaderList usageHeaders(const std::string& who, const UsageMeter::Reading& reading) {
    const Json use = {{"type", reading.type},
                      {"call_count", reading.percent},
                      {"total_cputime", reading.percent / 2},
                      {"total_time", reading.percent / 2},
                      {"estimated_time_to_regain_access", reading.minutes}};
    Json business = Json::object();
    business[who] = Json::array({use});
    return {{"X-Business-Use-Case-Usage", dump(business)},
            {"X-App-Usage", dump({{"call_count", reading.percent / 4},
                                  {"total_cputime", reading.percent / 8},
                                  {"total_time", reading.percent / 8}})}};
}

Refusal overUsed(const std::string& type) {
    if (type == "threads") {
        return {.code = 4, .message = "(#4) Application request limit reached"};
    }
    const int code = type == "messenger" ? 80006 : type == "instagram" ? 80002 : 80001;
    return {.code = code,
            .message =
                fmt::format("(#{}) There have been too many calls to this {} account. Wait a bit and try "
                            "again. For more info, please refer to https://developers.facebook.com/docs/"
                            "graph-api/overview/rate-limiting.",
                            code, type == "pages" ? "Page" : type)};
}

Refusal tooQuick() {
    return {.code = 613, .message = "(#613) Calls to this api have exceeded the rate limit."};
}

}  // namespace app::practice::graph
