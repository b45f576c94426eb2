// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incoming.h"
#include "model/names.h"

#include "base/clock.h"
#include "base/ids.h"

#include <string>
#include <string_view>

/// Where a message belongs. Pure: the rules of product.md section 1 and 2, without SQL.
namespace store {

/// What placement needs to know of a message.
struct MessageFacts {
    base::MessageId id;
    base::ConversationId conversation;
    std::string remoteId;
    base::MessageId parent;     ///< 0 = none, or not known here
    bool reply = false;         ///< it answers something, known here or not
    base::ContactId author;     ///< 0 = us
    base::ContactId addressee;  ///< ours: author of the nearest inbound ancestor
    model::Direction direction = model::Direction::Inbound;
    model::Visibility visibility = model::Visibility::Public;
    model::MentionOfUs mention = model::MentionOfUs::None;
    bool unreadable = false;
    bool opensTurn = false;
    bool takenUp =
        false;  ///< a search found it and we answered: it tops a conversation, and asked us nothing
    base::UtcTime at;
    bool operator==(const MessageFacts&) const = default;
};

/// A conversation as placement names it.
struct Place {
    std::string key;
    model::Visibility visibility = model::Visibility::Public;
    bool listed = true;        ///< false: it only surrounds others' conversations
    base::ContactId customer;  ///< 0 only when not listed
    bool operator==(const Place&) const = default;
};

/// With its parent, or in a conversation of its own.
enum class Grouping { WithParent, Own };

/// An inbound message addresses us when it answers a message of ours or mentions us, or when we took it up. A
/// leading mention counts unless the sender's app carried it over, i.e. unless the known public parent is a
/// customer's that mentions us itself. `parent` is nullptr when there is none or it is not known here.
[[nodiscard]] bool addressesUs(const MessageFacts& message, const MessageFacts* parent);

/// Public: the subtree under the highest message that addresses us. Private: the thread of the private
/// parent.
[[nodiscard]] Grouping groupingOf(const MessageFacts& message, const MessageFacts* parent, bool parentListed);

/// The conversation of a public message that is not grouped with its parent.
[[nodiscard]] Place publicPlace(const MessageFacts& message, const MessageFacts* parent);
/// The conversation with one person, and with several.
[[nodiscard]] Place privatePlace(std::string_view personRemoteId, base::ContactId person);
[[nodiscard]] Place groupPlace(std::string_view rootRemoteId, base::ContactId customer);
/// A private message of ours of which nobody knows whom it went to.
[[nodiscard]] Place unaddressedPlace(std::string_view remoteId);

/// Does an inbound message count for the response time?
[[nodiscard]] bool opensTurn(const MessageFacts& message, const MessageFacts* parent, bool listed,
                             base::ContactId customer);
/// Whom a message of ours answers; 0 = nobody.
[[nodiscard]] base::ContactId addresseeOf(const MessageFacts& message, const MessageFacts* parent,
                                          const Place& place);
/// A private reply of ours to a public message ends the turn of the public conversation as well.
[[nodiscard]] bool answersFromPrivate(const MessageFacts& message, const MessageFacts& parent);

}  // namespace store
