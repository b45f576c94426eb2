// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/secrets.h"

#include "support/catch.h"
#include "support/temporary_folder.h"

#include <unistd.h>

#include <array>
#include <cstdlib>

namespace {

/// A keyring that remembers nothing but how often it was opened.
class Keyring final : public store::SecretStore {
public:
    base::Result<std::map<std::string, std::string>> read(const std::string&) override {
        return {{{"from", "keyring"}}};
    }
    base::Status write(const std::string&, const std::map<std::string, std::string>&) override { return {}; }
    base::Status remove(const std::string&) override { return {}; }
};

struct Choice {
    Choice() {
        choice.vaultPath = folder.file("secrets.vault");
        choice.keyring = [this]() -> base::Result<std::unique_ptr<store::SecretStore>> {
            ++opened;
            if (!locked) {
                return std::make_unique<Keyring>();
            }
            return base::fail(base::ErrorKind::Secret, "the keyring is locked");
        };
    }
    [[nodiscard]] base::Result<std::unique_ptr<store::SecretStore>> open() {
        return app::secretOpener(choice, random)();
    }
    /// "keyring", "vault", or the sentence of the refusal.
    [[nodiscard]] std::string chosen() {
        auto store = open();
        if (!store) {
            return store.error().what();
        }
        auto secrets = (*store)->read("account/1");
        REQUIRE(secrets);
        return secrets->contains("from") ? "keyring" : "vault";
    }
    /// A vault comes into being with the first secret.
    void keepSomething() {
        auto store = open();
        REQUIRE(store);
        REQUIRE((*store)->write("account/1", {{"access_token", "x"}}));
    }
    support::TemporaryFolder folder;
    base::SystemRandom random;
    app::SecretChoice choice;
    bool locked = false;
    int opened = 0;
};

}  // namespace

TEST_CASE("the keyring is used where there is one, unless a vault is there already or it is not wanted") {
    Choice one;
    CHECK(one.chosen() == "keyring");
    one.choice.passphrase = "open sesame";
    CHECK(one.chosen() == "keyring");
    one.choice.noKeyring = true;
    CHECK(one.chosen() == "vault");
    one.keepSomething();
    one.choice.noKeyring = false;
    CHECK(one.chosen() == "vault");
    CHECK(one.opened == 2);
}

TEST_CASE("a keyring that does not open gives way to the vault, and without a passphrase the sentence says "
          "what to do") {
    Choice one;
    one.locked = true;
    CHECK(one.chosen().find("SHOPBELL_PASSPHRASE") != std::string::npos);
    one.choice.passphrase = "";
    CHECK(one.chosen().find("--passphrase-fd") != std::string::npos);
    one.choice.passphrase = "open sesame";
    CHECK(one.chosen() == "vault");
}

TEST_CASE("a person who can be asked has three tries, and may give up") {
    Choice one;
    one.choice.noKeyring = true;
    one.choice.passphrase = "right";
    one.keepSomething();
    one.choice.passphrase.reset();
    std::vector<app::SecretChoice::Asking> asked;
    std::vector<std::string> answers{"wrong", "right"};
    one.choice.ask = [&](app::SecretChoice::Asking why) -> std::optional<std::string> {
        asked.push_back(why);
        return asked.size() <= answers.size() ? std::optional(answers[asked.size() - 1]) : std::nullopt;
    };
    CHECK(one.chosen() == "vault");
    using enum app::SecretChoice::Asking;
    CHECK(asked == std::vector{First, WrongBefore});

    asked.clear();
    answers = {"wrong", "wrong", "wrong", "right"};
    CHECK(one.chosen() != "vault");
    CHECK(asked.size() == 3);

    asked.clear();
    answers = {};
    CHECK(one.chosen() == "no passphrase for the vault was given");
    CHECK(asked.size() == 1);
}

TEST_CASE("a passphrase is taken out of the environment, or read as one line from a descriptor") {
    ::unsetenv("SHOPBELL_PASSPHRASE");
    CHECK_FALSE(app::readPassphrase({}).value());
    ::setenv("SHOPBELL_PASSPHRASE", "open sesame", 1);
    CHECK(app::readPassphrase({}).value() == "open sesame");
    CHECK(std::getenv("SHOPBELL_PASSPHRASE") == nullptr);

    const auto fromPipe = [](const std::string& bytes) {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        REQUIRE(::write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
        ::close(ends[1]);
        auto passphrase = app::readPassphrase(ends[0]);
        ::close(ends[0]);
        return passphrase;
    };
    ::setenv("SHOPBELL_PASSPHRASE", "another", 1);
    CHECK(fromPipe("open sesame\nand more\n").value() == "open sesame");
    CHECK(std::getenv("SHOPBELL_PASSPHRASE") == nullptr);
    CHECK(fromPipe("no line end").value() == "no line end");
    CHECK_FALSE(fromPipe("\n"));
    CHECK_FALSE(fromPipe(""));
    CHECK_FALSE(app::readPassphrase(4'711));
}

TEST_CASE("the secrets are opened once, and when they can't be, every use says so") {
    int opened = 0;
    bool works = false;
    app::LazySecrets secrets([&]() -> base::Result<std::unique_ptr<store::SecretStore>> {
        ++opened;
        if (!works) {
            return base::fail(base::ErrorKind::Secret, "the vault does not open");
        }
        return std::make_unique<Keyring>();
    });
    CHECK(opened == 0);
    CHECK_FALSE(secrets.read("account/1"));
    CHECK_FALSE(secrets.write("account/1", {}));
    CHECK_FALSE(secrets.remove("account/1"));
    works = true;
    CHECK(secrets.read("account/1"));
    CHECK(secrets.write("account/1", {}));
    CHECK(secrets.remove("account/1"));
    CHECK(secrets.open());
    CHECK(opened == 4);
}
