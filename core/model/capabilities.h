// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/names.h"
#include "model/response_target.h"

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace model {

/// Weighted: as X counts (twitter-text, configuration 3): most letters 1, ideographs and emoji 2, a URL 23.
enum class LengthUnit { Graphemes, Utf16Units, Bytes, Weighted };

/// How the platform counts a reply.
struct LengthRule {
    LengthUnit unit = LengthUnit::Graphemes;
    std::int64_t limit = 500;
    /// And at most so many bytes of UTF-8; 0 = any number.
    std::int64_t byteLimit = 0;
    /// Every URL counts this much; 0 = as long as it is.
    std::int64_t urlLength = 0;
    /// "@user@domain" counts as "@user".
    bool mentionsWithoutDomain = false;

    bool operator==(const LengthRule&) const = default;
};

/// Whether a repeat of the same send is known not to double, a property of the server, the kind of reply and
/// time.
struct RepeatGuarantee {
    enum class Kind { None, ForTime, Always };
    Kind kind = Kind::None;
    base::Duration lasts{0};  ///< with ForTime, from the first attempt

    bool operator==(const RepeatGuarantee&) const = default;
};

/// What one reply costs, in millionths of a US dollar; 0 = nothing.
struct ReplyPrice {
    std::int64_t plain = 0;
    std::int64_t withUrl = 0;

    bool operator==(const ReplyPrice&) const = default;
};

/// One kind of reply on one account.
struct ReplyCapability {
    Visibility visibility = Visibility::Public;
    LengthRule length;
    RepeatGuarantee repeat;
    /// How long after the customer's latest message a reply is possible; nothing = always.
    std::optional<base::Duration> window{};
    /// The longer time in which a person may still answer, where the platform tells the two apart.
    std::optional<base::Duration> personWindow{};
    /// Only to a message that mentions or quotes us.
    bool onlyIfAddressed = false;
    /// Private: to a public message one is taken, within this time after it, and none behind that before they
    /// answer; nothing = as to any other message.
    std::optional<base::Duration> onePrivateReplyWithin{};
    /// What the sign-in lacks to send it, the platform's own word; empty = nothing.
    std::string missingPermission{};
    ReplyPrice price{};

    bool operator==(const ReplyCapability&) const = default;
};

/// What one account can do, computed by its adapter from probed facts, stored per account for view.
struct Capabilities {
    std::vector<ReplyCapability> replies;
    /// What customers of this platform expect, until the owner says otherwise.
    ResponseTarget target{};
    /// The platform lets us look up what was sent.
    bool readBack = false;
    /// The platform takes our word on what the owner has read.
    bool readMarks = false;
    /// A customer's public message can be hidden from others, and be liked: see model/deed.h.
    bool hides = false;
    bool likes = false;
    /// The platform's word for an audience of all our followers, which is private but not only theirs to whom
    /// we write; empty = there is none.
    std::string followersAudience{};
    base::Duration leastPollInterval{60'000};

    /// The entry for this visibility, or nullptr: no such reply here.
    [[nodiscard]] const ReplyCapability* find(Visibility visibility) const;
    bool operator==(const Capabilities&) const = default;
};

/// What was probed at one account's server; never guessed from the platform's name. Empty = the server did
/// not say.
struct ServerFacts {
    std::string software;  ///< nodeinfo's software.name in lower case, where the platform has nodeinfo
    std::string version;
    std::optional<std::int64_t> largestReply{};
    std::optional<std::int64_t> urlLength{};
    /// Whether this sign-in may read and send private messages; empty = it can't be asked.
    std::optional<bool> privateMessages{};
    /// Permissions that we ask for and this sign-in was not given, the platform's own words.
    std::vector<std::string> lacks{};
    bool operator==(const ServerFacts&) const = default;
};

}  // namespace model
