// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/secret_store.h"

#include "base/digest.h"

#include <memory>

namespace store {

struct ScryptCost {
    std::uint64_t n = 1ULL << 17U;  ///< 128 MiB and about half a second; never lower in a shipped program
    std::uint64_t r = 8;
    std::uint64_t p = 1;
};

/// secrets.vault: one file, scrypt and AES-256-GCM, mode 0600, a fresh nonce for every write, replaced
/// atomically. Opening derives the key (slow: keep it off the UI and core threads). Errors of kind Secret: no
/// passphrase, wrong passphrase, damaged file (any flipped bit), unreadable file; each says which.
class Vault final : public SecretStore {
public:
    /// Creates the file at the first write when there is none. A file's own cost is honoured; one with a
    /// lower N than `cost` is encrypted anew with `cost` while it is opened.
    [[nodiscard]] static base::Result<std::unique_ptr<Vault>>
    open(std::string path, std::string passphrase, base::Random& random, ScryptCost cost = {});
    ~Vault() override;
    [[nodiscard]] base::Result<std::map<std::string, std::string>> read(const std::string& key) override;
    [[nodiscard]] base::Status write(const std::string& key,
                                     const std::map<std::string, std::string>& secrets) override;
    [[nodiscard]] base::Status remove(const std::string& key) override;

private:
    struct Parts;
    explicit Vault(std::unique_ptr<Parts> parts);
    [[nodiscard]] base::Status save();
    std::unique_ptr<Parts> m_parts;
};

}  // namespace store
