// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/write_tx.h"

#include "model/intent.h"
#include "model/reply.h"

#include "base/error.h"

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace store {

/// What came of an attempt.
struct SettledSent {
    model::SentReply reply;
};
struct SettledRetry {  ///< certainly not arrived
    base::UtcTime notBefore;
    base::Error why;
};
struct SettledFailed {  ///< refused for good
    base::Error why;
};
struct SettledUnknown {  ///< may have arrived
    base::Error why;
};
using Settlement = std::variant<SettledSent, SettledRetry, SettledFailed, SettledUnknown>;

/// What is known of an uncertain reply after looking, or the agent's word on it.
struct Found {
    model::SentReply reply;
};
struct NotFound {};  ///< looked, not there (yet)
struct AgentArrived {};
struct AgentResend {};
struct AgentDiscard {};  ///< gone for good; one that may have arrived stays to be seen in its thread
using Resolution = std::variant<Found, NotFound, AgentArrived, AgentResend, AgentDiscard>;

/// The outbox's state machine. Queued → InFlight → Sent | Failed | Uncertain; see architecture.md and the
/// table in tests/store/outbox. No reply is sent twice: an attempt is counted, and what makes a repeat safe
/// is chosen, in the commit before a byte leaves; a reply that may have arrived is repeated only before
/// safe_until, else never by itself.
class Outbox {
public:
    explicit Outbox(WriteTx& tx) : m_tx(tx) {}

    /// Message row and outbox row, together. `draft` comes from Reader::draftOf. It may go when `holdBack`
    /// has passed, and not before `sendAt`.
    [[nodiscard]] base::Result<base::ReplyId> queue(const model::ReplyDraft& draft, base::MessageId to,
                                                    base::Duration holdBack,
                                                    std::optional<base::UtcTime> sendAt = {},
                                                    model::IfWroteAgain ifWroteAgain = {});
    /// The reply of this account that may go now, as InFlight with its attempt counted; nothing when there is
    /// none. What a closing reply window hurries goes first, then the oldest. First in, first out per
    /// conversation, unless the agent moved them: a reply waits while an earlier one of its conversation is
    /// queued, in flight or uncertain, unless that one is for later. One that asks first is left alone once
    /// the customer wrote again. `guarantee` is the account's promise for this kind of reply; `freeze` is
    /// called at the first claim alone. A reply that may have arrived and whose safe_until has passed becomes
    /// Uncertain instead. With `only`, nothing but this one, when it is its turn.
    using Guarantee = std::function<model::RepeatGuarantee(model::Visibility)>;
    using Freeze = std::function<base::Result<model::FrozenReply>(const model::OutboxRow&)>;
    [[nodiscard]] base::Result<std::optional<model::OutboxRow>> claim(base::AccountId account,
                                                                      const Guarantee& guarantee,
                                                                      const Freeze& freeze,
                                                                      std::optional<base::ReplyId> only = {});
    [[nodiscard]] base::Status settle(base::ReplyId reply, const Settlement& settlement);
    /// At start: what was in flight when the program ended. Inside the guarantee it is queued again, else
    /// Uncertain.
    [[nodiscard]] base::Result<int> recover();
    [[nodiscard]] base::Status resolve(base::ReplyId reply, const Resolution& resolution);
    /// A queued or failed reply is taken back and returned; refused once an attempt may have arrived.
    [[nodiscard]] base::Result<std::string> cancel(base::ReplyId reply);
    /// Changes places with the next reply of its conversation that waits as well, also in the thread.
    /// BadInput when there is none, or one of the two may have left.
    [[nodiscard]] base::Status move(base::ReplyId reply, model::MoveReply::Way way);
    /// A failed reply is queued again with the same frozen body; a queued one may go at once, also though the
    /// customer wrote again.
    [[nodiscard]] base::Status retry(base::ReplyId reply);
    /// Replies of this account that wait only for our own pause after a failure may go now. One that is held
    /// back for undo, or for which the platform named a time, goes on waiting.
    [[nodiscard]] base::Status hurry(base::AccountId account);

private:
    WriteTx& m_tx;
};

}  // namespace store
