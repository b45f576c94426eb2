// SPDX-License-Identifier: GPL-3.0-or-later
// Opening hours and targets, from the menu to what is posted.
#include "desk.h"

#include "checks.h"
#include "ui/widgets/hours_dialog.h"
#include "ui/widgets/hours_week.h"
#include "ui/widgets/targets_dialog.h"

#include <QAction>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

using namespace uitest;
using namespace std::chrono_literals;

namespace {

model::WeekInterval on(int day, int from, int to) {
    return {.day = day, .open = {.from = from, .to = to}};
}

/// Monday all day, a lunch on Thursday, Good Friday closed.
model::HoursVersion lunch() {
    return {.validFrom = base::fromMs(0),
            .timeZone = "Europe/Stockholm",
            .week = {on(1, 540, 1080), on(4, 540, 750), on(4, 810, 1200)},
            .exceptions = {{.date = 2026y / 4 / 3, .open = {}}}};
}

/// The editor as the menu opens it.
struct Editor {
    explicit Editor(std::vector<model::HoursVersion> shop = {lunch()}) {
        desk.world.source.hoursKept[{}] = std::move(shop);
        desk.child<QAction>("openingHours").trigger();
        ShopWorld::settle();
        dialog = desk.window.findChild<ui::HoursDialog*>();
        REQUIRE(dialog != nullptr);
        REQUIRE(QTest::qWaitForWindowActive(dialog));
    }

    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) const {
        auto* found = dialog->findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] std::string says(const char* label) const {
        return child<QLabel>(label).text().toStdString();
    }
    [[nodiscard]] static std::string focused() {
        return QApplication::focusWidget() == nullptr ? std::string()
                                                      : spokenName(*QApplication::focusWidget());
    }
    void click(const char* button) const {
        REQUIRE(child<QAbstractButton>(button).isVisible());
        child<QAbstractButton>(button).click();
        ShopWorld::settle();
    }
    /// By hand: the old text goes, Enter ends it.
    void write(const char* field, const QString& text) const {
        auto& edit = child<QLineEdit>(field);
        edit.setFocus();
        edit.selectAll();
        QTest::keyClicks(&edit, text);
        QTest::keyClick(&edit, Qt::Key_Return);
        ShopWorld::settle();
    }
    [[nodiscard]] std::vector<model::SaveHours> saved() const {
        return desk.world.posted<model::SaveHours>();
    }
    [[nodiscard]] bool canSave() const { return child<QPushButton>("hoursSave").isEnabled(); }
    /// Saves, and the core agrees.
    [[nodiscard]] model::SaveHours saveAll() {
        QPointer<QDialog> open(dialog);
        click("hoursSave");
        REQUIRE(saved().size() == 1);
        desk.world.intents.back().done(base::ReplyId{});
        ShopWorld::settle();
        CHECK((open == nullptr || !open->isVisible()));
        return saved().front();
    }

    Desk desk;
    ui::HoursDialog* dialog = nullptr;
};

const std::string kValid = "Valid from now on. Earlier response times keep the hours of their day.";

}  // namespace

TEST_CASE("the editor shows the hours that are valid now") {
    model::HoursVersion later = lunch();
    later.validFrom = ShopWorld::at(20, 0, 0);
    later.week = {};
    model::HoursVersion earlier = later;
    earlier.validFrom = base::fromMs(0);
    model::HoursVersion now = lunch();
    now.validFrom = ShopWorld::at(1, 0, 0);
    const Editor editor({earlier, now, later});
    CHECK(Editor::focused() == "Monday, 09:00 to 18:00");
    CHECK(editor.says("hoursCount") == "3 of 28 intervals");
    CHECK(editor.child<QComboBox>("hoursZones").currentText() == QStringLiteral("Europe/Stockholm"));
    CHECK(editor.says("hoursWords") == kValid);
    CHECK(editor.says("hoursOddDay") == "Sunday, 29 March has 23 hours. Times are counted correctly.");
    CHECK(spokenName(editor.child<QWidget>("exception0")) == "Fri, 3 April: closed");
}

