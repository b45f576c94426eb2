// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/cost.h"

#include <string>

namespace view {

/// To the last decimal that counts, two at least: "$0.20", "$0.005".
[[nodiscard]] std::string priceText(model::Micros micros);
/// In whole cents, rounded up: "$0.41". What costs something is never shown as nothing.
[[nodiscard]] std::string costText(model::Micros micros);

}  // namespace view
