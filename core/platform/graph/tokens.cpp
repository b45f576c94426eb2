// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/tokens.h"

#include "base/iso8601.h"
#include "base/word_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace platform::graph {

std::vector<AbilityTest> permissionTests(std::span<const Permission> permissions, const WireTokenFacts& facts,
                                         std::string_view page) {
    using State = AbilityTest::State;
    std::vector<AbilityTest> tests;
    for (const Permission& permission : permissions) {
        AbilityTest test{.ability = std::string(permission.ability), .state = State::NotTested, .detail = {}};
        if (!facts.given || facts.scopes.empty()) {
            test.detail = fmt::format("The token does not say whether it has {}.", permission.scope);
        } else if (base::holds(facts.scopes, permission.scope)) {
            test.state = State::Works;
        } else {
            test.state = State::Missing;
            test.detail =
                fmt::format("The token lacks {}. Open {}, make a new token with it, and connect again.",
                            permission.scope, page);
        }
        tests.push_back(std::move(test));
    }
    return tests;
}

std::optional<base::UtcTime> endOf(const WireTokenFacts& facts) {
    std::optional<base::UtcTime> end;
    for (const std::int64_t seconds : {facts.expiresAt, facts.dataAccessExpiresAt}) {
        constexpr std::int64_t kLatest = 32'503'680'000;  // the year 3000
        if (seconds > 0 && seconds < kLatest) {
            const base::UtcTime at = base::fromMs(seconds * 1000);
            end = std::min(end.value_or(at), at);
        }
    }
    return end;
}

AbilityTest tokenLife(const WireTokenFacts& facts, base::UtcTime now) {
    using State = AbilityTest::State;
    constexpr base::Duration kSoon = std::chrono::days{7};
    AbilityTest test{.ability = "stay signed in", .state = State::NotTested, .detail = {}};
    const auto end = endOf(facts);
    if (!facts.given) {
        test.detail = "The token does not say how long it is good for.";
    } else if (!facts.valid || (end && *end <= now)) {
        test.state = State::Missing;
        test.detail = "The token has run out. Make a new one and connect again.";
    } else {
        test.state = end && *end - now <= kSoon ? State::Soon : State::Works;
        test.detail = end ? fmt::format("The token ends on {}; make a new one before.",
                                        base::toIso8601(*end).substr(0, 10))
                          : std::string("The token has no end.");
    }
    return test;
}

}  // namespace platform::graph
