// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"

#include "store/account_table.h"
#include "store/canned_reply_table.h"
#include "store/hours_table.h"
#include "store/response_rules.h"
#include "store/setting_names.h"
#include "store/shift_figures.h"
#include "store/shift_table.h"
#include "store/sqlite/query.h"

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

base::Result<std::vector<model::Arrivals>> Reader::arrivals(base::UtcTime since, int limit) const {
    return ShiftFiguresTable(m_connection).arrivals(since, limit);
}

base::Result<std::vector<model::EndedTurn>> Reader::endedTurns(base::UtcTime from, base::UtcTime to,
                                                               int limit) const {
    auto turns = ShiftFiguresTable(m_connection).ended(from, to, limit);
    if (!turns) {
        return turns;
    }
    for (model::EndedTurn& turn : *turns) {
        base::Result<model::SharedRule> found = rule(turn.account);
        if (!found) {
            return base::fail(found.error());
        }
        turn.rule = std::move(*found);
    }
    return turns;
}

base::Result<std::vector<model::CannedReply>> Reader::cannedReplies() const {
    return CannedReplyTable(m_connection).list();
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
