// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/mastodon/instance.h"

#include <string_view>

namespace app::practice::mastodon {

/// Tells `recipient` that `from` did something; whether it is filtered is the recipient's policy. A private
/// mention that is let in also opens or continues a conversation. Nothing happens for one's own deeds.
void notify(Instance& instance, Id recipient, Id from, std::string_view type, Id post, std::int64_t atMs);
/// A like or boost that was taken back.
void withdraw(Instance& instance, Id from, std::string_view type, Id post);
/// A deleted post takes its notifications along.
void forgetPost(Instance& instance, Id post);

/// Lets a filtered sender in, with all they have written so far.
void acceptRequest(Instance& instance, Id request);
/// Throws away what a filtered sender has written so far.
void dismissRequest(Instance& instance, Id request);

}  // namespace app::practice::mastodon
