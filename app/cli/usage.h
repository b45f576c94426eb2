// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// What the command line's parser takes, and the sentences for what it doesn't.
namespace cli {

/// Whole numbers from `least` to `most`.
[[nodiscard]] CLI::Validator wholeNumber(std::int64_t least, std::int64_t most);
/// One of these words.
[[nodiscard]] CLI::Validator oneOf(std::vector<std::string> words);

/// One clear sentence on a command line that makes no sense. It names what was not understood, but never
/// repeats a word that may be a secret.
[[nodiscard]] std::string sentenceFor(const CLI::ParseError& error, const CLI::App& app);

}  // namespace cli
