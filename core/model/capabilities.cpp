// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capabilities.h"

#include <algorithm>

namespace model {

const ReplyCapability* Capabilities::find(Visibility visibility) const {
    const auto found = std::ranges::find(replies, visibility, &ReplyCapability::visibility);
    return found == replies.end() ? nullptr : &*found;
}

}  // namespace model
