// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"

#include "store/account_table.h"
#include "store/canned_reply_table.h"
#include "store/hours_table.h"
#include "store/lesson_table.h"
#include "store/response_rules.h"
#include "store/setting_names.h"
#include "store/shift_figures.h"
#include "store/shift_table.h"
#include "store/sqlite/query.h"

#include <algorithm>
#include <utility>

namespace store {

Reader::Reader(std::unique_ptr<sqlite::Connection> own)
    : m_own(std::move(own)), m_connection(*m_own), m_rules(std::make_unique<ResponseRules>(m_connection)) {}

Reader::Reader(sqlite::Connection& borrowed)
    : m_connection(borrowed), m_rules(std::make_unique<ResponseRules>(borrowed)) {}

Reader::~Reader() = default;

base::Result<std::vector<model::Account>> Reader::accounts() const {
    auto accounts = AccountTable(m_connection).list();
    if (!accounts) {
        return accounts;
    }
    for (model::Account& account : *accounts) {
        base::Result<model::SharedRule> found = rule(account.id);
        if (!found) {
            return base::fail(found.error());
        }
        account.rule = std::move(*found);
    }
    return accounts;
}

base::Result<model::Account> Reader::account(base::AccountId id) const {
    auto account = AccountTable(m_connection).find(id);
    if (!account) {
        return account;
    }
    base::Result<model::SharedRule> found = rule(id);
    if (!found) {
        return base::fail(found.error());
    }
    account->rule = std::move(*found);
    return account;
}

base::Result<std::vector<model::HoursVersion>> Reader::hours(base::AccountId account) const {
    return HoursTable(m_connection).versions(account);
}

base::Result<std::vector<model::PlatformTarget>> Reader::targets() const {
    return HoursTable(m_connection).targets();
}

base::Result<model::SharedRule> Reader::rule(base::AccountId account) const {
    if (base::Status done = m_rules->refresh(); !done) {
        return base::fail(done.error());
    }
    auto rules = m_rules->of(account);
    if (!rules) {
        return base::fail(rules.error());
    }
    return std::move(rules->rule);
}

base::Result<std::vector<model::Shift>> Reader::shifts(int limit) const {
    return ShiftTable(m_connection).latest(limit);
}

base::Result<std::vector<model::EndedTurn>> Reader::endedTurns(base::UtcTime from, base::UtcTime to) const {
    auto turns = ShiftFiguresTable(m_connection).ended(from, to);
    if (!turns) {
        return turns;
    }
    std::map<base::AccountId, model::SharedRule> rules;
    for (model::EndedTurn& turn : *turns) {
        auto known = rules.find(turn.account);
        if (known == rules.end()) {
            base::Result<model::SharedRule> found = rule(turn.account);
            if (!found) {
                return base::fail(found.error());
            }
            known = rules.emplace(turn.account, std::move(*found)).first;
        }
        turn.rule = known->second;
    }
    return turns;
}

base::Result<model::ShiftCounts> Reader::shiftCounts(const model::ShiftQuestion& question) const {
    const ShiftFiguresTable table(m_connection);
    auto counts = table.waiting(question);
    if (!counts) {
        return counts;
    }
    auto arrivals = table.arrivals(question.since);
    if (!arrivals) {
        return base::fail(arrivals.error());
    }
    counts->arrivals = std::move(*arrivals);
    // What ends at this very moment counts.
    const base::UtcTime end = question.now + base::Duration{1};
    const auto ended = endedTurns(std::min(question.since, question.running.value_or(question.since)), end);
    if (!ended) {
        return base::fail(ended.error());
    }
    std::vector<model::EndedTurn> ofShift;
    for (const model::EndedTurn& turn : *ended) {
        counts->missed += turn.endedAt >= question.since && turn.outcome == model::TurnOutcome::Missed;
        if (question.running && turn.endedAt >= *question.running) {
            ofShift.push_back(turn);
        }
    }
    counts->figures = model::shiftFigures(ofShift);
    return counts;
}

base::Result<model::Standing> Reader::standing(const model::StandingRule& rule, base::UtcTime now) const {
    const base::UtcTime since = now - std::max(rule.span, rule.publicSpan);
    const auto turns = ShiftFiguresTable(m_connection).standingTurns(since, now);
    if (!turns) {
        return base::fail(turns.error());
    }
    return model::standingOf(*turns, rule, now);
}

base::Result<std::vector<model::CannedReply>> Reader::cannedReplies() const {
    return CannedReplyTable(m_connection).list();
}

base::Result<std::vector<model::Lesson>> Reader::lessons(int limit) const {
    return LessonTable(m_connection).list(limit);
}

base::Result<model::SuggestionLog> Reader::suggestionLog() const {
    auto library = cannedReplies();
    if (!library) {
        return base::fail(std::move(library.error()));
    }
    auto learnt = lessons(model::kMostLessons);
    if (!learnt) {
        return base::fail(std::move(learnt.error()));
    }
    auto outcomes = LessonTable(m_connection).outcomes(model::kMostOutcomes);
    if (!outcomes) {
        return base::fail(std::move(outcomes.error()));
    }
    return model::SuggestionLog{
        .library = std::move(*library), .lessons = std::move(*learnt), .outcomes = std::move(*outcomes)};
}

base::Result<std::vector<model::TypedReply>> Reader::typedReplies(base::MessageId after,
                                                                  base::MessageId until) const {
    return LessonTable(m_connection).typed(after, until);
}

base::Result<base::MessageId> Reader::latestMessage() const {
    auto latest = sqlite::first(m_connection, "SELECT ifnull(max(id), 0) FROM message",
                                [](const sqlite::Statement& row) { return row.id<base::MessageId>(0); });
    if (!latest) {
        return base::fail(std::move(latest.error()));
    }
    return latest->value_or(base::MessageId{});
}

base::Result<std::string> Reader::draft(base::ConversationId conversation) const {
    auto text = sqlite::first(
        m_connection, "SELECT text FROM draft WHERE conversation_id = ?",
        [](const sqlite::Statement& row) { return row.text(0); }, conversation);
    if (!text) {
        return base::fail(std::move(text.error()));
    }
    return std::move(*text).value_or(std::string());
}

base::Result<model::ShopNames> Reader::names() const {
    auto shop = setting(kShopNameSetting);
    if (!shop) {
        return base::fail(std::move(shop.error()));
    }
    auto agent = setting(kAgentNameSetting);
    if (!agent) {
        return base::fail(std::move(agent.error()));
    }
    return model::ShopNames{.shop = std::move(*shop), .agent = std::move(*agent)};
}

base::Result<std::string> Reader::setting(const std::string& name) const {
    auto value = sqlite::first(
        m_connection, "SELECT value FROM setting WHERE name = ?",
        [](const sqlite::Statement& row) { return row.text(0); }, name);
    if (!value) {
        return base::fail(std::move(value.error()));
    }
    return std::move(*value).value_or(std::string());
}

}  // namespace store
