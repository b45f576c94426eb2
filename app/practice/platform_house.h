// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "practice/delivery_log.h"
#include "practice/dice.h"
#include "practice/fault_switchboard.h"
#include "practice/json.h"
#include "practice/stage.h"
#include "practice/wire.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace app::practice {

enum class RateLimits {
    Shown,     ///< told in the answers, nobody is refused
    Enforced,  ///< refused beyond the limit, as on the real server
};

/// What a platform needs to know to move into the street.
struct HouseSettings {
    std::string baseUrl;  ///< without a slash at the end
    std::int64_t startMs = 0;
    Dice dice{0};
    RateLimits rateLimits = RateLimits::Shown;
    bool standsStill = false;  ///< time passes by hand alone: nothing may have to be waited for
};

/// One platform's server: it answers in its own dialect and is the stage that the script plays on. Only one
/// thread is in it at a time; times are street time.
class PlatformHouse {
public:
    using ShopReply = std::function<void(const PostRef& parent, const PostRef& reply, std::int64_t atMs)>;

    virtual ~PlatformHouse() = default;

    [[nodiscard]] virtual Answer answer(const Question& question, std::int64_t nowMs) = 0;
    /// What a client sees of a fault that has an answer in the platform's own words (a status, the rate
    /// limit, a revoked token, a login page).
    [[nodiscard]] virtual Answer faultAnswer(const Fault& fault, const Question& question,
                                             std::int64_t nowMs) = 0;
    [[nodiscard]] virtual Stage& stage() = 0;
    /// Called with every reply of the shop, whoever sends it.
    virtual void onShopReply(ShopReply listener) = 0;

    /// Puppet strings for tests. The request is JSON; BadInput and NotFound say in one sentence what is
    /// wrong.
    [[nodiscard]] virtual base::Result<Json> say(const Json& request, std::int64_t nowMs) = 0;
    [[nodiscard]] virtual base::Result<Json> edit(const Json& request, std::int64_t nowMs) = 0;
    [[nodiscard]] virtual base::Result<Json> remove(const Json& request, std::int64_t nowMs) = 0;
    [[nodiscard]] virtual base::Result<Json> like(const Json& request, std::int64_t nowMs) = 0;
    /// A string that only this platform has: `place` is what stands behind /_street/. NotFound for any other.
    [[nodiscard]] virtual base::Result<Json> pull(std::string_view place, const Json& request,
                                                  std::int64_t nowMs);
    /// What only this platform has to show: `place` is what stands behind /_street/ in a GET. NotFound for
    /// any other.
    [[nodiscard]] virtual base::Result<Json> look(std::string_view place, std::int64_t nowMs) const;
    /// {"shop":token,"customers":{persona:token}}, and what else this platform's clients sign in with.
    [[nodiscard]] virtual Json tokens() const = 0;
};

/// The platforms that have a house, in the order of their ports.
[[nodiscard]] std::span<const std::string_view> platformNames();
/// `platform` is one of platformNames().
[[nodiscard]] std::unique_ptr<PlatformHouse> buildHouse(std::string_view platform,
                                                        const HouseSettings& settings, DeliveryLog& log);

}  // namespace app::practice
