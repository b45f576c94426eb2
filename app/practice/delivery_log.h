// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"

#include <cstdint>
#include <string>
#include <vector>

namespace app::practice {

/// A message that reached customers, written through a platform's API.
struct Delivery {
    std::string platform;
    std::int64_t atMs = 0;
    std::string by;
    std::string statusId;
    std::string text;
    std::string inReplyTo;
    std::string visibility;
    std::string idempotencyKey;
    int repeats = 0;    ///< further requests with the same key; they delivered nothing
    std::string tag{};  ///< as what it was let through, where a platform has several ways
    std::string privateReplyTo{};
};

/// What was done to a delivered message later.
struct Afterthought {
    std::string platform;
    std::int64_t atMs = 0;
    std::string by;
    std::string statusId;
    std::string text;  ///< the new text; empty for a deletion
};

/// The street's own memory of what was delivered, by whom, in order: what a test believes, whatever the
/// client says.
class DeliveryLog {
public:
    void delivered(Delivery delivery);
    void repeated(const std::string& platform, const std::string& statusId);
    void edited(Afterthought edit);
    void deleted(Afterthought deletion);

    [[nodiscard]] const std::vector<Delivery>& deliveries() const { return m_deliveries; }
    [[nodiscard]] Json toJson() const;

private:
    std::vector<Delivery> m_deliveries;
    std::vector<Afterthought> m_edits;
    std::vector<Afterthought> m_deletions;
};

}  // namespace app::practice
