// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"

#include "store/account_table.h"
#include "store/canned_reply_table.h"
#include "store/setting_names.h"
#include "store/sqlite/query.h"

#include <utility>

namespace store {

Reader::Reader(std::unique_ptr<sqlite::Connection> own) : m_own(std::move(own)), m_connection(*m_own) {}

Reader::Reader(sqlite::Connection& borrowed) : m_connection(borrowed) {}

Reader::~Reader() = default;

base::Result<std::vector<model::Account>> Reader::accounts() const {
    return AccountTable(m_connection).list();
}

base::Result<model::Account> Reader::account(base::AccountId id) const {
    return AccountTable(m_connection).find(id);
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
