// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/business_hours.h"
#include "model/response_target.h"

#include <memory>

namespace model {

/// By what an account's response times are judged.
struct ResponseRule {
    ResponseTarget target;
    BusinessHours hours;
};

/// Shared by all rows of an account; nothing = the default target, and always open.
using SharedRule = std::shared_ptr<const ResponseRule>;
[[nodiscard]] const ResponseRule& ruleOf(const SharedRule& rule);

}  // namespace model
