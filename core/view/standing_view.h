// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/standing.h"

#include <string>

namespace view {

/// The card of the simulated standing; what is empty is not shown.
struct StandingCard {
    std::string verdict;  ///< "The standing holds"
    std::string figures;  ///< "95 % of 41 answered, 12 m on the average. Asked for: 90 % and 15 m, in 7 days"
    std::string shown;    ///< "Customers would be shown 9 m"
    std::string plan;     ///< "Answer these 3 by 16:20 to have it"
};
[[nodiscard]] StandingCard standingCard(const model::Standing& standing, const model::StandingRule& rule,
                                        const Words& words, base::UtcTime now);

}  // namespace view
