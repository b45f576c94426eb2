// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <map>
#include <string>

namespace store {

/// Where an account's secrets live: the system keyring or the vault. Never the database, logs or argv.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    /// Name to value; empty when nothing was kept under `key` ("account/3").
    [[nodiscard]] virtual base::Result<std::map<std::string, std::string>> read(const std::string& key) = 0;
    /// Durable when it returns: a rotated token must be on disk before its first use.
    [[nodiscard]] virtual base::Status write(const std::string& key,
                                             const std::map<std::string, std::string>& secrets) = 0;
    [[nodiscard]] virtual base::Status remove(const std::string& key) = 0;
};

}  // namespace store
