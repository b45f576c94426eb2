// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/canned_wording.h"

#include "base/text.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace model {
namespace {

struct Wording {
    std::size_t index = 0;
    bool platform = false;  ///< it is meant for this very platform
    bool language = false;  ///< likewise
};

/// What may be said there, the own text first.
std::vector<Wording> possible(const CannedReply& reply, const ReplyPlace& place) {
    std::vector<Wording> wordings{{}};
    for (std::size_t i = 0; i < reply.variants.size(); ++i) {
        const CannedVariant& variant = reply.variants[i];
        const bool elsewhere = !variant.platform.empty() && variant.platform != place.platform;
        const bool foreign = !variant.language.empty() && variant.language != place.language;
        if (!elsewhere && !foreign) {
            wordings.push_back({.index = i + 1,
                                .platform = !variant.platform.empty(),
                                .language = !variant.language.empty()});
        }
    }
    return wordings;
}

}  // namespace

std::size_t wordingFor(const CannedReply& reply, const ReplyPlace& place,
                       const std::function<bool(const std::string&)>& fits) {
    std::vector<Wording> wordings = possible(reply, place);
    const Wording best = *std::ranges::max_element(
        wordings, {}, [](const Wording& wording) { return std::tuple(wording.platform, wording.language); });
    if (fits(wordingAt(reply, best.index))) {
        return best.index;
    }
    std::erase_if(wordings, [&](const Wording& wording) { return !fits(wordingAt(reply, wording.index)); });
    if (wordings.empty()) {
        return best.index;
    }
    return std::ranges::max_element(
               wordings, {},
               [&](const Wording& wording) {
                   return std::tuple(wording.language, base::countGraphemes(wordingAt(reply, wording.index)));
               })
        ->index;
}

const std::string& wordingAt(const CannedReply& reply, std::size_t wording) {
    return wording == 0 || wording > reply.variants.size() ? reply.text : reply.variants[wording - 1].text;
}

}  // namespace model
