// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace app::practice::facebook {

/// Somebody of the street. One id stands for the same person under comments and in Messenger, and is this
/// page's alone.
struct Person {
    std::string key;  ///< the persona's
    std::string id;
    std::string name;
    bool hasRole = false;     ///< in the app: seen without Advanced Access
    bool isNameless = false;  ///< comments come without `from`
    bool blocks = false;      ///< the page
    bool isGone = false;
};

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

/// Something in a message that is no text.
struct Enclosure {
    enum class Kind { Picture, Video, File, Sticker, Share };
    Kind kind = Kind::Picture;
    std::string id{};
    std::string name{};  ///< of the file, or what is shared
    std::string link{};  ///< where it lies, if not on the CDN
};

struct Message {
    std::string id;
    std::int64_t order = 0;  ///< grows with every message of the house
    bool isFromPage = false;
    std::string text;
    std::int64_t atMs = 0;
    std::vector<Enclosure> enclosures{};
    std::string replyTo{};
};

struct Conversation {
    std::string id;
    std::string person;
    std::vector<Message> messages{};  ///< oldest first; unsent ones are gone
    int unread = 0;
    std::int64_t updatedMs = 0;
    std::int64_t order = 0;  ///< that of the last change
};

}  // namespace app::practice::facebook
