// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/triage_kind.h"

#include <algorithm>

namespace model {
namespace {

constexpr std::array<std::string_view, kTriageKinds.size()> kNames{"complaint", "question", "praise", "other",
                                                                   "spam"};

}  // namespace

std::string_view name(TriageKind kind) {
    return kNames.at(placeOf(kind));
}

std::optional<TriageKind> triageKindNamed(std::string_view name) {
    const auto* const found = std::ranges::find(kNames, name);
    return found == kNames.end()
               ? std::nullopt
               : std::optional(kTriageKinds.at(static_cast<std::size_t>(found - kNames.begin())));
}

}  // namespace model
