// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/composer_view.h"

#include <string>
#include <string_view>

/// "Can I reply here?" in words.
namespace view {

[[nodiscard]] ComposerBanner bannerOf(const ComposerInput& input, const Words& words, base::UtcTime now);
/// The window that runs while one looks; of the usual one and a person's the one to meet.
[[nodiscard]] std::optional<base::UtcTime> windowShown(const ComposerInput& input, base::UtcTime now);

/// The conversation's customer, by the shortest name.
[[nodiscard]] std::string customerOf(const ComposerInput& input, const Words& words);
/// Whom the reply goes to: the author of the message answered, else the customer.
[[nodiscard]] std::string addresseeOf(const ComposerInput& input, const Words& words);
/// "user@domain" for comparing: without a leading @, in lower case, without the port that only test servers
/// have.
[[nodiscard]] std::string comparableHandle(std::string_view handle);

}  // namespace view
