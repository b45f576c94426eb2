// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/secret_store.h"

#include "base/digest.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace app {

using SecretOpener = std::function<base::Result<std::unique_ptr<store::SecretStore>>()>;
/// The system keyring for the profile in this folder; empty where the program was built without one.
using KeyringFactory = std::function<SecretOpener(const std::string& profileFolder)>;

/// How secrets are found. The keyring is used when there is one and no vault exists yet; else the vault.
struct SecretChoice {
    std::string vaultPath;
    bool noKeyring = false;
    SecretOpener keyring;                     ///< empty where the program was built without
    std::optional<std::string> passphrase{};  ///< for the vault
    /// Asks a person for the passphrase when none was given; nothing = they gave up. Empty where nobody can
    /// be asked.
    enum class Asking { First, WrongBefore };
    std::function<std::optional<std::string>(Asking)> ask{};
};
[[nodiscard]] SecretOpener secretOpener(SecretChoice choice, base::Random& random);

/// SHOPBELL_PASSPHRASE, or one line from the file descriptor; nothing when neither is given. Takes the
/// variable out of the environment.
[[nodiscard]] base::Result<std::optional<std::string>> readPassphrase(std::optional<int> fileDescriptor);

/// Opens the real one when it is first needed: reading the inbox needs no secret.
class LazySecrets final : public store::SecretStore {
public:
    explicit LazySecrets(SecretOpener open) : m_open(std::move(open)) {}
    /// Opens it now, where the wait does no harm.
    [[nodiscard]] base::Status open();
    [[nodiscard]] base::Result<std::map<std::string, std::string>> read(const std::string& key) override;
    [[nodiscard]] base::Status write(const std::string& key,
                                     const std::map<std::string, std::string>& secrets) override;
    [[nodiscard]] base::Status remove(const std::string& key) override;

private:
    SecretOpener m_open;
    std::unique_ptr<store::SecretStore> m_store;
};

}  // namespace app
