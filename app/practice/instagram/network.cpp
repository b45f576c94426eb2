// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/instagram/network.h"

#include "practice/persona.h"

#include <algorithm>
#include <utility>

namespace app::practice::instagram {

Network::Network(const Dice& dice)
    : ids(dice), accountId("178414" + ids.next().substr(7)), scopedId(ids.person()), pageId(ids.person()),
      name(findPersona(kShop)->displayName), people(graph::inviteAll(ids)),
      inbox(ids, graph::Naming::Opaque) {}

Media* Network::medium(std::string_view id) {
    const auto found = media.find(id);
    return found == media.end() ? nullptr : &found->second;
}

Comment* Network::comment(std::string_view id) {
    const auto found = comments.find(id);
    return found == comments.end() ? nullptr : &found->second;
}

std::string Network::userNameOf(const std::string& id) {
    const Person* person = people.byId(id);
    return person == nullptr ? userName : person->userName;
}

std::string Network::latestOwn() const {
    std::string latest;
    for (const auto& [id, one] : media) {
        if (one.author == accountId) {
            latest = id;
        }
    }
    return latest;
}

std::size_t Network::commentCount(const std::string& id) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        comments, [&](const auto& entry) { return entry.second.media == id && !entry.second.isHidden; }));
}

Media& Network::publish(const std::string& author, std::string caption, std::int64_t atMs) {
    const std::string id = ids.next();
    return media[id] = {.id = id, .author = author, .caption = std::move(caption), .createdMs = atMs};
}

Comment& Network::comment(const std::string& author, const std::string& under, std::string text,
                          std::int64_t atMs) {
    const Comment* above = comment(under);
    const std::string id = ids.next();
    Comment made{.id = id,
                 .media = above == nullptr ? under : above->media,
                 .parent = above == nullptr        ? ""
                           : above->parent.empty() ? above->id
                                                   : above->parent,
                 .author = author,
                 .text = std::move(text),
                 .createdMs = atMs};
    return comments[id] = std::move(made);
}

void Network::eraseMedia(const std::string& id) {
    std::erase_if(comments, [&](const auto& entry) { return entry.second.media == id; });
    media.erase(id);
}

void Network::eraseComment(const std::string& id) {
    std::erase_if(comments, [&](const auto& entry) { return entry.second.parent == id; });
    comments.erase(id);
}

}  // namespace app::practice::instagram
