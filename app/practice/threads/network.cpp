// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/threads/network.h"

#include "practice/persona.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace app::practice::threads {
namespace {

/// Pictographs, and what joins and varies them.
bool isOfEmoji(char32_t letter) {
    return letter >= 0x1F000 || (letter >= 0x2600 && letter <= 0x27BF) || letter == 0x200D ||
           letter == 0xFE0F;
}

}  // namespace

Network::Network(const Dice& dice)
    : ids(dice), accountId(ids.person()), name(findPersona(kShop)->displayName),
      people(graph::inviteAll(ids)) {}

Post* Network::post(std::string_view id) {
    const auto found = posts.find(id);
    return found == posts.end() ? nullptr : &found->second;
}

std::string Network::userNameOf(const std::string& id) {
    const graph::Person* person = people.byId(id);
    return person == nullptr ? userName : person->userName;
}

std::string Network::latestOwn() const {
    std::string latest;
    for (const auto& [id, one] : posts) {
        if (one.author == accountId && one.repliedTo.empty() && !one.isPrivate) {
            latest = id;
        }
    }
    return latest;
}

bool Network::mentionsShop(const Post& post) const {
    return post.author != accountId && base::asciiLower(post.text).contains("@" + userName);
}

bool Network::hasReplies(const Post& post) const {
    return std::ranges::any_of(posts, [&](const auto& entry) { return entry.second.repliedTo == post.id; });
}

bool Network::isBelow(const Post& one, const std::string& above) {
    for (const Post* at = &one; at != nullptr && !at->repliedTo.empty(); at = post(at->repliedTo)) {
        if (at->repliedTo == above) {
            return true;
        }
    }
    return false;
}

Post& Network::publish(const std::string& author, const std::string& under, std::string text,
                       std::int64_t atMs) {
    const Post* above = post(under);
    const std::string id = ids.next();
    return posts[id] = {.id = id,
                        .author = author,
                        .text = std::move(text),
                        .atMs = atMs,
                        .root = above == nullptr ? id : above->root,
                        .repliedTo = above == nullptr ? "" : above->id};
}

void Network::erase(const std::string& id) {
    posts.erase(id);
}

std::size_t lengthOf(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        char32_t letter = bytes == 1 ? first : first & (0xFFU >> (bytes + 1));
        for (std::size_t rest = 1; rest < bytes && at + rest < text.size(); ++rest) {
            letter = (letter << 6U) | (static_cast<unsigned char>(text[at + rest]) & 0x3FU);
        }
        length += isOfEmoji(letter) ? bytes : 1;
        at += bytes;
    }
    return length;
}

}  // namespace app::practice::threads
