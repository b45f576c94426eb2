// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/badge.h"
#include "view/words.h"

#include "model/account.h"
#include "model/conversation.h"
#include "model/message.h"
#include "model/private_answer.h"
#include "model/reply.h"

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace view {

/// Deeper replies stay at this level and say whom they answer.
inline constexpr int kDeepestLevel = 4;
/// Longer texts are cut after so many graphemes until they are asked for.
inline constexpr std::size_t kShownGraphemes = 4'000;

/// One line of the thread as it is shown.
struct ThreadRow {
    /// Moved: the way to another conversation: between a public message and the private reply to it, or where
    /// else the customer writes.
    enum class Kind { Message, DaySeparator, NewSeparator, Gap, MissingParent, Moved };
    enum class Role { Customer, ThirdParty, Us };
    /// What stands in place of the message's own words.
    /// Hidden: the platform names the post and shows nothing of it.
    enum class Body { Text, Unsent, Unreadable, Hidden, Automatic, Note };
    struct Picture {
        model::Attachment::Kind kind = model::Attachment::Kind::File;
        std::string label;  ///< "Picture: two loaves on a board"
        std::string url;
    };

    Kind kind = Kind::Message;
    int level = 0;                           ///< 0 … kDeepestLevel; 0 in private
    std::optional<std::size_t> parentRow{};  ///< the row that it hangs below, for the guides
    std::string text;                        ///< plain; of a separator or gap its whole line

    // Moved only
    base::ConversationId elsewhere;  ///< where the other end stands
    base::MessageId otherEnd;        ///< 0 = the conversation as a whole

    // Messages only
    base::MessageId message;
    base::ContactId authorContact;  ///< 0 = us
    std::string author;
    std::string initials;
    Role role = Role::Customer;
    std::string roleText;  ///< "third party", "you"; empty for the customer
    std::string toText;    ///< "to Okke Brandt", below the deepest level
    std::string timeText;  ///< "13:26"
    std::string exactTime;
    std::string editedText;  ///< "edited 13:35" or empty
    std::string formerText;  ///< what it said before it was edited, for the tooltip
    std::string subject;     ///< content warning or mail subject
    Body body = Body::Text;
    bool cut = false;           ///< there is more, also of an unsent message: ThreadInput::expanded shows it
    bool continuesRun = false;  ///< private: same author within five minutes of the row above
    std::vector<Picture> pictures;
    std::string url;      ///< to open it in a browser
    std::string details;  ///< unreadable: what was wrong, for the tooltip
    model::Delivery delivery = model::Delivery::None;
    base::ReplyId reply;         ///< its row in the outbox while it is not confirmed
    std::string deliveryReason;  ///< why it is not sent, or what happens next
    BadgeText badge;
    BadgeText window;  ///< beside the badge of a turn that waits, where the platform has one
    /// What can be done to it beside answering it, and what is.
    struct Deeds {
        bool canHide = false;
        bool hidden = false;
        bool canLike = false;
        bool liked = false;
        bool operator==(const Deeds&) const = default;
    };
    Deeds deeds;
    std::string deedText;     ///< "hidden from others · liked by you" or empty
    std::string deedRefusal;  ///< what could not be done, and why
    std::string spoken;
};

/// What a thread is made of, as read from the store.
struct ThreadInput {
    const model::ConversationRow& conversation;
    const model::Account& account;
    std::span<const model::Message> context;   ///< above the conversation, oldest first
    std::span<const model::Message> messages;  ///< what is loaded of it
    std::span<const model::Gap> gaps;
    std::span<const model::OutboxRow> outbox;   ///< of this conversation
    const std::set<base::MessageId>& expanded;  ///< texts shown in full
    /// Inbound messages after this one came since somebody last looked; nothing = all have been seen.
    std::optional<base::MessageId> newAfter{};
    /// Private replies to messages of this conversation, or such as stand in it, the latest first.
    std::span<const model::PrivateAnswer> privateAnswers{};
    /// Of the same customer, the latest first; this one may be among them.
    std::span<const model::ConversationRow> ofCustomer{};
};

[[nodiscard]] std::vector<ThreadRow> threadRows(const ThreadInput& input, const Words& words,
                                                base::UtcTime now);
/// When the thread has to be made again: the first badge that ticks, or midnight.
[[nodiscard]] base::UtcTime nextTick(std::span<const ThreadRow> rows, const Words& words, base::UtcTime now);

/// "Public · Mastodon · @mira@stadtfunk.example", the second line of the thread's header.
[[nodiscard]] std::string threadSubtitle(const model::ConversationRow& conversation, const Words& words);

}  // namespace view
