// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/vault_file.h"

#include "base/digest.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <memory>
#include <utility>

namespace store::vault_file {

namespace {

constexpr std::string_view kMagic = "SBVAULT1";
constexpr std::size_t kTagSize = 16;
constexpr std::size_t kHashSize = 32;
constexpr std::size_t kHeaderSize = kMagic.size() + 3 * 8 + kSaltSize + kNonceSize + 8;

// A damaged or foreign file must not ask for the whole memory.
constexpr std::uint64_t kMostN = 1ULL << 20U;
constexpr std::uint64_t kMostR = 16;
constexpr std::uint64_t kMostP = 4;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

std::unexpected<base::Error> damaged() {
    return base::fail(base::ErrorKind::Secret, "the vault is damaged");
}

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytesOf(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

void putNumber(std::string& out, std::uint64_t value) {
    for (int i = 0; i < 8; ++i) {
        out.push_back(static_cast<char>(value >> (8U * static_cast<unsigned>(i))));
    }
}

void putText(std::string& out, std::string_view text) {
    putNumber(out, text.size());
    out.append(text);
}

/// Reads what was put, from the front; a piece that is not there makes all later ones empty.
class Pieces {
public:
    explicit Pieces(std::string_view rest) : m_rest(rest) {}

    std::string_view bytes(std::uint64_t count) {
        if (count > m_rest.size()) {
            m_whole = false;
            m_rest = {};
            return {};
        }
        const std::string_view piece = m_rest.substr(0, static_cast<std::size_t>(count));
        m_rest.remove_prefix(piece.size());
        return piece;
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        unsigned shift = 0;
        for (const char byte : bytes(8)) {
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(byte)) << shift;
            shift += 8;
        }
        return value;
    }
    std::string text() { return std::string(bytes(number())); }
    [[nodiscard]] bool whole() const { return m_whole; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_whole = true;
};

std::string packed(const Secrets& secrets) {
    std::string out;
    putNumber(out, secrets.size());
    for (const auto& [key, values] : secrets) {
        putText(out, key);
        putNumber(out, values.size());
        for (const auto& [name, value] : values) {
            putText(out, name);
            putText(out, value);
        }
    }
    return out;
}

base::Result<Secrets> unpacked(std::string_view bytes) {
    Pieces pieces(bytes);
    Secrets secrets;
    for (std::uint64_t left = pieces.number(); left > 0 && pieces.whole(); --left) {
        std::map<std::string, std::string>& values = secrets[pieces.text()];
        for (std::uint64_t more = pieces.number(); more > 0 && pieces.whole(); --more) {
            std::string name = pieces.text();
            values[std::move(name)] = pieces.text();
        }
    }
    if (!pieces.whole() || !pieces.atEnd()) {
        return damaged();
    }
    return secrets;
}

bool sane(const ScryptCost& cost) {
    const bool powerOfTwo = cost.n >= 2 && (cost.n & (cost.n - 1)) == 0;
    return powerOfTwo && cost.n <= kMostN && cost.r >= 1 && cost.r <= kMostR && cost.p >= 1 &&
           cost.p <= kMostP;
}

std::string hashOf(std::string_view bytes) {
    const base::Sha256 hash = base::sha256(bytes);
    return {hash.begin(), hash.end()};
}

}  // namespace

base::Result<Key> deriveKey(std::string_view passphrase, const Header& header) {
    Key key{};
    const ScryptCost& cost = header.cost;
    // OpenSSL's own bound of 32 MiB is too small for N = 2^17.
    const std::uint64_t memory = 128 * cost.n * cost.r + 128 * cost.r * cost.p + (8ULL << 20U);
    if (EVP_PBE_scrypt(passphrase.data(), passphrase.size(), bytesOf(header.salt), header.salt.size(), cost.n,
                       cost.r, cost.p, memory, key.data(), key.size()) != 1) {
        return base::fail(
            base::ErrorKind::Secret,
            fmt::format("there is not enough memory to open the vault ({} MiB)", memory >> 20U));
    }
    return key;
}

base::Result<Header> readHeader(std::string_view file) {
    if (file.size() < kHeaderSize + kTagSize + kHashSize ||
        hashOf(file.substr(0, file.size() - kHashSize)) != file.substr(file.size() - kHashSize)) {
        return damaged();
    }
    Pieces pieces(file);
    if (pieces.bytes(kMagic.size()) != kMagic) {
        return base::fail(base::ErrorKind::Secret, "the file is no vault of this version of Shopbell");
    }
    Header header;
    header.cost.n = pieces.number();
    header.cost.r = pieces.number();
    header.cost.p = pieces.number();
    header.salt = pieces.bytes(kSaltSize);
    if (!sane(header.cost)) {
        return damaged();
    }
    return header;
}

base::Result<Secrets> decrypt(std::string_view file, const Key& key) {
    Pieces pieces(file.substr(0, file.size() - kHashSize));
    const std::string_view header = pieces.bytes(kHeaderSize);
    const std::string_view nonce = header.substr(kHeaderSize - kNonceSize - 8, kNonceSize);
    const std::uint64_t size = Pieces(header.substr(kHeaderSize - 8)).number();
    const std::string_view encrypted = pieces.bytes(size);
    std::string tag(pieces.bytes(kTagSize));
    if (!pieces.whole() || !pieces.atEnd()) {
        return damaged();
    }
    const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    std::string plain(encrypted.size() + kTagSize, '\0');
    int written = 0;
    int rest = 0;
    const bool fits =
        EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), bytesOf(nonce)) == 1 &&
        EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytesOf(header),
                          static_cast<int>(header.size())) == 1 &&
        EVP_DecryptUpdate(cipher.get(), bytesOf(plain), &written, bytesOf(encrypted),
                          static_cast<int>(encrypted.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTagSize), tag.data()) ==
            1 &&
        EVP_DecryptFinal_ex(cipher.get(), bytesOf(plain) + written, &rest) == 1;
    base::Result<Secrets> secrets =
        fits ? unpacked(std::string_view(plain).substr(0, encrypted.size()))
             : base::Result<Secrets>(
                   base::fail(base::ErrorKind::Secret, "the passphrase of the vault is wrong"));
    OPENSSL_cleanse(plain.data(), plain.size());
    return secrets;
}

