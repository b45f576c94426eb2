// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/sync_status_view.h"

#include "view/badge.h"
#include "view/money.h"
#include "view/platform_names.h"
#include "view/sentences.h"
#include "view/trouble_view.h"

#include <algorithm>
#include <utility>

namespace view {
namespace {

using std::chrono::days;

/// What came since a check so long ago is caught up with; before that it's just another check.
constexpr base::Duration kLongAway = std::chrono::minutes{15};

/// The end of a token is announced a week ahead.
constexpr base::Duration kTokenWarning = days{7};

struct Truth {
    std::string text;
    StatusLevel level = StatusLevel::Quiet;
    std::optional<base::UtcTime> nextTick{};
};

/// "12 s ago" and when it will be 13.
Truth since(Phrase phrase, base::UtcTime then, StatusLevel level, const Words& words, base::UtcTime now) {
    const base::Duration ago = std::max(now - then, base::Duration{0});
    base::Duration step = shownStep(ago);
    if (ago >= std::chrono::hours{1}) {
        // In one unit an hour shows no minutes.
        step = ago < days{1} ? base::Duration{std::chrono::hours{1}} : base::Duration{days{1}};
    }
    return {words.say(phrase, {{"time", words.shortSpan(ago)}}), level, now + (step - ago % step)};
}

Truth tokenEnds(base::UtcTime end, const Words& words, base::UtcTime now) {
    const base::Duration left = end - now;
    const base::Duration step = left < days{1} ? shownStep(left) : base::Duration{days{1}};
    const base::UtcTime tick = now + left % step + base::Duration{1};
    const std::string text = left < days{1}
                                 ? words.say(Phrase::TokenEndsIn, {{"time", words.shortSpan(left)}})
                                 : words.count(Phrase::TokenEndsInDays, left / days{1});
    return {text, StatusLevel::Attention, tick};
}

bool catchesUp(const model::AccountPulse& pulse, base::UtcTime now) {
    return pulse.checking && pulse.lastCheckedAt && now - *pulse.lastCheckedAt >= kLongAway;
}

/// An account that can't be checked, by what keeps it away.
Truth awayTruth(const model::Account& account, const model::AccountPulse& pulse, const Words& words,
                base::UtcTime now) {
    const auto kind = account.problemKind;
    const StatusLevel level = kind && needsPerson(*kind) ? StatusLevel::Trouble : StatusLevel::Attention;
    if (auto trouble = kind ? shortTrouble(*kind, words) : std::nullopt) {
        return {std::move(*trouble), level};
    }
    return pulse.lastCheckedAt ? since(Phrase::OfflineChecked, *pulse.lastCheckedAt, level, words, now)
                               : Truth{words.say(Phrase::Offline), level};
}

/// The first of the ranks that applies.
Truth rankedTruth(const model::Account& account, const model::AccountPulse& pulse, const Words& words,
                  base::UtcTime now) {
    using enum model::AccountState;
    const bool tokenOver = pulse.tokenEndsAt && *pulse.tokenEndsAt <= now;
    if (account.state == NeedsLogin || tokenOver) {
        return {words.say(Phrase::LogInAgain), StatusLevel::Trouble};
    }
    // What only a person can mend is said above all that passes by itself.
    if (account.state == Offline && account.problemKind && needsPerson(*account.problemKind)) {
        return awayTruth(account, pulse, words, now);
    }
    if (pulse.limitedUntil && *pulse.limitedUntil > now) {
        return {
            words.say(Phrase::RateLimitedUntil, {{"time", words.momentWithTime(*pulse.limitedUntil, now)}}),
            StatusLevel::Attention, *pulse.limitedUntil};
    }
    if (account.state == Limited && account.problemKind == base::ErrorKind::Money) {
        return {words.say(Phrase::OutOfMoney), StatusLevel::Attention};
    }
    if (account.state == Limited && !pulse.limitedUntil) {
        return {words.say(Phrase::RateLimited), StatusLevel::Attention};
    }
    if (pulse.tokenEndsAt && *pulse.tokenEndsAt - now <= kTokenWarning) {
        return tokenEnds(*pulse.tokenEndsAt, words, now);
    }
    if (account.state == Paused) {
        return {words.say(Phrase::Paused)};
    }
    if (pulse.importing) {
        return {words.count(Phrase::Importing, *pulse.importing)};
    }
    if (catchesUp(pulse, now)) {
        return {words.say(Phrase::CatchingUp, {{"time", words.momentWithTime(*pulse.lastCheckedAt, now)}})};
    }
    if (pulse.checking) {
        return {words.say(Phrase::Checking)};
    }
    if (account.state == Offline) {
        return awayTruth(account, pulse, words, now);
    }
    const Phrase checked = account.problem.empty() ? Phrase::Checked : Phrase::CheckedInPart;
    return pulse.lastCheckedAt ? since(checked, *pulse.lastCheckedAt, StatusLevel::Quiet, words, now)
                               : Truth{words.say(Phrase::NotCheckedYet)};
}

/// An account that works, but not in all its parts, keeps its line and calls for a look at the cause.
Truth truthOf(const model::Account& account, const model::AccountPulse& pulse, const Words& words,
              base::UtcTime now) {
    Truth truth = rankedTruth(account, pulse, words, now);
    if (account.state == model::AccountState::Ok && !account.problem.empty() &&
        truth.level == StatusLevel::Quiet) {
        truth.level = StatusLevel::Attention;
    }
    if (pulse.monthCost) {
        truth.text =
            words.say(Phrase::TruthWithCost, {{"truth", truth.text}, {"cost", costText(*pulse.monthCost)}});
    }
    return truth;
}

/// A window that closes so soon is said in the strip while replies wait.
constexpr base::Duration kWindowIsNear = std::chrono::hours{4};

StatusItem outboxItem(std::span<const model::OutboxRow> outbox, bool offline,
                      std::optional<base::UtcTime> closesNext, const Words& words, base::UtcTime now) {
    const auto needsDecision = [now](const model::OutboxRow& reply) {
        return reply.state == model::Delivery::Uncertain || reply.state == model::Delivery::Failed ||
               reply.waitsForAuthor(now);
    };
    const auto count = std::ranges::count_if(
        outbox, [](const model::OutboxRow& reply) { return reply.state != model::Delivery::Sent; });
    if (count == 0) {
        return {};
    }
    if (closesNext && *closesNext > now && *closesNext - now < kWindowIsNear) {
        return {words.say(Phrase::OutboxClosing, {{"time", words.momentWithTime(*closesNext, now)}}),
                {},
                StatusLevel::Attention};
    }
    if (std::ranges::any_of(outbox, needsDecision)) {
        return {words.count(Phrase::OutboxNotConfirmed, count), {}, StatusLevel::Attention};
    }
    return {words.count(offline ? Phrase::OutboxWaiting : Phrase::OutboxToSend, count), {}};
}

StatusItem problemItem(std::span<const model::Account> accounts, const Words& words) {
    if (const auto count =
            std::ranges::count(accounts, model::AccountState::NeedsLogin, &model::Account::state);
        count > 0) {
        return {words.count(Phrase::AccountsNeedLogin, count), {}, StatusLevel::Trouble};
    }
    const auto stuck = std::ranges::count_if(accounts, [](const model::Account& account) {
        return account.state == model::AccountState::Offline && account.problemKind &&
               needsPerson(*account.problemKind);
    });
    if (stuck > 0) {
        return {words.count(Phrase::AccountsNeedYou, stuck), {}, StatusLevel::Trouble};
    }
    const auto limited = [accounts](bool byMoney) {
        return std::ranges::count_if(accounts, [byMoney](const model::Account& account) {
            return account.state == model::AccountState::Limited &&
                   (account.problemKind == base::ErrorKind::Money) == byMoney;
        });
    };
    if (const auto count = limited(true); count > 0) {
        return {words.count(Phrase::AccountsOutOfMoney, count), {}, StatusLevel::Attention};
    }
    if (const auto count = limited(false); count > 0) {
        return {words.count(Phrase::AccountsLimited, count), {}, StatusLevel::Attention};
    }
    return {};
}

/// After a night away: until when nothing is missing, and how many accounts are not there yet.
std::optional<StatusItem> catchingUp(std::span<const model::AccountPulse> pulses, const Words& words,
                                     base::UtcTime now) {
    std::optional<base::UtcTime> from;
    std::int64_t open = 0;
    for (const model::AccountPulse& pulse : pulses) {
        if (catchesUp(pulse, now)) {
            from = earliest(from, pulse.lastCheckedAt);
            ++open;
        }
    }
    if (!from) {
        return std::nullopt;
    }
    return StatusItem{words.say(Phrase::CatchingUpAll, {{"time", words.momentWithTime(*from, now)}}),
                      words.count(Phrase::CatchingUpHint, open)};
}

}  // namespace

AccountRow accountRow(const model::Account& account, const model::AccountPulse* pulse, const Words& words,
                      base::UtcTime now) {
    Truth truth =
        truthOf(account, pulse == nullptr ? model::AccountPulse{.id = account.id} : *pulse, words, now);
    AccountRow row{.account = account.id,
                   .tag = platformTag(account.platform),
                   .name = shownName(account.handle, account.name, words),
                   .truth = std::move(truth.text),
                   .level = truth.level,
                   .cause = withCure(account.problem, account.problemKind, words),
                   .nextTick = truth.nextTick};
    row.spoken = sentences({row.name, platformName(account.platform), row.truth, row.cause}, words);
    return row;
}

StatusStrip statusStrip(std::span<const model::Account> accounts, std::span<const model::OutboxRow> outbox,
                        std::optional<base::UtcTime> offlineSince, const Words& words, base::UtcTime now,
                        const StripFacts& facts) {
    StatusStrip strip;
    if (auto late = catchingUp(facts.pulses, words, now)) {
        strip.connection = std::move(*late);
    } else if (offlineSince) {
        strip.connection = {
            words.say(Phrase::OfflineSince, {{"time", words.momentWithTime(*offlineSince, now)}}),
            words.say(Phrase::ReadAndWriteAsUsual), StatusLevel::Attention};
    } else if (!accounts.empty()) {
        strip.connection = {words.say(facts.metered ? Phrase::OnlineMetered : Phrase::Online), {}};
    }
    strip.outbox = outboxItem(outbox, offlineSince.has_value(), facts.closesNext, words, now);
    strip.problem = problemItem(accounts, words);
    return strip;
}

}  // namespace view
