// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// Recordings of other projects' tests: HTTP exchanges in the YAML that vcr.py writes. Reads that much of
/// YAML and no more; what looks different throws.
namespace cassette {

struct Interaction {
    std::string method;
    std::string uri;
    int status = 0;
    std::string body;
};

[[nodiscard]] std::vector<Interaction> read(const std::filesystem::path& file);

/// The folder of shared captures: $SHOPBELL_SHARED, else ../shared beside the source. Nothing where there is
/// none.
[[nodiscard]] std::optional<std::filesystem::path> sharedFolder();

}  // namespace cassette
