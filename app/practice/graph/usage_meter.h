// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/refusal.h"
#include "practice/wire.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>

namespace app::practice::graph {

/// Calls of a rolling day by kind of use, and of a rolling second.
class UsageMeter {
public:
    struct Reading {
        std::string type;  ///< "pages", "messenger", "instagram"
        int percent = 0;
        bool isOver = false;
        int minutes = 0;  ///< until a call is free again
    };
    Reading count(const std::string& type, std::int64_t callsADay, std::int64_t nowMs);
    /// False when there were already two in the last second; such a call is not counted.
    [[nodiscard]] bool isInTime(std::int64_t nowMs);

private:
    std::map<std::string, std::deque<std::int64_t>> m_calls;
    std::deque<std::int64_t> m_second;
};

/// X-Business-Use-Case-Usage of this page or account, and X-App-Usage; both in per cent.
[[nodiscard]] HeaderList usageHeaders(const std::string& who, const UsageMeter::Reading& reading);
/// 80001, 80002 or 80006.
[[nodiscard]] Refusal overUsed(const std::string& type);
/// 613
[[nodiscard]] Refusal tooQuick();

}  // namespace app::practice::graph
