// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace base {

/// A row id that can't be mistaken for another table's. 0 = none. Rows are AUTOINCREMENT: never reused.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    [[nodiscard]] constexpr explicit operator bool() const { return value != 0; }
    constexpr auto operator<=>(const Id&) const = default;
};

using AccountId = Id<struct AccountTag>;
using ContactId = Id<struct ContactTag>;
using ConversationId = Id<struct ConversationTag>;
using MessageId = Id<struct MessageTag>;
using ReplyId = Id<struct ReplyTag>;  ///< a row of the outbox
using CannedReplyId = Id<struct CannedReplyTag>;
using GapId = Id<struct GapTag>;
using ShiftId = Id<struct ShiftTag>;

}  // namespace base

template <class Tag>
struct std::hash<base::Id<Tag>> {
    std::size_t operator()(const base::Id<Tag>& id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
