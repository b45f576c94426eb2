// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <string>
#include <string_view>

/// What can be done to a customer's public message beside answering it, where its platform has it. It answers
/// nobody and ends no turn.
namespace model {

enum class Deed { Hide, Like };
[[nodiscard]] std::string_view name(Deed value);
[[nodiscard]] std::optional<Deed> deedNamed(std::string_view word);

/// How one deed stands with one message.
struct DeedState {
    bool done = false;             ///< by the platform's word
    std::optional<bool> wished{};  ///< done or taken back, of which the platform is still to be told
    bool possible = false;         ///< here, and with this message
    std::string refusal;           ///< why the latest wish was given up, one sentence; mostly empty

    /// As the agent wants it, and mostly as it is.
    [[nodiscard]] bool isDone() const { return wished.value_or(done); }
    bool operator==(const DeedState&) const = default;
};

/// What a platform says with a message; nothing = it does not say.
struct DeedsSeen {
    std::optional<bool> hidden{};
    std::optional<bool> liked{};
    std::optional<bool> canHide{};
    std::optional<bool> canLike{};
    bool operator==(const DeedsSeen&) const = default;
};

/// What the platform is to be told. To tell it twice is to tell it once.
struct DeedWish {
    base::MessageId message;
    std::string remoteId;
    base::UtcTime at;  ///< of the message
    Deed deed = Deed::Hide;
    bool wanted = true;  ///< false = taken back
    int attempts = 0;
    base::UtcTime notBefore{};
};

/// The agent hides a message, likes it, or takes that back: see model/intent.h. It waits while there is no
/// network; the opposite wish takes its place.
struct WishDeed {
    base::MessageId message;
    Deed deed = Deed::Hide;
    bool wanted = true;
};

}  // namespace model
