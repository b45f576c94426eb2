// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/platform_house.h"

#include "practice/bluesky/bluesky_house.h"
#include "practice/facebook/facebook_house.h"
#include "practice/instagram/instagram_house.h"
#include "practice/mastodon/mastodon_house.h"
#include "practice/threads/threads_house.h"
#include "practice/x/x_house.h"

#include <algorithm>
#include <array>

namespace app::practice {
namespace {

using Build = std::unique_ptr<PlatformHouse> (*)(const HouseSettings&, DeliveryLog&);

template <class House>
std::unique_ptr<PlatformHouse> build(const HouseSettings& settings, DeliveryLog& log) {
    return std::make_unique<House>(settings, log);
}

/// The only list of platforms.
constexpr std::array<std::string_view, 6> kNames{"mastodon", "bluesky",   "x",
                                                 "facebook", "instagram", "threads"};
constexpr std::array<Build, kNames.size()> kBuilders{
    build<mastodon::MastodonHouse>, build<bluesky::BlueskyHouse>,     build<x::XHouse>,
    build<facebook::FacebookHouse>, build<instagram::InstagramHouse>, build<threads::ThreadsHouse>};

}  // namespace

base::Result<Json> PlatformHouse::pull(std::string_view place, const Json&, std::int64_t) {
    return base::fail(base::ErrorKind::NotFound,
                      "the street has no such place: POST /_street/" + std::string(place));
}

base::Result<Json> PlatformHouse::look(std::string_view place, std::int64_t) const {
    return base::fail(base::ErrorKind::NotFound,
                      "the street has no such place: GET /_street/" + std::string(place));
}

std::span<const std::string_view> platformNames() {
    return kNames;
}

std::unique_ptr<PlatformHouse> buildHouse(std::string_view platform, const HouseSettings& settings,
                                          DeliveryLog& log) {
    const auto index = std::ranges::find(kNames, platform) - kNames.begin();
    return kBuilders.at(static_cast<std::size_t>(index))(settings, log);
}

}  // namespace app::practice
