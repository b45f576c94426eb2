// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with an account, and what a new one can do.
#include "desk.h"

#include "ui/models/nav_model.h"
#include "ui/widgets/connect_dialog.h"
#include "ui/widgets/import_strip.h"
#include "ui/widgets/link_button.h"

#include <QComboBox>
#include <QDialog>
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
