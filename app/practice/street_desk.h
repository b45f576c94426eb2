// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/fault_switchboard.h"
#include "practice/platform_house.h"
#include "practice/town_clock.h"
#include "practice/wire.h"

namespace app::practice {

/// The routes below /_street, which no platform has: what was delivered, faults, time, and strings to pull
/// customers by. They are answered on every platform's port and stand above all faults.
class StreetDesk {
public:
    StreetDesk(TownClock& clock, DeliveryLog& log, FaultSwitchboard& faults)
        : m_clock(clock), m_log(log), m_faults(faults) {}

    [[nodiscard]] static bool isMine(const Question& question);
    [[nodiscard]] Answer answer(const Question& question, PlatformHouse& house);

private:
    [[nodiscard]] Answer post(const Question& question, PlatformHouse& house);
    [[nodiscard]] base::Result<Json> act(const Question& question, const Json& request, PlatformHouse& house);
    [[nodiscard]] base::Result<Json> advance(const Json& request);
    [[nodiscard]] Json clockJson() const;

    TownClock& m_clock;
    DeliveryLog& m_log;
    FaultSwitchboard& m_faults;
};

}  // namespace app::practice
