// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_steps.h"
#include "screens.h"

#include <QComboBox>

#include <memory>

namespace uitest {
namespace {

using std::chrono::minutes;

/// Monday to Saturday from 9 to 17.
model::SharedRule bakeryHours(minutes target) {
    model::HoursVersion version;
    for (int day = 1; day <= 6; ++day) {
        version.week.push_back({.day = day, .open = {.from = 9 * 60, .to = 17 * 60}});
    }
    return std::make_shared<const model::ResponseRule>(
        model::ResponseRule{.target = {.length = target}, .hours = model::BusinessHours({version})});
}

void furnishReport(ShopWorld& world) {
    world.background.facts = reportWeek();
}

QWidget* report(ShopWorld& world) {
    trigger(world, "report");
    return &part<QWidget>(world, "reportWindow");
}

}  // namespace

std::vector<model::TurnFact> reportWeek() {
    std::vector<model::TurnFact> facts;
    const auto rule = bakeryHours(minutes{60});
    for (int day = 11; day <= 17; ++day) {
        for (int hour = 9; hour < 15 && day != 15; ++hour) {
            model::TurnFact fact{.turn = day * 100 + hour,
                                 .conversation = ShopWorld::kMira,
                                 .account = ShopWorld::kAccount,
                                 .platform = hour % 2 == 0 ? "mastodon" : "bluesky",
                                 .customerName = "Mira <b>Feld</b>",
                                 .firstMessage = {day * 100 + hour},
                                 .endedBy = {1},
                                 .startedAt = ShopWorld::at(day, hour, 5),
                                 .endedAt =
                                     ShopWorld::at(day, hour, 5) + minutes{(hour - 8) * (hour - 8) * 2},
                                 .latestAt = ShopWorld::at(day, hour, 6),
                                 .outcome = model::TurnOutcome::Answered,
                                 .firstOfConversation = true,
                                 .kind = model::kTriageKinds.at(static_cast<std::size_t>((day * hour) % 4)),
                                 .rule = rule};
            facts.push_back(std::move(fact));
        }
    }
    facts.back().outcome = model::TurnOutcome::NoReplyNeeded;
    return facts;
}

namespace {

QWidget* profileText(ShopWorld& world) {
    trigger(world, "profileText");
    return &part<QWidget>(world, "profileDialog");
}

}  // namespace

std::vector<Screen> reportScreens() {
    return {{"report", furnishReport, report},
            {"report, no turn", asItIs, report},
            {"report, being read",
             [](ShopWorld& world) { world.background.answers = FakeBackground::Answers::Held; }, report},
            {"report, by the calendar", furnishReport,
             [](ShopWorld& world) {
                 QWidget* window = report(world);
                 click(world, "reportCalendar");
                 return window;
             }},
            {"report, the turns behind a bar", furnishReport,
             [](ShopWorld& world) {
                 QWidget* window = report(world);
                 click(world, "reportHistogramMark0");
                 return window;
             }},
            {"text for the profile", furnishReport, profileText},
            {"text for the profile, being read",
             [](ShopWorld& world) { world.background.answers = FakeBackground::Answers::Held; },
             profileText}};
}

}  // namespace uitest
