// SPDX-License-Identifier: GPL-3.0-or-later
#include "histories.h"
#include "opening_minutes.h"

#include <cstdlib>
#include <iostream>

// oracle_dump COUNT [SEED]: business times as JSON lines, for zone_check.py.
int main(int argc, char* argv[]) {
    const long count = argc > 1 ? std::atol(argv[1]) : 0;
    if (count <= 0) {
        std::cerr << "usage: oracle_dump COUNT [SEED]\n";
        return 2;
    }
    oracle::Dice dice(argc > 2 ? static_cast<std::uint64_t>(std::atoll(argv[2])) : 20'261'122);
    constexpr oracle::Ms kDay = 86'400'000;
    for (long number = 0; number < count; ++number) {
        const oracle::PlaceAndTime place = oracle::randomPlaceAndTime(dice);
        const oracle::Ms from = place.near - kDay + dice.below(2 * kDay);
        const oracle::Ms to = from + dice.below(dice.chance(50) ? 2 * kDay : 15 * kDay);
        const auto versions = oracle::randomHours(dice, place.zone, from - kDay, to);
        oracle::OpeningMinutes hours(versions);
        std::cout << R"({"versions":)" << oracle::toJson(versions) << R"(,"from":)" << from << R"(,"to":)"
                  << to << R"(,"business_ms":)" << hours.businessMs(from, to) << R"(,"open_at_from":)"
                  << (hours.isOpen(from) ? "true" : "false") << "}\n";
    }
    return 0;
}