TEST_CASE("hours that were edited by keys alone are saved as valid from now on") {
    Editor editor;
    for (int i = 0; i < 3; ++i) {
        editor.desk.press(Qt::Key_Right);
    }
    editor.desk.press(Qt::Key_Down);
    CHECK(editor.says("hoursDay") == "Thursday");
    CHECK(editor.child<QLineEdit>("hoursFrom").text() == QStringLiteral("13:30"));
    editor.desk.press(Qt::Key_Down, Qt::AltModifier);
    CHECK(editor.child<QLineEdit>("hoursTo").text() == QStringLiteral("20:15"));
    editor.desk.world.clock.advance(std::chrono::minutes{3});
    const model::SaveHours saved = editor.saveAll();
    CHECK_FALSE(saved.account);
    CHECK(saved.version.validFrom == editor.desk.world.clock.utcNow());
    CHECK(saved.version.timeZone == "Europe/Stockholm");
    CHECK(saved.version.week ==
          std::vector<model::WeekInterval>{on(1, 540, 1080), on(4, 540, 750), on(4, 810, 1215)});
    CHECK(saved.version.exceptions == lunch().exceptions);
}

TEST_CASE("the fields take times as people type them and say what is none") {
    const Editor editor;
    editor.write("hoursTo", QStringLiteral("1745"));
    CHECK(editor.child<QLineEdit>("hoursTo").text() == QStringLiteral("17:45"));
    CHECK(spokenName(editor.child<QWidget>("hoursItem0")) == "Monday, 09:00 to 17:45");
    editor.write("hoursTo", QStringLiteral("25:00"));
    CHECK(editor.says("hoursWords").find("is no time of day") != std::string::npos);
    CHECK(editor.child<QLineEdit>("hoursTo").text() == QStringLiteral("25:00"));
    CHECK(spokenName(editor.child<QWidget>("hoursItem0")) == "Monday, 09:00 to 17:45");
    editor.write("hoursTo", QStringLiteral("9"));
    CHECK(editor.says("hoursWords").find("a whole day is 00:00 to 24:00") != std::string::npos);
    editor.write("hoursTo", QStringLiteral("24:00"));
    CHECK(editor.says("hoursWords") == kValid);
    CHECK(spokenName(editor.child<QWidget>("hoursItem0")) == "Monday, 09:00 to 24:00");
}

TEST_CASE("intervals that overlap are told beside the button, which waits until they do not") {
    const Editor editor;
    editor.write("hoursFrom", QStringLiteral("10:00"));
    CHECK(editor.canSave());
    for (int i = 0; i < 3; ++i) {
        editor.child<ui::HoursWeekGrid>("hoursGrid").focusChosen(Qt::OtherFocusReason);
        editor.desk.press(Qt::Key_Right);
    }
    editor.write("hoursTo", QStringLiteral("14:00"));
    CHECK(editor.says("hoursWords") ==
          "These overlap: Thursday, 09:00 to 14:00, and Thursday, 13:30 to 20:00");
    CHECK_FALSE(editor.canSave());
    editor.write("hoursTo", QStringLiteral("13:30"));
    CHECK(editor.says("hoursWords") == kValid);
    CHECK(editor.canSave());
}

TEST_CASE("a zone that nobody knows can't be saved") {
    const Editor editor;
    editor.child<QComboBox>("hoursZones").setEditText(QStringLiteral("Mars/Olympus"));
    CHECK_FALSE(editor.canSave());
    CHECK(editor.says("hoursWords").find("is not a time zone") != std::string::npos);
    editor.child<QComboBox>("hoursZones").setEditText(QStringLiteral("Asia/Tokyo"));
    CHECK(editor.canSave());
    // Where no clock is moved, nothing is said of it.
    CHECK_FALSE(editor.child<QLabel>("hoursOddDay").isVisible());
}

TEST_CASE("without hours the shop is open all the time, and one button begins") {
    Editor editor(std::vector<model::HoursVersion>{});
    CHECK(editor.says("hoursEmptyTitle") == "Open all the time");
    CHECK(Editor::focused() == "Set opening hours");
    editor.desk.press(Qt::Key_Space);
    CHECK(Editor::focused() == "Monday, 09:00 to 17:00");
    CHECK(editor.says("hoursCount") == "5 of 28 intervals");
    CHECK(editor.saveAll().version.week == model::usualWeek());
}

