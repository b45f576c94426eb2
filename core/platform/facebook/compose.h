// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/compose.h"
#include "platform/platform_adapter.h"

#include <string>

/// A reply in Facebook's words.
namespace platform::facebook {

[[nodiscard]] model::LengthRule commentLength();
[[nodiscard]] model::LengthRule messageLength();

[[nodiscard]] base::Status check(const model::ReplyDraft& draft);
[[nodiscard]] graph::Frozen compose(const model::Account& account, const model::ReplyDraft& draft,
                                    const Preparation& prepared, base::UtcTime now);

/// A post's id is "PAGE_NUMBER"; a comment's begins with the post's number.
[[nodiscard]] bool isPost(std::string_view id, std::string_view page);
/// The post that a comment stands under, by the comment's id; empty where that tells nothing.
[[nodiscard]] std::string postOf(std::string_view commentId, std::string_view page);

}  // namespace platform::facebook
