// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/secrets.h"

#include "store/vault.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <unistd.h>

namespace app {
namespace {

using Opened = base::Result<std::unique_ptr<store::SecretStore>>;

constexpr int kTries = 3;

Opened vaultWith(const SecretChoice& choice, const std::string& passphrase, base::Random& random) {
    auto vault = store::Vault::open(choice.vaultPath, passphrase, random);
    if (!vault) {
        return std::unexpected(vault.error());
    }
    return std::unique_ptr<store::SecretStore>(std::move(*vault));
}

Opened askedVault(const SecretChoice& choice, base::Random& random) {
    Opened vault = base::fail(base::ErrorKind::Secret, "no passphrase for the vault was given");
    for (int i = 0; i < kTries; ++i) {
        const auto given =
            choice.ask(i == 0 ? SecretChoice::Asking::First : SecretChoice::Asking::WrongBefore);
        if (!given || given->empty()) {
            break;
        }
        vault = vaultWith(choice, *given, random);
        if (vault) {
            break;
        }
    }
    return vault;
}

}  // namespace

SecretOpener secretOpener(SecretChoice choice, base::Random& random) {
    return [choice = std::move(choice), &random]() -> base::Result<std::unique_ptr<store::SecretStore>> {
        std::error_code ignored;
        const bool haveVault = std::filesystem::exists(choice.vaultPath, ignored);
        if (choice.keyring && !choice.noKeyring && !haveVault) {
            if (auto keyring = choice.keyring()) {
                return keyring;
            }
        }
        if ((!choice.passphrase || choice.passphrase->empty()) && choice.ask) {
            return askedVault(choice, random);
        }
        if (!choice.passphrase || choice.passphrase->empty()) {
            return base::fail(
                base::ErrorKind::Secret,
                "no passphrase for the vault: set SHOPBELL_PASSPHRASE or pass --passphrase-fd N" +
                    std::string(choice.noKeyring || haveVault ? "" : " (this machine has no keyring)"));
        }
        return vaultWith(choice, *choice.passphrase, random);
    };
}

base::Result<std::optional<std::string>> readPassphrase(std::optional<int> fileDescriptor) {
    const char* variable = std::getenv("SHOPBELL_PASSPHRASE");
    const auto given = variable != nullptr ? std::optional<std::string>(variable) : std::nullopt;
    // A browser that we open must not inherit it.
    ::unsetenv("SHOPBELL_PASSPHRASE");
    if (!fileDescriptor) {
        return given;
    }
    std::string line;
    char letter = 0;
    for (;;) {
        const ssize_t got = ::read(*fileDescriptor, &letter, 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return base::fail(base::ErrorKind::BadInput,
                              std::string("the passphrase can't be read: ") + std::strerror(errno));
        }
        if (got == 0 || letter == '\n') {
            break;
        }
        line += letter;
    }
    if (line.empty()) {
        return base::fail(base::ErrorKind::Secret, "the passphrase is empty");
    }
    return std::optional<std::string>(line);
}

base::Status LazySecrets::open() {
    if (m_store) {
        return {};
    }
    auto opened = m_open();
    if (!opened) {
        return std::unexpected(opened.error());
    }
    m_store = std::move(*opened);
    return {};
}

base::Result<std::map<std::string, std::string>> LazySecrets::read(const std::string& key) {
    if (base::Status ready = open(); !ready) {
        return std::unexpected(ready.error());
    }
    return m_store->read(key);
}

base::Status LazySecrets::write(const std::string& key, const std::map<std::string, std::string>& secrets) {
    if (base::Status ready = open(); !ready) {
        return ready;
    }
    return m_store->write(key, secrets);
}

base::Status LazySecrets::remove(const std::string& key) {
    if (base::Status ready = open(); !ready) {
        return ready;
    }
    return m_store->remove(key);
}

}  // namespace app
