// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace base {

/// Is this a top-level domain that exists ("com", "みんな"), by the Public Suffix List that is compiled into
/// libpsl? ASCII and UTF-8, in any case.
[[nodiscard]] bool isTopDomain(std::string_view label);
/// Does a host name end in one ("shop.example.com", not "now.Please")?
[[nodiscard]] bool hasTopDomain(std::string_view host);

}  // namespace base
