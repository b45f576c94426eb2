// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace app {

/// A text of Chatwoot with our placeholders: "{{ contact.first_name || 'there' }}" becomes
/// "{{customer.first_name|there}}". One without its like here stays under its own name, which is added to
/// `foreign` once. What Liquid would do to a value is left out, since it would stand in the text as a
/// fallback.
[[nodiscard]] std::string fromChatwoot(std::string_view text, std::vector<std::string>& foreign);

}  // namespace app
