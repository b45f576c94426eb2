// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/mention.h"

#include "base/text.h"

#include <string>

namespace platform::graph {
namespace {

bool isNameLetter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' ||
           letter == '.';
}

}  // namespace

model::MentionOfUs mentionOf(std::string_view username, std::string_view text, bool reply) {
    if (username.empty()) {
        return model::MentionOfUs::None;
    }
    const std::string wanted = "@" + std::string(username);
    const std::string lower = base::asciiLower(text);
    for (auto at = lower.find(wanted); at != std::string::npos; at = lower.find(wanted, at + 1)) {
        // Full stops behind the name end the sentence.
        auto end = at + wanted.size();
        while (end < lower.size() && lower[end] == '.') {
            ++end;
        }
        const bool stops = end == lower.size() || !isNameLetter(lower[end]);
        const bool address = at > 0 && isNameLetter(lower[at - 1]);
        if (stops && !address) {
            return reply && at == 0 ? model::MentionOfUs::Leading : model::MentionOfUs::Written;
        }
    }
    return model::MentionOfUs::None;
}

}  // namespace platform::graph
