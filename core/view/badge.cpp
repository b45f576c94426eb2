// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/badge.h"

#include "view/sentences.h"

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

/// By both clocks, and by which rule they are judged.
std::string tooltipOf(const model::Badge& badge, const model::ResponseRule& rule, const Words& words) {
    using enum Phrase;
    const std::string times =
        words.say(TooltipTimes, {{"calendar", words.span(badge.calendar.value_or(base::Duration{0}))},
                                 {"business", words.span(badge.business.value_or(base::Duration{0}))}});
    const bool business = rule.target.unit == model::TimeUnit::Business;
    const std::string target = words.say(business ? TooltipTargetBusiness : TooltipTargetCalendar,
                                         {{"target", words.span(rule.target.length)}});
    if (business && rule.hours.versions().empty()) {
        return sentences({times, target, words.say(TooltipNoHours)}, words);
    }
    return sentences({times, target}, words);
}

/// The clock stands still: when it goes on, or when the reply is due once it does.
BadgeText closedBadge(const model::TurnClock& clock, model::BadgeState state, const Words& words,
                      base::UtcTime now) {
    const bool due = state == model::BadgeState::DueSoon && clock.dueAt;
    const std::optional<base::UtcTime> when = due ? clock.dueAt : clock.opensAt;
    if (!when) {
        return plain(BadgeKind::ShopClosed, Phrase::ShopClosed, Phrase::SpokenShopClosed, words);
    }
    const std::string time = words.momentWithTime(*when, now);
    return {.kind = BadgeKind::ShopClosed,
            .text = words.say(due ? Phrase::DueAt : Phrase::OpensAt, {{"time", time}}),
            .compact = time,
            .spoken = words.say(due ? Phrase::SpokenDueAt : Phrase::SpokenOpensAt, {{"time", time}})};
}

BadgeText openBadge(const model::Badge& badge, const model::TurnOfMessage& turn,
                    const model::ResponseRule& rule, const Words& words, base::UtcTime now) {
    using enum Phrase;
    const model::TurnClock clock = model::turnClock(turn.startedAt, rule, now);
    const base::Duration left = rule.target.length - clock.used;
    if (badge.state == model::BadgeState::Overdue) {
        return timed(BadgeKind::Overdue, OverdueBy, SpokenOverdueBy, -left, words);
    }
    if (clock.standsStill) {
        return closedBadge(clock, badge.state, words, now);
    }
    if (badge.state == model::BadgeState::DueSoon) {
        return timed(BadgeKind::DueSoon, DueIn, SpokenDueIn, left, words);
    }
    return timed(BadgeKind::Waiting, Waiting, SpokenWaiting, badge.counted(rule.target.unit), words);
}

