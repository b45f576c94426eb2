// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/compose.h"
#include "platform/platform_adapter.h"

/// A reply in Instagram's words.
namespace platform::instagram {

[[nodiscard]] model::LengthRule commentLength();
[[nodiscard]] model::LengthRule messageLength();

[[nodiscard]] base::Status check(const model::ReplyDraft& draft);
/// Without the path of messages: which it is, the secrets tell.
[[nodiscard]] graph::Frozen compose(const model::Account& account, const model::ReplyDraft& draft,
                                    const Preparation& prepared, base::UtcTime now);

}  // namespace platform::instagram