TEST_CASE("clearing all hours says that the shop is open all the time then") {
    Editor editor(
        {{.validFrom = base::fromMs(0), .timeZone = "UTC", .week = {on(2, 540, 600)}, .exceptions = {}}});
    editor.desk.press(Qt::Key_Delete);
    CHECK(editor.child<QWidget>("hoursEmpty").isVisible());
    CHECK(editor.says("hoursWords").starts_with("Open all the time from now on."));
    CHECK(editor.saveAll().version.alwaysOpen());
}

TEST_CASE("the weekdays are copied from one day, and a closed day offers a new interval") {
    const Editor editor;
    editor.click("hoursCopy");
    CHECK(editor.says("hoursCount") == "5 of 28 intervals");
    for (int i = 0; i < 5; ++i) {
        editor.desk.press(Qt::Key_Right);
    }
    CHECK(editor.says("hoursDay") == "Saturday");
    CHECK_FALSE(editor.child<QWidget>("hoursFrom").isVisible());
    editor.click("hoursNew");
    CHECK(Editor::focused() == "Saturday, 09:00 to 17:00");
    editor.click("hoursRemove");
    CHECK(Editor::focused() == "Saturday, closed");
}

TEST_CASE("dates are added, changed and removed") {
    Editor editor;
    editor.click("exceptionAdd");
    editor.child<QDateEdit>("exceptionDate").setDate(QDate(2026, 4, 4));
    editor.child<QComboBox>("exceptionKind").setCurrentIndex(1);
    editor.child<QLineEdit>("exceptionFrom0").setText(QStringLiteral("7"));
    editor.child<QLineEdit>("exceptionTo0").setText(QStringLiteral("7:00"));
    editor.click("exceptionKeep");
    CHECK(editor.says("exceptionWhy").find("no time of day to be open") != std::string::npos);
    editor.child<QLineEdit>("exceptionTo0").setText(QStringLiteral("12"));
    editor.click("exceptionMore");
    editor.click("exceptionKeep");
    CHECK(spokenName(editor.child<QWidget>("exception1")) ==
          "Sat, 4 April: open 07:00 to 12:00, 14:00 to 18:00");
    editor.click("exception0");
    editor.child<QDateEdit>("exceptionDate").setDate(QDate(2027, 1, 1));
    editor.click("exceptionKeep");
    CHECK(spokenName(editor.child<QWidget>("exception1")) == "Fri, 1 January 2027: closed");
    editor.click("exceptionRemove0");
    const model::SaveHours saved = editor.saveAll();
    CHECK(saved.version.exceptions ==
          std::vector<model::HoursException>{{.date = 2027y / 1 / 1, .open = {}}});
}

TEST_CASE("Escape leaves the date that is being written, not the editor") {
    const Editor editor;
    editor.click("exceptionAdd");
    editor.desk.press(Qt::Key_Escape);
    CHECK(editor.dialog->isVisible());
    CHECK_FALSE(editor.child<QWidget>("exceptionForm").isVisible());
    CHECK(Editor::focused() == "Add date");
}

TEST_CASE("an account begins with the shop's hours and gets its own when they are changed") {
    Editor editor;
    auto& accounts = editor.child<QComboBox>("hoursAccounts");
    REQUIRE(accounts.count() >= 2);
    CHECK(accounts.itemText(1).endsWith(QStringLiteral(", as the shop")));
    accounts.setCurrentIndex(1);
    ShopWorld::settle();
    CHECK(editor.says("hoursCount") == "3 of 28 intervals");
    CHECK(Editor::focused() == "Monday, 09:00 to 18:00");
    editor.desk.press(Qt::Key_Delete);
    accounts.setCurrentIndex(0);
    ShopWorld::settle();
    CHECK(editor.says("hoursCount") == "3 of 28 intervals");
    const model::SaveHours saved = editor.saveAll();
    CHECK(saved.account == editor.desk.world.source.accountList.front().id);
    CHECK(saved.version.week.size() == 2);
}

