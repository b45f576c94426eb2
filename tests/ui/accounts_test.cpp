// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with an account, and what a new one can do.
#include "desk.h"

#include "ui/models/nav_model.h"
#include "ui/widgets/connect_dialog.h"
#include "ui/widgets/import_strip.h"
#include "ui/widgets/link_button.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>

using namespace uitest;
using State = ui::ConnectAbility::State;
using Kind = ui::ConnectAbility::Kind;

namespace {

/// The menu of the first account, opened by the keyboard.
QMenu& accountMenu(const Desk& desk) {
    desk.window.activateWindow();
    ShopWorld::settle();
    auto& nav = desk.child<ui::RowList>("navList");
    nav.setFocus();
    for (int i = 0; i < 10; ++i) {
        desk.press(Qt::Key_Down);
    }
    desk.press(Qt::Key_Return);
    return desk.child<QMenu>("accountMenu");
}

void choose(const Desk& desk, const char* action) {
    auto* found = accountMenu(desk).findChild<QAction*>(QLatin1String(action));
    CAPTURE(action);
    REQUIRE(found != nullptr);
    found->trigger();
    desk.child<QMenu>("accountMenu").close();
    ShopWorld::settle();
}

/// A world whose accounts can be tested; the answer is given by hand.
struct Tested {
    Tested() {
        desk.world.testAbilities = [this](base::AccountId account, const ui::ConnectSeam::Tested& done) {
            asked.push_back(account);
            answer = done;
        };
    }
    void connect(base::AccountId account) {
        desk.window.connectAccount();
        ShopWorld::settle();
        desk.child<QLineEdit>("connectServer").setText(QStringLiteral("shop.example"));
        desk.child<QPushButton>("connectGo").click();
        ShopWorld::settle();
        desk.world.connectAnswers.done(account);
        ShopWorld::settle();
    }
    Desk desk;
    std::vector<base::AccountId> asked;
    ui::ConnectSeam::Tested answer;
};

constexpr base::AccountId kNew{7};

}  // namespace

TEST_CASE("an account is paused and goes on from its menu") {
    Desk desk;
    choose(desk, "accountPause");
    auto posted = desk.world.posted<model::PauseAccount>();
    REQUIRE(posted.size() == 1);
    CHECK(posted.front().account == desk.world.source.accountList.front().id);
    CHECK(posted.front().pause == model::PauseAccount::Pause::Begins);
    desk.world.source.accountList.front().state = model::AccountState::Paused;
    choose(desk, "accountPause");
    posted = desk.world.posted<model::PauseAccount>();
    REQUIRE(posted.size() == 2);
    CHECK(posted.back().pause == model::PauseAccount::Pause::Ends);
}

TEST_CASE("removing asks what to keep, says what is lost, and keeps by default") {
    Desk desk;
    choose(desk, "accountRemove");
    CHECK(desk.child<QRadioButton>("removeKeep").isChecked());
    CHECK(QApplication::focusWidget()->objectName() == QStringLiteral("removeKeep"));
    desk.child<QPushButton>("removeCancel").click();
    ShopWorld::settle();
    CHECK(desk.world.posted<model::RemoveAccount>().empty());
    choose(desk, "accountRemove");
    desk.child<QRadioButton>("removeForget").setChecked(true);
    desk.child<QPushButton>("removeGo").click();
    ShopWorld::settle();
    REQUIRE(desk.world.posted<model::RemoveAccount>().size() == 1);
    CHECK(desk.world.posted<model::RemoveAccount>().front().history ==
          model::RemoveAccount::History::Forgotten);
}

