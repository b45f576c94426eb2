// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/node.h"

namespace app::practice::threads {

extern const graph::NodeKind kUser;
extern const graph::NodeKind kPost;
extern const graph::NodeKind kContainer;
extern const graph::NodeKind kQuota;

}  // namespace app::practice::threads
