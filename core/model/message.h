// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deed.h"
#include "model/names.h"

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace model {

/// A person on one platform.
struct Contact {
    base::ContactId id;
    base::AccountId account;
    std::string remoteId;
    std::string handle;  ///< "mira@stadtfunk.example", without a leading @
    std::string name;    ///< display name as the person wrote it; show it through base::cleanName
    std::string profileUrl;
    bool bot = false;
};

struct Attachment {
    enum class Kind { Image, Video, Audio, File };
    Kind kind = Kind::File;
    std::string url;
    std::string description;
    bool operator==(const Attachment&) const = default;
};

/// The turn a message belongs to (inbound) or ended (outbound).
struct TurnOfMessage {
    base::UtcTime startedAt;
    std::optional<base::UtcTime> endedAt{};
    TurnOutcome outcome = TurnOutcome::Open;
    bool afterWindow = false;  ///< answered when the platform's last window had closed
    /// Open: when the platform's last window closes; nothing = there is none.
    std::optional<base::UtcTime> answerableUntil{};
    bool operator==(const TurnOfMessage&) const = default;
};

/// One item of a conversation.
struct Message {
    base::MessageId id;
    base::ConversationId conversation;
    base::AccountId account;
    std::string remoteId;    ///< empty while the platform has not confirmed it
    base::MessageId parent;  ///< 0 = top, or not known here
    std::string parentRemoteId;
    base::ContactId author;  ///< 0 = us
    std::string authorName;  ///< display name, else handle; ours = the account's
    std::string authorHandle;
    Direction direction = Direction::Inbound;
    bool automatic = false;
    bool phoneCall = false;  ///< a note of a telephone call, which answers as a reply does
    Visibility visibility = Visibility::Public;
    std::string audience;  ///< the platform's own word
    std::string subject;   ///< content warning or mail subject; mostly empty
    std::string text;
    std::string url;   ///< where people see it in a browser
    base::UtcTime at;  ///< the platform's time; of a queued reply, when it was queued
    base::UtcTime seenAt;
    std::optional<base::UtcTime> editedAt{};
    std::optional<base::UtcTime> deletedAt{};  ///< when the deletion was seen
    Delivery delivery = Delivery::None;
    std::string unreadable;  ///< why it could not be read; empty = it could
    Sight sight = Sight::Shown;
    std::vector<Attachment> attachments;
    std::optional<TurnOfMessage> turn{};
    DeedState hide;
    DeedState like;
};

}  // namespace model
