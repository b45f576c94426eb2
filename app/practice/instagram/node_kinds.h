// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/node.h"

namespace app::practice::instagram {

/// The page that the account belongs to; as much of it as leads here.
extern const graph::NodeKind kPage;
extern const graph::NodeKind kUser;
/// The account as the page sees it.
extern const graph::NodeKind kAccount;
/// The account as it sees itself.
extern const graph::NodeKind kOwnAccount;
extern const graph::NodeKind kCorrespondent;
extern const graph::NodeKind kCommenter;
extern const graph::NodeKind kMedia;
extern const graph::NodeKind kComment;
extern const graph::NodeKind kConversation;
extern const graph::NodeKind kMessage;

}  // namespace app::practice::instagram
