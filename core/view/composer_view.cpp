// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/composer_view.h"

#include "view/composer_banner.h"
#include "view/money.h"
#include "view/platform_names.h"
#include "view/sentences.h"

#include "model/small_talk.h"
#include "model/text_entities.h"
#include "model/text_limits.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace view {
namespace {

bool mentions(std::string_view text, std::string_view handle) {
    const std::string wanted = comparableHandle(handle);
    return std::ranges::any_of(model::findEntities(text), [&](const model::TextEntity& entity) {
        return entity.kind == model::TextEntity::Kind::Mention &&
               comparableHandle(text.substr(entity.begin, entity.end - entity.begin)) == wanted;
    });
}

/// What answering adds to the text. Where mentions have their own rule a reply must name whom it answers.
std::int64_t addedLength(const model::ReplyDraft& draft, const model::LengthRule& rule) {
    std::int64_t added = model::countLength(draft.parentSubject, rule);
    if (rule.mentionsWithoutDomain && !draft.addresseeHandle.empty() &&
        !mentions(draft.text, draft.addresseeHandle)) {
        const std::string_view handle = draft.addresseeHandle;
        const std::string_view name = handle.substr(0, handle.find('@', 1));
        added += static_cast<std::int64_t>(base::countGraphemes(name)) + (name.starts_with('@') ? 1 : 2);
    }
    return added;
}

/// As the platform will count it.
std::int64_t replyLength(const model::ReplyDraft& draft, const model::LengthRule& rule) {
    // What is added to a reply is added to nothing before there is one.
    if (base::trim(draft.text).empty()) {
        return 0;
    }
    return model::countLength(draft.text, rule) + addedLength(draft, rule);
}

/// The start of the word with which the text gets too long.
std::size_t overFrom(const model::ReplyDraft& draft, const model::LengthRule& rule) {
    const std::string_view text = draft.text;
    const std::int64_t room = rule.limit - addedLength(draft, rule);
    std::vector<std::size_t> starts;
    for (std::size_t at = text.find_first_not_of(" \n\t"); at != text.npos;) {
        starts.push_back(at);
        const std::size_t end = text.find_first_of(" \n\t", at);
        at = end == text.npos ? end : text.find_first_not_of(" \n\t", end);
    }
    // Each start is judged by the text up to the end of its word; more words are never shorter.
    const auto fits = [&](std::size_t start) {
        const std::string_view upTo = text.substr(0, text.find_first_of(" \n\t", start));
        const bool tooManyBytes =
            rule.byteLimit > 0 && static_cast<std::int64_t>(upTo.size()) > rule.byteLimit;
        return !tooManyBytes && model::countLength(upTo, rule) <= room;
    };
    const auto first = std::ranges::partition_point(starts, fits);
    return first == starts.end() ? text.size() : *first;
}

const model::ReplyCapability* capabilityOf(const ComposerInput& input) {
    return input.account.capabilities.find(input.draft.visibility);
}

ComposerCounter counterOf(const ComposerInput& input, const Words& words) {
    const model::ReplyCapability* capability = capabilityOf(input);
    if (capability == nullptr) {
        return {};
    }
    const model::LengthRule& rule = capability->length;
    ComposerCounter counter{.used = replyLength(input.draft, rule), .limit = rule.limit};
    bool bytes = rule.unit == model::LengthUnit::Bytes;
    if (const model::Length closest = model::measure(input.draft.text, rule);
        closest.unit == model::LengthUnit::Bytes && closest.count > counter.used) {
        counter = {.used = closest.count, .limit = closest.limit};
        bytes = true;
    }
    if (counter.used > counter.limit) {
        counter.level = ComposerCounter::Level::Over;
    } else if (counter.used * 10 >= counter.limit * 9) {
        counter.level = ComposerCounter::Level::Near;
    }
    counter.text = words.say(bytes ? Phrase::CounterOfBytes : Phrase::CounterOf,
                             {{"used", words.number(counter.used)}, {"limit", words.number(counter.limit)}});
    return counter;
}

bool waits(const model::Message& message) {
    return message.direction == model::Direction::Inbound && !message.deletedAt && message.turn &&
           message.turn->outcome == model::TurnOutcome::Open;
}

bool wroteAgain(const ComposerInput& input) {
    return input.draftBegunAt && input.customerWroteAt && *input.customerWroteAt > *input.draftBegunAt;
}

std::string sameReply(const model::Repetition& repetition, const ComposerInput& input, const Words& words,
                      base::UtcTime now) {
    if (repetition.kind == model::Repetition::Kind::ManyInARow) {
        return words.count(Phrase::SameReplyInARow, repetition.times);
    }
    return words.say(Phrase::SameReplyBefore, {{"name", customerOf(input, words)},
                                               {"time", words.momentWithTime(repetition.at, now)}});
}

/// A link that makes the reply dearer.
std::optional<std::string> linkCosts(const ComposerInput& input, const Words& words) {
    const model::ReplyCapability* capability = capabilityOf(input);
    if (capability == nullptr || capability->price.withUrl <= capability->price.plain ||
        !model::hasUrl(input.draft.text, capability->length)) {
        return std::nullopt;
    }
    return words.say(Phrase::LinkCosts, {{"with", priceText(capability->price.withUrl)},
                                         {"platform", platformName(input.account.platform)},
                                         {"plain", priceText(capability->price.plain)}});
}

void addNotices(ComposerState& state, const ComposerInput& input, const Words& words, base::UtcTime now) {
    using Kind = ComposerNotice::Kind;
    if (const auto open = static_cast<std::int64_t>(state.placeholders.size()); open > 0) {
        state.notices.push_back({Kind::PlaceholdersOpen, words.count(Phrase::PlaceholdersOpen, open),
                                 words.say(Phrase::GoToFirst)});
    }
    if (state.counter.level == ComposerCounter::Level::Over) {
        state.notices.push_back(
            {Kind::TooLong, words.count(Phrase::TooMany, state.counter.used - state.counter.limit), {}});
    }
    if (auto costs = linkCosts(input, words)) {
        state.notices.push_back({Kind::LinkCosts, std::move(*costs), {}});
    }
    if (input.onlyThanksWait && base::trim(input.draft.text).empty()) {
        state.notices.push_back({Kind::LooksLikeThanks, words.say(Phrase::LooksLikeThanks),
                                 words.say(Phrase::NoReplyNeededAction)});
    }
    if (input.repetition && state.placeholders.empty()) {
        state.notices.push_back({Kind::SameReply, sameReply(*input.repetition, input, words, now), {}});
    }
    if (wroteAgain(input)) {
        const base::Duration ago = std::max(now - *input.customerWroteAt, base::Duration{0});
        state.notices.push_back({Kind::WroteAgain,
                                 words.say(Phrase::WroteAgain, {{"name", customerOf(input, words)},
                                                                {"time", words.shortSpan(ago)}}),
                                 words.say(Phrase::ReadFirst)});
        const base::Duration step = shownStep(ago);
        state.nextTick = now + (step - ago % step);
    }
}

ComposerSend sendOf(const ComposerState& state, const ComposerInput& input, const Words& words) {
    using Way = ComposerSend::Way;
    ComposerSend send;
    Phrase label = Phrase::Send;
    if (state.banner.permission == model::ReplyPermission::WhenLoggedIn) {
        send.way = Way::WhenLoggedIn;
        label = Phrase::SendWhenLoggedIn;
    } else if (state.banner.permission == model::ReplyPermission::WhenOnline) {
        send.way = Way::WhenOnline;
        label = Phrase::SendWhenOnline;
    } else if (state.banner.permission == model::ReplyPermission::PersonOnly) {
        send.way = Way::AsPerson;
        label = Phrase::AnswerAsPerson;
    } else if (wroteAgain(input)) {
        send.way = Way::Anyway;
        label = Phrase::SendAnyway;
    }
    send.label = words.say(label);
    if (state.banner.blocked) {
        send.whyOff = state.banner.reason;
    } else if (base::trim(input.draft.text).empty()) {
        send.whyOff = words.say(Phrase::NothingWritten);
    } else if (!state.placeholders.empty() || state.counter.level == ComposerCounter::Level::Over) {
        send.whyOff = state.notices.front().text;
    }
    send.enabled = send.whyOff.empty();
    return send;
}

ComposerLater laterOf(const ComposerInput& input, const Words& words, base::UtcTime now) {
    const model::BusinessHours& hours = model::ruleOf(input.account.rule).hours;
    ComposerLater later{.send = model::sendAtOpening(hours, windowShown(input, now), now), .label = {}};
    if (!later.send) {
        const model::HoursVersion* version = hours.versionAt(now);
        const bool kept = version != nullptr && !version->alwaysOpen();
        later.label = words.say(Phrase::SendAtOpeningNot);
        later.whyOff = words.say(!kept               ? Phrase::NoHoursSet
                                 : hours.isOpen(now) ? Phrase::ShopIsOpenNow
                                                     : Phrase::ShopNeverOpens);
        return later;
    }
    const bool opening = later.send->why == model::LaterSend::Why::ShopOpens;
    later.label = words.say(opening ? Phrase::SendAtOpening : Phrase::SendBeforeWindowCloses,
                            {{"time", words.momentWithTime(later.send->at, now)}});
    return later;
}

}  // namespace