TEST_CASE("a new account shows what it can do, and the button names what one gets") {
    Tested test;
    test.connect(kNew);
    REQUIRE(test.asked == std::vector{kNew});
    CHECK(test.desk.child<QLabel>("connectStep").text() == QStringLiteral("Step 2 of 2"));
    test.answer(std::vector<ui::ConnectAbility>{
        {.kind = Kind::SignIn, .what = "sign-in belongs to @shop", .state = State::Works},
        {.kind = Kind::ReadPublic, .what = "read mentions", .state = State::Works},
        {.kind = Kind::ReadPrivate,
         .what = "read private messages",
         .state = State::Missing,
         .detail = "The permission was not given."}});
    ShopWorld::settle();
    auto& line = test.desk.child<QWidget>("reviewLine2");
    CHECK(line.accessibleName() ==
          QStringLiteral("Read private messages, missing. The permission was not given."));
    auto& go = test.desk.child<QPushButton>("connectGo");
    CHECK(go.text() == QStringLiteral("Add without private messages"));
    CHECK(go.isEnabled());
    go.click();
    ShopWorld::settle();
    CHECK(test.desk.world.posted<model::RemoveAccount>().empty());
}

TEST_CASE("a new account that is not wanted after all is taken back") {
    Tested test;
    test.connect(kNew);
    test.desk.child<QPushButton>("connectCancel").click();
    ShopWorld::settle();
    REQUIRE(test.desk.world.posted<model::RemoveAccount>().size() == 1);
    CHECK(test.desk.world.posted<model::RemoveAccount>().front().account == kNew);
    CHECK(test.desk.world.posted<model::RemoveAccount>().front().history ==
          model::RemoveAccount::History::Forgotten);
}

TEST_CASE("an account that was known is never taken back by leaving the dialog") {
    Tested test;
    test.connect(test.desk.world.source.accountList.front().id);
    CHECK_FALSE(test.desk.child<QPushButton>("connectCancel").isVisible());
    test.desk.child<QDialog>("connectDialog").reject();
    ShopWorld::settle();
    CHECK(test.desk.world.posted<model::RemoveAccount>().empty());
}

TEST_CASE("logging in again asks for that account and nothing else") {
    Desk desk;
    model::Account& account = desk.world.source.accountList.front();
    account.state = model::AccountState::NeedsLogin;
    choose(desk, "accountLogIn");
    CHECK(desk.child<QLabel>("connectTitle").text() == QStringLiteral("Log in again"));
    CHECK(desk.child<QLineEdit>("connectServer").text().toStdString() == account.server);
}

TEST_CASE("a test that fails says why, and can be asked for again") {
    Tested test;
    choose(test.desk, "accountTest");
    REQUIRE(test.asked.size() == 1);
    test.answer(base::fail(base::ErrorKind::Network, "shop.example can't be reached"));
    ShopWorld::settle();
    CHECK(test.desk.child<QWidget>("reviewLine0")
              .accessibleName()
              .contains(QStringLiteral("Shop.example can't be reached")));
    test.desk.child<ui::LinkButton>("reviewAgain").click();
    CHECK(test.asked.size() == 2);
}

TEST_CASE("a first import says how far it is, that one can answer, and stops when asked") {
    Desk desk;
    auto& strip = desk.child<ui::ImportStrip>("importStrip");
    CHECK_FALSE(strip.isVisible());
    const base::AccountId account = desk.world.source.accountList.front().id;
    desk.world.pulses = {{.id = account, .checking = true, .importing = 240}};
    desk.world.changes.announcePulses();
    ShopWorld::settle();
    CHECK(strip.isVisible());
    CHECK(desk.child<QLabel>("importProgress").text().contains(QStringLiteral("240")));
    CHECK(desk.child<QLabel>("importHint").text() == QStringLiteral("You can already answer."));
    desk.child<ui::LinkButton>("importStop").click();
    REQUIRE(desk.world.posted<model::StopImport>().size() == 1);
    CHECK(desk.world.posted<model::StopImport>().front().account == account);
    desk.world.pulses = {{.id = account}};
    desk.world.changes.announcePulses();
    ShopWorld::settle();
    CHECK_FALSE(strip.isVisible());
}

