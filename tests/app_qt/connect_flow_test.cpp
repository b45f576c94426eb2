// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_connect_flow.h"
#include "app/qt_street.h"

#include "practice/street.h"

#include "support/catch.h"
#include "support/paths.h"
#include "support/temporary_folder.h"

#include <QEventLoop>
#include <QTimer>

#include <filesystem>

namespace {

using app::practice::Street;
using ui::ConnectStage;
using Way = ui::ConnectRequest::Way;

std::unique_ptr<Street> quietStreet() {
    app::practice::StreetOptions options;
    options.life = app::practice::Life::Quiet;
    options.flow = app::practice::TimeFlow::Frozen;
    auto street = Street::start(options);
    REQUIRE(street);
    return std::move(*street);
}

app::Core::Options optionsFor(const app::Profile& profile, const Street& street) {
    return {.profile = profile,
            .clock = street.clock(),
            .secrets = {
                .vaultPath = profile.vault(), .noKeyring = true, .keyring = {}, .passphrase = "a sentence"}};
}

/// A core without a window, on a street where nobody says anything.
struct Shop {
    Shop() {
        auto started =
            app::CoreThread::start(optionsFor(profile, *street), [](app::Core&) { return base::Status{}; });
        REQUIRE(started);
        core = std::move(*started);
        flow = std::make_unique<app::ConnectFlow>(*core);
    }
    Shop(const Shop&) = delete;
    Shop& operator=(const Shop&) = delete;
    ~Shop() {
        flow.reset();
        core.reset();
    }

    [[nodiscard]] std::string passwordPlatform() const {
        for (const std::string& platform : street->platforms()) {
            if (core->platforms().password(platform) != nullptr) {
                return platform;
            }
        }
        FAIL("nobody signs in with a password on this street");
        return {};
    }
    [[nodiscard]] ui::ConnectRequest byPassword(const std::string& password) const {
        const std::string platform = passwordPlatform();
        return {.platform = platform,
                .server = street->url(platform),
                .way = Way::Password,
                .name = street->shopName(platform),
                .password = password};
    }
    /// Runs until the flow answers, or for so long that it never will.
    std::optional<base::Result<base::AccountId>> connect(const ui::ConnectRequest& request) {
        std::optional<base::Result<base::AccountId>> outcome;
        QEventLoop loop;
        QTimer::singleShot(20'000, &loop, &QEventLoop::quit);
        flow->seam().start(request, {.stage = [this](ConnectStage stage) { stages.push_back(stage); },
                                     .page = [](const std::string&) {},
                                     .done =
                                         [&](const base::Result<base::AccountId>& result) {
                                             outcome = result;
                                             loop.quit();
                                         }});
        CHECK_FALSE(outcome.has_value());
        loop.exec();
        return outcome;
    }
    [[nodiscard]] std::vector<model::Account> accounts() const {
        auto reader = core->reader();
        REQUIRE(reader);
        auto found = (*reader)->accounts();
        REQUIRE(found);
        return *found;
    }

    std::unique_ptr<Street> street = quietStreet();
    support::TemporaryFolder folder;
    app::Profile profile = app::Profile::open(folder.file("profile")).value();
    std::unique_ptr<app::CoreThread> core;
    std::unique_ptr<app::ConnectFlow> flow;
    std::vector<ConnectStage> stages;
};

}  // namespace

TEST_CASE("a name and a password connect an account, and the password is kept nowhere") {
    Shop shop;
    const std::string password = shop.street->shopToken(shop.passwordPlatform());
    const auto connected = shop.connect(shop.byPassword(password));
    REQUIRE(connected.has_value());
    REQUIRE(connected->has_value());
    CHECK(shop.stages == std::vector{ConnectStage::AskingServer, ConnectStage::CheckingSecrets});
    REQUIRE(shop.accounts().size() == 1);
    CHECK(shop.accounts()[0].id == **connected);
    CHECK(shop.accounts()[0].platform == shop.passwordPlatform());
    CHECK(shop.accounts()[0].state == model::AccountState::Ok);
    shop.flow.reset();
    shop.core.reset();
    int files = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(shop.folder.path())) {
        if (file.is_regular_file()) {
            ++files;
            CAPTURE(file.path());
            CHECK(support::readFile(file.path().string()).find(password) == std::string::npos);
        }
    }
    CHECK(files >= 2);
}

