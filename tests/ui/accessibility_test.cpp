// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "desk.h"

#include "ui/widgets/row_list.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>

#include <set>

using uitest::Desk;
using uitest::ShopWorld;

namespace {

std::string nameOf(QWidget& widget) {
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&widget);
    return spoken == nullptr ? std::string() : spoken->text(QAccessible::Name).toStdString();
}

/// Everything that the Tab key or a click can reach says what it is, to a screen reader and to a test.
int checkControls(QWidget& window) {
    std::set<QString> seen;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&window) || widget->focusPolicy() == Qt::NoFocus ||
            widget->window() != &window) {
            continue;
        }
        CAPTURE(widget->metaObject()->className(), widget->objectName().toStdString(),
                widget->parentWidget()->objectName().toStdString());
        CHECK_FALSE(widget->objectName().isEmpty());
        CHECK_FALSE(nameOf(*widget).empty());
        CHECK(seen.insert(widget->objectName()).second);
    }
    return static_cast<int>(seen.size());
}

/// A list's rows as a screen reader meets them: through the list's own interface.
std::vector<std::string> spokenRows(ui::RowList& list) {
    std::vector<std::string> rows;
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&list);
    REQUIRE(spoken != nullptr);
    for (int row = 0; row < spoken->childCount(); ++row) {
        rows.push_back(spoken->child(row)->text(QAccessible::Name).toStdString());
    }
    return rows;
}

void checkRows(ui::RowList& list) {
    const std::vector<std::string> rows = spokenRows(list);
    CAPTURE(list.objectName().toStdString());
    CHECK(static_cast<int>(rows.size()) == list.model()->rowCount());
    CHECK_FALSE(rows.empty());
    for (const std::string& row : rows) {
        CAPTURE(row);
        CHECK_FALSE(row.empty());
        CHECK(row.find('\n') == std::string::npos);
    }
}

bool contains(const std::vector<std::string>& rows, std::initializer_list<const char*> parts) {
    return std::ranges::any_of(rows, [&parts](const std::string& row) {
        return std::ranges::all_of(parts,
                                   [&row](const char* part) { return row.find(part) != std::string::npos; });
    });
}

}  // namespace

TEST_CASE("every control of the window has a name for screen readers and one for tests") {
    Desk desk;
    CHECK(checkControls(desk.window) >= 4);
    desk.write(ShopWorld::kMira, QStringLiteral("It is {{open}}."));
    CHECK(checkControls(desk.window) >= 10);
    desk.window.openConversation(ShopWorld::kSalma);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    desk.world.changes.announceTrouble("the disk is full");
    ShopWorld::settle();
    CHECK(checkControls(desk.window) >= 10);
    desk.window.showOutbox();
    ShopWorld::settle();
    CHECK(checkControls(desk.window) >= 8);
}

TEST_CASE("every control of an empty window has a name") {
    ShopWorld world;
    world.source.conversations.clear();
    world.source.accountList.clear();
    world.source.replies.clear();
    CHECK(checkControls(world.window()) >= 9);
    world.window().showOutbox();
    ShopWorld::settle();
    CHECK(checkControls(world.window()) >= 2);
}

