// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The names of what prepare() learns and freeze() needs.
namespace platform::bluesky::prepared {

inline constexpr std::string_view kParentUri = "parent_uri";
inline constexpr std::string_view kParentCid = "parent_cid";
inline constexpr std::string_view kRootUri = "root_uri";
inline constexpr std::string_view kRootCid = "root_cid";
inline constexpr std::string_view kConvoId = "convo_id";
inline constexpr std::string_view kConvoStatus = "convo_status";
/// Followed by the handle in lower case: the person's DID.
inline constexpr std::string_view kPerson = "person:";

}  // namespace platform::bluesky::prepared
