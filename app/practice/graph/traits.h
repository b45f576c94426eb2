// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "practice/graph/token_desk.h"
#include "practice/json.h"

#include <cstddef>
#include <string>

namespace app::practice::graph {

/// What tests can change about the app and its owner's account.
struct Traits {
    bool isAdvanced = true;  ///< false: only people with a role in the app are seen
    bool hasHumanAgent = false;
    bool isRestricted = false;      ///< may not send for a while
    bool needsProof = false;        ///< every call of the server carries appsecret_proof
    bool givesMessages = true;      ///< Instagram: "Allow access to messages"
    int versionFloor = 0;           ///< 240: paths below v24.0 are refused
    std::size_t mostThings = 2000;  ///< that one answer holds
};

/// {"missing":[…],"access":"standard"|"advanced","human_agent","restricted","allow_messages","demand_proof",
/// "version_floor":"v24.0","most_things"}: what is not named stays.
[[nodiscard]] base::Status readTraits(const Json& request, Traits& traits, TokenDesk& desk);
[[nodiscard]] Json traitsJson(const Traits& traits, const TokenDesk& desk);

}  // namespace app::practice::graph
