// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/message_row.h"

#include "view/inbox_row.h"
#include "view/platform_names.h"
#include "view/sentences.h"
#include "view/trouble_view.h"

#include "model/text_entities.h"

#include "base/text.h"

#include <limits>
#include <optional>
#include <utility>

namespace view {
namespace {

constexpr std::size_t kMarksPerBase = 32;
/// A screen reader gets the beginning; the rest is there when it is asked for.
constexpr std::size_t kSpokenGraphemes = 300;

ThreadRow::Role roleOf(const model::Message& message, const model::ConversationRow& conversation) {
    if (message.direction != model::Direction::Inbound) {
        return ThreadRow::Role::Us;
    }
    return message.author == conversation.customer ? ThreadRow::Role::Customer : ThreadRow::Role::ThirdParty;
}

ThreadRow::Picture pictureOf(const model::Attachment& attachment, const Words& words) {
    struct Phrases {
        Phrase bare;
        Phrase described;
    };
    const auto phrases = [&attachment]() -> Phrases {
        switch (attachment.kind) {
        case model::Attachment::Kind::Image:
            return {Phrase::Picture, Phrase::PictureDescribed};
        case model::Attachment::Kind::Video:
            return {Phrase::Video, Phrase::VideoDescribed};
        case model::Attachment::Kind::Audio:
            return {Phrase::Sound, Phrase::SoundDescribed};
        case model::Attachment::Kind::File:
            break;
        }
        return {Phrase::File, Phrase::FileDescribed};
    }();
    const std::string description = base::snippet(attachment.description, kSpokenGraphemes);
    return {.kind = attachment.kind,
            .label = description.empty() ? words.say(phrases.bare)
                                         : words.say(phrases.described, {{"text", description}}),
            .url = attachment.url};
}

/// The message's own words, cut where they are too long to show at once.
void setText(ThreadRow& row, std::string_view text, bool expanded) {
    constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
    // A grapheme is a byte at least: most texts need no counting.
    row.cut = !expanded && text.size() > kShownGraphemes && base::countGraphemes(text) > kShownGraphemes;
    row.text = base::firstGraphemes(text, row.cut ? kShownGraphemes : kAll, kMarksPerBase);
}

std::string unsentLine(const model::Message& message, const Words& words, base::UtcTime now) {
    const std::string time = words.momentWithTime(message.at, now);
    const std::string seen = words.momentWithTime(*message.deletedAt, now);
    if (message.direction != model::Direction::Inbound) {
        return words.say(Phrase::UnsentByYou, {{"time", time}, {"seen", seen}});
    }
    return words.say(Phrase::Unsent, {{"name", shortName(message.authorName, message.authorHandle, words)},
                                      {"time", time},
                                      {"seen", seen}});
}

void setBody(ThreadRow& row, const model::Message& message, const ThreadInput& input, const Words& words,
             base::UtcTime now) {
    const bool expanded = input.expanded.contains(message.id);
    if (message.deletedAt) {
        row.body = ThreadRow::Body::Unsent;
        setText(row, message.text, true);
        const std::string line = unsentLine(message, words, now);
        row.cut = !expanded && !row.text.empty();
        row.text = expanded && !row.text.empty() ? line + "\n" + row.text : line;
        return;
    }
    if (message.sight != model::Sight::Shown) {
        row.body = ThreadRow::Body::Hidden;
        row.text =
            words.say(message.sight == model::Sight::Gone ? Phrase::NoLongerThere : Phrase::BlockedFromSight);
        return;
    }
    if (!message.unreadable.empty()) {
        row.body = ThreadRow::Body::Unreadable;
        row.text = words.say(Phrase::Unreadable, {{"platform", platformName(input.account.platform)}});
        row.details = message.unreadable;
        return;
    }
    if (message.direction == model::Direction::Note) {
        row.body = ThreadRow::Body::Note;
    } else if (message.direction == model::Direction::Outbound && message.automatic) {
        row.body = ThreadRow::Body::Automatic;
    }
    // The one mention that addresses us, or the customer, says nothing new in a thread.
    setText(row, model::behindLeadingMentions(message.text, 1), expanded);
    for (const model::Attachment& attachment : message.attachments) {
        row.pictures.push_back(pictureOf(attachment, words));
    }
    if (base::trim(row.text).empty() && row.pictures.empty()) {
        row.text = words.say(Phrase::NoWords);
    }
}

/// Whom an own reply answered: the author of what it hangs below, else the customer.
std::string answeredName(const model::Message* parent, const model::ConversationRow& conversation,
                         const Words& words) {
    if (parent != nullptr && parent->direction == model::Direction::Inbound) {
        return shortName(parent->authorName, parent->authorHandle, words);
    }
    return shortName(conversation.customerName, conversation.customerHandle, words);
}

BadgeText badgeOf(const model::Message& message, const MessagePlace& place, const ThreadInput& input,
                  const Words& words, base::UtcTime now) {
    const model::ResponseRule& rule = model::ruleOf(input.account.rule);
    if (message.direction == model::Direction::Note && !message.phoneCall) {
        return {};
    }
    if (message.direction != model::Direction::Inbound) {
        if (message.automatic) {
            return automaticBadge(words);
        }
        if (BadgeText delivery = deliveryBadge(message.delivery, place.reply, words, now);
            !delivery.empty()) {
            return delivery;
        }
        return message.turn
                   ? ownReplyBadge(*message.turn, answeredName(place.parent, input.conversation, words), rule,
                                   words, now)
                   : BadgeText{};
    }
    if (!message.turn) {
        // Of a post that nobody can see it need not be said that it isn't timed.
        if (message.sight != model::Sight::Shown) {
            return {};
        }
        return message.author == input.conversation.customer ? BadgeText{} : notTimedBadge(words);
    }
    const bool open = message.turn->outcome == model::TurnOutcome::Open;
    if (open && input.conversation.state == model::ConversationState::Spam) {
        return notTimedBadge(words);  // nobody is to answer it
    }
    if (open && !place.firstOfTurn) {
        return sameTurnBadge(*message.turn, words, now);
    }
    return turnBadge(*message.turn, message.at, rule, words, now);
}

/// How long the platform still takes a reply, beside the badge of the customer's open turn.
BadgeText windowOf(const model::Message& message, const MessagePlace& place, const ThreadInput& input,
                   const Words& words, base::UtcTime now) {
    const bool waits = message.turn && message.turn->outcome == model::TurnOutcome::Open;
    return waits && place.firstOfTurn && message.direction == model::Direction::Inbound &&
                   message.author == input.conversation.customer
               ? windowBadge(input.conversation.windowClosesAt, words, now)
               : BadgeText{};
}

/// Why a reply is not there yet, in words.
std::string deliveryReason(const model::Message& message, const MessagePlace& place, const ThreadInput& input,
                           const Words& words) {
    const std::string error =
        place.reply == nullptr
            ? std::string{}
            : withCure(place.reply->error, base::errorKindNamed(place.reply->errorKind), words);
    switch (message.delivery) {
    case model::Delivery::Queued:
        return place.behindAnotherReply ? words.say(Phrase::GoesAfterReplyAbove) : error;
    case model::Delivery::Failed:
        return error;
    case model::Delivery::Uncertain:
        return words.say(Phrase::NotSentTwice, {{"platform", platformName(input.account.platform)}});
    case model::Delivery::None:
    case model::Delivery::InFlight:
    case model::Delivery::Sent:
        return {};
    }
    return {};
}

std::string roleText(const ThreadRow& row, bool phoneCall, const Words& words) {
    switch (row.role) {
    case ThreadRow::Role::Customer:
        return {};
    case ThreadRow::Role::ThirdParty:
        return words.say(Phrase::ThirdParty);
    case ThreadRow::Role::Us:
        return words.say(phoneCall                           ? Phrase::PhoneCall
                         : row.body == ThreadRow::Body::Note ? Phrase::NoteNeverSent
                                                             : Phrase::You);
    }
    return {};
}

/// How a deed stands: done, or wished and still to be told. nothing: it isn't, and nobody wishes it.
std::optional<Phrase> deedPhrase(const model::DeedState& deed, Phrase is, Phrase willBe, Phrase willEnd) {
    if (deed.isDone()) {
        return deed.done ? is : willBe;
    }
    return deed.done ? std::optional(willEnd) : std::nullopt;
}

/// What is said of a message that was hidden or liked, and of what could not be done.
void setDeeds(ThreadRow& row, const model::Message& message, const Words& words) {
    row.deeds = {.canHide = message.hide.possible,
                 .hidden = message.hide.isDone(),
                 .canLike = message.like.possible,
                 .liked = message.like.isDone()};
    const auto hide =
        deedPhrase(message.hide, Phrase::HiddenFromOthers, Phrase::WillBeHidden, Phrase::WillBeShown);
    const auto like = deedPhrase(message.like, Phrase::LikedByYou, Phrase::LikeWaits, Phrase::LikeGoes);
    row.deedText = hide ? words.say(*hide) : like ? words.say(*like) : std::string();
    if (hide && like) {
        row.deedText =
            words.say(Phrase::DeedsJoin, {{"first", words.say(*hide)}, {"second", words.say(*like)}});
    }
    if (!message.hide.refusal.empty()) {
        row.deedRefusal = words.say(message.hide.done ? Phrase::NotShown : Phrase::NotHidden,
                                    {{"reason", message.hide.refusal}});
    } else if (!message.like.refusal.empty()) {
        row.deedRefusal = words.say(message.like.done ? Phrase::LikeStays : Phrase::NotLiked,
                                    {{"reason", message.like.refusal}});
    }
}

}  // namespace

ThreadRow messageRow(const model::Message& message, const MessagePlace& place, const ThreadInput& input,
                     const Words& words, base::UtcTime now) {
    ThreadRow row{.message = message.id,
                  .authorContact = message.author,
                  .author = shownName(message.authorName, message.authorHandle, words),
                  .role = roleOf(message, input.conversation),
                  .timeText = words.date(DateForm::TimeOfDay, message.at),
                  .exactTime = words.exactMoment(message.at),
                  .subject = base::snippet(message.subject, kSpokenGraphemes),
                  .url = message.url,
                  .delivery = message.delivery};
    row.initials = initialsOf(row.author);
    setBody(row, message, input, words, now);
    row.roleText = roleText(row, message.phoneCall, words);
    if (message.editedAt && row.body != ThreadRow::Body::Unsent) {
        const bool sameDay = words.local(*message.editedAt).sameDay(words.local(message.at));
        const std::string time = sameDay ? words.date(DateForm::TimeOfDay, *message.editedAt)
                                         : words.momentWithTime(*message.editedAt, now);
        row.editedText = words.say(Phrase::EditedAt, {{"time", time}});
    }
    row.badge = badgeOf(message, place, input, words, now);
    row.window = windowOf(message, place, input, words, now);
    row.deliveryReason = deliveryReason(message, place, input, words);
    if (row.body == ThreadRow::Body::Automatic) {
        // A machine has answered, and whoever wrote before it still waits.
        const std::optional<base::UtcTime>& since = input.conversation.waitingSince;
        row.deliveryReason =
            since && *since <= message.at
                ? words.say(Phrase::WaitingForHumanSince, {{"time", words.momentWithTime(*since, now)}})
                : words.say(Phrase::ClockKeepsRunning);
    }
    if (place.reply != nullptr) {
        row.reply = place.reply->id;
    }
    setDeeds(row, message, words);
    std::string pictures;
    for (const ThreadRow::Picture& picture : row.pictures) {
        pictures = sentences({pictures, picture.label}, words);
    }
    row.spoken = sentences({row.author, row.roleText, row.timeText, row.editedText,
                            base::snippet(row.text, kSpokenGraphemes), pictures, row.badge.spoken,
                            row.window.spoken, row.deliveryReason, row.deedText, row.deedRefusal},
                           words);
    return row;
}

}  // namespace view
