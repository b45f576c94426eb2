// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/urgency.h"

#include "support/catch.h"

#include <limits>

using model::TriageKind;
using model::urgencyPercent;
using namespace std::chrono_literals;

namespace {

const base::UtcTime kStart = base::fromMs(1'700'000'000'000);
/// An hour, and always open.
const model::ResponseRule kRule;

}  // namespace

TEST_CASE("kinds weigh in the order of what is asked") {
    int before = urgencyPercent({.kind = TriageKind::Complaint});
    for (const TriageKind kind :
         {TriageKind::Question, TriageKind::Other, TriageKind::Praise, TriageKind::Spam}) {
        const int weight = urgencyPercent({.kind = kind});
        CHECK(weight < before);
        before = weight;
    }
    CHECK(urgencyPercent({.kind = TriageKind::Other}) == 100);
}

TEST_CASE("standing in the shop, replies that grow fast, and reach raise the urgency") {
    const int plain = urgencyPercent({.kind = TriageKind::Question});
    CHECK(urgencyPercent({.kind = TriageKind::Question, .hereNow = true}) > plain);
    CHECK(urgencyPercent({.kind = TriageKind::Question, .recentPeople = model::kManyPeople}) > plain);
    CHECK(urgencyPercent({.kind = TriageKind::Question, .recentPeople = model::kManyPeople - 1}) == plain);
    CHECK(urgencyPercent({.kind = TriageKind::Question, .reachPercent = 200}) == 2 * plain);
}

TEST_CASE("a tenfold number of followers counts as much more, up to a hundred thousand") {
    CHECK(model::reachPercent(-1) == 100);
    CHECK(model::reachPercent(0) == 100);
    CHECK(model::reachPercent(3'000) == 100);
    CHECK(model::reachPercent(3'200) == 150);
    CHECK(model::reachPercent(10'000) == 200);
    CHECK(model::reachPercent(99'999) == 250);
    CHECK(model::reachPercent(100'000) == 300);
    CHECK(model::reachPercent(std::numeric_limits<std::int64_t>::max()) == 300);
}

TEST_CASE("urgency is 1 when the weighted part of the target is used") {
    CHECK(model::urgentAt(kStart, 100, {}, kRule) == kStart + 1h);
    CHECK(model::urgentAt(kStart, 200, {}, kRule) == kStart + 30min);
    CHECK(model::urgentAt(kStart, 50, {}, kRule) == kStart + 2h);
}

TEST_CASE("a window that closes comes before the target") {
    CHECK(model::urgentAt(kStart, 100, kStart + 90min, kRule) == kStart + 90min - model::kWindowLead);
    CHECK(model::urgentAt(kStart, 100, kStart + 24h, kRule) == kStart + 1h);
}

TEST_CASE("days of thanks come behind an hour of anything else") {
    const int thanks = urgencyPercent({.kind = TriageKind::Praise, .onlyThanks = true});
    CHECK(thanks == 1);
    CHECK(model::urgentAt(kStart - 72h, thanks, {}, kRule) > model::urgentAt(kStart, 100, {}, kRule));
}
