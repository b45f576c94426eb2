// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reply_promise.h"

#include <algorithm>
#include <array>

namespace model {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<base::Duration, 16> kSaid{
    minutes(5), minutes(10), minutes(15), minutes(20), minutes(30), minutes(45), hours(1),  minutes(90),
    hours(2),   hours(3),    hours(4),    hours(6),    hours(8),    hours(12),   hours(24), hours(48)};

}  // namespace

std::optional<base::Duration> saidSpan(base::Duration span) {
    const auto* found = std::ranges::lower_bound(kSaid, span);
    return found == kSaid.end() ? std::nullopt : std::optional(*found);
}

ReplyPromise promiseOf(std::span<const TimedTurn> turns, TimeUnit unit) {
    const ReportFigures figures = figuresOf(turns, unit);
    ReplyPromise promise{.turns = figures.counted, .p90 = figures.p90, .within = {}, .unit = unit};
    if (promise.turns >= kFewestForPromise && promise.p90) {
        promise.within = saidSpan(*promise.p90);
    }
    return promise;
}

bool keeps(const ReplyPromise& figures, base::Duration published) {
    return figures.turns < kFewestForPromise || !figures.p90 || *figures.p90 <= published;
}

}  // namespace model