TEST_CASE("a wrong password connects nothing and is answered with a sentence that does not repeat it") {
    Shop shop;
    const auto refused = shop.connect(shop.byPassword("not-the-right-one"));
    REQUIRE(refused.has_value());
    REQUIRE_FALSE(refused->has_value());
    CHECK((*refused).error().kind == base::ErrorKind::NeedsLogin);
    CHECK((*refused).error().what().ends_with('.'));
    CHECK((*refused).error().what().find("not-the-right-one") == std::string::npos);
    CHECK(shop.accounts().empty());
    // The next attempt is a fresh one.
    const auto connected = shop.connect(shop.byPassword(shop.street->shopToken(shop.passwordPlatform())));
    REQUIRE(connected.has_value());
    CHECK(connected->has_value());
}

TEST_CASE("an attempt that was left does not answer") {
    Shop shop;
    int answers = 0;
    const ui::ConnectSeam seam = shop.flow->seam();
    seam.start(shop.byPassword("not-the-right-one"),
               {.stage = [](ConnectStage) {},
                .page = [](const std::string&) {},
                .done = [&](const base::Result<base::AccountId>&) { ++answers; }});
    seam.cancel();
    // The core takes one thing after the other: the refusal is there before this is done.
    const auto connected = shop.connect(shop.byPassword(shop.street->shopToken(shop.passwordPlatform())));
    REQUIRE(connected.has_value());
    CHECK(connected->has_value());
    CHECK(answers == 0);
}

TEST_CASE("the dialog is told of every platform what it has to ask for there") {
    const Shop shop;
    const std::vector<ui::ConnectPlatform> platforms = shop.flow->seam().platforms;
    REQUIRE(platforms.size() == shop.core->platforms().names().size());
    for (const ui::ConnectPlatform& platform : platforms) {
        CAPTURE(platform.name);
        const bool password = shop.core->platforms().password(platform.name) != nullptr;
        CHECK(platform.displayName == shop.core->platforms().adapter(platform.name)->displayName());
        CHECK((platform.signIn == ui::ConnectPlatform::SignIn::Password) == password);
        CHECK_FALSE(platform.serverExample.empty());
        CHECK(platform.serverExample.find('/') == std::string::npos);
        CHECK(platform.nameExample.empty() != password);
        CHECK((platform.advice.empty() != password || !platform.appKeys.empty()));
        CHECK_FALSE(platform.tokenKeys.empty());
    }
}

TEST_CASE("the practice street's shop is connected on every platform, each in its own way") {
    const auto street = quietStreet();
    const support::TemporaryFolder folder;
    const auto profile = app::Profile::open(folder.file("profile"));
    REQUIRE(profile);
    auto console = app::Console::open(optionsFor(*profile, *street), app::Console::Traffic::ByHand, nullptr);
    REQUIRE(console);
    const base::Status connected = app::connectShop(**console, *street);
    CAPTURE(connected ? "" : connected.error().what());
    REQUIRE(connected.has_value());
    REQUIRE((*console)->syncOnce());
    auto reader = (*console)->core().reader();
    REQUIRE(reader);
    const auto accounts = (*reader)->accounts();
    REQUIRE(accounts);
    std::vector<std::string> platforms;
    for (const model::Account& account : *accounts) {
        platforms.push_back(account.platform);
        CHECK(account.state == model::AccountState::Ok);
    }
    CHECK(platforms == street->platforms());
}
