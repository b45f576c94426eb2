// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/json_reader.h"
#include "platform/mastodon/self.h"
#include "platform/mastodon/wire.h"

#include "model/incoming.h"

#include <string>
#include <string_view>

/// Wire structs to what the store takes.
namespace platform::mastodon {

/// "direct" and "private" are private; so is every word that we don't know.
[[nodiscard]] model::Visibility visibilityOf(std::string_view audience);

/// A status that was read whole.
[[nodiscard]] model::IncomingMessage toMessage(const WireStatus& status, const Self& self);

/// What is left of an item that could not be read whole.
struct UnreadableItem {
    const json::Item& item;
    const base::Error& error;
    const WireStatus* status = nullptr;
    const WireNotification* notification = nullptr;
    base::UtcTime otherwiseAt;  ///< when the item doesn't say its own time
};
[[nodiscard]] model::IncomingMessage toUnreadable(const UnreadableItem& unreadable, const Self& self);

/// The words of a post without the mentions in front, each later mention as "@user": a sent text and its HTML
/// on the server come out the same.
[[nodiscard]] std::string comparableHtml(std::string_view html);
[[nodiscard]] std::string comparablePlain(std::string_view text);

}  // namespace platform::mastodon
