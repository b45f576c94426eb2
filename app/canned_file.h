// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace app {

/// What stands in a file of canned replies.
struct CannedFile {
    std::vector<model::CannedReply> replies;
    /// Placeholders of another program that have no like here and stay as they are, each once:
    /// "contact.email".
    std::vector<std::string> foreign;
};

/// Files of canned replies. .json is
/// [{"title","text","tags":[…],"variants":[{"text","platform","language"}]}]; .csv has a head line with
/// title, text and, where they are wanted, tags (parted by commas), platform and language: a further row of
/// the same title is a variant. What Chatwoot gives, as [{"short_code","content"}],
/// {"payload":[…]} or as .csv with these names, is told by its names. Refusals name the file and the line or
/// entry; then nothing of it is taken.
[[nodiscard]] base::Result<CannedFile> parseCannedFile(const std::string& name, std::string_view content);
[[nodiscard]] base::Status writeCannedFile(const std::string& name,
                                           const std::vector<model::CannedReply>& replies);

/// The whole file as it stands.
[[nodiscard]] base::Result<std::string> readFile(const std::string& name);

}  // namespace app