TEST_CASE("every control of the dialogs has a name") {
    Desk desk;
    desk.window.connectAccount();
    ShopWorld::settle();
    auto* connect = desk.window.findChild<QDialog*>(QStringLiteral("connectDialog"));
    REQUIRE(connect != nullptr);
    CHECK(checkControls(*connect) >= 5);
    connect->findChild<QAbstractButton*>(QStringLiteral("connectByToken"))->click();
    CHECK(checkControls(*connect) >= 6);
    connect->findChild<QComboBox*>(QStringLiteral("connectPlatform"))->setCurrentIndex(1);
    CHECK(checkControls(*connect) >= 5);
    connect->findChild<QAbstractButton*>(QStringLiteral("connectOtherServer"))->click();
    CHECK(checkControls(*connect) >= 5);
    connect->close();
    ShopWorld::settle();

    desk.window.findChild<QAction*>(QStringLiteral("names"))->trigger();
    auto* names = desk.window.findChild<QDialog*>(QStringLiteral("namesDialog"));
    REQUIRE(names != nullptr);
    CHECK(checkControls(*names) >= 4);
    names->close();

    desk.window.showCannedReplies();
    ShopWorld::settle();
    auto* library = desk.window.findChild<QDialog*>(QStringLiteral("cannedWindow"));
    REQUIRE(library != nullptr);
    CHECK(checkControls(*library) >= 9);
    checkRows(*library->findChild<ui::RowList*>(QStringLiteral("cannedList")));
    library->close();

    desk.window.showOutbox();
    ShopWorld::settle();
    desk.child<QPushButton>("outboxSendAgain").click();
    ShopWorld::settle();
    auto* question = desk.window.findChild<QDialog*>(QStringLiteral("questionDialog"));
    REQUIRE(question != nullptr);
    CHECK(checkControls(*question) >= 2);
    CHECK_FALSE(nameOf(*question).empty());
}

TEST_CASE("every row of every list reads as one sentence") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    for (const char* name : {"inboxList", "navList", "threadList"}) {
        checkRows(desk.child<ui::RowList>(name));
    }
    CHECK(contains(spokenRows(desk.list()), {"Mira Oduya", "Public", "hazelnut", "Due in 6 minutes"}));
    CHECK(contains(spokenRows(desk.child<ui::RowList>("navList")), {"Needs reply", "8"}));
    CHECK(contains(spokenRows(desk.child<ui::RowList>("threadList")), {"Mira Oduya", "free of nuts"}));
    desk.window.showOutbox();
    ShopWorld::settle();
    checkRows(desk.child<ui::RowList>("outboxList"));
    CHECK(contains(spokenRows(desk.child<ui::RowList>("outboxList")), {"Salma Idris", "arrived"}));
}

TEST_CASE("the list says which row has the focus") {
    Desk desk;
    desk.press('j');
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&desk.list());
    REQUIRE(spoken != nullptr);
    QAccessibleInterface* focus = spoken->focusChild();
    REQUIRE(focus != nullptr);
    CHECK(focus->text(QAccessible::Name) ==
          desk.list().currentIndex().data(Qt::AccessibleTextRole).toString());
}

TEST_CASE("what appears as news is a notification to a screen reader") {
    Desk desk;
    for (const char* news : {"toast", "noticeBar"}) {
        CAPTURE(news);
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&desk.child<QWidget>(news));
        REQUIRE(spoken != nullptr);
        CHECK(spoken->role() == QAccessible::Notification);
    }
    CHECK(QAccessible::queryAccessibleInterface(&desk.list())->role() == QAccessible::List);
}

TEST_CASE("F6 walks through the panes and back") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    desk.list().setFocus();
    std::vector<QString> stops;
    for (int i = 0; i < 4; ++i) {
        desk.press(Qt::Key_F6);
        stops.push_back(QApplication::focusWidget()->objectName());
    }
    CHECK(stops == std::vector<QString>{QStringLiteral("threadList"), QStringLiteral("replyEditor"),
                                        QStringLiteral("navList"), QStringLiteral("inboxList")});
    desk.press(Qt::Key_F6, Qt::ShiftModifier);
    CHECK(QApplication::focusWidget()->objectName() == QStringLiteral("navList"));
}

TEST_CASE("a question is answered by Enter in the safe way") {
    Desk desk;
    desk.window.showOutbox();
    ShopWorld::settle();
    desk.child<QPushButton>("outboxSendAgain").click();
    ShopWorld::settle();
    // It deletes itself when it is answered.
    const QPointer<QDialog> question = desk.window.findChild<QDialog*>(QStringLiteral("questionDialog"));
    REQUIRE(question != nullptr);
    QTest::keyClick(question, Qt::Key_Return);
    ShopWorld::settle();
    CHECK(desk.world.posted<model::SendReplyAgain>().empty());
    CHECK((question.isNull() || !question->isVisible()));
}
