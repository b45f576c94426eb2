// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/names.h"
#include "model/private_answer.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace model {

/// A reply as the agent means it, with all that an adapter needs to word it for the platform.
struct ReplyDraft {
    base::AccountId account;
    base::ConversationId conversation;
    std::string text;
    Visibility visibility = Visibility::Public;
    /// The audience of the message replied to, the platform's word; the reply never goes to a wider one.
    std::string audience;
    std::string parentRemoteId;
    /// The message answered mentions or quotes us, or is our own.
    bool parentAddressesUs = false;
    /// The platform's own id of the private conversation; empty where it has none, or it is still to begin.
    std::string threadId;
    std::string parentSubject;
    std::optional<base::UtcTime> parentAt{};
    /// How many known messages stand above the parent; counted to 2.
    int parentDepth = 0;
    /// A private answer to a public message.
    bool fromPublic = false;
    PrivateReply parentTakes = PrivateReply::NotSaid;  ///< with fromPublic
    /// With fromPublic: what was answered to the same message. Else: in a private conversation such an answer,
    /// where the addressee has not written since.
    std::optional<PrivateAnswer> privateAnswer{};
    /// The addressee's latest message in this conversation, or the public one that is answered in private.
    std::optional<base::UtcTime> addresseeWroteAt{};
    /// Who is answered: the author of the parent, or the conversation's customer when the parent is ours.
    std::string addresseeRemoteId;
    std::string addresseeHandle;
    /// Handles of everybody who already reads a private conversation (besides us).
    std::vector<std::string> readers;
};

/// Chosen once, at the first claim, in the commit that counts the attempt; every repeat sends the same.
struct FrozenReply {
    std::string body;       ///< the adapter's own encoding of what is sent
    std::string repeatKey;  ///< idempotency key, record key …
    std::string remoteId;   ///< that it will have, where the platform lets us choose it; else empty
};

/// What the platform confirmed.
struct SentReply {
    std::string remoteId;
    base::UtcTime at;
    std::string url;
    std::string audience;
};

/// One thing that happened to a reply.
struct ReplyEvent {
    enum class Kind {
        Written,
        Left,         ///< an attempt began
        CutOff,       ///< nobody knows whether that one arrived
        NotNow,       ///< certainly not arrived; it is tried again
        Refused,      ///< for good
        NotFound,     ///< looked for on the platform, not there
        Found,        ///< looked for, and there
        Confirmed,    ///< by the platform's answer
        SaidArrived,  ///< by the agent
        SentAgain,    ///< on the agent's decision
        TriedAgain,   ///< on the agent's wish
        Discarded,    ///< by the agent
    };
    Kind kind = Kind::Written;
    base::UtcTime at;
    std::string detail;  ///< why, one sentence; mostly empty
    bool operator==(const ReplyEvent&) const = default;
};

/// Who has just written a reply still looks at its conversation: until then nobody is asked.
inline constexpr base::Duration kAuthorLooks{2 * 60'000};

/// A row of the outbox.
struct OutboxRow {
    base::ReplyId id;
    base::AccountId account;
    base::ConversationId conversation;
    base::MessageId message;  ///< the reply's own row in the thread
    base::MessageId to;       ///< 0 = the conversation
    Delivery state = Delivery::Queued;
    int attempts = 0;
    std::string text;
    base::UtcTime queuedAt;
    std::optional<base::UtcTime> firstAttemptAt{};
    std::optional<base::UtcTime> lastAttemptAt{};
    std::optional<base::UtcTime> notBefore{};
    std::optional<base::UtcTime> sendAt{};     ///< as the agent wished; nothing = at once
    std::optional<base::UtcTime> safeUntil{};  ///< a repeat is known not to double before this time
    int lookUps = 0;
    std::string error;      ///< why it is not sent, one sentence
    std::string errorKind;  ///< base::name(ErrorKind)
    std::string remoteId;
    FrozenReply frozen;      ///< empty before the first claim
    std::int64_t place = 0;  ///< in its conversation: the smaller goes first
    IfWroteAgain ifWroteAgain = IfWroteAgain::SendAnyway;
    /// The latest message of whom it answers that came here after it was written.
    std::optional<base::UtcTime> wroteAgainAt{};
    /// A private reply to a public message: when that was written.
    std::optional<base::UtcTime> answersPublicOf{};

    /// Waits because the agent wished so, not for the network.
    [[nodiscard]] bool isForLater(base::UtcTime now) const {
        // Once it was tried it goes in its order, though the clock was put back since.
        return state == Delivery::Queued && attempts == 0 && sendAt && *sendAt > now;
    }
    /// Waits for its author, since the customer wrote again. One that was tried has left already.
    [[nodiscard]] bool waitsForAuthor(base::UtcTime now) const {
        return state == Delivery::Queued && attempts == 0 && ifWroteAgain == IfWroteAgain::AskFirst &&
               wroteAgainAt && (now - queuedAt >= kAuthorLooks || now < queuedAt);
    }
    /// Can change places with another of its conversation: nothing of it has left.
    [[nodiscard]] bool canBeMoved() const { return state == Delivery::Queued && attempts == 0; }
};

}  // namespace model
