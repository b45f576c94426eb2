// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "store/vault.h"

#include "base/digest.h"

#include "support/catch.h"
#include "support/paths.h"
#include "support/temporary_folder.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <sys/stat.h>
#include <unistd.h>

using store::ScryptCost;
using store::Vault;
using test::need;
using test::needError;

namespace {

/// Cheap, so that the tests take no minutes.
constexpr ScryptCost kCheap{.n = 16, .r = 1, .p = 1};
const std::string kPassphrase = "correct horse battery staple";
const std::map<std::string, std::string> kToken = {{"token", "tok-9f8e7d6c5b4a"},
                                                   {"client_secret", std::string("b\0in", 4)}};

void put(const std::string& path, const std::string& bytes) {
    // Some file systems flush a file that is truncated and written again.
    std::filesystem::remove(path);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::string sealed(const std::string& path, base::Random& random) {
    const auto vault = need(Vault::open(path, kPassphrase, random, kCheap));
    need(vault->write("account/3", kToken));
    return support::readFile(path);
}

/// N stands behind the eight bytes of the file's name.
std::uint64_t costIn(const std::string& bytes) {
    std::uint64_t n = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        n |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[8 + i])) << (8 * i);
    }
    return n;
}

/// The file as somebody would write it who can also make the hash at its end right again.
std::string hashedAgain(std::string bytes) {
    bytes.resize(bytes.size() - 32);
    const base::Sha256 hash = base::sha256(bytes);
    return bytes.append(hash.begin(), hash.end());
}

}  // namespace

TEST_CASE("a vault gives back what was put into it, after being opened again") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("secrets.vault");
    base::SeededRandom random(1);
    {
        const auto vault = need(Vault::open(path, kPassphrase, random, kCheap));
        CHECK(need(vault->read("account/3")).empty());
        CHECK_FALSE(std::filesystem::exists(path));  // nothing is kept, nothing is written
        need(vault->write("account/3", kToken));
        need(vault->write("account/4", {{"token", ""}}));
        need(vault->write("account/5", {{"token", "x"}}));
        need(vault->remove("account/5"));
    }
    const auto vault = need(Vault::open(path, kPassphrase, random, kCheap));
    CHECK(need(vault->read("account/3")) == kToken);
    CHECK(need(vault->read("account/4")) == std::map<std::string, std::string>{{"token", ""}});
    CHECK(need(vault->read("account/5")).empty());
}

TEST_CASE("every flipped bit and every cut of a vault is called damage") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("secrets.vault");
    base::SeededRandom random(2);
    const std::string whole = sealed(path, random);
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        put(path, flipped);
        const auto opened = Vault::open(path, kPassphrase, random, kCheap);
        if (opened || opened.error().kind != base::ErrorKind::Secret ||
            opened.error().what() != path + ": the vault is damaged") {
            CAPTURE(bit);
            FAIL("opened, or called something else");
        }
    }
    for (std::size_t size = 0; size < whole.size(); ++size) {
        put(path, whole.substr(0, size));
        const auto opened = Vault::open(path, kPassphrase, random, kCheap);
        if (opened || opened.error().what() != path + ": the vault is damaged") {
            CAPTURE(size);
            FAIL("opened, or called something else");
        }
    }
    put(path, whole + "x");
    CHECK(needError(Vault::open(path, kPassphrase, random, kCheap)).what() ==
          path + ": the vault is damaged");
    put(path, whole);
    CHECK(need(need(Vault::open(path, kPassphrase, random, kCheap))->read("account/3")) == kToken);
}

TEST_CASE("a vault that was changed by somebody who knows its format does not open either") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("secrets.vault");
    base::SeededRandom random(3);
    const std::string whole = sealed(path, random);
    for (std::size_t bit = 0; bit < (whole.size() - 32) * 8; ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        put(path, hashedAgain(flipped));
        const auto opened = Vault::open(path, kPassphrase, random, kCheap);
        if (opened || opened.error().kind != base::ErrorKind::Secret) {
            CAPTURE(bit);
            FAIL("opened");
        }
    }
    SUCCEED();
}

TEST_CASE("a wrong passphrase and a missing one are told apart from damage") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("secrets.vault");
    base::SeededRandom random(4);
    const std::string whole = sealed(path, random);
    CHECK(needError(Vault::open(path, "correct horse", random, kCheap)).what() ==
          path + ": the passphrase of the vault is wrong");
    CHECK(needError(Vault::open(path, "", random, kCheap)).what() ==
          "the vault needs a passphrase and none was given");
    CHECK(support::readFile(path) == whole);
    std::filesystem::create_directory(folder.file("folder.vault"));
    CHECK(needError(Vault::open(folder.file("folder.vault"), kPassphrase, random, kCheap)).kind ==
          base::ErrorKind::Secret);
}

