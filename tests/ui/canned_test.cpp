// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "ui/models/canned_desk.h"
#include "ui/models/canned_model.h"
#include "ui/widgets/canned_window.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

using namespace uitest;

namespace {

/// The library, opened by its keys beside a conversation.
struct Open {
    explicit Open(base::ConversationId conversation = ShopWorld::kMira) {
        if (conversation) {
            desk.window.openConversation(conversation);
        }
        desk.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        library = desk.window.findChild<ui::CannedWindow*>(QStringLiteral("cannedWindow"));
        REQUIRE(library != nullptr);
        REQUIRE(QTest::qWaitForWindowActive(library));
    }

    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) const {
        auto* found = library->findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] ui::RowList& list() const { return child<ui::RowList>("cannedList"); }
    [[nodiscard]] QString title() const { return child<QLineEdit>("cannedTitle").text(); }
    [[nodiscard]] ui::ReplyEditor& text() const { return child<ui::ReplyEditor>("cannedText"); }
    [[nodiscard]] QString preview() const { return child<ui::ReplyEditor>("cannedPreview").toPlainText(); }
    [[nodiscard]] std::string says(const char* label) const {
        return child<QLabel>(label).text().toStdString();
    }
    [[nodiscard]] QStringList rows() const {
        QStringList all;
        for (int row = 0; row < list().model()->rowCount(); ++row) {
            all.append(list().model()->index(row, 0).data(Qt::DisplayRole).toString());
        }
        return all;
    }
    [[nodiscard]] static QString focused() {
        return QApplication::focusWidget() == nullptr ? QString() : QApplication::focusWidget()->objectName();
    }
    /// By Tab, as a person goes.
    void tabTo(const char* name) const {
        for (int i = 0; i < 15 && focused() != QLatin1String(name); ++i) {
            desk.press(Qt::Key_Tab);
        }
        REQUIRE(focused() == QLatin1String(name));
    }
    void write(const char* field, const QString& words) const {
        tabTo(field);
        desk.press(Qt::Key_A, Qt::ControlModifier);
        desk.type(words);
    }

    /// The core carries out what was posted last, as sync does, or refuses it.
    void carryOut() {
        ShopWorld::Posted& posted = desk.world.intents.back();
        auto& canned = desk.world.source.canned;
        if (auto* add = std::get_if<model::AddCannedReply>(&posted.intent)) {
            if (!add->reply.id) {
                add->reply.id = base::CannedReplyId{++newest};
            }
            canned.push_back(add->reply);
        } else if (const auto* change = std::get_if<model::ChangeCannedReply>(&posted.intent)) {
            *std::ranges::find(canned, change->reply.id, &model::CannedReply::id) = change->reply;
        } else if (const auto* remove = std::get_if<model::RemoveCannedReply>(&posted.intent)) {
            std::erase_if(canned, [&](const auto& one) { return one.id == remove->reply; });
        } else {
            FAIL("nothing of the library was posted");
        }
        if (posted.done) {
            posted.done(base::ReplyId{});
        }
        desk.world.change({.cannedReplies = true});
    }
    void refuse(const std::string& why) {
        desk.world.intents.back().done(base::fail(base::ErrorKind::DiskFull, why));
        ShopWorld::settle();
    }
    template <class Intent>
    [[nodiscard]] std::size_t posted() const {
        return desk.world.posted<Intent>().size();
    }

    Desk desk;
    ui::CannedWindow* library = nullptr;
    std::int64_t newest = 100;
};

}  // namespace

TEST_CASE("the canned replies stand by title and are found by title and by text, folded") {
    const Open open;
    CHECK(open.rows() == QStringList{QStringLiteral("Nuts and allergens"), QStringLiteral("Order is ready"),
                                     QStringLiteral("Rye days and hours")});
    CHECK(Open::focused() == QStringLiteral("cannedSearch"));
    open.desk.type(QStringLiteral("ÓVEN"));
    CHECK(open.rows() ==
          QStringList{QStringLiteral("Nuts and allergens"), QStringLiteral("Rye days and hours")});
    open.desk.type(QStringLiteral(" hel"));
    CHECK(open.rows() == QStringList{QStringLiteral("Nuts and allergens")});
}