bool onlyThanksWait(std::span<const model::Message> messages) {
    bool any = false;
    for (const model::Message& message : messages) {
        if (!waits(message)) {
            continue;
        }
        any = true;
        if (!message.attachments.empty() || !model::asksForNothing(message.text)) {
            return false;
        }
    }
    return any;
}

ComposerState composerState(const ComposerInput& input, const Words& words, base::UtcTime now) {
    ComposerState state{.banner = bannerOf(input, words, now),
                        .counter = counterOf(input, words),
                        .placeholders = model::openPlaceholders(input.draft.text)};
    addNotices(state, input, words, now);
    if (state.counter.level == ComposerCounter::Level::Over) {
        state.overFrom = overFrom(input.draft, capabilityOf(input)->length);
    }
    state.send = sendOf(state, input, words);
    state.later = laterOf(input, words, now);
    state.editorHint = state.banner.grey ? state.banner.reason
                                         : words.say(Phrase::WriteTo, {{"name", addresseeOf(input, words)}});
    const auto windowTick = windowBadge(windowShown(input, now), words, now).nextTick;
    const auto limitTick =
        input.limitedUntil && *input.limitedUntil > now ? input.limitedUntil : std::nullopt;
    state.nextTick = earliest(state.nextTick, earliest(windowTick, limitTick));
    return state;
}

model::QueueReply queueReply(const model::ReplyDraft& draft, base::MessageId to,
                             model::Visibility conversationVisibility, base::Duration holdBack,
                             std::optional<base::UtcTime> sendAt) {
    return {.conversation = draft.conversation,
            .to = to,
            .text = draft.text,
            .privately = draft.visibility == model::Visibility::Private &&
                         conversationVisibility == model::Visibility::Public,
            .holdBack = holdBack,
            .sendAt = sendAt,
            .ifWroteAgain = model::IfWroteAgain::AskFirst};
}

}  // namespace view
