// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/platform_names.h"

#include <algorithm>
#include <array>

namespace view {
namespace {

struct Platform {
    std::string_view folder;
    std::string_view name;
    std::string_view tag;
};

constexpr std::array<Platform, 11> kPlatforms{{
    {"facebook", "Facebook", "Fb"},
    {"instagram", "Instagram", "Ig"},
    {"threads", "Threads", "Th"},
    {"x", "X", "X"},
    {"mastodon", "Mastodon", "Ma"},
    {"bluesky", "Bluesky", "Bs"},
    {"telegram", "Telegram", "Tg"},
    {"reddit", "Reddit", "Rd"},
    {"youtube", "YouTube", "Yt"},
    {"google_reviews", "Google reviews", "★"},
    {"email", "e-mail", "@"},
}};

}  // namespace

std::string platformName(std::string_view platform) {
    const auto found = std::ranges::find(kPlatforms, platform, &Platform::folder);
    return std::string(found == kPlatforms.end() ? platform : found->name);
}

std::string platformTag(std::string_view platform) {
    const auto found = std::ranges::find(kPlatforms, platform, &Platform::folder);
    return std::string(found == kPlatforms.end() ? platform.substr(0, 2) : found->tag);
}

}  // namespace view
