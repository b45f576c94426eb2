// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/server.h"
#include "platform/platform_adapter.h"

namespace platform::graph {

/// One request that hides, likes or takes that back; `call` is of `server`.
[[nodiscard]] std::unique_ptr<Steps<Acknowledged>> tellOnce(Server server, HttpCall call);
/// A form to a node or an edge. To send it twice is no harm.
[[nodiscard]] HttpCall postForm(const Server& server, std::string_view path, Parameters fields);

}  // namespace platform::graph
