// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/network.h"

#include <string>
#include <vector>

namespace app::practice::bluesky {

/// What somebody is about to post with their own app.
struct Draft {
    const Account* author = nullptr;
    std::string text;
    std::string language;
    const Record* parent = nullptr;
    const Record* quoted = nullptr;
    std::vector<std::string> pictures{};  ///< descriptions; "" = none given
};

/// {"uri","cid"}
[[nodiscard]] Json strongRef(const Record& record);
/// The app.bsky.feed.post that an app makes of it: facets found in the text, root and parent of the reply.
[[nodiscard]] Json postRecord(const Network& network, const Draft& draft, std::int64_t atMs);
/// Facets of a text, null for none.
[[nodiscard]] Json facetsOf(const Network& network, const std::string& text);
/// Whether an answer under `parent` reaches this account without naming it.
[[nodiscard]] bool hears(const Network& network, const std::string& did, const Record* parent);

}  // namespace app::practice::bluesky
