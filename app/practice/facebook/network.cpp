// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/facebook/network.h"

#include "practice/persona.h"

#include <algorithm>
#include <utility>

namespace app::practice::facebook {

Network::Network(const Dice& dice)
    : ids(dice), pageId(ids.person()), pageName(findPersona(kShop)->displayName),
      people(graph::inviteAll(ids)), inbox(ids, graph::Naming::Prefixed) {}

Post* Network::post(std::string_view id) {
    const auto found = posts.find(id);
    return found == posts.end() ? nullptr : &found->second;
}

Comment* Network::comment(std::string_view id) {
    const auto found = comments.find(id);
    return found == comments.end() ? nullptr : &found->second;
}

std::size_t Network::repliesTo(const Comment& comment) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        comments, [&](const auto& entry) { return entry.second.parent == comment.id; }));
}

Post& Network::publish(const std::string& author, std::string text, std::int64_t atMs) {
    const std::string id = pageId + "_" + ids.next();
    return posts[id] = {
               .id = id, .author = author, .text = std::move(text), .createdMs = atMs, .updatedMs = atMs};
}

Comment& Network::comment(const std::string& author, const std::string& under, std::string text,
                          std::int64_t atMs) {
    const Comment* above = comment(under);
    Post& root = *post(above == nullptr ? under : above->post);
    root.updatedMs = atMs;
    const std::string id = root.id.substr(root.id.find('_') + 1) + "_" + ids.next();
    Comment made{.id = id,
                 .post = root.id,
                 .parent = above == nullptr        ? ""
                           : above->parent.empty() ? above->id
                                                   : above->parent,
                 .author = author,
                 .text = std::move(text),
                 .createdMs = atMs};
    return comments[id] = std::move(made);
}

void Network::erasePost(const std::string& id) {
    std::erase_if(comments, [&](const auto& entry) { return entry.second.post == id; });
    posts.erase(id);
}

void Network::eraseComment(const std::string& id) {
    std::erase_if(comments, [&](const auto& entry) { return entry.second.parent == id; });
    comments.erase(id);
}

}  // namespace app::practice::facebook
