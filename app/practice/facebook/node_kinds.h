// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/node.h"

namespace app::practice::facebook {

extern const graph::NodeKind kPage;
extern const graph::NodeKind kUser;
/// Somebody as the author of a post or a comment.
extern const graph::NodeKind kPerson;
/// Somebody as one end of a message.
extern const graph::NodeKind kCorrespondent;
extern const graph::NodeKind kPost;
extern const graph::NodeKind kComment;
extern const graph::NodeKind kConversation;
extern const graph::NodeKind kMessage;
extern const graph::NodeKind kAttachment;
extern const graph::NodeKind kShare;

}  // namespace app::practice::facebook
