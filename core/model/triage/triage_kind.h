// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace model {

/// What a customer's message is, in the order of what is asked of the agent.
enum class TriageKind { Complaint, Question, Praise, Other, Spam };
inline constexpr std::array kTriageKinds{TriageKind::Complaint, TriageKind::Question, TriageKind::Praise,
                                         TriageKind::Other, TriageKind::Spam};
[[nodiscard]] constexpr std::size_t placeOf(TriageKind kind) {
    return static_cast<std::size_t>(kind);
}
/// As it is stored and given out: "complaint".
[[nodiscard]] std::string_view name(TriageKind kind);
[[nodiscard]] std::optional<TriageKind> triageKindNamed(std::string_view name);

/// Above this a message of a stranger is set aside by itself; nothing else ever is.
inline constexpr double kSetAsideAbove = 0.98;

/// What a conversation is taken for, as it is kept: by the message of its latest turn that weighs most.
struct TriageMark {
    enum class Source {
        Told,       ///< by rules and by what was learnt
        Corrected,  ///< by the agent
    };
    TriageKind kind = TriageKind::Other;
    double probability = 0;
    std::string because;  ///< the words that spoke for it, parted by line ends; may be empty
    base::MessageId message;
    Source source = Source::Told;
    bool operator==(const TriageMark&) const = default;
};

/// A correction, with the words that it was about.
struct TriageLesson {
    TriageKind kind = TriageKind::Other;
    std::string message;
    bool operator==(const TriageLesson&) const = default;
};

}  // namespace model
