// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/badge.h"

#include "model/account.h"
#include "model/response_time.h"

#include <algorithm>

namespace view {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// How long a reply is called "leaving" rather than waiting for the network: the time to undo.
constexpr base::Duration kLongestUndo = minutes{1};
constexpr base::Duration kWindowIsClosing = hours{4};

/// A badge that shows a span: in its text, alone in its compact form, and in words when spoken.
BadgeText timed(BadgeKind kind, Phrase phrase, Phrase spoken, base::Duration span, const Words& words) {
    return {.kind = kind,
            .text = words.say(phrase, {{"time", words.span(span)}}),
            .compact = words.shortSpan(span),
            .spoken = words.say(spoken, {{"time", words.spokenSpan(span)}})};
}

BadgeText plain(BadgeKind kind, Phrase phrase, Phrase spoken, const Words& words) {
    std::string text = words.say(phrase);
    return {.kind = kind, .text = text, .compact = text, .spoken = words.say(spoken)};
}

std::string tooltipOf(const model::Badge& badge, base::Duration target, const Words& words) {
    const base::Duration calendar = badge.calendar.value_or(base::Duration{0});
    return words.say(Phrase::SpokenJoin,
                     {{"first", words.say(Phrase::TooltipTimes,
                                          {{"calendar", words.span(calendar)},
                                           {"business", words.span(badge.business.value_or(calendar))}})},
                      {"second", words.say(Phrase::TooltipTarget, {{"target", words.span(target)}})}});
}

BadgeText wordsOf(const model::Badge& badge, base::UtcTime turnStart, base::Duration target,
                  const Words& words, base::UtcTime now) {
    using enum Phrase;
    const base::Duration own = badge.calendar.value_or(base::Duration{0});
    const base::UtcTime due = turnStart + target;
    switch (badge.state) {
    case model::BadgeState::None:
        return {};
    case model::BadgeState::Waiting:
        return timed(BadgeKind::Waiting, Waiting, SpokenWaiting, own, words);
    case model::BadgeState::DueSoon:
        return timed(BadgeKind::DueSoon, DueIn, SpokenDueIn, due - now, words);
    case model::BadgeState::Overdue:
        return timed(BadgeKind::Overdue, OverdueBy, SpokenOverdueBy, now - due, words);
    case model::BadgeState::Missed:
        return plain(BadgeKind::Missed, Missed, SpokenMissed, words);
    case model::BadgeState::Answered:
        return timed(BadgeKind::Answered, AnsweredIn, SpokenAnsweredIn, own, words);
    case model::BadgeState::AnsweredLate:
        return timed(BadgeKind::AnsweredLate, AnsweredInLate, SpokenAnsweredInLate, own, words);
    case model::BadgeState::BeforeOpening:
        return timed(BadgeKind::BeforeOpening, BeforeOpening, SpokenBeforeOpening, own, words);
    case model::BadgeState::NoReplyNeeded:
        return plain(BadgeKind::NoReplyNeeded, NoReplyNeeded, SpokenNoReplyNeeded, words);
    }
    return {};
}

/// When a span that shrinks to nothing at `end` shows another figure.
base::UtcTime tickBefore(base::UtcTime end, base::UtcTime now) {
    const base::Duration left = end - now;
    return std::min(end, now + left % shownStep(left) + base::Duration{1});
}

}  // namespace

BadgeText turnBadge(const model::TurnOfMessage& turn, base::UtcTime from, base::Duration target,
                    const Words& words, base::UtcTime now) {
    const model::Badge badge = model::badgeOf(turn.outcome, turn.startedAt, turn.endedAt, from, target, now);
    BadgeText text = wordsOf(badge, turn.startedAt, target, words, now);
    text.tooltip = tooltipOf(badge, target, words);
    text.nextTick = model::nextTick(badge, turn.startedAt, target, now);
    return text;
}

BadgeText sameTurnBadge(const model::TurnOfMessage& turn, const Words& words, base::UtcTime now) {
    const std::string since = words.momentWithTime(turn.startedAt, now);
    std::string text = words.say(Phrase::SameTurnSince, {{"time", since}});
    return {.kind = BadgeKind::SameTurn,
            .text = text,
            .compact = text,
            .spoken = words.say(Phrase::SpokenSameTurnSince, {{"time", since}}),
            .tooltip = words.exactMoment(turn.startedAt)};
}