base::Result<std::string> encrypt(const Secrets& secrets, const Header& header, std::string_view nonce,
                                  const Key& key) {
    std::string plain = packed(secrets);
    std::string file(kMagic);
    putNumber(file, header.cost.n);
    putNumber(file, header.cost.r);
    putNumber(file, header.cost.p);
    file.append(header.salt).append(nonce);
    putNumber(file, plain.size());
    std::string encrypted(plain.size() + kTagSize, '\0');
    std::string tag(kTagSize, '\0');
    const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int written = 0;
    int rest = 0;
    const bool done =
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), bytesOf(nonce)) == 1 &&
        EVP_EncryptUpdate(cipher.get(), nullptr, &written, bytesOf(std::string_view(file)),
                          static_cast<int>(file.size())) == 1 &&
        EVP_EncryptUpdate(cipher.get(), bytesOf(encrypted), &written, bytesOf(std::string_view(plain)),
                          static_cast<int>(plain.size())) == 1 &&
        EVP_EncryptFinal_ex(cipher.get(), bytesOf(encrypted) + written, &rest) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTagSize), tag.data()) == 1;
    const std::size_t size = plain.size();
    OPENSSL_cleanse(plain.data(), plain.size());
    if (!done) {
        return base::fail(base::ErrorKind::Secret, "the vault can't be encrypted");
    }
    file.append(encrypted, 0, size).append(tag);
    return file + hashOf(file);
}

}  // namespace store::vault_file
