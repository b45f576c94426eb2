// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"

namespace model {

/// How often a canned reply answered somebody, as it is or edited. One that was taken back does not count.
struct CannedUse {
    base::CannedReplyId reply;
    int times = 0;
    base::UtcTime lastAt;
    bool operator==(const CannedUse&) const = default;
};

}  // namespace model
