// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace support {

/// The root of the source tree.
std::filesystem::path sourceFolder();

/// tests/fixtures/NAME in the source tree.
std::filesystem::path fixture(const std::string& name);

/// The folder that holds the built programs (shopbell-cli, shopbell-practice …).
std::filesystem::path programFolder();

/// All bytes of a file; throws std::runtime_error, which fails the test, when it can't be read.
std::string readFile(const std::filesystem::path& file);

}  // namespace support
