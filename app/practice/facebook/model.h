// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/inbox.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace app::practice::facebook {

using graph::Conversation;
using graph::Enclosure;
using graph::Found;
using graph::Message;
using graph::Person;

struct Post {
    std::string id;  ///< "{page}_{number}"
    std::string author;
    std::string text;
    std::int64_t createdMs = 0;
    std::int64_t updatedMs = 0;
    bool isElsewhere = false;             ///< on somebody's own profile, where it tags the page
    std::vector<std::string> pictures{};  ///< descriptions
    std::set<std::string> likes{};
    bool isPrivatelyAnswered = false;
    std::string conversation{};  ///< that of the private reply
};

struct Comment {
    std::string id;  ///< "{post's number}_{number}"
    std::string post;
    std::string parent;  ///< the comment at the top of the thread; "" for that one itself
    std::string author;
    std::string text;
    std::int64_t createdMs = 0;
    bool isHidden = false;
    bool tagsPage = false;  ///< the page's name stands at the beginning
    std::string picture{};  ///< a file of the CDN, or an address elsewhere
    std::set<std::string> likes{};
    bool isPrivatelyAnswered = false;
    std::string conversation{};
};

}  // namespace app::practice::facebook
