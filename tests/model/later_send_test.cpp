// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/later_send.h"

#include "base/iso8601.h"

#include "support/catch.h"

#include <optional>
#include <string>
#include <vector>

using base::UtcTime;
using model::BusinessHours;
using model::LaterSend;
using model::sendAtOpening;

namespace {

UtcTime at(const std::string& iso) {
    const auto time = base::parseIso8601(iso);
    REQUIRE(time);
    return *time;
}

/// Monday to Friday, 9 to 17. 2026-03-13 is a Friday.
BusinessHours workdays() {
    model::HoursVersion version{.validFrom = {}, .timeZone = "UTC", .week = {}, .exceptions = {}};
    for (int day = 1; day <= 5; ++day) {
        version.week.push_back({.day = day, .open = {.from = 9 * 60, .to = 17 * 60}});
    }
    return BusinessHours({version});
}

}  // namespace

TEST_CASE("a reply for later goes at opening, but sooner if the reply window would close before") {
    struct Case {
        std::string claim;
        std::string now;
        std::string window;  ///< empty = the platform has none
        std::string goes;    ///< empty = there is no later
        LaterSend::Why why;
    };
    using Why = LaterSend::Why;
    const std::vector<Case> cases = {
        {"in the evening", "2026-03-12T20:00:00Z", "", "2026-03-13T09:00:00Z", Why::ShopOpens},
        {"over the weekend", "2026-03-13T17:00:00Z", "", "2026-03-16T09:00:00Z", Why::ShopOpens},
        {"a window that is open longer changes nothing", "2026-03-12T20:00:00Z", "2026-03-13T09:15:00Z",
         "2026-03-13T09:00:00Z", Why::ShopOpens},
        {"a window that closes a millisecond sooner does", "2026-03-12T20:00:00Z", "2026-03-13T09:14:59.999Z",
         "2026-03-13T08:59:59.999Z", Why::WindowCloses},
        {"a window that closes in the night", "2026-03-12T20:00:00Z", "2026-03-13T03:00:00Z",
         "2026-03-13T02:45:00Z", Why::WindowCloses},
        {"a window that closes within minutes", "2026-03-12T20:00:00Z", "2026-03-12T20:05:00Z",
         "2026-03-12T20:00:00Z", Why::WindowCloses},
        {"a window that is closed already is no reason to hurry", "2026-03-12T20:00:00Z",
         "2026-03-12T20:00:00Z", "2026-03-13T09:00:00Z", Why::ShopOpens},
        {"while the shop is open there is no later", "2026-03-12T09:00:00Z", "", "", Why::ShopOpens},
        {"at the last millisecond too", "2026-03-12T16:59:59.999Z", "2026-03-12T18:00:00Z", "",
         Why::ShopOpens},
    };
    for (const Case& one : cases) {
        CAPTURE(one.claim);
        const auto window = one.window.empty() ? std::nullopt : std::optional(at(one.window));
        const auto later = sendAtOpening(workdays(), window, at(one.now));
        REQUIRE(later.has_value() == !one.goes.empty());
        if (later) {
            CHECK(base::toMs(later->at) == base::toMs(at(one.goes)));
            CHECK(later->why == one.why);
        }
    }
}

TEST_CASE("after the usual window it is the last one that has to be met") {
    const UtcTime now = at("2026-03-12T20:00:00Z");
    model::ConversationRow row;
    CHECK_FALSE(model::windowToMeet(row, now));
    row.answerableUntil = now + std::chrono::hours(72);
    CHECK_FALSE(model::windowToMeet(row, now));
    row.windowClosesAt = now + base::Duration{1};
    CHECK(model::windowToMeet(row, now) == row.windowClosesAt);
    row.windowClosesAt = now;
    CHECK(model::windowToMeet(row, now) == row.answerableUntil);
    row.answerableUntil.reset();
    CHECK(model::windowToMeet(row, now) == now);
}

TEST_CASE("without hours, and where the shop never opens, there is no opening to wait for") {
    const UtcTime now = at("2026-03-12T20:00:00Z");
    CHECK_FALSE(sendAtOpening(BusinessHours(), {}, now));
    const model::HoursVersion closed{
        .timeZone = "UTC", .week = {}, .exceptions = {{.date = std::chrono::year{2026} / 1 / 1, .open = {}}}};
    CHECK_FALSE(sendAtOpening(BusinessHours({closed}), now + std::chrono::hours(1), now));
}
