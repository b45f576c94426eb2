// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/top_domain.h"

#include "base/text.h"

#include <libpsl.h>

#include <string>

namespace base {

bool isTopDomain(std::string_view label) {
    // NO_STAR_RULE: without it every unknown ending passes for a suffix.
    const std::string ending = asciiLower(label);
    return !ending.empty() && ending.find('.') == std::string::npos &&
           psl_is_public_suffix2(psl_builtin(), ending.c_str(), PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) != 0;
}

bool hasTopDomain(std::string_view host) {
    const auto dot = host.rfind('.');
    return dot != std::string_view::npos && dot > 0 && isTopDomain(host.substr(dot + 1));
}

}  // namespace base