TEST_CASE("an account with hours of its own can have the shop's again, and own ones without a change") {
    Editor editor;
    auto& kinds = editor.child<QComboBox>("hoursKind");
    CHECK_FALSE(kinds.isVisible());
    editor.child<QComboBox>("hoursAccounts").setCurrentIndex(1);
    ShopWorld::settle();
    REQUIRE(kinds.isVisible());
    const auto choose = [&kinds](int place) {
        kinds.setCurrentIndex(place);
        emit kinds.activated(place);
        ShopWorld::settle();
    };
    CHECK(kinds.currentText() == QStringLiteral("as the shop"));
    choose(0);
    CHECK(kinds.currentText() == QStringLiteral("own hours"));
    choose(1);
    // What is changed is the account's own.
    editor.click("hoursRemove");
    CHECK(kinds.currentText() == QStringLiteral("own hours"));
    CHECK(editor.says("hoursCount") == "2 of 28 intervals");
    choose(1);
    CHECK(editor.says("hoursCount") == "3 of 28 intervals");
    choose(0);
    const model::SaveHours saved = editor.saveAll();
    CHECK(saved.account == editor.desk.world.source.accountList.front().id);
    CHECK(saved.version.kind == model::HoursKind::Own);
    CHECK(saved.version.week.size() == 3);
}

TEST_CASE("what goes back to the shop's hours is saved as that alone") {
    ShopWorld world;
    const base::AccountId account = world.source.accountList.front().id;
    world.source.hoursKept[{}] = {lunch()};
    model::HoursVersion own = lunch();
    own.week.pop_back();
    world.source.hoursKept[account] = {own};
    world.window().findChild<QAction*>(QStringLiteral("openingHours"))->trigger();
    ShopWorld::settle();
    const auto* dialog = world.window().findChild<ui::HoursDialog*>();
    REQUIRE(dialog != nullptr);
    auto* accounts = dialog->findChild<QComboBox*>(QStringLiteral("hoursAccounts"));
    CHECK(accounts->itemText(1).endsWith(QStringLiteral(", own hours")));
    accounts->setCurrentIndex(1);
    auto* kinds = dialog->findChild<QComboBox*>(QStringLiteral("hoursKind"));
    CHECK(kinds->currentText() == QStringLiteral("own hours"));
    kinds->setCurrentIndex(1);
    emit kinds->activated(1);
    dialog->findChild<QAbstractButton*>(QStringLiteral("hoursSave"))->click();
    ShopWorld::settle();
    const auto saved = world.posted<model::SaveHours>();
    REQUIRE(saved.size() == 1);
    CHECK(saved.front().account == account);
    CHECK(saved.front().version.kind == model::HoursKind::AsShop);
    CHECK_FALSE(model::problemOf(saved.front().version));
}

TEST_CASE("an account of a shop without hours is open all the time too, until it gets its own") {
    Editor editor(std::vector<model::HoursVersion>{});
    editor.child<QComboBox>("hoursAccounts").setCurrentIndex(1);
    ShopWorld::settle();
    CHECK(editor.child<QComboBox>("hoursKind").currentText() == QStringLiteral("as the shop"));
    CHECK(editor.child<QWidget>("hoursEmpty").isVisible());
    CHECK(editor.says("hoursEmptyTitle") == "Open all the time");
    CHECK(editor.says("hoursCount").empty());
    editor.click("hoursEmptyButton");
    CHECK(editor.says("hoursCount") == "5 of 28 intervals");
    const model::SaveHours saved = editor.saveAll();
    CHECK(saved.account == editor.desk.world.source.accountList.front().id);
    CHECK(saved.version.kind == model::HoursKind::Own);
    CHECK(saved.version.week == model::usualWeek());
}

