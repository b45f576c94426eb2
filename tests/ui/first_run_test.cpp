// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "shop_world.h"

#include "ui/widgets/canned_window.h"
#include "ui/widgets/first_run.h"
#include "ui/widgets/reply_editor.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using uitest::ShopWorld;

namespace {

/// A shop on its first day: no account, no names, no customers. Somebody sits before it and presses keys.
struct FirstDay {
    FirstDay() {
        world.source.conversations.clear();
        world.source.accountList.clear();
        world.source.replies.clear();
    }

    ui::MainWindow& open() {
        ui::MainWindow& window = world.window();
        window.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&window));
        ShopWorld::settle();
        return window;
    }
    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) {
        auto* found = world.window().findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    static void press(Qt::Key key) {
        REQUIRE(QApplication::focusWidget() != nullptr);
        QTest::keyClick(QApplication::focusWidget(), key);
        ShopWorld::settle();
    }
    static void type(const char* words) {
        REQUIRE(QApplication::focusWidget() != nullptr);
        QTest::keyClicks(QApplication::focusWidget(), QLatin1String(words));
        ShopWorld::settle();
    }
    [[nodiscard]] static std::string focused() {
        const QWidget* focus = QApplication::focusWidget();
        return focus == nullptr ? std::string() : focus->objectName().toStdString();
    }
    /// As the core does.
    void carryOut() {
        ShopWorld::Posted& posted = world.intents.back();
        world.source.shopNames = std::get<model::SaveNames>(posted.intent).names;
        if (posted.done) {
            posted.done(base::ReplyId{});
        }
        world.change({.names = true});
    }
    [[nodiscard]] bool done(int step) {
        return child<QWidget>(qPrintable(QStringLiteral("firstRunStep%1Done").arg(step))).isVisible();
    }

    ShopWorld world;
};

}  // namespace

TEST_CASE("the first steps are walked by keys alone, and what is done gets a check") {
    FirstDay day;
    ui::MainWindow& window = day.open();
    REQUIRE(day.child<QWidget>("firstRun").isVisible());
    CHECK(FirstDay::focused() == "firstRunShop");
    FirstDay::type("Brambleby Bakehouse");
    FirstDay::press(Qt::Key_Return);
    day.carryOut();
    CHECK_FALSE(day.done(1));
    CHECK(FirstDay::focused() == "firstRunAgent");
    FirstDay::type("Jo");
    FirstDay::press(Qt::Key_Return);
    CHECK(day.world.posted<model::SaveNames>().back().names ==
          model::ShopNames{.shop = "Brambleby Bakehouse", .agent = "Jo"});
    day.carryOut();
    CHECK(day.done(1));

    CHECK(FirstDay::focused() == "firstRunConnect");
    FirstDay::press(Qt::Key_Return);
    auto* connect = window.findChild<QDialog*>(QStringLiteral("connectDialog"));
    REQUIRE(connect != nullptr);
    connect->close();
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    ShopWorld::settle();
    CHECK_FALSE(day.done(2));
    CHECK(FirstDay::focused() == "firstRunConnect");

    FirstDay::press(Qt::Key_Tab);
    CHECK(FirstDay::focused() == "firstRunStreet");
    FirstDay::press(Qt::Key_Return);
    CHECK(day.world.streetsOpened == 1);
    FirstDay::press(Qt::Key_Tab);
    CHECK(FirstDay::focused() == "firstRunReplies");
    FirstDay::press(Qt::Key_Return);
    auto* library = window.findChild<ui::CannedWindow*>(QStringLiteral("cannedWindow"));
    REQUIRE(library != nullptr);
    CHECK(library->isVisible());
    CHECK(day.done(3));
}

TEST_CASE("leaving a field saves the names once, and what did not change is not saved") {
    FirstDay day;
    day.open();
    FirstDay::type("Brambleby");
    FirstDay::press(GENERATE(Qt::Key_Tab, Qt::Key_Return));
    REQUIRE(day.world.posted<model::SaveNames>().size() == 1);
    day.carryOut();
    FirstDay::press(Qt::Key_Backtab);
    FirstDay::press(Qt::Key_Tab);
    CHECK(day.world.posted<model::SaveNames>().size() == 1);
}

TEST_CASE("closing the window over a name that is being typed saves it") {
    FirstDay day;
    ui::MainWindow& window = day.open();
    FirstDay::type("Bramb");
    window.close();
    ShopWorld::settle();
    REQUIRE_FALSE(day.world.posted<model::SaveNames>().empty());
    CHECK(day.world.posted<model::SaveNames>().back().names.shop == "Bramb");
}

TEST_CASE("names that were given elsewhere are shown by the first steps and not taken back by them") {
    FirstDay day;
    ui::MainWindow& window = day.open();
    day.world.source.shopNames = {.shop = "Brambleby", .agent = "Jo"};
    if (GENERATE(true, false)) {
        day.world.change({.names = true});
        CHECK(day.child<QLineEdit>("firstRunShop").text() == QStringLiteral("Brambleby"));
        CHECK(day.done(1));
    }
    window.close();
    ShopWorld::settle();
    CHECK(day.world.posted<model::SaveNames>().empty());
}

