// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/x/model.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace app::practice::x {

/// What X takes money for.
enum class Charge {
    OwnedRead,
    PostRead,
    UserRead,
    MessageRead,
    PostCreate,
    PostWithLink,
    SummonedReply,
    MessageCreate
};

/// What the owner of the developer app would have to pay.
class Bill {
public:
    /// A resource that an answer held. Each is paid for once in a UTC day, by the first price asked for it.
    void read(Charge charge, Id resource, std::int64_t atMs);
    void wrote(Charge charge, std::int64_t atMs);
    /// {"micros","kinds":{kind:{"items","micros"}},"days":{"2026-05-04":{…the same…}}}
    [[nodiscard]] Json toJson() const;
    /// Posts read on that day; what /2/usage/tweets counts.
    [[nodiscard]] std::int64_t postsRead(const std::string& day) const;

private:
    using Items = std::map<Charge, std::int64_t>;
    std::map<std::string, Items> m_days;
    std::set<std::pair<std::string, Id>> m_paid;
};

/// "2026-05-04"
[[nodiscard]] std::string dayOf(std::int64_t ms);

}  // namespace app::practice::x
