// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oracle.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace oracle {

/// Numbers from a seed, the same on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed) {}

    /// 0 to `count` - 1; `count` is at least 1.
    Ms below(Ms count) { return static_cast<Ms>(m_engine() % static_cast<std::uint64_t>(count)); }

    /// From `low` to `high`, both included.
    int between(int low, int high) { return low + static_cast<int>(below(high - low + 1)); }

    /// True in `percent` of 100 throws.
    bool chance(int percent) { return below(100) < percent; }

    /// One of them.
    template <typename Values>
    const auto& pick(const Values& values) {
        return values[static_cast<std::size_t>(below(static_cast<Ms>(values.size())))];
    }

private:
    std::mt19937_64 m_engine;
};

/// Up to three versions of hours that were valid at some time in [from, to], in zones of both hemispheres.
std::vector<HoursVersion> randomHours(Dice& dice, const std::string& zone, Ms from, Ms to);

/// A zone, and an instant near which its clocks change (a New Year's Eve or any day where they don't).
struct PlaceAndTime {
    std::string zone;
    Ms near = 0;
};
PlaceAndTime randomPlaceAndTime(Dice& dice);

/// One to 14 messages over hours to three weeks, with everything in it that the definition speaks of.
History randomHistory(std::uint64_t seed);

enum class Delivered { Arrives, Edited, Deleted, Closed };

/// One thing that becomes known; `message` is whole, as it stands after it.
struct Delivery {
    Delivered what = Delivered::Arrives;
    Message message;
};

/// All that becomes known of the messages in an order in which it could: a message before its edit, deletion
/// and closing, whatever came before it in time. Messages of the same ms arrive in the order of their ids.
std::vector<Delivery> randomDeliveries(const History& history, std::uint64_t seed);

/// The history in lines of text, for the report of a difference.
std::string describe(const History& history);

/// Hours as JSON:
/// [{"valid_from","always_open","time_zone","week":[[day,from,to]],"exceptions":[["date",[[from,to]]]]}].
std::string toJson(const std::vector<HoursVersion>& hours);

}  // namespace oracle
