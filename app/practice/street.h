// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "practice/platform_house.h"
#include "practice/stage.h"
#include "practice/town_clock.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice {

enum class Life {
    Lively,  ///< days of history, then a sign of life every minute or so
    Quiet,   ///< people, but nobody says anything unless told to
};

struct StreetOptions {
    int portBase = 0;  ///< the first platform's port, the next ones follow; 0 = any free ports
    double speed = 1;  ///< street time runs this many times as fast
    std::uint64_t seed = 1;
    std::vector<std::string> platforms{};    ///< empty = platformNames()
    std::optional<base::UtcTime> startAt{};  ///< street time at the start; default: the machine's
    TimeFlow flow = TimeFlow::Running;
    Life life = Life::Lively;
    RateLimits rateLimits = RateLimits::Shown;
};

/// The practice street: a loopback server for each platform, with a shop and invented customers.
class Street {
public:
    /// BadInput for a platform that has no house or a speed that is none, InUse for a taken port.
    [[nodiscard]] static base::Result<std::unique_ptr<Street>> start(const StreetOptions& options);
    virtual ~Street() = default;

    /// "http://127.0.0.1:N"; empty for a platform that is not there.
    [[nodiscard]] virtual std::string url(std::string_view platform) const = 0;
    /// In the order of their ports.
    [[nodiscard]] virtual std::vector<std::string> platforms() const = 0;
    /// The street's own time, for a console that shares it. Lives as long as the street.
    [[nodiscard]] virtual const base::Clock& clock() const = 0;
    /// The owner's token on a platform, or the password where people sign in with one.
    [[nodiscard]] virtual std::string shopToken(std::string_view platform) const = 0;
    /// What to paste to connect the shop by token: "access_token", and what renews it where it runs out.
    [[nodiscard]] virtual std::map<std::string, std::string> shopKeys(std::string_view platform) const = 0;
    /// The name that goes with the password; empty where a token is all.
    [[nodiscard]] virtual std::string shopName(std::string_view platform) const = 0;
    /// Switches a fault on, as POST /_street/fault does; times < 0 = for good.
    [[nodiscard]] virtual base::Status order(const std::string& match, const std::string& kind,
                                             int times) = 0;
    virtual void endFaults() = 0;
    /// Somebody of the street says something on a platform, now. BadInput where there is no such person or
    /// platform.
    [[nodiscard]] virtual base::Status say(std::string_view platform, const Utterance& utterance) = 0;
    /// What POST /_street/`place` does on this platform, with this JSON document.
    [[nodiscard]] virtual base::Status pull(std::string_view platform, std::string_view place,
                                            const std::string& document) = 0;
    /// Jumps forward, as POST /_street/advance does.
    virtual void advance(base::Duration by) = 0;
};

}  // namespace app::practice
