// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace base {

Error Error::within(std::string where) const {
    Error outer = *this;
    outer.context.insert(outer.context.begin(), std::move(where));
    return outer;
}

std::string Error::what() const {
    std::string text;
    for (const std::string& where : context) {
        text += where;
        text += ": ";
    }
    return text + message;
}

std::unexpected<Error> fail(ErrorKind kind, std::string message, Cure cure) {
    return std::unexpected(Error{.kind = kind, .cure = cure, .message = std::move(message)});
}

std::unexpected<Error> fail(Error error) {
    return std::unexpected(std::move(error));
}

std::string_view name(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::BadInput:
        return "bad_input";
    case ErrorKind::NotFound:
        return "not_found";
    case ErrorKind::InUse:
        return "in_use";
    case ErrorKind::Database:
        return "database";
    case ErrorKind::DatabaseCorrupt:
        return "database_corrupt";
    case ErrorKind::DatabaseTooNew:
        return "database_too_new";
    case ErrorKind::DiskFull:
        return "disk_full";
    case ErrorKind::Secret:
        return "secret";
    case ErrorKind::Network:
        return "network";
    case ErrorKind::Tls:
        return "tls";
    case ErrorKind::NotThePlatform:
        return "not_the_platform";
    case ErrorKind::Unreadable:
        return "unreadable";
    case ErrorKind::NeedsLogin:
        return "needs_login";
    case ErrorKind::Permission:
        return "permission";
    case ErrorKind::RateLimited:
        return "rate_limited";
    case ErrorKind::ServerTrouble:
        return "server_trouble";
    case ErrorKind::Gone:
        return "gone";
    case ErrorKind::TooLong:
        return "too_long";
    case ErrorKind::Blocked:
        return "blocked";
    case ErrorKind::WindowClosed:
        return "window_closed";
    case ErrorKind::Money:
        return "money";
    case ErrorKind::Rejected:
        return "rejected";
    case ErrorKind::Unsupported:
        return "unsupported";
    case ErrorKind::Cancelled:
        return "cancelled";
    case ErrorKind::Unknown:
        return "unknown";
    case ErrorKind::Internal:
        return "internal";
    }
    return "internal";
}

std::optional<ErrorKind> errorKindNamed(std::string_view word) {
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
        if (name(static_cast<ErrorKind>(kind)) == word) {
            return static_cast<ErrorKind>(kind);
        }
    }
    return std::nullopt;
}

}  // namespace base
