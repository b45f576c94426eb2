// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "ui/models/reply_query.h"

#include <QAccessible>
#include <QClipboard>
#include <QPushButton>

using namespace uitest;

namespace {

/// Somebody writes to Mira.
struct Writing {
    Writing() {
        desk.window.openConversation(ShopWorld::kMira);
        desk.editor().setFocus();
        ShopWorld::settle();
    }

    [[nodiscard]] bool isOpen() const {
        const auto* popup = desk.window.findChild<QWidget*>(QStringLiteral("replyFinder"));
        return popup != nullptr && popup->isVisible();
    }
    [[nodiscard]] ui::RowList& list() const { return desk.child<ui::RowList>("replyFinderList"); }
    [[nodiscard]] QStringList found() const {
        QStringList all;
        for (int row = 0; row < list().model()->rowCount(); ++row) {
            all.append(list().model()->index(row, 0).data(Qt::DisplayRole).toString());
        }
        return all;
    }
    [[nodiscard]] QString text() const { return desk.editor().toPlainText(); }

    Desk desk;
};

std::string queryAt(const char* text, int fromEnd = 0) {
    const QString words = QString::fromUtf8(text);
    const auto query = ui::replyQueryAt(words, static_cast<int>(words.size()) - fromEnd);
    return query ? std::to_string(query->begin) + " " + query->words.toStdString() : "none";
}

}  // namespace

TEST_CASE("a colon at the start of a word asks for a canned reply, and no other does") {
    CHECK(queryAt(":") == "0 ");
    CHECK(queryAt(":ship") == "0 ship");
    CHECK(queryAt("Hello :ship") == "6 ship");
    CHECK(queryAt("Hello\n:ship-2") == "6 ship-2");
    CHECK(queryAt("(:ship") == "1 ship");
    CHECK(queryAt("مرحبا :شحن") == "6 شحن");
    for (const char* text : {"", "10:30", "at 10:", "https:", "https://", "Re:", "Note:yes", ":)", ":-)",
                             "::", ":a b", ": ", ":ship!", "a:b", "x :a:b", "12 :30:"}) {
        INFO(text);
        CHECK(queryAt(text) == "none");
    }
    CHECK(queryAt((":" + std::string(41, 'a')).c_str()) == "none");
    // In the middle of the word nothing is asked for: half of it would be left behind.
    CHECK(queryAt(":ship", 2) == "none");
    CHECK(queryAt(":ship it", 3) == "0 ship");
    CHECK(ui::replyQueryAt(QStringLiteral(":D"), 2)->isFace);
    CHECK_FALSE(ui::replyQueryAt(QStringLiteral(":n"), 2)->isFace);
}

TEST_CASE("a canned reply is found while it is typed and stands where it was asked for, by keys alone") {
    const Writing writing;
    writing.desk.type(QStringLiteral("First. :"));
    CHECK(writing.isOpen());
    CHECK(writing.found().size() == 3);
    writing.desk.type(QStringLiteral("rye"));
    CHECK(writing.found() ==
          QStringList{QStringLiteral("Rye days and hours"), QStringLiteral("Nuts and allergens")});
    CHECK(writing.desk.editor().hasFocus());
    writing.desk.press(Qt::Key_Down);
    CHECK(writing.text() == QStringLiteral("First. :rye"));
    writing.desk.press(Qt::Key_Return);
    CHECK_FALSE(writing.isOpen());
    CHECK(writing.text().startsWith(QStringLiteral("First. Hello Mira, the rye loaf")));
    CHECK(writing.text().endsWith(QStringLiteral("hazelnut cake.")));

    // And another one into the same answer.
    writing.desk.press(Qt::Key_Return);
    writing.desk.type(QStringLiteral(":days"));
    writing.desk.press(Qt::Key_Tab);
    CHECK(writing.text().endsWith(QStringLiteral("\nThe rye comes out on Mondays, label and oven.")));
    CHECK(writing.desk.editor().hasFocus());
    writing.desk.type(QStringLiteral(" Bye"));
    CHECK(writing.text().endsWith(QStringLiteral("label and oven. Bye")));
    CHECK(writing.desk.world.writes() == 0);
}

