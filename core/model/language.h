// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/message.h"

#include "base/ids.h"

#include <span>
#include <string>
#include <string_view>

namespace model {

/// The language in which somebody wrote ("de"), told by its script or by very common little words; empty
/// where they do not say it for sure.
[[nodiscard]] std::string languageOf(std::string_view text);

/// That of a customer, by what they wrote, the latest first: "Danke!" alone may say little. The messages are
/// in order.
[[nodiscard]] std::string languageOf(std::span<const Message> messages, base::ContactId customer);

/// Those that it knows, by their codes.
[[nodiscard]] std::span<const std::string_view> knownLanguages();

}  // namespace model
