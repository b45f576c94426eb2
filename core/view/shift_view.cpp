// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/shift_view.h"

#include "view/inbox_row.h"
#include "view/platform_names.h"
#include "view/sentences.h"
#include "view/sync_status_view.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace view {
namespace {

constexpr base::Duration kSoon = std::chrono::hours(1);

/// The number stands above its words, wherever in the sentence the language has it.
SheetFigure figure(std::string sentence, std::string number) {
    SheetFigure made{.number = std::move(number), .label = sentence, .spoken = std::move(sentence)};
    if (const auto at = made.label.find(made.number); at != std::string::npos) {
        made.label.erase(at, made.number.size());
        const auto first = made.label.find_first_not_of(' ');
        made.label.erase(0, std::min(first, made.label.size()));
    }
    return made;
}

SheetFigure counted(Phrase phrase, int count, const Words& words, Words::Arguments arguments = {}) {
    return figure(words.count(phrase, count, arguments), words.number(count));
}

SheetFigure measured(Phrase phrase, const std::optional<std::string>& value, const Words& words) {
    const std::string shown = value.value_or(words.say(Phrase::SheetNoFigure));
    return figure(words.say(phrase, {{"value", shown}}), shown);
}

std::optional<std::string> spanOf(const std::optional<base::Duration>& span, const Words& words) {
    return span ? std::optional(words.span(*span)) : std::nullopt;
}

std::string timeThere(base::UtcTime time, const Words& words, base::UtcTime now) {
    return words.local(time).sameDay(words.local(now)) ? words.date(DateForm::TimeOfDay, time)
                                                       : words.momentWithTime(time, now);
}

/// Under closed doors the clock of all stands still: when they are due says more than when the shop opens.
BadgeText clockOf(const model::ConversationRow& row, const Words& words, base::UtcTime now) {
    BadgeText badge = conversationBadge(row, words, now);
    if (badge.kind != BadgeKind::ShopClosed || !row.dueAt || *row.dueAt <= now) {
        return badge;
    }
    const std::string time = timeThere(*row.dueAt, words, now);
    badge.text = words.say(Phrase::DueAt, {{"time", time}});
    badge.compact = badge.text;
    badge.spoken = words.say(Phrase::SpokenDueAt, {{"time", time}});
    return badge;
}

/// How fast it was, where the turn is known; the window stands beside it.
BadgeText answeredBadge(const model::ConversationRow& row, const Words& words, base::UtcTime now) {
    BadgeText badge = conversationBadge(row, words, now);
    return badge.empty() ? BadgeText{.kind = BadgeKind::Answered,
                                     .text = words.say(Phrase::SheetIsAnswered),
                                     .compact = words.say(Phrase::SheetIsAnswered),
                                     .spoken = words.say(Phrase::SheetIsAnswered)}
                         : badge;
}

SheetRow rowOf(const model::ConversationRow& conversation, const ShiftFacts& facts, const Words& words,
               base::UtcTime now) {
    InboxRow shown = inboxRow(conversation, words, now);
    const bool answered = conversation.state == model::ConversationState::Answered;
    SheetRow row{.kind = answered ? SheetRow::Kind::Answered : SheetRow::Kind::Waits,
                 .conversation = conversation.id,
                 .customer = conversation.customer,
                 .name = std::move(shown.name),
                 .firstName = shortName(conversation.customerName, conversation.customerHandle, words),
                 .initials = std::move(shown.initials),
                 .platformTag = std::move(shown.platformTag),
                 .visibility = shown.visibility,
                 .message = std::move(shown.snippet),
                 .window = std::move(shown.window),
                 .noWindow = {},
                 .clock =
                     answered ? answeredBadge(conversation, words, now) : clockOf(conversation, words, now),
                 .proposal = {},
                 .spoken = {}};
    if (facts.thanks.contains(conversation.id)) {
        row.proposal = {.kind = BadgeKind::NoReplyNeeded,
                        .text = words.say(Phrase::ProposedNoReply),
                        .compact = words.say(Phrase::ProposedNoReply),
                        .spoken = words.say(Phrase::LooksLikeThanks)};
    }
    if (row.window.empty()) {
        row.noWindow = words.say(Phrase::SheetNoWindow);
    }
    const Phrase mark =
        row.visibility == model::Visibility::Public ? Phrase::PublicMark : Phrase::PrivateMark;
    row.spoken = sentences({row.window.empty() ? row.noWindow : row.window.spoken, row.name,
                            words.say(Phrase::CountsPair, {{"first", words.say(mark)},
                                                           {"second", platformName(conversation.platform)}}),
                            row.message, row.clock.spoken, row.proposal.spoken},
                           words);
    return row;
}

Phrase greetingAt(int hour, bool named) {
    if (hour >= 4 && hour < 12) {
        return named ? Phrase::GoodMorningName : Phrase::GoodMorning;
    }
    if (hour >= 12 && hour < 18) {
        return named ? Phrase::GoodAfternoonName : Phrase::GoodAfternoon;
    }
    return named ? Phrase::GoodEveningName : Phrase::GoodEvening;
}

/// "The shop opens in 5 minutes"; empty while no hours are kept.
std::string shopWords(const model::BusinessHours& hours, const Words& words, base::UtcTime now) {
    const model::HoursVersion* version = hours.versionAt(now);
    if (version == nullptr || version->alwaysOpen()) {
        return {};
    }
    const bool open = hours.isOpen(now);
    const auto at = open ? hours.nextClosing(now) : hours.nextOpening(now);
    if (!at) {
        return {};
    }
    if (*at - now < kSoon) {
        return words.say(open ? Phrase::ShopClosesIn : Phrase::ShopOpensIn,
                         {{"time", words.spokenSpan(*at - now)}});
    }
    return words.say(open ? Phrase::ShopOpenUntil : Phrase::ShopOpensAt,
                     {{"time", timeThere(*at, words, now)}});
}

std::string lineOf(const std::string& last, const ShiftFacts& facts, const Words& words, base::UtcTime now) {
    const std::string day = words.say(Phrase::DateAndTime, {{"date", words.date(DateForm::LongDay, now)},
                                                            {"time", words.date(DateForm::TimeOfDay, now)}});
    return words.say(Phrase::SheetEnd,
                     {{"text", sentences({day, shopWords(facts.hours, words, now), last}, words)}});
}

/// In the place of a figure that is not there yet, or could not be read.
SheetFigure uncounted(const ShiftFacts& facts, const Words& words) {
    const bool reading = facts.counting == ShiftFacts::Counting::Reading;
    SheetFigure made{.number = words.say(Phrase::SheetNoFigure),
                     .label = words.say(reading ? Phrase::SheetReading : Phrase::SheetNotRead),
                     .spoken = {}};
    made.spoken = made.label;
    return made;
}

std::vector<SheetFigure> startFigures(const ShiftFacts& facts, const Words& words, base::UtcTime now) {
    const SheetFigure needReply = counted(Phrase::NeedReplyCount, facts.needReply, words);
    if (facts.counting != ShiftFacts::Counting::Known) {
        const SheetFigure later = uncounted(facts, words);
        return {later, needReply, later, later, later};
    }
    int messages = 0;
    int conversations = 0;
    for (const model::Arrivals& one : facts.counts.arrivals) {
        messages += one.messages;
        conversations += one.conversations;
    }
    const auto opening = facts.hours.isOpen(now) ? std::nullopt : facts.hours.nextOpening(now);
    return {counted(Phrase::SheetMessages, messages, words,
                    {{"conversations", words.count(Phrase::SheetConversations, conversations)}}),
            needReply,
            opening ? counted(Phrase::SheetMissedClosed, facts.counts.missed, words,
                              {{"time", timeThere(*opening, words, now)}})
                    : counted(Phrase::SheetMissed, facts.counts.missed, words),
            counted(Phrase::SheetClosing, facts.counts.closing, words),
            counted(Phrase::SheetComeBack, facts.counts.comeBack, words)};
}

std::vector<SheetAccount> overnightOf(const ShiftFacts& facts, const Words& words) {
    std::vector<SheetAccount> all;
    for (const model::Account& account : facts.accounts) {
        SheetAccount row{.tag = platformTag(account.platform),
                         .name = base::cleanName(account.name.empty() ? account.handle : account.name),
                         .messages = words.say(Phrase::SheetNoFigure),
                         .needReply = words.say(Phrase::SheetNoFigure),
                         .complaints = words.say(Phrase::SheetNoFigure),
                         .spoken = {}};
        if (facts.counting != ShiftFacts::Counting::Known) {
            row.spoken = sentences({row.name, uncounted(facts, words).spoken}, words);
            all.push_back(std::move(row));
            continue;
        }
        const auto& arrivals = facts.counts.arrivals;
        const auto found = std::ranges::find(arrivals, account.id, &model::Arrivals::account);
        const model::Arrivals came = found == arrivals.end() ? model::Arrivals{} : *found;
        row.messages = words.number(came.messages);
        row.needReply = words.number(came.needReply);
        row.complaints = words.number(came.complaints);
        row.spoken = sentences(
            {row.name,
             words.count(Phrase::SheetMessages, came.messages,
                         {{"conversations", words.count(Phrase::SheetConversations, came.conversations)}}),
             words.count(Phrase::NeedReplyCount, came.needReply),
             words.count(Phrase::ComplaintCount, came.complaints)},
            words);
        all.push_back(std::move(row));
    }
    return all;
}

std::vector<SheetTrouble> troublesOf(const ShiftFacts& facts, const Words& words, base::UtcTime now) {
    std::vector<SheetTrouble> all;
    for (const model::Account& account : facts.accounts) {
        const auto pulse = std::ranges::find(facts.pulses, account.id, &model::AccountPulse::id);
        const AccountRow row =
            accountRow(account, pulse == facts.pulses.end() ? nullptr : &*pulse, words, now);
        if (row.level == StatusLevel::Quiet) {
            continue;
        }
        const bool login = account.state == model::AccountState::NeedsLogin;
        const auto checked = pulse == facts.pulses.end() ? std::nullopt : pulse->lastCheckedAt;
        all.push_back({.account = account.id,
                       .name = row.name,
                       .words = checked ? words.say(Phrase::SheetNotCheckedSince,
                                                    {{"time", timeThere(*checked, words, now)}})
                                        : row.truth,
                       .cure = login ? SheetTrouble::Cure::LogIn : SheetTrouble::Cure::None});
    }
    return all;
}

std::optional<SheetNote> noteOf(const ShiftFacts& facts, const Words& words, base::UtcTime now) {
    if (!facts.ended || facts.ended->note.empty()) {
        return std::nullopt;
    }
    const std::string at = timeThere(*facts.ended->endedAt, words, now);
    const std::string who = base::cleanName(facts.ended->agent);
    return SheetNote{.text = facts.ended->note,
                     .by =
                         who.empty() ? at : words.say(Phrase::CountsPair, {{"first", who}, {"second", at}})};
}

/// Answered ones whose window closes before then go among those that wait, which none of them pushes out. How
/// many are left out.
int addAnswered(std::vector<SheetRow>& rows, const ShiftFacts& facts, base::UtcTime until, const Words& words,
                base::UtcTime now) {
    std::vector<const model::ConversationRow*> waiting;
    for (const SheetRow& row : rows) {
        waiting.push_back(&*std::ranges::find(facts.waiting, row.conversation, &model::ConversationRow::id));
    }
    std::size_t at = 0;
    std::size_t added = 0;
    int left = 0;
    for (const model::ConversationRow& answered : facts.answered) {
        const base::UtcTime closes = answered.windowClosesAt.value_or(now);
        if (closes <= now || closes >= until) {
            continue;
        }
        if (added == kAnsweredRows) {
            ++left;
            continue;
        }
        const auto before = [&](const model::ConversationRow& one) {
            return expiryOf(one, now).value_or(base::UtcTime::max()) <= closes;
        };
        while (at < waiting.size() && before(*waiting[at])) {
            ++at;
        }
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(at + added),
                    rowOf(answered, facts, words, now));
        ++added;
    }
    return left;
}

