// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/result.h"

namespace cli {

Exit exitFor(base::ErrorKind kind) {
    switch (kind) {
    case base::ErrorKind::NeedsLogin:
    case base::ErrorKind::Permission:
    case base::ErrorKind::Money:
        return Exit::NeedsAttention;
    case base::ErrorKind::Network:
    case base::ErrorKind::Tls:
    case base::ErrorKind::NotThePlatform:
    case base::ErrorKind::Unreadable:
    case base::ErrorKind::ServerTrouble:
    case base::ErrorKind::RateLimited:
    case base::ErrorKind::Unknown:
        return Exit::Network;
    default:
        return Exit::Refused;
    }
}

CommandResult refused(const base::Error& error) {
    return {.exit = Exit::Refused, .out = {}, .err = error.what()};
}

CommandResult refusedSetup(const base::Error& error) {
    CommandResult result = refused(error);
    if (exitFor(error.kind) == Exit::Network) {
        result.exit = Exit::Network;
    }
    return result;
}

CommandResult answer(bool json, const Json& document, const std::string& text) {
    if (!json) {
        return {.exit = Exit::Done, .out = text, .err = {}};
    }
    return {.exit = Exit::Done,
            .out = document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n",
            .err = {}};
}

}  // namespace cli
