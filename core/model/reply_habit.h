// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// A reply that was queued or sent.
struct EarlierReply {
    std::string text;
    base::ContactId customer;  ///< of its conversation
    base::UtcTime at;          ///< when it was written
    bool operator==(const EarlierReply&) const = default;
};

/// What a customer would take for a machine.
struct Repetition {
    enum class Kind {
        SameCustomer,  ///< got this same reply before
        ManyInARow,    ///< customers got it one after the other
    };
    Kind kind = Kind::SameCustomer;
    base::UtcTime at{};  ///< SameCustomer: the last time
    int times = 0;       ///< ManyInARow: so many of them, this one not counted
    bool operator==(const Repetition&) const = default;
};

/// Remembers the latest replies, to point out what is repeated word for word before it is sent. Names that
/// were filled in make no difference.
class ReplyHabit {
public:
    /// So many are looked at.
    static constexpr int kLatest = 200;
    /// From so many on it is said.
    static constexpr std::size_t kManyInARow = 4;

    ReplyHabit() = default;
    explicit ReplyHabit(const std::vector<EarlierReply>& latestFirst);

    /// Nothing for a short text: people thank in the same words.
    [[nodiscard]] std::optional<Repetition> repetitionIn(std::string_view text,
                                                         base::ContactId customer) const;

private:
    struct Earlier {
        std::vector<std::string> words;  ///< sorted
        base::ContactId customer;
        base::UtcTime at;
    };
    std::vector<Earlier> m_earlier;  ///< the latest first
};

}  // namespace model
