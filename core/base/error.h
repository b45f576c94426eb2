// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

/// What went wrong, by meaning and never by a platform's English words.
enum class ErrorKind {
    BadInput,  ///< the caller asked for something that makes no sense; the message says what and where
    NotFound,  ///< the named thing does not exist here
    InUse,     ///< another process holds the profile
    Database,  ///< SQLite refused; nothing was changed
    DatabaseCorrupt,
    DatabaseTooNew,  ///< written by a later version of Shopbell
    DiskFull,
    Secret,   ///< vault or keyring: missing, locked or wrong passphrase
    Network,  ///< no answer: name, route, connection, time
    Tls,
    NotThePlatform,  ///< an answer that is not the platform's: a login page, a proxy's text
    Unreadable,  ///< the platform's answer lacks or mistypes what is needed; the message has the JSON path
    NeedsLogin,  ///< the token is invalid, expired or revoked
    Permission,  ///< the token is valid but may not do this
    RateLimited,
    ServerTrouble,  ///< 5xx and the like
    Gone,           ///< the post or the person replied to is no longer there
    TooLong,
    Blocked,
    WindowClosed,
    Money,
    Rejected,     ///< the platform refused for another reason
    Unsupported,  ///< this server does not have the feature
    Cancelled,
    Unknown,   ///< sent, and no way to tell whether it arrived
    Internal,  ///< a broken promise of our own code
};

/// The error's own cure. RenewLogin: the access has run out by itself and the platform renews it unasked.
enum class Cure { Never, RetryAt, BackOff, RenewLogin, LogInAgain, LookUp };

/// A failure as a value. what() is one clear sentence for people; context grows at every hop, outermost
/// first.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    Cure cure = Cure::Never;
    std::string message;
    std::optional<UtcTime> retryAt{};  ///< set with Cure::RetryAt
    std::vector<std::string> context{};

    /// The same error with one more word on where it happened.
    [[nodiscard]] Error within(std::string where) const;
    /// "where: where: message"
    [[nodiscard]] std::string what() const;
};

template <class T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] std::unexpected<Error> fail(ErrorKind kind, std::string message, Cure cure = Cure::Never);
[[nodiscard]] std::unexpected<Error> fail(Error error);
/// Stable name of a kind, snake_case, for logs and JSON.
[[nodiscard]] std::string_view name(ErrorKind kind);
/// The kind of this name; nothing for a word of another version.
[[nodiscard]] std::optional<ErrorKind> errorKindNamed(std::string_view word);

}  // namespace base
