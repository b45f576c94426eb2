// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_report_sample.h"

#include <QTimeZone>

#include <array>
#include <memory>
#include <random>

namespace app {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kTurns = 128;
constexpr int kFirstHour = 9;
constexpr int kLastHour = 17;
/// Of every 32 answers: most within a quarter of an hour, a few beyond one.
constexpr std::array<int, 16> kMinutes{2, 6, 7, 9, 12, 14, 3, 8, 11, 18, 22, 27, 16, 41, 74, 5};
/// Of every eleven messages: most are questions, some praise, a few complain.
constexpr std::array kKinds{
    model::TriageKind::Question, model::TriageKind::Question, model::TriageKind::Other,
    model::TriageKind::Praise,   model::TriageKind::Question, model::TriageKind::Complaint,
    model::TriageKind::Praise,   model::TriageKind::Question, model::TriageKind::Other,
    model::TriageKind::Praise,   model::TriageKind::Question};

}  // namespace

model::HoursVersion sixDays(base::UtcTime validFrom) {
    model::HoursVersion version{.validFrom = validFrom,
                                .timeZone = QTimeZone::systemTimeZoneId().toStdString()};
    for (int day = 1; day <= 6; ++day) {
        version.week.push_back({.day = day, .open = {.from = kFirstHour * 60, .to = (kLastHour + 1) * 60}});
    }
    return version;
}

std::vector<model::TurnFact> sampleWeek(std::span<const model::ConversationRow> rows, base::UtcTime now) {
    std::vector<model::TurnFact> facts;
    std::minstd_rand dice(7);
    const auto upTo = [&dice](int most) { return static_cast<int>(dice() % static_cast<unsigned>(most)); };
    const auto today = std::chrono::floor<days>(now);
    const auto rule = std::make_shared<const model::ResponseRule>(
        model::ResponseRule{.target = {}, .hours = model::BusinessHours({sixDays(base::fromMs(0))})});
    for (int turn = 0; turn < kTurns && !rows.empty(); ++turn) {
        const model::ConversationRow& row =
            rows[static_cast<std::size_t>(upTo(static_cast<int>(rows.size())))];
        const int hour = kFirstHour + upTo(kLastHour - kFirstHour + 1);
        const auto day = today - days{upTo(7)};
        const base::UtcTime start = day + hours{hour} + minutes{upTo(60)};
        if (start > now - hours{1} || std::chrono::weekday(day) == std::chrono::Sunday) {
            continue;
        }
        // Lunch is slow, most of all on Thursdays.
        const int slow = hour == 13 ? (std::chrono::weekday(day) == std::chrono::Thursday ? 5 : 2) : 1;
        model::TurnFact fact{.turn = turn + 1,
                             .conversation = row.id,
                             .account = row.account,
                             .platform = row.platform,
                             .contact = row.customer,
                             .customerName = row.customerName,
                             .firstMessage = {turn + 1},
                             .endedBy = {turn + 1},
                             .startedAt = start,
                             .latestAt = start + minutes{1},
                             .outcome = model::TurnOutcome::Answered,
                             .firstOfConversation = turn % 3 != 0,
                             .kind = kKinds.at(static_cast<std::size_t>(turn) % kKinds.size()),
                             .rule = rule};
        fact.endedAt = start + minutes{slow * kMinutes.at(static_cast<std::size_t>(upTo(16))) + upTo(3)};
        if (turn % 19 == 5) {
            fact.outcome = model::TurnOutcome::NoReplyNeeded;
        } else if (turn % 31 == 7) {
            fact.outcome = model::TurnOutcome::Open;
            fact.endedAt.reset();
        }
        facts.push_back(std::move(fact));
    }
    return facts;
}

}  // namespace app
