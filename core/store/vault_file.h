// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/vault.h"

#include "base/error.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// The bytes of secrets.vault: magic, cost, salt, nonce, length, encrypted secrets, tag, and a SHA-256 of all
/// of it. The hash is no secret's guard (the tag is): it tells a damaged file from a wrong passphrase.
namespace store::vault_file {

/// Account key to its secrets, name to value.
using Secrets = std::map<std::string, std::map<std::string, std::string>>;
using Key = std::array<std::uint8_t, 32>;

inline constexpr std::size_t kSaltSize = 16;
inline constexpr std::size_t kNonceSize = 12;

struct Header {
    ScryptCost cost;
    std::string salt;
};

/// Slow on purpose. Error: Secret, when there is not enough memory.
[[nodiscard]] base::Result<Key> deriveKey(std::string_view passphrase, const Header& header);

/// The header of a whole file. Error: Secret, damaged.
[[nodiscard]] base::Result<Header> readHeader(std::string_view file);
/// Error: Secret; wrong passphrase when `key` does not fit.
[[nodiscard]] base::Result<Secrets> decrypt(std::string_view file, const Key& key);
/// `nonce` is fresh, never used with this key before.
[[nodiscard]] base::Result<std::string> encrypt(const Secrets& secrets, const Header& header,
                                                std::string_view nonce, const Key& key);

/// The file's bytes, or nothing when there is no file. Sets the mode to 0600 when others could read it.
[[nodiscard]] base::Result<std::optional<std::string>> readBytes(const std::string& path);
/// On disk when it returns: written beside the file, flushed, put in its place in one step. Mode 0600.
[[nodiscard]] base::Status replaceBytes(const std::string& path, std::string_view bytes);

}  // namespace store::vault_file
