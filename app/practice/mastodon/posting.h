// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/mastodon/instance.h"

#include "base/error.h"

#include <optional>
#include <string>
#include <vector>

namespace app::practice::mastodon {

/// What somebody wants to publish. Media and parent exist and may be used by the author.
struct Draft {
    Id author = 0;
    Id app = 0;
    Id editing = 0;  ///< the post that this is a new version of
    Id inReplyTo = 0;
    Visibility visibility = Visibility::Public;
    bool sensitive = false;
    std::string text;
    std::string warning;
    std::optional<std::string> language;
    std::vector<Id> media;
};

/// The server's own sentence on why this can't be published, or nothing.
[[nodiscard]] std::optional<std::string> refusal(const Instance& instance, const Draft& draft,
                                                 std::int64_t nowMs);

/// Publishes, tells whom it mentions and files it in conversations. `draft` has been checked.
Post& publish(Instance& instance, Draft draft, std::int64_t atMs);
/// Changes a post; who is mentioned for the first time is told now. Nothing happens when nothing changes.
void revise(Instance& instance, Post& post, const Draft& changed, std::int64_t atMs);
/// Deletes a post: its notifications go with it, its replies stay and lose their parent.
void erase(Instance& instance, Id post);

void favourite(Instance& instance, Id account, Post& post, std::int64_t atMs);
void unfavourite(Instance& instance, Id account, Post& post);
void boost(Instance& instance, Id account, Post& post, std::int64_t atMs);
void unboost(Instance& instance, Id account, Post& post);
void follow(Instance& instance, Id follower, Id followed, std::int64_t atMs);

}  // namespace app::practice::mastodon
