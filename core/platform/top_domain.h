// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace platform {

/// Does a host name end in a top-level domain that exists ("shop.example.com", not "now.Please")? By the
/// Public Suffix List that is compiled into libpsl. ASCII and UTF-8 names, in any case.
[[nodiscard]] bool hasTopDomain(std::string_view host);

}  // namespace platform
