// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// Why a canned reply can't be kept as it is.
enum class CannedFault { NoTitle, NoText, TitleTaken };

/// `library` may hold the reply itself, by its id. A title counts as taken whatever the case of its letters;
/// one that the reply has there already is never refused.
[[nodiscard]] std::optional<CannedFault> faultOf(const CannedReply& reply,
                                                 const std::vector<CannedReply>& library);

/// As it is kept: valid UTF-8; the title and each tag are one line without white space around it, no tag and
/// no variant is there twice, and a variant says something.
[[nodiscard]] CannedReply tidied(CannedReply reply);
[[nodiscard]] std::vector<std::string> tidiedTags(const std::vector<std::string>& tags);

/// A reply with the tags and variants of another one beside its own; tidied.
[[nodiscard]] CannedReply joined(CannedReply reply, const CannedReply& other);

/// The words of a text, or of title, tags, text and variants, folded as the search over messages folds them.
[[nodiscard]] std::vector<std::string> searchWords(std::string_view text);
[[nodiscard]] std::vector<std::string> searchWords(const CannedReply& reply);
/// Whether every word of a query begins one of these; both folded.
[[nodiscard]] bool holdEveryWord(const std::vector<std::string>& words,
                                 const std::vector<std::string>& query);

}  // namespace model
