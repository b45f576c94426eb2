// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ui {

/// ":ship" in a text, as it is typed.
struct ReplyQuery {
    int begin = 0;  ///< of the colon, in UTF-16 units
    QString words;  ///< what is behind it, may be empty
    /// ":D" is a face as well: nothing is chosen before the agent does.
    bool isFace = false;
    bool operator==(const ReplyQuery&) const = default;
};

/// The one that ends at the caret. A colon in a word, in a time (10:30) or in an address (https://) asks for
/// nothing, nor does one that is followed by anything but letters and digits.
[[nodiscard]] std::optional<ReplyQuery> replyQueryAt(const QString& text, int caret);

}  // namespace ui