TEST_CASE("what has the word in its title comes before what has it in its text") {
    const Open open;
    open.desk.type(QStringLiteral("rye"));
    CHECK(open.rows() ==
          QStringList{QStringLiteral("Rye days and hours"), QStringLiteral("Nuts and allergens")});
    // And it is at hand at once.
    CHECK(open.title() == QStringLiteral("Rye days and hours"));
}

TEST_CASE("the model of the library keeps Qt's rules while it is filtered and changed") {
    ShopWorld world;
    const view::Words words{view::Language{}};
    ui::CannedModel model(world.source, words);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.refresh();
    CHECK(model.rowCount() == 3);
    for (const char* query : {"rye", "nothing", ""}) {
        model.setFilter(QLatin1String(query));
    }
    world.source.canned.pop_back();
    model.refresh();
    CHECK(model.rowCount() == 2);
    CHECK(model.indexOf(base::CannedReplyId{2}).isValid());
    CHECK_FALSE(model.indexOf(base::CannedReplyId{3}).isValid());
    world.source.canned.clear();
    model.refresh();
    CHECK(model.rowCount() == 0);
}

TEST_CASE("a canned reply is found, read for the customer and put at the caret of the reply by keys alone") {
    const Open open;
    open.desk.type(QStringLiteral("nuts"));
    CHECK(open.says("cannedWhom").find("Mira Oduya") != std::string::npos);
    CHECK(open.preview().startsWith(QStringLiteral("Hello Mira, the rye")));
    CHECK(open.says("cannedCounter").find("of 500") != std::string::npos);
    open.desk.press(Qt::Key_Down);
    CHECK(Open::focused() == QStringLiteral("cannedList"));
    open.desk.press(Qt::Key_Return);
    CHECK_FALSE(open.library->isVisible());
    CHECK(open.desk.editor().toPlainText().startsWith(QStringLiteral("Hello Mira, the rye")));
    CHECK(open.desk.editor().hasFocus());

    // Behind what is written already, and over what is chosen there.
    open.desk.editor().setPlainText(QStringLiteral("First. "));
    open.desk.editor().moveCursor(QTextCursor::End);
    open.desk.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    open.desk.type(QStringLiteral("ready"));
    open.desk.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(open.desk.editor().toPlainText() ==
          QStringLiteral("First. Your order {{order}} is ready, the cake waits for you."));
    // What is left to fill has the caret.
    CHECK(open.desk.editor().textCursor().selectedText() == QStringLiteral("{{order}}"));
    CHECK(open.desk.world.writes() == 0);
}

TEST_CASE("the preview follows the conversation that is open") {
    const Open open;
    open.desk.type(QStringLiteral("nuts"));
    open.desk.window.openConversation(ShopWorld::kSalma);
    ShopWorld::settle();
    CHECK(open.says("cannedWhom").find("Salma Idris") != std::string::npos);
    CHECK(open.preview().startsWith(QStringLiteral("Hello Salma,")));
}

TEST_CASE("without a conversation the fallbacks are shown and nothing can be inserted") {
    const Open open(base::ConversationId{});
    open.desk.type(QStringLiteral("nuts"));
    CHECK(open.says("cannedWhom").find("no conversation is open") != std::string::npos);
    CHECK(open.preview().startsWith(QStringLiteral("Hello there,")));
    CHECK(open.says("cannedCounter").empty());
    CHECK_FALSE(open.child<QPushButton>("cannedInsert").isEnabled());
    open.desk.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(open.library->isVisible());
}

TEST_CASE("a reply that gets too long for the platform is counted and marked in the preview") {
    const Open open;
    open.desk.type(QStringLiteral("nuts"));
    open.text().setPlainText(QString(510, u'x'));
    // The mention of the customer counts as well.
    CHECK(open.says("cannedCounter") == "519 of 500");
    CHECK_FALSE(open.child<ui::ReplyEditor>("cannedPreview").extraSelections().isEmpty());
    CHECK(open.child<ui::ReplyEditor>("cannedText").extraSelections().isEmpty());
}