TEST_CASE("an insertion is one step to undo, and what stands around it stays") {
    const Writing writing;
    writing.desk.type(QStringLiteral("Before  after"));
    for (int i = 0; i < 6; ++i) {
        writing.desk.press(Qt::Key_Left);
    }
    writing.desk.type(QStringLiteral(":days"));
    writing.desk.press(Qt::Key_Return);
    CHECK(writing.text() == QStringLiteral("Before The rye comes out on Mondays, label and oven. after"));
    writing.desk.press(Qt::Key_Z, Qt::ControlModifier);
    CHECK(writing.text() == QStringLiteral("Before :days after"));
}

TEST_CASE("Esc leaves the text alone, and what is typed on opens nothing again") {
    const Writing writing;
    writing.desk.type(QStringLiteral("see :ry"));
    CHECK(writing.isOpen());
    writing.desk.press(Qt::Key_Escape);
    CHECK_FALSE(writing.isOpen());
    CHECK(writing.desk.editor().hasFocus());
    CHECK(writing.text() == QStringLiteral("see :ry"));
    writing.desk.type(QStringLiteral("e"));
    CHECK_FALSE(writing.isOpen());
    writing.desk.type(QStringLiteral(" :r"));
    CHECK(writing.isOpen());
    writing.desk.press(Qt::Key_Escape);
    // A second one leaves the reply, as ever.
    writing.desk.press(Qt::Key_Escape);
    CHECK_FALSE(writing.desk.editor().hasFocus());
}

TEST_CASE("what nothing is found for, or is no search, is typed as ever") {
    const Writing writing;
    writing.desk.type(QStringLiteral("From 10:30, see https://shop.example"));
    CHECK_FALSE(writing.isOpen());
    writing.desk.type(QStringLiteral(" :unicorn"));
    CHECK_FALSE(writing.isOpen());
    writing.desk.press(Qt::Key_Return);
    writing.desk.type(QStringLiteral("so :n"));
    CHECK(writing.isOpen());
    writing.desk.type(QStringLiteral(" "));
    CHECK_FALSE(writing.isOpen());
    // A face is followed by the end of the line, not by a canned reply.
    writing.desk.type(QStringLiteral(":o"));
    CHECK(writing.isOpen());
    CHECK_FALSE(writing.list().currentIndex().isValid());
    writing.desk.press(Qt::Key_Return);
    CHECK(writing.text() == QStringLiteral("From 10:30, see https://shop.example :unicorn\nso :n :o\n"));
    CHECK_FALSE(writing.isOpen());
    // Walking back into it opens nothing.
    writing.desk.press(Qt::Key_Left);
    CHECK_FALSE(writing.isOpen());
}

TEST_CASE("the list closes with the conversation, the focus and the reply that leaves") {
    const Writing writing;
    writing.desk.type(QStringLiteral("Good :n"));
    CHECK(writing.isOpen());
    const int way = GENERATE(0, 1, 2);
    if (way == 0) {
        writing.desk.window.openConversation(ShopWorld::kSalma);
    } else if (way == 1) {
        writing.desk.list().setFocus();
    } else {
        writing.desk.press(Qt::Key_Return, Qt::ControlModifier);
        CHECK(writing.desk.world.posted<model::QueueReply>().size() == 1);
    }
    ShopWorld::settle();
    CHECK_FALSE(writing.isOpen());
}

TEST_CASE("the list says its name and what is chosen to a screen reader") {
    const Writing writing;
    writing.desk.type(QStringLiteral(":"));
    CHECK(writing.list().accessibleName() == QStringLiteral("Canned replies that fit"));
    auto& popup = writing.desk.child<QWidget>("replyFinder");
    CHECK(popup.accessibleDescription().startsWith(QStringLiteral("3 canned replies. Nuts and allergens")));
    writing.desk.press(Qt::Key_Down);
    CHECK(popup.accessibleDescription().startsWith(QStringLiteral("3 canned replies. Order is ready")));
    writing.desk.type(QStringLiteral("ready"));
    CHECK(popup.accessibleDescription().startsWith(QStringLiteral("One canned reply. Order is ready")));
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&popup);
    REQUIRE(spoken != nullptr);
    CHECK(spoken->role() == QAccessible::Notification);
}

