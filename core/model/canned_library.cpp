// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/canned_library.h"

#include "base/text.h"

#include <algorithm>

namespace model {
namespace {

/// What two titles have in common that people would take for the same.
std::string comparable(const std::string& title) {
    return base::asciiLower(base::normalizeForCompare(title));
}

}  // namespace

std::optional<CannedFault> faultOf(const CannedReply& reply, const std::vector<CannedReply>& library) {
    if (base::trim(reply.title).empty()) {
        return CannedFault::NoTitle;
    }
    if (base::trim(reply.text).empty()) {
        return CannedFault::NoText;
    }
    const std::string title = comparable(reply.title);
    const auto before = std::ranges::find(library, reply.id, &CannedReply::id);
    if (reply.id && before != library.end() && comparable(before->title) == title) {
        return std::nullopt;
    }
    const bool taken = std::ranges::any_of(library, [&](const CannedReply& other) {
        return other.id != reply.id && comparable(other.title) == title;
    });
    return taken ? std::optional(CannedFault::TitleTaken) : std::nullopt;
}

CannedReply tidied(CannedReply reply) {
    reply.title = base::normalizeForCompare(base::sanitizeUtf8(reply.title));
    reply.text = base::sanitizeUtf8(reply.text);
    return reply;
}

}  // namespace model
