// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/vault.h"

#include "store/vault_file.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

namespace store {

using vault_file::Header;
using vault_file::Key;
using vault_file::Secrets;

struct Vault::Parts {
    std::string path;
    base::Random& random;
    Header header;
    Key key{};
    Secrets secrets;

    Parts(std::string usedPath, base::Random& usedRandom) : path(std::move(usedPath)), random(usedRandom) {}
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts() {
        OPENSSL_cleanse(key.data(), key.size());
        for (auto& [name, values] : secrets) {
            for (auto& [field, value] : values) {
                OPENSSL_cleanse(value.data(), value.size());
            }
        }
    }

    /// A new salt and the key that belongs to it.
    base::Status renewKey(const std::string& passphrase, ScryptCost cost) {
        header = Header{.cost = cost, .salt = random.bytes(vault_file::kSaltSize)};
        base::Result<Key> derived = vault_file::deriveKey(passphrase, header);
        if (!derived) {
            return base::fail(std::move(derived.error()));
        }
        key = *derived;
        OPENSSL_cleanse(derived->data(), derived->size());
        return {};
    }

    base::Status unlock(const std::string& file, const std::string& passphrase) {
        base::Result<Header> read = vault_file::readHeader(file);
        if (!read) {
            return base::fail(std::move(read.error()));
        }
        header = std::move(*read);
        base::Result<Key> derived = vault_file::deriveKey(passphrase, header);
        if (!derived) {
            return base::fail(std::move(derived.error()));
        }
        key = *derived;
        OPENSSL_cleanse(derived->data(), derived->size());
        base::Result<Secrets> opened = vault_file::decrypt(file, key);
        if (!opened) {
            return base::fail(std::move(opened.error()));
        }
        secrets = std::move(*opened);
        return {};
    }
};

Vault::Vault(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

Vault::~Vault() = default;

base::Result<std::unique_ptr<Vault>> Vault::open(std::string path, std::string passphrase,
                                                 base::Random& random, ScryptCost cost) {
    if (passphrase.empty()) {
        return base::fail(base::ErrorKind::Secret, "the vault needs a passphrase and none was given");
    }
    auto parts = std::make_unique<Parts>(std::move(path), random);
    const base::Result<std::optional<std::string>> file = vault_file::readBytes(parts->path);
    base::Status opened;
    bool weak = false;
    if (!file) {
        opened = base::fail(file.error());
    } else if (!*file) {
        opened = parts->renewKey(passphrase, cost);
    } else {
        opened = parts->unlock(**file, passphrase);
        weak = opened && parts->header.cost.n < cost.n;
        if (weak) {
            opened = parts->renewKey(passphrase, cost);
        }
    }
    OPENSSL_cleanse(passphrase.data(), passphrase.size());
    if (!opened) {
        return base::fail(opened.error().kind == base::ErrorKind::Secret && file
                              ? opened.error().within(parts->path)
                              : opened.error());
    }
    std::unique_ptr<Vault> vault(new Vault(std::move(parts)));
    if (weak) {
        if (base::Status saved = vault->save(); !saved) {
            return base::fail(std::move(saved.error()));
        }
    }
    return vault;
}

base::Status Vault::save() {
    const base::Result<std::string> file = vault_file::encrypt(
        m_parts->secrets, m_parts->header, m_parts->random.bytes(vault_file::kNonceSize), m_parts->key);
    if (!file) {
        return base::fail(file.error());
    }
    return vault_file::replaceBytes(m_parts->path, *file);
}

base::Result<std::map<std::string, std::string>> Vault::read(const std::string& key) {
    const auto found = m_parts->secrets.find(key);
    return found == m_parts->secrets.end() ? std::map<std::string, std::string>{} : found->second;
}

base::Status Vault::write(const std::string& key, const std::map<std::string, std::string>& secrets) {
    Secrets former = m_parts->secrets;
    m_parts->secrets[key] = secrets;
    base::Status saved = save();
    if (!saved) {
        m_parts->secrets = std::move(former);
    }
    return saved;
}

base::Status Vault::remove(const std::string& key) {
    Secrets former = m_parts->secrets;
    if (m_parts->secrets.erase(key) == 0) {
        return {};
    }
    base::Status saved = save();
    if (!saved) {
        m_parts->secrets = std::move(former);
    }
    return saved;
}

}  // namespace store
