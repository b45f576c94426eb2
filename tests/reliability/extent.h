// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace test {

/// How much of a reliability test runs: `daily` in every run of the tests, `whole` with --reliability
/// (SHOPBELL_RELIABILITY=1), `most` when --long (SHOPBELL_LONG=1) asks for it as well.
inline int extent(int daily, int whole, int most) {
    const auto isOn = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && std::string_view(value) == "1";
    };
    if (!isOn("SHOPBELL_RELIABILITY")) {
        return daily;
    }
    return isOn("SHOPBELL_LONG") ? most : whole;
}

/// A protection that this run is to do without (SHOPBELL_WITHOUT=NAME), so that a test is seen to fail.
inline bool isWithout(std::string_view protection) {
    const char* value = std::getenv("SHOPBELL_WITHOUT");
    return value != nullptr && protection == value;
}

/// A measured figure, for tests/run.sh to show at its end.
inline void figure(const std::string& words) {
    std::printf("figure: %s\n", words.c_str());
    std::fflush(stdout);
}

}  // namespace test
