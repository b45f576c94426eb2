// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/message.h"
#include "model/private_answer.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// What adapters hand to the store: the platform's answer as plain structs. Ids are the platform's, opaque.
namespace model {

struct IncomingContact {
    std::string remoteId;
    std::string handle;
    std::string name;
    std::string profileUrl;
    bool bot = false;
    std::int64_t followers = 0;  ///< 0 = the platform does not tell, or nobody
    bool operator==(const IncomingContact&) const = default;
};

/// Does the message mention us? A leading mention in a reply may only be carried over by the sender's app;
/// the store decides, since it knows the parent.
enum class MentionOfUs { None, Leading, Written };

struct IncomingMessage {
    std::string remoteId;
    /// The platform's own id of the private conversation it stands in; empty where it has none.
    std::string threadId;
    std::string parentRemoteId;  ///< empty = not a reply
    IncomingContact author;
    bool own = false;  ///< the author is this account
    Visibility visibility = Visibility::Public;
    std::string audience;
    MentionOfUs mentionOfUs = MentionOfUs::None;
    /// Remote ids of contacts that the text itself mentions (not the leading, carried-over ones).
    std::vector<std::string> writtenMentions;
    /// Private messages: everybody else in it, by remote id where the platform says so (besides author and
    /// us).
    std::vector<std::string> otherReaders;
    /// An own private message: the person it went to, by handle or remote id; empty when unknown.
    std::vector<IncomingContact> addressees;
    std::string subject;
    std::string text;
    std::string url;
    base::UtcTime at;
    std::optional<base::UtcTime> editedAt{};
    std::vector<Attachment> attachments;
    bool automatic = false;
    PrivateReply privateReply = PrivateReply::NotSaid;
    /// Not Shown: the platform names it and shows nothing of it. Author and time are what its id gives away.
    Sight sight = Sight::Shown;
    /// The id under which a notification brought it; empty when it came another way.
    std::string notificationId;
    /// What was done to it beside answering it.
    DeedsSeen deeds;
    /// The search that found it, in the owner's words; empty when it came another way.
    std::string foundBy;
    /// Set when the item could not be read: the reason with the JSON path, and the raw JSON.
    std::string unreadable;
    std::string rawJson;
    bool operator==(const IncomingMessage&) const = default;
};

/// Messages may be missing between two times (either may be open).
struct IncomingGap {
    std::optional<base::UtcTime> after{};
    std::optional<base::UtcTime> before{};
    std::string reason;
};

/// One step's harvest; the store commits all of it, with the cursors, in one transaction.
struct IncomingBatch {
    std::vector<IncomingMessage> messages;
    std::vector<std::string> deletedRemoteIds;
    std::vector<IncomingGap> gaps;
    /// Stream name to the new cursor; absent streams keep theirs.
    std::map<std::string, std::string> cursors;
    /// Statuses whose surrounding thread has now been read (whether or not it still exists).
    std::vector<std::string> threadsRead;
    /// What could not be read of the account although the rest could, one sentence; mostly empty.
    std::string problem;

    /// What the next step brought, behind what is here: several pages of a backfill go into one commit.
    void append(IncomingBatch&& next);
};

}  // namespace model
