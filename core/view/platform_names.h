// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace view {

/// "Mastodon" for "mastodon"; a platform that is not on the list is called by its own word.
[[nodiscard]] std::string platformName(std::string_view platform);
/// The letters of its tag, "Ma"; of others the first two.
[[nodiscard]] std::string platformTag(std::string_view platform);

}  // namespace view