BadgeText wordsOf(const model::Badge& badge, const model::TurnOfMessage& turn,
                  const model::ResponseRule& rule, const Words& words, base::UtcTime now) {
    using enum Phrase;
    const base::Duration own = badge.counted(rule.target.unit);
    switch (badge.state) {
    case model::BadgeState::None:
        return {};
    case model::BadgeState::Waiting:
    case model::BadgeState::DueSoon:
    case model::BadgeState::Overdue:
        return openBadge(badge, turn, rule, words, now);
    case model::BadgeState::Missed:
        return plain(BadgeKind::Missed, Missed, SpokenMissed, words);
    case model::BadgeState::Answered:
        return timed(BadgeKind::Answered, AnsweredIn, SpokenAnsweredIn, own, words);
    case model::BadgeState::AnsweredLate:
        return timed(BadgeKind::AnsweredLate, AnsweredInLate, SpokenAnsweredInLate, own, words);
    case model::BadgeState::BeforeOpening:
        return timed(BadgeKind::BeforeOpening, BeforeOpening, SpokenBeforeOpening,
                     badge.calendar.value_or(base::Duration{0}), words);
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

/// It is not the network that this one waits for.
BadgeText laterBadge(base::UtcTime sendAt, const Words& words, base::UtcTime now) {
    const std::string time = words.momentWithTime(sendAt, now);
    BadgeText later{.kind = BadgeKind::Queued,
                    .text = words.say(Phrase::GoesOutLater, {{"time", time}}),
                    .compact = {},
                    .spoken = words.say(Phrase::SpokenGoesOutLater, {{"time", time}}),
                    .tooltip = words.exactMoment(sendAt)};
    later.compact = later.text;
    later.nextTick = std::min(sendAt, words.nextDay(now));
    return later;
}

}  // namespace

BadgeText turnBadge(const model::TurnOfMessage& turn, base::UtcTime from, const model::ResponseRule& rule,
                    const Words& words, base::UtcTime now) {
    const model::Badge badge = model::badgeOf(turn, from, rule, now);
    BadgeText text = wordsOf(badge, turn, rule, words, now);
    text.tooltip = tooltipOf(badge, rule, words);
    text.nextTick = model::nextTick(turn, from, rule, now);
    // While the shop is closed the badge names a moment, which is written otherwise tomorrow.
    if (text.kind == BadgeKind::ShopClosed) {
        text.nextTick = earliest(text.nextTick, words.nextDay(now));
    }
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

BadgeText ownReplyBadge(const model::TurnOfMessage& turn, std::string_view whom,
                        const model::ResponseRule& rule, const Words& words, base::UtcTime now) {
    using enum Phrase;
    const model::Badge badge = model::badgeOf(turn, turn.startedAt, rule, now);
    Phrase text = AnsweredNameIn;
    Phrase spoken = SpokenAnsweredNameIn;
    base::Duration span = badge.counted(rule.target.unit);
    if (badge.state == model::BadgeState::AnsweredLate) {
        text = AnsweredNameInLate;
        spoken = SpokenAnsweredNameInLate;
    } else if (badge.state == model::BadgeState::BeforeOpening) {
        text = AnsweredNameBeforeOpening;
        spoken = SpokenAnsweredNameBeforeOpening;
        span = badge.calendar.value_or(base::Duration{0});
    }
    const std::string name(whom);
    return {.kind = BadgeKind::OwnReply,
            .text = words.say(text, {{"name", name}, {"time", words.span(span)}}),
            .compact = words.shortSpan(span),
            .spoken = words.say(spoken, {{"name", name}, {"time", words.spokenSpan(span)}}),
            .tooltip = tooltipOf(badge, rule, words)};
}

BadgeText deliveryBadge(model::Delivery delivery, const model::OutboxRow* reply, const Words& words,
                        base::UtcTime now) {
    using enum Phrase;
    const auto notBefore = reply == nullptr ? std::nullopt : reply->notBefore;
    switch (delivery) {
    case model::Delivery::Queued:
        if (notBefore && *notBefore > now && *notBefore - now <= kLongestUndo) {
            BadgeText leaving = timed(BadgeKind::Sending, LeavesIn, SpokenLeavesIn, *notBefore - now, words);
            leaving.nextTick = tickBefore(*notBefore, now);
            return leaving;
        }
        if (reply != nullptr && reply->waitsForAuthor(now)) {
            return plain(BadgeKind::Uncertain, WaitsForYou, SpokenWaitsForYou, words);
        }
        if (reply != nullptr && reply->isForLater(now)) {
            return laterBadge(*reply->sendAt, words, now);
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
        closed.compact = words.say(Phrase::WindowClosedShort);
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
    const model::ResponseRule& rule = model::ruleOf(conversation.rule);
    if (conversation.waitingSince) {
        const model::TurnOfMessage open{.startedAt = *conversation.waitingSince,
                                        .answerableUntil = conversation.answerableUntil};
        return turnBadge(open, open.startedAt, rule, words, now);
    }
    return conversation.lastTurn
               ? turnBadge(*conversation.lastTurn, conversation.lastTurn->startedAt, rule, words, now)
               : BadgeText{};
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
