// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/mastodon/instance.h"

namespace app::practice::mastodon {

/// Files a private post in the conversation of `owner` with everybody else in it; unread unless it is their
/// own.
void fileInConversation(Instance& instance, Id owner, const Post& post);
/// Takes a post out of everybody's conversations; one without posts disappears.
void removeFromConversations(Instance& instance, Id post);

}  // namespace app::practice::mastodon
