// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/placement.h"

namespace store {
namespace {

using model::Direction;
using model::MentionOfUs;
using model::Visibility;

bool ours(const MessageFacts& message) {
    return message.direction == Direction::Outbound;
}

std::string keyOf(std::string_view kind, std::string_view remoteId) {
    std::string key(kind);
    key += ':';
    key += remoteId;
    return key;
}

/// Its author means us.
bool asksUs(const MessageFacts& message, const MessageFacts* parent) {
    // Somebody wrote, and nobody could read to whom: better seen than lost.
    if (message.unreadable || message.mention == MentionOfUs::Written) {
        return true;
    }
    if (parent != nullptr && ours(*parent)) {
        return true;
    }
    if (message.mention == MentionOfUs::None) {
        return false;
    }
    if (!message.reply || parent == nullptr) {
        return true;
    }
    // A private parent is in another conversation: were its mention taken for carried over, nobody would see
    // this one.
    const bool carriedOver = parent->visibility == message.visibility && parent->mention != MentionOfUs::None;
    return !carriedOver;
}

}  // namespace

bool addressesUs(const MessageFacts& message, const MessageFacts* parent) {
    return message.direction == Direction::Inbound && (message.takenUp || asksUs(message, parent));
}

Grouping groupingOf(const MessageFacts& message, const MessageFacts* parent, bool parentListed) {
    if (parent == nullptr || parent->visibility != message.visibility) {
        return Grouping::Own;
    }
    if (parentListed) {
        return Grouping::WithParent;
    }
    if (message.visibility == Visibility::Private) {
        return Grouping::Own;
    }
    return addressesUs(message, parent) ? Grouping::Own : Grouping::WithParent;
}

Place publicPlace(const MessageFacts& message, const MessageFacts* parent) {
    if (addressesUs(message, parent)) {
        return {.key = keyOf("top", message.remoteId), .customer = message.author};
    }
    return {.key = keyOf("context", message.remoteId), .listed = false};
}

Place privatePlace(std::string_view personRemoteId, base::ContactId person) {
    return {.key = keyOf("private", personRemoteId), .visibility = Visibility::Private, .customer = person};
}

Place groupPlace(std::string_view rootRemoteId, base::ContactId customer) {
    return {.key = keyOf("group", rootRemoteId), .visibility = Visibility::Private, .customer = customer};
}

Place unaddressedPlace(std::string_view remoteId) {
    return {.key = keyOf("context", remoteId), .visibility = Visibility::Private, .listed = false};
}

bool opensTurn(const MessageFacts& message, const MessageFacts* parent, bool listed,
               base::ContactId customer) {
    if (message.direction != Direction::Inbound || !listed) {
        return false;
    }
    if (message.takenUp) {
        return asksUs(message, parent);
    }
    return message.author == customer || addressesUs(message, parent);
}

base::ContactId addresseeOf(const MessageFacts& message, const MessageFacts* parent, const Place& place) {
    if (!ours(message)) {
        return {};
    }
    if (parent != nullptr) {
        const base::ContactId answered = ours(*parent) ? parent->addressee : parent->author;
        if (answered) {
            return answered;
        }
    }
    return place.visibility == Visibility::Private ? place.customer : base::ContactId{};
}

bool answersFromPrivate(const MessageFacts& message, const MessageFacts& parent) {
    return ours(message) && message.visibility == Visibility::Private &&
           parent.visibility == Visibility::Public;
}

}  // namespace store
