// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reply.h"

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

/// A reply as it is frozen for Graph.
namespace platform::graph {

/// For how long a business may answer, and a person in its name.
inline constexpr base::Duration kWindow = std::chrono::hours{24};
inline constexpr base::Duration kPersonWindow = std::chrono::days{7};

struct Frozen {
    enum class Kind {
        Message,       ///< to a person who wrote
        PrivateReply,  ///< to who wrote a comment or a post: the only one that it takes
        Comment
    };
    /// Whether the usual window is over.
    enum class Window {
        Open,
        PersonIfClosed,  ///< should the platform say that it is over, a person may answer all the same
        Person           ///< it is over: only as a person
    };
    Kind kind = Kind::Message;
    std::string path;  ///< it is posted to
    std::string text;
    std::string to;       ///< the person's id; of a private reply the comment's or the post's
    std::string author;   ///< of a private reply: who gets it
    std::string parent;   ///< of a comment
    bool toPost = false;  ///< a private reply to a post, not to a comment
    Window window = Window::Open;
};
[[nodiscard]] model::FrozenReply freeze(const Frozen& reply);
[[nodiscard]] Frozen thaw(const model::FrozenReply& frozen);

/// By when the person wrote last. What the platform's own clock says decides; HUMAN_AGENT is never used
/// inside of the window.
[[nodiscard]] Frozen::Window windowAt(std::optional<base::UtcTime> customerWroteAt, base::UtcTime now,
                                      bool personsMayAnswer);

/// A text as two looks at it agree on.
[[nodiscard]] std::string comparable(std::string_view text);

}  // namespace platform::graph