TEST_CASE("a text is edited and saved by keys alone, and the suggestions follow") {
    Open open;
    open.write("cannedText", QStringLiteral("Same oven as the nut cake."));
    CHECK(open.says("cannedState").find("Saved when") == 0);
    open.desk.press(Qt::Key_S, Qt::ControlModifier);
    REQUIRE(open.posted<model::ChangeCannedReply>() == 1);
    CHECK(open.desk.world.posted<model::ChangeCannedReply>().back().reply ==
          model::CannedReply{.id = base::CannedReplyId{1},
                             .title = "Nuts and allergens",
                             .text = "Same oven as the nut cake."});
    open.carryOut();
    CHECK(open.says("cannedState") == "Saved");
    CHECK_FALSE(open.child<QPushButton>("cannedSave").isEnabled());
    open.desk.press(Qt::Key_Escape);
    CHECK_FALSE(open.library->isVisible());
    open.desk.window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&open.desk.window));
    open.desk.editor().setFocus();
    open.desk.press(Qt::Key_1, Qt::AltModifier);
    CHECK(open.desk.editor().toPlainText() == QStringLiteral("Same oven as the nut cake."));
}

TEST_CASE("going on to another canned reply saves what was typed") {
    Open open;
    open.write("cannedText", QStringLiteral("Changed."));
    open.list().setFocus();
    open.desk.press(Qt::Key_Down);
    CHECK(open.title() == QStringLiteral("Order is ready"));
    REQUIRE(open.posted<model::ChangeCannedReply>() == 1);
    open.carryOut();
    CHECK(open.title() == QStringLiteral("Order is ready"));
    open.desk.press(Qt::Key_Up);
    CHECK(open.text().toPlainText() == QStringLiteral("Changed."));
    CHECK(open.posted<model::ChangeCannedReply>() == 1);
}

TEST_CASE("closing the library, or the whole window, saves what was typed") {
    Open open;
    open.write("cannedText", QStringLiteral("Changed."));
    if (GENERATE(true, false)) {
        open.desk.press(Qt::Key_Escape);
    } else {
        open.desk.world.source.replies.clear();
        CHECK(open.desk.window.close());
    }
    CHECK_FALSE(open.library->isVisible());
    CHECK(open.posted<model::ChangeCannedReply>() == 1);
}

TEST_CASE("what the store refuses is there again, with the reason") {
    Open open;
    open.write("cannedText", QStringLiteral("Changed."));
    open.list().setFocus();
    open.desk.press(Qt::Key_Down);
    open.refuse("the disk is full");
    CHECK(open.title() == QStringLiteral("Nuts and allergens"));
    CHECK(open.text().toPlainText() == QStringLiteral("Changed."));
    CHECK(open.says("cannedState") == "The disk is full");
    open.desk.press(Qt::Key_S, Qt::ControlModifier);
    CHECK(open.posted<model::ChangeCannedReply>() == 2);
    open.carryOut();
    CHECK(open.says("cannedState") == "Saved");
}

TEST_CASE("what can't be saved stays in the editor and says what is missing") {
    Open open;
    open.write("cannedTitle", QStringLiteral("RYE days  and hours"));
    CHECK(open.says("cannedState").find("another canned reply has this title") != std::string::npos);
    const bool byList = GENERATE(true, false);
    if (byList) {
        open.list().setFocus();
        open.desk.press(Qt::Key_Down);
    } else {
        open.desk.press(Qt::Key_Escape);
        CHECK_FALSE(open.desk.window.close());
    }
    CHECK(open.library->isVisible());
    CHECK(open.title() == QStringLiteral("RYE days  and hours"));
    CHECK(Open::focused() == QStringLiteral("cannedTitle"));
    CHECK(open.list().currentIndex().row() == 0);
    CHECK(open.desk.world.writes() == 0);
    open.child<QAbstractButton>("cannedDiscard").click();
    CHECK(open.title() == QStringLiteral("Nuts and allergens"));
    open.desk.press(Qt::Key_Escape);
    CHECK_FALSE(open.library->isVisible());
    CHECK(open.desk.world.writes() == 0);
}