TEST_CASE("an account is set from its menu, and only what was changed is") {
    Desk desk;
    choose(desk, "accountSettings");
    auto& messages = desk.child<QCheckBox>("setting_direct_messages");
    CHECK_FALSE(messages.isChecked());
    CHECK(messages.accessibleDescription().contains(QStringLiteral("costs $0.01")));
    auto& budget = desk.child<QLineEdit>("setting_monthly_budget");
    CHECK(budget.text() == QStringLiteral("25"));
    CHECK(budget.accessibleName() == QStringLiteral("Monthly budget, in US dollars"));
    CHECK(QApplication::focusWidget() == &messages);
    desk.press(Qt::Key_Space);
    desk.press(Qt::Key_Tab);
    CHECK(QApplication::focusWidget() == &budget);
    desk.press(Qt::Key_Tab);
    CHECK(QApplication::focusWidget()->objectName() == QStringLiteral("setting_price_mention"));
    desk.child<QPushButton>("accountSettingsSave").click();
    ShopWorld::settle();
    CHECK(desk.world.settingsSet == std::vector<ui::AccountSeam::Values>{{{"direct_messages", "on"}}});
    CHECK(desk.window.findChild<QDialog*>(QStringLiteral("accountSettingsDialog")) == nullptr);
}

TEST_CASE("a setting at its usual value is one that was not set, and so is an emptied one") {
    Desk desk;
    choose(desk, "accountSettings");
    desk.child<QLineEdit>("setting_monthly_budget").setText(QStringLiteral("10"));
    desk.child<QLineEdit>("setting_price_reply").clear();
    desk.child<QPushButton>("accountSettingsSave").click();
    CHECK(desk.world.settingsSet == std::vector<ui::AccountSeam::Values>{{{"monthly_budget", ""}}});
}

TEST_CASE("settings that nobody changed are not set") {
    Desk desk;
    choose(desk, "accountSettings");
    desk.child<QPushButton>("accountSettingsSave").click();
    CHECK(desk.world.settingsSet.empty());
}

TEST_CASE("a refused setting says at its field what to write, and what was typed stays") {
    Desk desk;
    choose(desk, "accountSettings");
    desk.world.settingsRefused = {{"price_reply", "write an amount of US dollars such as 0.005"}};
    auto& budget = desk.child<QLineEdit>("setting_monthly_budget");
    auto& price = desk.child<QLineEdit>("setting_price_reply");
    budget.setText(QStringLiteral("30"));
    price.setText(QStringLiteral("some"));
    auto& save = desk.child<QPushButton>("accountSettingsSave");
    save.click();
    ShopWorld::settle();
    CHECK(desk.child<QLabel>("settingRefusal_price_reply").text() ==
          QStringLiteral("Write an amount of US dollars such as 0.005"));
    CHECK(desk.child<QLabel>("settingRefusal_price_reply").isVisible());
    CHECK_FALSE(desk.child<QLabel>("settingRefusal_monthly_budget").isVisible());
    CHECK(desk.child<QLabel>("accountSettingsWords").text().startsWith(QStringLiteral("Not saved")));
    CHECK(QApplication::focusWidget() == &price);
    CHECK(price.text() == QStringLiteral("some"));
    CHECK(budget.text() == QStringLiteral("30"));
    CHECK(save.isEnabled());
    desk.world.settingsRefused.clear();
    price.setText(QStringLiteral("0.02"));
    save.click();
    ShopWorld::settle();
    CHECK(desk.world.settingsSet.back() ==
          ui::AccountSeam::Values{{"monthly_budget", "30"}, {"price_reply", "0.02"}});
    CHECK(desk.window.findChild<QDialog*>(QStringLiteral("accountSettingsDialog")) == nullptr);
}

TEST_CASE("what no setting is to blame for is said, and nothing is lost") {
    Desk desk;
    choose(desk, "accountSettings");
    desk.world.settingsRefused = {{"", "the disk is full"}};
    desk.child<QCheckBox>("setting_direct_messages").setChecked(true);
    desk.child<QPushButton>("accountSettingsSave").click();
    CHECK(desk.child<QLabel>("accountSettingsWords").text() == QStringLiteral("The disk is full"));
    CHECK(desk.child<QCheckBox>("setting_direct_messages").isChecked());
}

TEST_CASE("an account whose platform has no settings has no dialog for them") {
    Desk desk;
    desk.world.settingsKnown.clear();
    CHECK(accountMenu(desk).findChild<QAction*>(QStringLiteral("accountSettings")) == nullptr);
}