/// Today, and of a shift that begins late as long as one lasts.
base::UtcTime endOfShift(const Words& words, base::UtcTime now) {
    return std::max(words.nextDay(now), now + std::chrono::hours(8));
}

std::vector<SheetFigure> handoverFigures(const ShiftFacts& facts, const Words& words) {
    const SheetFigure open = counted(Phrase::OpenCount, facts.needReply, words);
    if (facts.counting != ShiftFacts::Counting::Known) {
        const SheetFigure later = uncounted(facts, words);
        return {open, later, later, later, later};
    }
    const model::ShiftFigures& figures = facts.counts.figures;
    std::optional<std::string> within;
    if (figures.withinTarget) {
        within = words.say(Phrase::SheetPercent,
                           {{"number", words.number(std::llround(std::floor(*figures.withinTarget * 100)))}});
    }
    return {open, counted(Phrase::SheetAnswered, figures.answered, words),
            measured(Phrase::SheetMedian, spanOf(figures.median, words), words),
            measured(Phrase::SheetP90, spanOf(figures.p90, words), words),
            measured(Phrase::SheetWithin, within, words)};
}

}  // namespace

std::size_t firstWaiting(const std::vector<SheetRow>& rows) {
    const auto first = std::ranges::find(rows, SheetRow::Kind::Waits, &SheetRow::kind);
    return static_cast<std::size_t>(first - rows.begin());
}

