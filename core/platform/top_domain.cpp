// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/top_domain.h"

#include "base/text.h"

#include <libpsl.h>

#include <string>

namespace platform {

bool hasTopDomain(std::string_view host) {
    const auto dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == host.size()) {
        return false;
    }
    // NO_STAR_RULE: without it every unknown ending passes for a suffix.
    const std::string ending = base::asciiLower(host.substr(dot + 1));
    return psl_is_public_suffix2(psl_builtin(), ending.c_str(), PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) != 0;
}

}  // namespace platform
