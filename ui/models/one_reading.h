// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

namespace ui {

/// One reading in the background at a time. What is asked for meanwhile is read when it has ended: news that
/// never stop would else keep its figures from ever being shown.
class OneReading {
public:
    /// Whether it may begin now; if not, it is remembered.
    [[nodiscard]] bool begin() {
        const bool idle = m_state == State::Idle;
        m_state = idle ? State::Reading : State::Stale;
        return idle;
    }
    /// It has ended; whether it was asked for again.
    [[nodiscard]] bool end() { return std::exchange(m_state, State::Idle) == State::Stale; }

private:
    enum class State { Idle, Reading, Stale };
    State m_state = State::Idle;
};

}  // namespace ui
