// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/write_tx.h"

#include "model/deed.h"
#include "model/message.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace store {

/// Hides and likes: what platforms say of them, and what the agent wishes until the platform was told. To
/// tell it twice is to tell it once, so that nothing has to be known of a lost answer.
class MessageDeeds {
public:
    explicit MessageDeeds(WriteTx& tx) : m_tx(tx) {}

    /// Replaces the opposite wish. Refused where the platform doesn't have it, or not with this message.
    [[nodiscard]] base::Status wish(const model::WishDeed& wish);
    /// The platform is about to be told: from now on it may know.
    [[nodiscard]] base::Status leaves(const model::DeedWish& wish);
    /// How that ended. Another wish that came meanwhile stays.
    [[nodiscard]] base::Status done(const model::DeedWish& wish);
    [[nodiscard]] base::Status later(const model::DeedWish& wish, base::UtcTime notBefore);
    /// Whatever holds up those of an account may be over.
    [[nodiscard]] base::Status hurry(base::AccountId account);
    /// For good: the wish is given up.
    [[nodiscard]] base::Status refused(const model::DeedWish& wish, const std::string& why);
    /// What the platform says with a stored message.
    [[nodiscard]] base::Status seen(base::AccountId account, base::MessageId message,
                                    const model::DeedsSeen& seen);

private:
    [[nodiscard]] base::Status seen(base::AccountId account, base::MessageId message, model::Deed deed,
                                    std::optional<bool> done, std::optional<bool> possible);
    [[nodiscard]] base::Status noteChange(base::MessageId message);

    WriteTx& m_tx;
};

/// How the deeds stand with messages of one conversation.
[[nodiscard]] base::Status readDeeds(sqlite::Connection& connection, std::vector<model::Message>& messages);
/// What the account's platform is still to be told, what may go first the first.
[[nodiscard]] base::Result<std::vector<model::DeedWish>> deedWishes(sqlite::Connection& connection,
                                                                    base::AccountId account, int limit);

}  // namespace store
