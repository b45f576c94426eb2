// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <string>

namespace model {

/// A post that an account's search found: somebody talks about the shop and does not mention it. It becomes a
/// conversation when it is answered.
struct StreamHit {
    base::MessageId message;
    base::ConversationId conversation;  ///< not a listed one
    base::AccountId account;
    std::string platform;
    std::string authorName;  ///< display name, else handle
    std::string authorHandle;
    std::string text;
    std::string url;
    std::string foundBy;  ///< the search, in the owner's words
    base::UtcTime at;
};

/// Where the next page of hits begins: the last one shown.
struct StreamPlace {
    base::UtcTime at;
    base::MessageId message;
};

}  // namespace model