TEST_CASE("a new canned reply is written and saved by keys alone, once") {
    Open open;
    open.desk.press(Qt::Key_N, Qt::ControlModifier);
    CHECK(Open::focused() == QStringLiteral("cannedTitle"));
    open.desk.type(QStringLiteral("Parking"));
    open.desk.press(Qt::Key_Escape);
    CHECK(open.library->isVisible());  // its text is missing
    CHECK(Open::focused() == QStringLiteral("cannedText"));
    open.desk.type(QStringLiteral("Behind the mill"));
    open.desk.press(Qt::Key_S, Qt::ControlModifier);
    open.desk.type(QStringLiteral(", left."));
    open.desk.press(Qt::Key_S, Qt::ControlModifier);
    REQUIRE(open.posted<model::AddCannedReply>() == 1);
    open.carryOut();
    // What was typed while it was on its way follows.
    REQUIRE(open.posted<model::ChangeCannedReply>() == 1);
    CHECK(open.desk.world.posted<model::ChangeCannedReply>().back().reply ==
          model::CannedReply{
              .id = base::CannedReplyId{101}, .title = "Parking", .text = "Behind the mill, left."});
    open.carryOut();
    CHECK(open.says("cannedState") == "Saved");
    CHECK(open.list().currentIndex().data(Qt::DisplayRole).toString() == QStringLiteral("Parking"));
}

TEST_CASE("a new canned reply in which nothing is written leaves nothing behind") {
    Open open;
    open.desk.press(Qt::Key_N, Qt::ControlModifier);
    open.desk.press(Qt::Key_Escape);
    CHECK_FALSE(open.library->isVisible());
    CHECK(open.desk.world.writes() == 0);
}

TEST_CASE("a removal asks nothing and is undone by a key, under the same id") {
    Open open;
    open.desk.press(Qt::Key_Down);
    open.desk.press(Qt::Key_Delete);
    REQUIRE(open.posted<model::RemoveCannedReply>() == 1);
    CHECK(open.desk.world.posted<model::RemoveCannedReply>().back().reply == base::CannedReplyId{1});
    CHECK_FALSE(open.child<QWidget>("cannedRemovedLine").isVisible());  // not yet
    open.carryOut();
    CHECK(open.says("cannedRemoved").find("Nuts and allergens") != std::string::npos);
    CHECK(open.rows().size() == 2);
    CHECK(open.title() == QStringLiteral("Order is ready"));
    CHECK(Open::focused() == QStringLiteral("cannedList"));
    open.desk.press(Qt::Key_Z, Qt::ControlModifier);
    REQUIRE(open.posted<model::AddCannedReply>() == 1);
    CHECK(open.desk.world.posted<model::AddCannedReply>().back().reply.id == base::CannedReplyId{1});
    open.carryOut();
    CHECK(open.title() == QStringLiteral("Nuts and allergens"));
    CHECK_FALSE(open.child<QWidget>("cannedRemovedLine").isVisible());
}

TEST_CASE("a removal takes nothing along that was typed and not saved") {
    Open open;
    open.write("cannedText", QStringLiteral("Half a sentence"));
    open.child<QPushButton>("cannedRemove").click();
    open.carryOut();
    open.child<QAbstractButton>("cannedUndo").click();
    open.carryOut();
    CHECK(open.text().toPlainText() == QStringLiteral("Half a sentence"));
    CHECK(open.says("cannedState").find("Saved when") == 0);
}

TEST_CASE("an edit survives a change of the library from elsewhere") {
    Open open;
    open.write("cannedText", QStringLiteral("Mine"));
    open.desk.world.source.canned.front().text = "Theirs";
    open.desk.world.change({.cannedReplies = true});
    CHECK(open.text().toPlainText() == QStringLiteral("Mine"));
    open.child<QAbstractButton>("cannedDiscard").click();
    CHECK(open.text().toPlainText() == QStringLiteral("Theirs"));
}

TEST_CASE("a placeholder is chosen from a list by keys, with what it stands for here") {
    const Open open;
    open.desk.press(Qt::Key_N, Qt::ControlModifier);
    open.tabTo("cannedPlaceholder");
    open.desk.press(Qt::Key_Space);
    auto* menu = open.library->findChild<QMenu*>(QStringLiteral("cannedPlaceholderMenu"));
    REQUIRE(menu != nullptr);
    CHECK(menu->actions().front()->text().endsWith(QStringLiteral("\tMira")));
    QList<QAction*> choices = menu->actions();
    CHECK(choices.takeLast()->text().contains(QStringLiteral("question")));
    for (const QAction* action : choices) {
        CHECK(action->text().contains(u'\t'));  // each of them means something here
    }
    QTest::keyClick(menu, Qt::Key_Return);
    ShopWorld::settle();
    CHECK(open.text().toPlainText() == QStringLiteral("{{customer.first_name|there}}"));
    CHECK(open.preview() == QStringLiteral("Mira"));
    CHECK(Open::focused() == QStringLiteral("cannedText"));
}

