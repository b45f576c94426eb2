// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/outbox_view.h"

#include "view/badge.h"

#include "model/later_send.h"
#include "model/reply_permission.h"

#include <algorithm>

namespace view {
namespace {

/// What a reply that waits is waiting for.
struct Wait {
    std::optional<base::UtcTime> goesOut{};  ///< nothing: nobody can say
    Phrase otherwise = Phrase::OutlookNetwork;
};

Wait waitOf(const OutboxFacts& facts, base::UtcTime now) {
    using model::AccountState;
    const model::OutboxRow& reply = facts.reply;
    if (waitsForDecision(reply, now) || reply.state == model::Delivery::Failed || facts.account == nullptr ||
        facts.account->state == AccountState::NeedsLogin || facts.account->state == AccountState::Paused) {
        return {.goesOut = {}, .otherwise = Phrase::OutlookYou};
    }
    if (facts.account->state == AccountState::Offline) {
        return {};
    }
    if (facts.behindAnother) {
        return {.goesOut = {}, .otherwise = Phrase::OutlookAbove};
    }
    base::UtcTime at = std::max(now, reply.notBefore.value_or(now));
    if (facts.limitedUntil) {
        at = std::max(at, *facts.limitedUntil);
    }
    return {.goesOut = at};
}

OutboxOutlook windowOutlook(const OutboxFacts& facts, base::UtcTime closesAt, const Words& words,
                            base::UtcTime now) {
    const bool toBeSent =
        facts.reply.state == model::Delivery::Queued || facts.reply.state == model::Delivery::Failed;
    if (!toBeSent) {
        return {};
    }
    if (closesAt <= now) {
        return {.text = words.say(Phrase::OutlookShut), .level = StatusLevel::Trouble};
    }
    const BadgeText left = windowBadge(closesAt, words, now);
    const Wait wait = waitOf(facts, now);
    if (wait.goesOut && *wait.goesOut >= closesAt) {
        return {.text = words.say(Phrase::OutlookTooLate, {{"time", words.momentWithTime(closesAt, now)}}),
                .level = StatusLevel::Trouble,
                .nextTick = closesAt};
    }
    const bool soon = left.kind == BadgeKind::WindowClosing;
    return {.text = words.say(wait.goesOut ? Phrase::OutlookInTime : wait.otherwise,
                              {{"time", words.span(closesAt - now)}}),
            .level = soon ? StatusLevel::Attention : StatusLevel::Quiet,
            .nextTick = left.nextTick};
}

}  // namespace

bool waitsForDecision(const model::OutboxRow& reply, base::UtcTime now) {
    return reply.state == model::Delivery::Uncertain || reply.waitsForAuthor(now);
}

OutboxOutlook outboxOutlook(const OutboxFacts& facts, const Words& words, base::UtcTime now) {
    OutboxOutlook outlook;
    const auto closesAt = facts.conversation == nullptr ? std::nullopt
                          : facts.account == nullptr
                              ? model::windowToMeet(*facts.conversation, now)
                              : model::windowToMeet(facts.reply, *facts.conversation, *facts.account, now);
    if (closesAt) {
        outlook = windowOutlook(facts, *closesAt, words, now);
    }
    const model::OutboxRow& reply = facts.reply;
    if (reply.wroteAgainAt && reply.attempts == 0) {
        const std::string again = words.say(Phrase::WroteAgainSince);
        outlook.text = outlook.text.empty()
                           ? again
                           : words.say(Phrase::OutlookJoin, {{"first", outlook.text}, {"second", again}});
        if (outlook.level == StatusLevel::Quiet) {
            outlook.level = StatusLevel::Attention;
        }
        if (!reply.waitsForAuthor(now)) {
            // It may once its author has had the time to look.
            const base::UtcTime then = reply.queuedAt + model::kAuthorLooks;
            outlook.nextTick = then > now ? earliest(outlook.nextTick, then) : outlook.nextTick;
        }
    }
    return outlook;
}

}  // namespace view