TEST_CASE("the list stands at the caret within the window, mirrored too") {
    const Writing writing;
    const bool mirrored = GENERATE(false, true);
    if (mirrored) {
        QApplication::setLayoutDirection(Qt::RightToLeft);
    }
    ShopWorld::settle();
    writing.desk.type(QStringLiteral("Hello :"));
    REQUIRE(writing.isOpen());
    auto& popup = writing.desk.child<QWidget>("replyFinder");
    CHECK(writing.desk.window.rect().contains(popup.geometry()));
    CHECK(popup.isRightToLeft() == mirrored);
    const auto& editor = writing.desk.editor();
    const QPoint caret = editor.viewport()->mapTo(&writing.desk.window, editor.cursorRect().topLeft());
    CHECK(popup.geometry().bottom() < caret.y() + 8);
    CHECK(popup.geometry().left() < caret.x());
    CHECK(popup.geometry().right() > caret.x());
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

TEST_CASE("tags find a canned reply, and the wording fits platform, language and length") {
    Writing writing;
    model::CannedReply& days = writing.desk.world.source.canned[2];
    days.text = std::string(550, 'y');
    days.tags = {"opening"};
    days.variants = {{.text = "Montags.", .platform = {}, .language = "de"},
                     {.text = "Mondays.", .platform = "mastodon"},
                     {.text = "Lunes.", .platform = "mastodon", .language = "es"},
                     {.text = std::string(600, 'x'), .platform = "mastodon", .language = "en"}};
    writing.desk.type(QStringLiteral(":open"));
    CHECK(writing.found() == QStringList{QStringLiteral("Rye days and hours")});
    // What is shown is what will stand there.
    CHECK(writing.list()
              .model()
              ->index(0, 0)
              .data(Qt::AccessibleTextRole)
              .toString()
              .contains(QStringLiteral("Mondays.")));
    writing.desk.press(Qt::Key_Return);
    // Mira writes English; what is meant for that is too long here, and so is what is meant for everybody.
    CHECK(writing.text() == QStringLiteral("Mondays."));
}

TEST_CASE("Tab goes from one open placeholder to the next, Shift+Tab back, and both stay in the reply") {
    const Writing writing;
    writing.desk.editor().setPlainText(QStringLiteral("It takes {{?how many days}}, {{order}} or {{day}}."));
    ShopWorld::settle();
    const auto chosen = [&] { return writing.desk.editor().textCursor().selectedText().toStdString(); };
    writing.desk.press(Qt::Key_Tab);
    CHECK(chosen() == "{{?how many days}}");
    writing.desk.press(Qt::Key_Tab);
    CHECK(chosen() == "{{order}}");
    writing.desk.press(Qt::Key_Backtab, Qt::ShiftModifier);
    CHECK(chosen() == "{{?how many days}}");
    writing.desk.press(Qt::Key_Backtab, Qt::ShiftModifier);
    CHECK(chosen() == "{{day}}");
    writing.desk.type(QStringLiteral("Friday"));
    writing.desk.press(Qt::Key_Backtab, Qt::ShiftModifier);
    CHECK(chosen() == "{{order}}");
    // Not sent, and the caret goes where something is missing.
    writing.desk.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(writing.desk.world.posted<model::QueueReply>().empty());
    CHECK(chosen() == "{{?how many days}}");
    writing.desk.type(QStringLiteral("two days"));
    writing.desk.press(Qt::Key_Tab);
    writing.desk.type(QStringLiteral("the cake"));
    CHECK(writing.text() == QStringLiteral("It takes two days, the cake or Friday."));
    // With none left, Tab leaves the reply again.
    writing.desk.press(Qt::Key_Tab);
    CHECK_FALSE(writing.desk.editor().hasFocus());
}

TEST_CASE("a suggestion is put where the caret stands, and what was typed stays") {
    const Writing writing;
    writing.desk.type(QStringLiteral("Hello! "));
    writing.desk.press(Qt::Key_1, Qt::AltModifier);
    CHECK(writing.text().startsWith(QStringLiteral("Hello! ")));
    CHECK(writing.text().size() > 20);
}

TEST_CASE("a suggestion goes into the reply in the wording for the customer") {
    Writing writing;
    for (model::CannedReply& canned : writing.desk.world.source.canned) {
        canned.variants = {{.text = "Short for " + canned.title, .platform = "mastodon"}};
    }
    writing.desk.world.change({.cannedReplies = true});
    writing.desk.press(Qt::Key_1, Qt::AltModifier);
    CHECK(writing.text().startsWith(QStringLiteral("Short for ")));
}