BadgeText notTimedBadge(const Words& words) {
    return plain(BadgeKind::NotTimed, Phrase::NotTimed, Phrase::SpokenNotTimed, words);
}

BadgeText automaticBadge(const Words& words) {
    return plain(BadgeKind::Automatic, Phrase::Automatic, Phrase::SpokenAutomatic, words);
}

BadgeText ownReplyBadge(const model::TurnOfMessage& turn, std::string_view whom, base::Duration target,
                        const Words& words, base::UtcTime now) {
    const model::Badge badge =
        model::badgeOf(turn.outcome, turn.startedAt, turn.endedAt, turn.startedAt, target, now);
    const bool late = badge.state == model::BadgeState::AnsweredLate;
    const base::Duration span = badge.calendar.value_or(base::Duration{0});
    const std::string name(whom);
    return {.kind = BadgeKind::OwnReply,
            .text = words.say(late ? Phrase::AnsweredNameInLate : Phrase::AnsweredNameIn,
                              {{"name", name}, {"time", words.span(span)}}),
            .compact = words.shortSpan(span),
            .spoken = words.say(late ? Phrase::SpokenAnsweredNameInLate : Phrase::SpokenAnsweredNameIn,
                                {{"name", name}, {"time", words.spokenSpan(span)}}),
            .tooltip = tooltipOf(badge, target, words)};
}

BadgeText deliveryBadge(model::Delivery delivery, std::optional<base::UtcTime> notBefore, const Words& words,
                        base::UtcTime now) {
    using enum Phrase;
    switch (delivery) {
    case model::Delivery::Queued:
        if (notBefore && *notBefore > now && *notBefore - now <= kLongestUndo) {
            BadgeText leaving = timed(BadgeKind::Sending, LeavesIn, SpokenLeavesIn, *notBefore - now, words);
            leaving.nextTick = tickBefore(*notBefore, now);
            return leaving;
        }
        return plain(BadgeKind::Queued, WaitingForNetwork, SpokenWaitingForNetwork, words);
    case model::Delivery::InFlight:
        return plain(BadgeKind::Sending, Sending, SpokenSending, words);
    case model::Delivery::Uncertain:
        return plain(BadgeKind::Uncertain, MayHaveArrived, SpokenMayHaveArrived, words);
    case model::Delivery::Failed:
        return plain(BadgeKind::Failed, NotSent, SpokenNotSent, words);
    case model::Delivery::None:
    case model::Delivery::Sent:
        return {};
    }
    return {};
}

BadgeText windowBadge(std::optional<base::UtcTime> closesAt, const Words& words, base::UtcTime now) {
    if (!closesAt) {
        return {};
    }
    if (*closesAt <= now) {
        BadgeText closed =
            plain(BadgeKind::WindowClosed, Phrase::WindowClosed, Phrase::SpokenWindowClosed, words);
        closed.tooltip = words.exactMoment(*closesAt);
        return closed;
    }
    const base::Duration left = *closesAt - now;
    BadgeText open = timed(left < kWindowIsClosing ? BadgeKind::WindowClosing : BadgeKind::WindowOpen,
                           Phrase::WindowOpen, Phrase::SpokenWindowOpen, left, words);
    open.compact = words.span(left);
    open.tooltip = words.exactMoment(*closesAt);
    open.nextTick = tickBefore(*closesAt, now);
    return open;
}

BadgeText conversationBadge(const model::ConversationRow& conversation, const Words& words,
                            base::UtcTime now) {
    if (!conversation.waitingSince && conversation.lastTurn) {
        const base::Duration within =
            conversation.target.count() > 0 ? conversation.target : model::kDefaultTarget;
        return turnBadge(*conversation.lastTurn, conversation.lastTurn->startedAt, within, words, now);
    }
    if (!conversation.waitingSince) {
        return {};
    }
    const base::UtcTime since = *conversation.waitingSince;
    const base::Duration target = conversation.dueAt ? *conversation.dueAt - since : model::kDefaultTarget;
    return turnBadge({.startedAt = since}, since, target, words, now);
}

base::Duration shownStep(base::Duration span) {
    if (span < minutes{1}) {
        return seconds{1};
    }
    return span < days{1} ? base::Duration{minutes{1}} : base::Duration{hours{1}};
}

std::optional<base::UtcTime> earliest(std::optional<base::UtcTime> one, std::optional<base::UtcTime> other) {
    if (!one || !other) {
        return one ? one : other;
    }
    return std::min(*one, *other);
}

}  // namespace view