StartSheet startSheet(const ShiftFacts& facts, const Words& words, base::UtcTime now) {
    const std::string name = base::cleanName(facts.agent);
    StartSheet sheet;
    sheet.greeting = words.say(greetingAt(words.local(now).hour, !name.empty()), {{"name", name}});
    sheet.line = lineOf(facts.ended ? words.say(Phrase::LastShiftEnded,
                                                {{"time", timeThere(*facts.ended->endedAt, words, now)}})
                                    : std::string{},
                        facts, words, now);
    sheet.figures = startFigures(facts, words, now);
    for (const model::ConversationRow& row : facts.waiting) {
        if (sheet.expiring.size() < kSheetRows) {
            sheet.expiring.push_back(rowOf(row, facts, words, now));
        }
    }
    addAnswered(sheet.expiring, facts, endOfShift(words, now), words, now);
    sheet.overnight = overnightOf(facts, words);
    sheet.note = noteOf(facts, words, now);
    sheet.troubles = troublesOf(facts, words, now);
    return sheet;
}

HandoverSheet handoverSheet(const ShiftFacts& facts, const Words& words, base::UtcTime now) {
    HandoverSheet sheet;
    const std::string name = base::cleanName(facts.agent);
    sheet.title = name.empty() ? words.say(Phrase::HandoverTitle)
                               : words.say(Phrase::HandoverTitleName, {{"name", name}});
    sheet.line = lineOf(facts.running ? words.say(Phrase::ShiftSince,
                                                  {{"time", timeThere(facts.running->startedAt, words, now)}})
                                      : words.say(Phrase::NoShiftRuns),
                        facts, words, now);
    sheet.figures = handoverFigures(facts, words);
    const auto opening = openingAfterClosing(facts.hours, now);
    sheet.expiringTitle = opening
                              ? words.say(Phrase::ExpiresBefore, {{"time", timeThere(*opening, words, now)}})
                              : words.say(Phrase::ExpiresOvernight);
    const base::UtcTime until = opening.value_or(now + std::chrono::hours(24));
    // Of many who wait only the first are at hand; all are counted.
    int expiring = 0;
    int left = std::max(facts.needReply, static_cast<int>(facts.waiting.size()));
    for (const model::ConversationRow& row : facts.waiting) {
        const auto expiry = expiryOf(row, now);
        std::vector<SheetRow>& list = expiry && *expiry < until ? sheet.expiring : sheet.open;
        if (list.size() < kSheetRows) {
            list.push_back(rowOf(row, facts, words, now));
            --left;
        } else if (&list == &sheet.expiring) {
            ++expiring;
        }
    }
    if (const int answered = addAnswered(sheet.expiring, facts, until, words, now); answered > 0) {
        sheet.moreAnswered = words.count(Phrase::SheetMoreAnswered, answered);
    }
    if (expiring > 0) {
        sheet.moreExpiring = words.count(Phrase::SheetMoreExpiring, expiring);
        left -= expiring;
    }
    if (left > 0) {
        sheet.more = words.count(Phrase::SheetMore, left);
    }
    sheet.note = facts.running ? facts.running->note : std::string{};
    return sheet;
}

std::string shiftLine(const model::Shift* running, const Words& words, base::UtcTime now) {
    if (running == nullptr) {
        return {};
    }
    const std::string since =
        words.say(Phrase::ShiftSince, {{"time", timeThere(running->startedAt, words, now)}});
    const std::string who = base::cleanName(running->agent);
    return who.empty() ? since : words.say(Phrase::CountsPair, {{"first", since}, {"second", who}});
}

std::string hoursLine(const model::BusinessHours& hours, const Words& words, base::UtcTime now) {
    const model::HoursVersion* version = hours.versionAt(now);
    if (version == nullptr || version->alwaysOpen()) {
        return {};
    }
    const bool open = hours.isOpen(now);
    const auto at = open ? hours.nextClosing(now) : hours.nextOpening(now);
    return at ? words.say(open ? Phrase::OpenUntil : Phrase::OpensAt, {{"time", timeThere(*at, words, now)}})
              : std::string{};
}

}  // namespace view
