// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include <cstddef>
#include <functional>
#include <string>

namespace model {

/// Where a canned reply is about to be used.
struct ReplyPlace {
    std::string platform;
    std::string language;  ///< of the customer; empty = not known
    bool operator==(const ReplyPlace&) const = default;
};

/// Which of its wordings a reply has there: 0 is its own text, n its n-th variant. The one for platform and
/// language goes before the one for the platform, that before the one for the language, and that before the
/// own text; what is meant for another platform or language never goes. Where the best does not fit, it is
/// the longest that does, in the customer's language if there is one; where none fits, it is the best all the
/// same.
[[nodiscard]] std::size_t wordingFor(const CannedReply& reply, const ReplyPlace& place,
                                     const std::function<bool(const std::string& text)>& fits);

[[nodiscard]] const std::string& wordingAt(const CannedReply& reply, std::size_t wording);

}  // namespace model
