// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/urgency.h"

#include "model/response_time.h"

#include <algorithm>
#include <cmath>

namespace model {
namespace {

constexpr double kHereNow = 4;
constexpr double kGrowing = 2;
constexpr double kUsualFollowers = 1'000;
constexpr double kReachStep = 50;  ///< a tenfold number of followers is two of them
constexpr int kMostReach = 300;
constexpr int kAsItIs = 100;
constexpr int kLeastPercent = 1;

/// Days of thanks come behind an hour of anything else.
constexpr double kOnlyThanks = 0.01;

double weightOf(TriageKind kind) {
    switch (kind) {
    case TriageKind::Complaint:
        return 2;
    case TriageKind::Question:
        return 1.2;
    case TriageKind::Praise:
        return 0.6;
    case TriageKind::Spam:
        return 0.25;
    case TriageKind::Other:
        break;
    }
    return 1;
}

}  // namespace

int reachPercent(std::int64_t followers) {
    const double times = std::max(static_cast<double>(followers) / kUsualFollowers, 1.0);
    const auto steps = std::floor(2 * std::log10(times));
    return std::min(kAsItIs + static_cast<int>(steps * kReachStep), kMostReach);
}

int urgencyPercent(const UrgencyWeights& weights) {
    double product = weights.onlyThanks ? kOnlyThanks : weightOf(weights.kind);
    product *= weights.hereNow ? kHereNow : 1;
    product *= weights.recentPeople >= kManyPeople ? kGrowing : 1;
    product *= static_cast<double>(weights.reachPercent) / kAsItIs;
    return static_cast<int>(std::lround(product * kAsItIs));
}

std::optional<base::UtcTime> urgentAt(base::UtcTime waitingSince, int percent,
                                      std::optional<base::UtcTime> windowClosesAt, const ResponseRule& rule) {
    ResponseRule faster = rule;
    faster.target.length =
        base::Duration(rule.target.length.count() * kAsItIs / std::max(percent, kLeastPercent));
    std::optional<base::UtcTime> moment = dueAt(waitingSince, faster);
    if (windowClosesAt) {
        // One that was closed before anybody could answer waits like the others.
        const base::UtcTime before = *windowClosesAt - kWindowLead;
        moment = moment ? std::min(*moment, before) : before;
    }
    return moment;
}

}  // namespace model