TEST_CASE("a placeholder that nobody knows is marked, and what can be filled is not") {
    const Open open;
    open.text().setPlainText(QStringLiteral("Hi {{customer.name}}, {{a|b}} and {{order}}"));
    REQUIRE(open.text().extraSelections().size() == 1);
    CHECK(open.text().extraSelections().front().cursor.selectedText() == QStringLiteral("{{order}}"));
    CHECK(open.says("cannedByHand").find("One placeholder") == 0);
    CHECK(open.preview() == QStringLiteral("Hi Mira Oduya, b and {{order}}"));
}

TEST_CASE("an empty library and a search that finds nothing say so") {
    Open open;
    open.desk.type(QStringLiteral("unicorn"));
    CHECK(open.child<QWidget>("cannedEmpty").isVisible());
    CHECK(open.says("cannedEmptyTitle").find("unicorn") != std::string::npos);
    open.child<QLineEdit>("cannedSearch").clear();
    open.desk.world.source.canned.clear();
    open.desk.world.change({.cannedReplies = true});
    CHECK(open.says("cannedEmptyTitle") == "No canned reply yet");
    open.child<QPushButton>("cannedEmptyButton").click();
    CHECK(Open::focused() == QStringLiteral("cannedTitle"));
}

TEST_CASE("a console that only reads shows and inserts canned replies and says why it changes none") {
    Desk desk;
    desk.world.closeWindow();
    desk.world.readOnly = "another console runs on this profile";
    ui::MainWindow& window = desk.world.window();
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    window.openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    window.showCannedReplies();
    auto* library = window.findChild<QWidget*>(QStringLiteral("cannedWindow"));
    REQUIRE(QTest::qWaitForWindowActive(library));
    ShopWorld::settle();
    CHECK(library->findChild<QLabel*>(QStringLiteral("cannedState"))->text() ==
          QStringLiteral("Another console runs on this profile"));
    for (const char* name : {"cannedNew", "cannedSave", "cannedRemove"}) {
        CHECK_FALSE(library->findChild<QPushButton*>(QLatin1String(name))->isEnabled());
    }
    QTest::keyClicks(library->findChild<QLineEdit*>(QStringLiteral("cannedTitle")), QStringLiteral("x"));
    auto* list = library->findChild<ui::RowList*>(QStringLiteral("cannedList"));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Delete);
    QTest::keyClick(list, Qt::Key_N, Qt::ControlModifier);
    CHECK(Open::focused().toStdString() == "cannedList");
    CHECK(library->findChild<QPushButton*>(QStringLiteral("cannedInsert"))->isEnabled());
    CHECK(list->currentIndex().row() == 0);
    QTest::keyClick(list, Qt::Key_Return);
    ShopWorld::settle();
    CHECK_FALSE(library->isVisible());
    CHECK(desk.world.writes() == 0);
    CHECK(window.findChild<ui::ReplyEditor*>(QStringLiteral("replyEditor"))
              ->toPlainText()
              .startsWith(QStringLiteral("Hello Mira")));
}

TEST_CASE("the button in the composer and the one in the toolbar open the same library") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    for (const char* name : {"composerCanned", "cannedButton"}) {
        desk.child<QAbstractButton>(name).click();
        ShopWorld::settle();
        const auto all = desk.window.findChildren<ui::CannedWindow*>();
        REQUIRE(all.size() == 1);
        CHECK(all.front()->isVisible());
        CHECK(all.front()->focusWidget()->objectName() == QStringLiteral("cannedSearch"));
        all.front()->close();
    }
}

TEST_CASE("typing a slash into a canned reply is a slash") {
    const Open open;
    open.write("cannedText", QStringLiteral("and/or"));
    CHECK(open.text().toPlainText() == QStringLiteral("and/or"));
    open.list().setFocus();
    open.desk.press(Qt::Key_Slash);
    CHECK(Open::focused() == QStringLiteral("cannedSearch"));
}
