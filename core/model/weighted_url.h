// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace model {

/// A URL in a text, as places of code points.
struct WeightedUrl {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The URLs that X makes links of, in order: with https:// or http://, and without where the host ends in a
/// top-level domain that exists. The rules of twitter-text 3. Linear.
[[nodiscard]] std::vector<WeightedUrl> findWeightedUrls(std::u32string_view text);

}  // namespace model
