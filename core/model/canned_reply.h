// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// Another wording of a canned reply: for a platform, for a language, or only of another length.
struct CannedVariant {
    std::string text;
    std::string platform{};  ///< the adapter's folder name; empty = any
    std::string language{};  ///< the customer's, as model::languageOf() names it; empty = any
    bool operator==(const CannedVariant&) const = default;
};

struct CannedReply {
    base::CannedReplyId id;
    std::string title;
    std::string text;                       ///< may hold placeholders: {{customer.first_name|there}}
    std::vector<std::string> tags{};        ///< by which it is found, as the owner ordered them
    std::vector<CannedVariant> variants{};  ///< see model/canned_wording.h
    bool operator==(const CannedReply&) const = default;
};

/// A placeholder that found no value and has no fallback: byte range in the filled text.
struct OpenPlaceholder {
    std::string name;
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct FilledReply {
    std::string text;
    std::vector<OpenPlaceholder> open;
};

/// What Shopbell fills in by itself.
inline constexpr std::array kBuiltInPlaceholders{"customer.first_name", "customer.name", "customer.handle",
                                                 "shop.name",           "agent.name",    "shop.next_opening"};

/// Placeholder name to value; an empty value counts as none, and braces in a value are left out.
/// "{{name|fallback}}"; white space inside the braces is allowed. "{{?how many days}}" asks the agent: no
/// value has such a name.
using PlaceholderValues = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] FilledReply fillPlaceholders(std::string_view text, const PlaceholderValues& values);

/// Placeholders left in a text that is about to be sent, with a fallback or not; sending is refused while
/// there is one.
[[nodiscard]] std::vector<OpenPlaceholder> openPlaceholders(std::string_view text);

/// The text without its placeholders: "customer" in one of them says nothing about the subject.
[[nodiscard]] std::string withoutPlaceholders(std::string_view text);

/// The values for a customer shown as `name` with `handle`, answered by `shop`. A first name is taken only
/// from a display name that looks like a person's (letters; not all capitals, no digits, not the handle).
[[nodiscard]] PlaceholderValues placeholderValues(std::string_view name, std::string_view handle,
                                                  std::string_view shop, std::string_view agent);

/// The replies every new shop starts with (English; the window shows them translated), without ids.
[[nodiscard]] std::vector<CannedReply> starterReplies();
/// The one of them that keeps a customer waiting under closed doors.
[[nodiscard]] CannedReply holdingReply();

}  // namespace model
