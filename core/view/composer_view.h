// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/badge.h"
#include "view/words.h"

#include "model/account.h"
#include "model/canned_reply.h"
#include "model/conversation.h"
#include "model/intent.h"
#include "model/later_send.h"
#include "model/message.h"
#include "model/reply.h"
#include "model/reply_habit.h"
#include "model/reply_permission.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace view {

/// What the composer knows when it decides.
struct ComposerInput {
    const model::ConversationRow& conversation;
    const model::Account& account;
    /// From ConsoleSource::replyDraft(): audience, addressee and readers of the reply, and the text as typed.
    const model::ReplyDraft& draft;
    /// The message that is answered, when one is chosen or known.
    const model::Message* target = nullptr;
    /// Sent when it can be: the window's own knowledge, since the account's state may lag behind.
    bool online = true;
    std::optional<base::UtcTime> limitedUntil{};
    /// When the draft was begun and the customer's latest message came: it says so if they wrote again.
    std::optional<base::UtcTime> draftBegunAt{};
    std::optional<base::UtcTime> customerWroteAt{};
    /// All that waits asks for nothing: view::onlyThanksWait().
    bool onlyThanksWait = false;
    /// In what customers got before, the draft as it is.
    std::optional<model::Repetition> repetition{};
};

/// The strip above the editor.
struct ComposerBanner {
    model::Visibility visibility = model::Visibility::Public;  ///< its colour and glyph
    bool grey = false;                                         ///< the window is closed, or nothing goes
    bool blocked = false;                                      ///< nothing can be sent from here
    base::ConversationId goOn;  ///< blocked: where it goes on instead; 0 = nowhere
    std::string title;          ///< "Public reply"
    std::string where;          ///< "on Mastodon, everyone can read it"
    model::ReplyPermission permission = model::ReplyPermission::Allowed;
    std::string permissionText;  ///< "Allowed now"
    std::string reason;          ///< grey: why, as the editor's placeholder
    BadgeText window{};          ///< what is left of the window, where the permission does not say so
};

struct ComposerCounter {
    enum class Level { Normal, Near, Over };  ///< Near from 90 % on
    Level level = Level::Normal;
    std::int64_t used = 0;
    std::int64_t limit = 0;
    std::string text;  ///< "247 of 500"
};

/// A line between editor and buttons.
struct ComposerNotice {
    enum class Kind { PlaceholdersOpen, TooLong, WroteAgain, LooksLikeThanks, SameReply, LinkCosts };
    Kind kind = Kind::TooLong;
    std::string text;
    std::string action;  ///< the words of its link, may be empty
};

struct ComposerSend {
    enum class Way { Now, WhenOnline, WhenLoggedIn, AsPerson, Anyway };
    Way way = Way::Now;
    bool enabled = false;
    std::string label;   ///< "Send when online"
    std::string whyOff;  ///< a disabled button always has a reason beside it
};

/// The way to send that spares the customer's night.
struct ComposerLater {
    std::optional<model::LaterSend> send;  ///< nothing = there is no later to wait for
    std::string label;                     ///< "Send at opening, Mon 09:00"
    std::string whyOff;                    ///< "The shop is open now"
};

struct ComposerState {
    ComposerBanner banner;
    ComposerCounter counter;
    std::vector<ComposerNotice> notices;
    std::vector<model::OpenPlaceholder> placeholders;  ///< byte ranges in the text; the first takes the caret
    std::optional<std::size_t> overFrom{};             ///< byte where the text gets too long
    ComposerSend send;
    ComposerLater later;
    std::string editorHint;  ///< "Write to Salma", or why nothing can be sent from here
    std::optional<base::UtcTime> nextTick{};
};

/// Whether all messages that wait among these ask for nothing, as far as words tell; false when none waits.
[[nodiscard]] bool onlyThanksWait(std::span<const model::Message> messages);

[[nodiscard]] ComposerState composerState(const ComposerInput& input, const Words& words, base::UtcTime now);

/// What "Send" posts to the core: a reply that asks first, should the customer write again while it waits.
[[nodiscard]] model::QueueReply queueReply(const model::ReplyDraft& draft, base::MessageId to,
                                           model::Visibility conversationVisibility, base::Duration holdBack,
                                           std::optional<base::UtcTime> sendAt = {});

}  // namespace view