TEST_CASE("names that can't be saved stay in their fields, with the reason") {
    FirstDay day;
    day.open();
    FirstDay::type("Brambleby");
    FirstDay::press(Qt::Key_Tab);
    day.world.intents.back().done(base::fail(base::ErrorKind::DiskFull, "the disk is full"));
    ShopWorld::settle();
    CHECK(day.child<QLineEdit>("firstRunShop").text() == QStringLiteral("Brambleby"));
    CHECK(day.child<QLabel>("noticeText").text() == QStringLiteral("The disk is full"));
    CHECK_FALSE(day.done(1));
}

TEST_CASE("once an account is connected the first steps are gone") {
    FirstDay day;
    day.open();
    CHECK(day.child<QWidget>("firstRun").isVisible());
    day.world.source.accountList = ShopWorld().source.accountList;
    model::Change change;
    change.accounts.insert(ShopWorld::kAccount);
    day.world.change(change);
    CHECK_FALSE(day.child<QWidget>("firstRun").isVisible());
    CHECK(day.child<QWidget>("threadEmpty").isVisible());
}

TEST_CASE("names that are known stand in the fields and are checked at the next start") {
    FirstDay day;
    day.world.source.shopNames = {.shop = "Brambleby & Co", .agent = "Jo"};
    day.open();
    CHECK(day.done(1));
    CHECK(day.child<QLineEdit>("firstRunShop").text() == QStringLiteral("Brambleby & Co"));
    CHECK(FirstDay::focused() == "firstRunConnect");
}

TEST_CASE("that the starter replies were looked at is known at the next start") {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    {
        FirstDay day;
        day.world.settings = &settings;
        day.open();
        CHECK_FALSE(day.done(3));
        day.child<QPushButton>("firstRunReplies").click();
    }
    FirstDay day;
    day.world.settings = &settings;
    day.open();
    CHECK(day.done(3));
}

TEST_CASE("a practice street that can't be opened says why") {
    FirstDay day;
    day.world.streetRefusal = "the practice street could not be started";
    day.open();
    day.child<QPushButton>("firstRunStreet").click();
    CHECK(day.child<QLabel>("firstRunStep2Words").text() ==
          QStringLiteral("The practice street could not be started"));
}

TEST_CASE("a console that only reads lets nobody type names") {
    FirstDay day;
    day.world.readOnly = "another console runs on this profile";
    day.open();
    QTest::keyClicks(&day.child<QLineEdit>("firstRunShop"), QStringLiteral("x"));
    FirstDay::press(Qt::Key_Tab);
    CHECK(day.child<QLineEdit>("firstRunShop").text().isEmpty());
    CHECK(day.world.posted<model::SaveNames>().empty());
}

TEST_CASE("the names are changed later from the menu and stand in the next reply") {
    ShopWorld world;
    world.source.shopNames = {.shop = "Brambleby", .agent = "Jo"};
    world.source.canned = {{.id = base::CannedReplyId{1},
                            .title = "Bye",
                            .text = "Yours, {{agent.name}} of {{shop.name|our shop}}"}};
    ui::MainWindow& window = world.window();
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    window.openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    window.findChild<QAction*>(QStringLiteral("names"))->trigger();
    auto* dialog = window.findChild<QDialog*>(QStringLiteral("namesDialog"));
    REQUIRE(dialog != nullptr);
    REQUIRE(QTest::qWaitForWindowActive(dialog));
    ShopWorld::settle();
    auto* agent = dialog->findChild<QLineEdit*>(QStringLiteral("namesAgent"));
    CHECK(agent->text() == QStringLiteral("Jo"));
    agent->setFocus();
    agent->selectAll();
    QTest::keyClicks(agent, QStringLiteral("Ada"));
    CHECK(agent->text() == QStringLiteral("Ada"));
    QTest::keyClick(agent, Qt::Key_Return);
    REQUIRE(world.posted<model::SaveNames>().size() == 1);
    world.source.shopNames = world.posted<model::SaveNames>().back().names;
    CHECK(world.source.shopNames == model::ShopNames{.shop = "Brambleby", .agent = "Ada"});
    world.intents.back().done(base::ReplyId{});
    world.change({.names = true});

    window.showCannedReplies();
    ShopWorld::settle();
    CHECK(window.findChild<ui::ReplyEditor*>(QStringLiteral("cannedPreview"))->toPlainText() ==
          QStringLiteral("Yours, Ada of Brambleby"));
}

TEST_CASE("names that the store refuses keep the dialog open, with the reason") {
    ShopWorld world;
    ui::MainWindow& window = world.window();
    window.findChild<QAction*>(QStringLiteral("names"))->trigger();
    auto* dialog = window.findChild<QDialog*>(QStringLiteral("namesDialog"));
    REQUIRE(dialog != nullptr);
    dialog->findChild<QPushButton*>(QStringLiteral("namesSave"))->click();
    REQUIRE_FALSE(world.intents.empty());
    world.intents.back().done(base::fail(base::ErrorKind::DiskFull, "the disk is full"));
    CHECK(dialog->isVisible());
    CHECK(dialog->findChild<QLabel*>(QStringLiteral("namesWords"))->text() ==
          QStringLiteral("The disk is full"));
}

TEST_CASE("the first account that arrives takes the keyboard from the first steps to the inbox") {
    FirstDay day;
    day.open();
    REQUIRE(FirstDay::focused() == "firstRunShop");
    day.world.source.accountList.push_back({.id = ShopWorld::kAccount});
    model::Change change;
    change.accounts.insert(ShopWorld::kAccount);
    day.world.change(change);
    CHECK(FirstDay::focused() == "inboxEmpty");
}
