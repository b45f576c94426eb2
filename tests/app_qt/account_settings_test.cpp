// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_account_settings.h"

#include "support/catch.h"
#include "support/fake_clock.h"
#include "support/temporary_folder.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <optional>

namespace {

using Values = ui::AccountSeam::Values;

/// A core without a window, and an account on a platform that takes money.
struct Office {
    Office() {
        auto started = app::CoreThread::start(
            {.profile = profile,
             .clock = clock,
             .secrets = {.vaultPath = profile.vault(),
                         .noKeyring = true,
                         .keyring = {},
                         .passphrase = "a sentence"}},
            [this](app::Core& opened) -> base::Status {
                const auto written = opened.store().write("test", [this](store::WriteTx& tx) -> base::Status {
                    model::Account account;
                    account.platform = "x";
                    account.server = "https://api.x.example";
                    account.remoteId = "7";
                    account.handle = "@brambleby";
                    const auto added = tx.addAccount(account);
                    if (!added) {
                        return std::unexpected(added.error());
                    }
                    id = *added;
                    return {};
                });
                return written ? base::Status{} : std::unexpected(written.error());
            });
        REQUIRE(started);
        core = std::move(*started);
        settings = std::make_unique<app::AccountSettings>(*core);
    }
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;
    ~Office() {
        settings.reset();
        core.reset();
    }

    [[nodiscard]] model::Account account() const {
        auto reader = core->reader();
        REQUIRE(reader);
        auto found = (*reader)->account(id);
        REQUIRE(found);
        return *found;
    }
    [[nodiscard]] ui::AccountSetting setting(const std::string& name) const {
        const auto all = settings->seam().settings(account());
        const auto found = std::ranges::find(all, name, &ui::AccountSetting::name);
        CAPTURE(name);
        REQUIRE(found != all.end());
        return *found;
    }
    /// What is refused, once it was answered.
    [[nodiscard]] Values set(base::AccountId which, const Values& values) const {
        std::optional<Values> answer;
        QEventLoop loop;
        QTimer::singleShot(20'000, &loop, &QEventLoop::quit);
        settings->seam().set(which, values, [&](const Values& refused) {
            answer = refused;
            loop.quit();
        });
        CHECK_FALSE(answer.has_value());
        loop.exec();
        REQUIRE(answer.has_value());
        return *answer;
    }

    support::FakeClock clock;
    support::TemporaryFolder folder;
    app::Profile profile = app::Profile::open(folder.file("profile")).value();
    base::AccountId id;
    std::unique_ptr<app::CoreThread> core;
    std::unique_ptr<app::AccountSettings> settings;
};

}  // namespace

TEST_CASE("direct messages are switched on by their setting, which told what they cost") {
    const Office office;
    const ui::AccountSetting before = office.setting("direct_messages");
    CHECK(before.kind == ui::AccountSetting::Kind::Switch);
    CHECK(before.usual == "off");
    CHECK(before.value.empty());
    CHECK(before.meaning.starts_with("Each one read costs $0.01, each one sent $0.015."));
    CHECK(office.account().capabilities.find(model::Visibility::Private) == nullptr);
    CHECK(office.set(office.id, {{"direct_messages", "on"}}).empty());
    CHECK(office.setting("direct_messages").value == "on");
    CHECK(office.account().capabilities.find(model::Visibility::Private) != nullptr);
}

TEST_CASE("a corrected price stands in the settings that tell of it, and in the prices") {
    const Office office;
    CHECK(office.set(office.id, {{"price_dm_read", "0.02"}, {"monthly_budget", "none"}}).empty());
    CHECK(office.setting("direct_messages").meaning.starts_with("Each one read costs $0.02, "));
    CHECK(office.setting("price_dm_read").usual == "0.01");
    CHECK(office.setting("price_dm_read").kind == ui::AccountSetting::Kind::Price);
    const model::PriceList prices = office.settings->seam().prices(office.account());
    const auto read = std::ranges::find(prices.kinds, "dm_read", &model::PriceOfKind::kind);
    REQUIRE(read != prices.kinds.end());
    CHECK(read->each == 20'000);
    CHECK_FALSE(prices.budget.has_value());
    CHECK(office.set(office.id, {{"price_dm_read", ""}, {"monthly_budget", ""}}).empty());
    CHECK(office.account().settings.empty());
    CHECK(office.settings->seam().prices(office.account()).budget == 10'000'000);
}

TEST_CASE("each refused setting says what to write instead, and none is set") {
    const Office office;
    const Values refused =
        office.set(office.id, {{"monthly_budget", "lots"}, {"first_import", "-1"}, {"price_reply", "0.02"}});
    CHECK(refused == Values{{"first_import", "write a number from 0 to 800"},
                            {"monthly_budget", "write an amount of US dollars such as 12.50, or none"}});
    CHECK(office.account().settings.empty());
}

TEST_CASE("settings of an account that has gone are refused as a whole") {
    const Office office;
    const Values refused = office.set({77}, {{"monthly_budget", "5"}});
    REQUIRE(refused.size() == 1);
    CHECK(refused.begin()->first.empty());
    CHECK_FALSE(refused.begin()->second.empty());
}
