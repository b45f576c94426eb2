// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"
#include "model/business_hours.h"
#include "model/canned_reply.h"
#include "model/conversation.h"
#include "model/message.h"
#include "model/own_field.h"
#include "model/price_list.h"
#include "model/reply.h"
#include "model/reply_habit.h"
#include "model/response_target.h"
#include "model/shift.h"
#include "model/shop_names.h"
#include "model/stream_hit.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace view {

/// Everything that the window reads, without the store's headers. Each call is indexed and reads at most
/// kMostRows rows. One thread: the one that made it.
class ConsoleSource {
public:
    static constexpr int kMostRows = 200;

    struct Counts {
        int needsReply = 0, answered = 0, snoozed = 0, done = 0, spam = 0;
        int outbox = 0;   ///< replies not confirmed
        int streams = 0;  ///< posts found by searches, kMostRows at most
    };
    /// The last row shown; the next page begins after it. Keyset, never an offset.
    struct InboxPlace {
        base::UtcTime at;  ///< by which it is ordered
        base::ConversationId id;
    };
    struct ThreadPlace {
        base::UtcTime at;
        base::MessageId id;
    };
    struct Hit {
        base::ConversationId conversation;
        base::MessageId message;
        base::UtcTime at;
        std::string text;  ///< the whole message
    };

    virtual ~ConsoleSource() = default;

    [[nodiscard]] virtual base::Result<Counts> counts() const = 0;
    [[nodiscard]] virtual base::Result<std::vector<model::Account>> accounts() const = 0;
    /// Without a state all but spam; for the orders of a state see model::InboxOrder.
    [[nodiscard]] virtual base::Result<std::vector<model::ConversationRow>>
    inbox(std::optional<model::ConversationState> state, int limit, std::optional<InboxPlace> after,
          model::InboxOrder order) const = 0;
    /// Where the page behind this row begins.
    [[nodiscard]] static InboxPlace placeOf(const model::ConversationRow& row, model::InboxOrder order);
    [[nodiscard]] virtual base::Result<model::ConversationRow>
    conversation(base::ConversationId id) const = 0;
    /// Those of one customer, the latest first.
    [[nodiscard]] virtual base::Result<std::vector<model::ConversationRow>>
    ofCustomer(base::ContactId customer, int limit) const = 0;
    /// The latest `limit` messages before `before` (or the end), oldest first.
    [[nodiscard]] virtual base::Result<std::vector<model::Message>>
    messages(base::ConversationId id, int limit, std::optional<ThreadPlace> before) const = 0;
    /// What an edited message said before, the latest of its former texts; empty = it is not known.
    [[nodiscard]] virtual base::Result<std::string> formerText(base::MessageId message) const = 0;
    /// What stands above a public conversation, oldest first.
    [[nodiscard]] virtual base::Result<std::vector<model::Message>>
    context(base::ConversationId id) const = 0;
    /// Private replies of ours to the public messages of this conversation since then, or such as stand in
    /// it.
    [[nodiscard]] virtual base::Result<std::vector<model::PrivateAnswer>>
    privateAnswers(base::ConversationId id, base::UtcTime since) const = 0;
    [[nodiscard]] virtual base::Result<std::vector<model::Gap>>
    gaps(base::AccountId account, base::ConversationId conversation) const = 0;
    /// Replies that are not confirmed, oldest first.
    [[nodiscard]] virtual base::Result<std::vector<model::OutboxRow>> outbox() const = 0;
    /// Replies sent since then, the latest first.
    [[nodiscard]] virtual base::Result<std::vector<model::OutboxRow>> sentSince(base::UtcTime since,
                                                                                int limit) const = 0;
    /// The latest that were written here, the latest first.
    [[nodiscard]] virtual base::Result<std::vector<model::EarlierReply>> latestReplies(int limit) const = 0;
    /// What happened to a reply, in order.
    [[nodiscard]] virtual base::Result<std::vector<model::ReplyEvent>>
    replyEvents(base::ReplyId reply) const = 0;
    /// Newest first.
    [[nodiscard]] virtual base::Result<std::vector<Hit>> search(const std::string& query,
                                                                int limit) const = 0;
    /// Posts that searches found and nobody answered or dismissed, of all accounts, newest first.
    [[nodiscard]] virtual base::Result<std::vector<model::StreamHit>> streamHits(int limit) const = 0;
    /// What a reply with this text would be: audience, addressee, readers. `to` 0 = the customer's latest
    /// message.
    [[nodiscard]] virtual base::Result<model::ReplyDraft> replyDraft(base::ConversationId conversation,
                                                                     base::MessageId to, bool privately,
                                                                     const std::string& text) const = 0;
    [[nodiscard]] virtual base::Result<std::string> draft(base::ConversationId conversation) const = 0;
    [[nodiscard]] virtual base::Result<std::vector<model::CannedReply>> cannedReplies() const = 0;
    [[nodiscard]] virtual base::Result<model::ShopNames> names() const = 0;
    /// By name.
    [[nodiscard]] virtual base::Result<std::vector<model::OwnField>> ownFields() const = 0;
    /// All versions of the account's own hours, or with 0 of the shop's, oldest first; empty = there are
    /// none.
    [[nodiscard]] virtual base::Result<std::vector<model::HoursVersion>>
    hours(base::AccountId account) const = 0;
    /// The owner's own targets; the other platforms have what their accounts say.
    [[nodiscard]] virtual base::Result<std::vector<model::PlatformTarget>> targets() const = 0;
    /// The latest first.
    [[nodiscard]] virtual base::Result<std::vector<model::Shift>> shifts(int limit) const = 0;
    /// What the account has cost in the month that `now` is in, by kind.
    [[nodiscard]] virtual base::Result<std::vector<model::CostSum>> costsOfMonth(base::AccountId account,
                                                                                 base::UtcTime now) const = 0;
};

}  // namespace view
