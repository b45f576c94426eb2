// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/names.h"

#include "base/clock.h"
#include "base/ids.h"

#include <string>

namespace model {

/// What the platform says of a private reply to a public message.
enum class PrivateReply { NotSaid, Taken, NotTaken };

/// A private reply of ours to a public message: it stands in the private conversation with whoever wrote
/// that.
struct PrivateAnswer {
    base::MessageId id;
    base::ConversationId conversation;
    base::UtcTime at;
    Delivery delivery = Delivery::None;
    base::MessageId to;  ///< the public message
    base::ConversationId toConversation;
    std::string toText;  ///< its words

    bool operator==(const PrivateAnswer&) const = default;
};

}  // namespace model
