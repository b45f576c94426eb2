// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/inbox.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace app::practice::instagram {

using graph::Conversation;
using graph::Enclosure;
using graph::Found;
using graph::Message;
using graph::Person;

/// A picture with words; somebody else's is here because the account is tagged in it.
struct Media {
    std::string id;
    std::string author;
    std::string caption;
    std::int64_t createdMs = 0;
    std::set<std::string> likes{};
};

struct Comment {
    std::string id;
    std::string media;
    std::string parent;  ///< the comment at the top of the thread; "" for that one itself
    std::string author;
    std::string text;
    std::int64_t createdMs = 0;
    bool isHidden = false;
    std::set<std::string> likes{};
    bool isPrivatelyAnswered = false;
    std::string conversation{};  ///< that of the private reply
};

}  // namespace app::practice::instagram