TEST_CASE("nobody else can read a vault, whatever the umask or its former mode") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("secrets.vault");
    base::SeededRandom random(5);
    const auto mode = [&] {
        struct stat status{};
        REQUIRE(::stat(path.c_str(), &status) == 0);
        return status.st_mode & 07777U;
    };
    const mode_t before = ::umask(0);
    sealed(path, random);
    ::umask(before);
    CHECK(mode() == 0600);
    ::chmod(path.c_str(), 0644);
    need(Vault::open(path, kPassphrase, random, kCheap));
    CHECK(mode() == 0600);
    // One that a killed program left half written is no way round.
    put(path + ".new", "half");
    ::chmod((path + ".new").c_str(), 0666);
    need(need(Vault::open(path, kPassphrase, random, kCheap))->write("account/3", kToken));
    CHECK(mode() == 0600);
    CHECK_FALSE(std::filesystem::exists(path + ".new"));
}

TEST_CASE("every write has a nonce of its own") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("secrets.vault");
    base::SystemRandom random;
    const auto vault = need(Vault::open(path, kPassphrase, random, kCheap));
    std::set<std::string> nonces;
    std::set<std::string> bodies;
    for (int i = 0; i < 50; ++i) {
        need(vault->write("account/3", kToken));
        const std::string bytes = support::readFile(path);
        nonces.insert(bytes.substr(8 + 24 + 16, 12));
        bodies.insert(bytes.substr(8 + 24 + 16 + 12 + 8));
    }
    CHECK(nonces.size() == 50);
    CHECK(bodies.size() == 50);
}

TEST_CASE("the cost in the file is honoured, and a cheaper one is raised while it is opened") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("secrets.vault");
    base::SeededRandom random(6);
    sealed(path, random);
    CHECK(costIn(support::readFile(path)) == 16);
    const ScryptCost dearer{.n = 64, .r = 1, .p = 1};
    {
        const auto vault = need(Vault::open(path, kPassphrase, random, dearer));
        CHECK(need(vault->read("account/3")) == kToken);
    }
    CHECK(costIn(support::readFile(path)) == 64);
    // Asked for less, the file's own stays.
    {
        const auto vault = need(Vault::open(path, kPassphrase, random, kCheap));
        CHECK(need(vault->read("account/3")) == kToken);
        need(vault->write("account/4", kToken));
    }
    CHECK(costIn(support::readFile(path)) == 64);
    CHECK(ScryptCost{}.n == 1ULL << 17U);
}

TEST_CASE("a shipped vault costs scrypt N = 2^17") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("secrets.vault");
    base::SystemRandom random;
    need(need(Vault::open(path, kPassphrase, random))->write("account/3", kToken));
    CHECK(costIn(support::readFile(path)) == 1ULL << 17U);
    CHECK(need(need(Vault::open(path, kPassphrase, random))->read("account/3")) == kToken);
}

TEST_CASE("a write that fails leaves the vault as it was, on disk and in memory") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("secrets.vault");
    base::SeededRandom random(7);
    sealed(path, random);
    const auto vault = need(Vault::open(path, kPassphrase, random, kCheap));
    const std::string before = support::readFile(path);
    // A folder in the place of the new file can't be unlinked nor written.
    std::filesystem::create_directory(path + ".new");
    put(path + ".new/occupied", "x");
    const base::Status written = vault->write("account/3", {{"token", "never"}});
    CHECK(needError(written).kind == base::ErrorKind::Secret);
    CHECK(support::readFile(path) == before);
    CHECK(need(vault->read("account/3")) == kToken);
    std::filesystem::remove_all(path + ".new");
    need(vault->write("account/3", kToken));
}

TEST_CASE("a planted secret stands in no file of the profile") {
    test::OpenStore open;
    base::SystemRandom random;
    const std::string secret = kToken.at("token");
    const auto vault = need(Vault::open(open.folder.file("secrets.vault"), kPassphrase, random, kCheap));
    need(vault->write("account/1", kToken));
    open.write([](store::WriteTx& tx) { test::Rows(tx).account(); });
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(open.folder.path())) {
        const std::string bytes = support::readFile(entry.path());
        CAPTURE(entry.path().string());
        CHECK(bytes.find(secret) == std::string::npos);
        CHECK(bytes.find(kPassphrase) == std::string::npos);
        ++files;
    }
    CHECK(files >= 3);  // the database, its log, the vault
}
