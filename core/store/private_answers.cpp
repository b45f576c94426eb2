// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/private_answers.h"

#include "store/sqlite/query.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace store {
namespace {

/// From the public message, "m", to the answer, and the other way round: what is asked for by goes first.
constexpr std::string_view kColumns =
    "SELECT answer.id, answer.conversation_id, answer.at, answer.delivery, m.id, m.conversation_id, m.text ";
constexpr std::string_view kFromPublic = "FROM message AS m CROSS JOIN message AS answer "
                                         "ON answer.parent_id = m.id AND answer.parent_id <> 0 ";
constexpr std::string_view kFromPrivate =
    "FROM message AS answer CROSS JOIN message AS m ON m.id = answer.parent_id ";
constexpr std::string_view kCounts = "AND m.visibility = 'public' AND answer.visibility = 'private' "
                                     "AND answer.direction = 'outbound' AND answer.delivery <> 'failed' ";

std::string sql(std::string_view from, std::string_view where, std::string_view order) {
    std::string text(kColumns);
    return text.append(from).append(where).append(kCounts).append(order);
}

const std::string kTo = sql(kFromPublic, "WHERE m.id = ? ", "ORDER BY answer.id DESC LIMIT 1");
const std::string kIn =
    sql(kFromPrivate, "WHERE answer.conversation_id = ? ", "ORDER BY answer.at DESC, answer.id DESC LIMIT 1");
const std::string kToThese =
    sql(kFromPublic, "WHERE m.conversation_id = ? AND m.at >= ? ", "ORDER BY m.at DESC, m.id DESC LIMIT ?");
const std::string kInThese = sql(kFromPrivate, "WHERE answer.conversation_id = ? AND answer.at >= ? ",
                                 "ORDER BY answer.at DESC, answer.id DESC LIMIT ?");

model::PrivateAnswer read(const sqlite::Statement& row) {
    return {.id = row.id<base::MessageId>(0),
            .conversation = row.id<base::ConversationId>(1),
            .at = row.time(2),
            .delivery = model::deliveryNamed(row.view(3)).value_or(model::Delivery::None),
            .to = row.id<base::MessageId>(4),
            .toConversation = row.id<base::ConversationId>(5),
            .toText = row.text(6)};
}

}  // namespace

base::Result<std::optional<model::PrivateAnswer>> privateAnswerTo(sqlite::Connection& connection,
                                                                  base::MessageId message) {
    return sqlite::first(connection, kTo, read, message);
}

base::Result<std::optional<model::PrivateAnswer>> privateAnswerIn(sqlite::Connection& connection,
                                                                  base::ConversationId conversation) {
    return sqlite::first(connection, kIn, read, conversation);
}

base::Result<std::vector<model::PrivateAnswer>> privateAnswersOf(sqlite::Connection& connection,
                                                                 base::ConversationId conversation,
                                                                 base::UtcTime since, int limit) {
    auto found = sqlite::all(connection, kToThese, read, conversation, since, limit);
    if (!found || !found->empty()) {
        return found;
    }
    return sqlite::all(connection, kInThese, read, conversation, since, limit);
}

}  // namespace store
