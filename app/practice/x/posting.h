// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/x/bill.h"
#include "practice/x/error_answers.h"
#include "practice/x/network.h"

#include <expected>

namespace app::practice::x {

/// A post that may be written, and what it costs.
struct Accepted {
    Draft draft;
    Charge charge = Charge::PostCreate;
};

/// Reads the body of POST /2/tweets and looks at all that X refuses.
[[nodiscard]] std::expected<Accepted, Answer> judgePost(const Network& network, Dialect dialect,
                                                        const Account& author, const Json& body,
                                                        std::int64_t nowMs);
/// Whether the author of the post has named or quoted `who` in it.
[[nodiscard]] bool summons(const Network& network, const Post& post, const Account& who);

}  // namespace app::practice::x