TEST_CASE("a date may have a name, which stands before its hours") {
    Editor editor;
    editor.click("exceptionAdd");
    editor.child<QLineEdit>("exceptionName").setText(QStringLiteral("  Founders’ Day "));
    editor.child<QDateEdit>("exceptionDate").setDate(QDate(2027, 1, 2));
    editor.click("exceptionKeep");
    CHECK(spokenName(editor.child<QWidget>("exception1")).find("Founders’ Day") != std::string::npos);
    CHECK(spokenName(editor.child<QWidget>("exception1")).ends_with(", closed"));
    editor.click("exception1");
    CHECK(editor.child<QLineEdit>("exceptionName").text() == QStringLiteral("Founders’ Day"));
    editor.click("exceptionKeep");
    editor.click("exceptionAdd");
    CHECK(editor.child<QLineEdit>("exceptionName").text().isEmpty());
    editor.click("exceptionLeave");
    CHECK(editor.saveAll().version.exceptions.back().name == "Founders’ Day");
}

TEST_CASE("hours that were not changed are not saved again") {
    const Editor editor;
    QPointer<QDialog> open(editor.dialog);
    editor.click("hoursSave");
    CHECK(editor.saved().empty());
    CHECK((open == nullptr || !open->isVisible()));
}

TEST_CASE("a refusal stands beside the button and nothing is lost") {
    Editor editor;
    editor.desk.press(Qt::Key_Delete);
    editor.click("hoursSave");
    editor.desk.world.intents.back().done(base::fail(base::ErrorKind::DiskFull, "the disk is full"));
    ShopWorld::settle();
    CHECK(editor.dialog->isVisible());
    CHECK(editor.says("hoursWords") == "The disk is full");
    CHECK(editor.canSave());
    editor.click("hoursSave");
    CHECK(editor.saved().size() == 2);
    CHECK(editor.saved().back().version.week.size() == 2);
}

TEST_CASE("where nothing can be written the hours are shown and the reason is said") {
    ShopWorld world;
    world.source.hoursKept[{}] = {lunch()};
    world.readOnly = "another console runs";
    world.window().findChild<QAction*>(QStringLiteral("openingHours"))->trigger();
    ShopWorld::settle();
    auto* dialog = world.window().findChild<ui::HoursDialog*>();
    REQUIRE(dialog != nullptr);
    const auto part = [dialog](const char* name) { return dialog->findChild<QWidget*>(QLatin1String(name)); };
    CHECK(dialog->findChild<QLabel*>(QStringLiteral("hoursWords"))->text() ==
          QStringLiteral("Another console runs"));
    QTest::keyClick(part("hoursItem0"), Qt::Key_Delete);
    CHECK(dialog->findChild<QLabel*>(QStringLiteral("hoursCount"))->text() ==
          QStringLiteral("3 of 28 intervals"));
    CHECK_FALSE(part("hoursSave")->isEnabled());
    CHECK_FALSE(part("hoursRemove")->isVisible());
    CHECK_FALSE(part("exceptionAdd")->isEnabled());
}

TEST_CASE("a target is saved with its clock, and those that stay are not") {
    Desk desk;
    const std::string platform = desk.world.source.accountList.front().platform;
    desk.world.source.targetsKept = {
        {.platform = platform,
         .target = {.length = base::Duration{24 * 3'600'000}, .unit = model::TimeUnit::Calendar}}};
    desk.child<QAction>("targets").trigger();
    ShopWorld::settle();
    auto* dialog = desk.window.findChild<ui::TargetsDialog*>();
    REQUIRE(dialog != nullptr);
    const auto part = [&](const char* name) {
        return QLatin1String(name) + QString::fromStdString(platform);
    };
    auto* number = dialog->findChild<QSpinBox*>(part("targetNumber_"));
    REQUIRE(number != nullptr);
    CHECK(number->value() == 24);
    CHECK(dialog->findChild<QComboBox*>(part("targetUnit_"))->currentIndex() == 1);
    auto* clock = dialog->findChild<QComboBox*>(part("targetClock_"));
    CHECK(clock->currentIndex() == 1);
    number->setValue(2);
    clock->setCurrentIndex(0);
    dialog->findChild<QPushButton*>(QStringLiteral("targetsSave"))->click();
    const auto saved = desk.world.posted<model::SaveTarget>();
    REQUIRE(saved.size() == 1);
    CHECK(saved.front().target == model::PlatformTarget{.platform = platform,
                                                        .target = {.length = base::Duration{2 * 3'600'000},
                                                                   .unit = model::TimeUnit::Business}});
}
