// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/sentences.h"

#include "model/canned_reply.h"

#include "base/text.h"

namespace view {

std::string sentences(std::initializer_list<std::string> parts, const Words& words) {
    std::string all;
    for (const std::string& part : parts) {
        if (part.empty()) {
            continue;
        }
        if (all.ends_with('.')) {
            all.pop_back();  // the join brings its own
        }
        all = all.empty() ? part : words.say(Phrase::SpokenJoin, {{"first", all}, {"second", part}});
    }
    return all;
}

std::string shownName(std::string_view name, std::string_view handle, const Words& words) {
    for (const std::string_view each : {name, handle}) {
        if (std::string clean = base::cleanName(each); !clean.empty()) {
            return clean;
        }
    }
    return words.say(Phrase::NoName);
}

std::string shortName(std::string_view name, std::string_view handle, const Words& words) {
    const model::PlaceholderValues values = model::placeholderValues(name, handle, {}, {});
    const auto first = values.find("customer.first_name");
    return first == values.end() ? shownName(name, handle, words) : first->second;
}

}  // namespace view
