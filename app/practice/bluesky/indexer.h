// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/network.h"

#include <string>
#include <string_view>

namespace app::practice::bluesky {

enum class Telling {
    Everybody,
    Nobody,  ///< what happened long ago and needs no notification
};

/// A record on its way into a repository.
struct NewRecord {
    std::string did;
    std::string collection;
    std::string rkey;
    Json value;
};

/// Writes a record (or writes over it) and lets the AppView read it: counts, threads, notifications. Each
/// record is indexed at a time of its own, a millisecond later if need be: cursors are times.
const Record& keep(Network& network, NewRecord record, std::int64_t atMs, Telling telling);
/// Takes a record out, and every notification of it with it.
void drop(Network& network, const std::string& uri, std::int64_t atMs);

/// Whether a facet of the post names this account. No post names nobody.
[[nodiscard]] bool mentions(const Record* post, std::string_view did);

}  // namespace app::practice::bluesky
