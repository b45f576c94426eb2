// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "desk.h"

#include "ui/language.h"
#include "ui/models/outbox_model.h"
#include "ui/models/thread_model.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/thread_list.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QWidget>

using uitest::Desk;
using uitest::ShopWorld;

namespace {

const std::string kMarkup = "<b>Bold</b> <img src=\"https://evil.example/x.png\"> &amp; %1 %2 {name} &File";

/// A shop whose customers and servers write all that could be taken for something else.
struct Hostile : Desk {
    Hostile() {
        model::ConversationRow& row = *world.source.row(ShopWorld::kSalma);
        row.customerName = kMarkup;
        row.customerHandle = "<i>handle</i>@stadtfunk.example";
        row.snippet = kMarkup;
        world.source.accountList.front().name = kMarkup;
        world.source.accountList.front().handle = "@r&d@brambleby.example";
        world.source.accountList.front().state = model::AccountState::NeedsLogin;
        world.source.accountList.front().problem = kMarkup;
        for (model::OutboxRow& reply : world.source.replies) {
            reply.text = kMarkup;
            reply.error = kMarkup;
        }
        world.source.canned.front().title = "Nuts & <b>allergens</b>";
        for (model::Message& message : world.source.threads[ShopWorld::kSalma]) {
            message.text = kMarkup;
            message.authorName = kMarkup;
        }
        world.source.holes[ShopWorld::kSalma].front().reason = kMarkup;
        model::Change change{.outbox = true, .cannedReplies = true};
        change.conversations.insert(ShopWorld::kSalma);
        change.accounts.insert(ShopWorld::kAccount);
        world.change(change);
        world.changes.announceTrouble(kMarkup);
        window.openConversation(ShopWorld::kSalma);
        ShopWorld::settle();
    }
};

/// What a person reads in a tooltip.
QString readIn(const QString& toolTip) {
    return Qt::mightBeRichText(toolTip) ? QTextDocumentFragment::fromHtml(toolTip).toPlainText() : toolTip;
}

/// Where Qt reads it as markup, ours is the only one.
bool isPlain(const QString& toolTip) {
    return !Qt::mightBeRichText(toolTip) ||
           (toolTip.startsWith(QStringLiteral("<span>")) && !toolTip.contains(QStringLiteral("<b>")));
}

void checkLabels(const QWidget& window) {
    int labels = 0;
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        CAPTURE(label->objectName().toStdString(), label->text().toStdString());
        CHECK(label->textFormat() == Qt::PlainText);
        ++labels;
    }
    CHECK(labels >= 5);
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        CAPTURE(widget->objectName().toStdString(), widget->toolTip().toStdString());
        CHECK(isPlain(widget->toolTip()));
    }
}

bool says(const QWidget& window, const char* label, const std::string& text) {
    const auto* found = window.findChild<QLabel*>(QLatin1String(label));
    return found != nullptr && found->text().toStdString().find(text) != std::string::npos;
}

std::string spokenRows(const QAbstractItemModel& model) {
    std::string all;
    for (int row = 0; row < model.rowCount(); ++row) {
        all += model.index(row, 0).data(Qt::AccessibleTextRole).toString().toStdString() + '\n';
    }
    return all;
}

/// Every tooltip of a list is read as it was written.
void checkToolTips(const QAbstractItemModel& model) {
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString toolTip = model.index(row, 0).data(Qt::ToolTipRole).toString();
        CAPTURE(toolTip.toStdString());
        CHECK(isPlain(toolTip));
    }
}

}  // namespace

TEST_CASE("every label of the window is plain text") {
    const Hostile desk;
    checkLabels(desk.window);
    CHECK(says(desk.window, "threadName", kMarkup));
    CHECK(says(desk.window, "noticeText", kMarkup));
    desk.window.showOutbox();
    ShopWorld::settle();
    checkLabels(desk.window);
    CHECK(says(desk.window, "outboxDetailTitle", kMarkup));
    CHECK(says(desk.window, "outboxTextWords", kMarkup));
}

TEST_CASE("every label of the dialogs is plain text") {
    const Hostile desk;
    desk.window.connectAccount();
    ShopWorld::settle();
    auto* connect = desk.window.findChild<QDialog*>(QStringLiteral("connectDialog"));
    checkLabels(*connect);
    connect->close();
    desk.window.showCannedReplies();
    ShopWorld::settle();
    auto* library = desk.window.findChild<QDialog*>(QStringLiteral("cannedWindow"));
    checkLabels(*library);
    CHECK(says(*library, "cannedWhom", kMarkup));
    CHECK(spokenRows(*library->findChild<ui::RowList*>(QStringLiteral("cannedList"))->model())
              .find("Nuts & <b>allergens</b>") != std::string::npos);
}

TEST_CASE("what a server answers to a login is shown as it was written") {
    const Hostile desk;
    desk.window.connectAccount();
    auto* dialog = desk.window.findChild<QDialog*>(QStringLiteral("connectDialog"));
    dialog->findChild<QLineEdit*>(QStringLiteral("connectServer"))->setText(QStringLiteral("evil.example"));
    dialog->findChild<QAbstractButton*>(QStringLiteral("connectGo"))->click();
    REQUIRE(desk.world.connectAnswers.done);
    desk.world.connectAnswers.done(base::fail(base::ErrorKind::Network, kMarkup));
    CHECK(says(*dialog, "connectStatus", kMarkup));
}

TEST_CASE("a name and a text with markup stand in every list as they were written") {
    const Hostile desk;
    CHECK(spokenRows(*desk.list().model()).find(kMarkup) != std::string::npos);
    CHECK(spokenRows(*desk.child<ui::ThreadList>("threadList").model()).find(kMarkup) != std::string::npos);
    CHECK(spokenRows(*desk.child<ui::RowList>("navList").model()).find("<b>Bold</b>") != std::string::npos);
    for (const char* name : {"inboxList", "threadList", "navList"}) {
        checkToolTips(*desk.child<ui::RowList>(name).model());
    }
    desk.window.showOutbox();
    ShopWorld::settle();
    const ui::RowList& outbox = desk.child<ui::RowList>("outboxList");
    CHECK(spokenRows(*outbox.model()).find(kMarkup) != std::string::npos);
    checkToolTips(*outbox.model());
}

TEST_CASE("a tooltip with markup reads as it was written") {
    const QString written = QString::fromStdString(kMarkup) + QStringLiteral("\nsecond line");
    CHECK(readIn(ui::plainToolTip(written)) == written);
    CHECK(readIn(ui::plainToolTip(QStringLiteral("a  b\n  c <i>"))).contains(QStringLiteral("<i>")));
}

TEST_CASE("the toast says the name as it was written, whatever stands in it") {
    Hostile desk;
    desk.window.openConversation(ShopWorld::kSalma);
    desk.write(ShopWorld::kSalma, QStringLiteral("Done."));
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    const QString text = desk.child<QLabel>("toastText").text();
    CAPTURE(text.toStdString());
    CHECK(text.toStdString().find(kMarkup) != std::string::npos);
    CHECK(text.contains(QStringLiteral("in 8 s")));
}

TEST_CASE("an ampersand in foreign words takes no key") {
    const Hostile desk;
    for (const QAbstractButton* button : desk.window.findChildren<QAbstractButton*>()) {
        CAPTURE(button->objectName().toStdString(), button->text().toStdString());
        CHECK(button->shortcut().isEmpty());
    }
}

TEST_CASE("a link with an ampersand takes no key and keeps its words") {
    const ui::Theme theme(ui::ThemeChoice::Light);
    ui::LinkButton link(theme, ui::Type::Body, ui::Token::Text);
    link.setText(QStringLiteral("R&D"));
    CHECK(link.shortcut().isEmpty());
    CHECK(link.text() == QStringLiteral("R&D"));
}

TEST_CASE("the menu of an account says its trouble as it was written") {
    const Hostile desk;
    auto& nav = desk.child<ui::RowList>("navList");
    const int last = nav.model()->rowCount() - 1;
    emit nav.chosen(nav.model()->index(last, 0));
    ShopWorld::settle();
    const auto* menu = desk.window.findChild<QMenu*>(QStringLiteral("accountMenu"));
    REQUIRE(menu != nullptr);
    CHECK(menu->actions().front()->text().replace(QStringLiteral("&&"), QStringLiteral("&")).toStdString() ==
          kMarkup);
    CHECK(menu->actions().front()->shortcut().isEmpty());
    CHECK(QKeySequence::mnemonic(menu->actions().front()->text()).isEmpty());
}

TEST_CASE("what is pasted into the reply is plain text") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    auto* page = new QMimeData;
    page->setHtml(QStringLiteral("<b>Bold</b>"));
    page->setText(QStringLiteral("<b>Bold</b>"));
    QApplication::clipboard()->setMimeData(page);
    desk.editor().setFocus();
    desk.press(Qt::Key_V, Qt::ControlModifier);
    CHECK(desk.editor().toPlainText() == QStringLiteral("<b>Bold</b>"));
}

TEST_CASE("a message of 50,000 letters is shown in part and in full on demand") {
    Desk desk;
    std::string text;
    while (text.size() < 50'000) {
        text += "many words and a line <b>\n";
    }
    model::Message& message = desk.world.addMessage(ShopWorld::kSalma, text, ShopWorld::at(17, 14, 19));
    const base::MessageId id = message.id;
    desk.window.openConversation(ShopWorld::kSalma);
    ShopWorld::settle();
    auto& list = desk.child<ui::ThreadList>("threadList");
    auto& model = dynamic_cast<ui::ThreadModel&>(*list.model());
    const QModelIndex index = model.indexOf(id);
    REQUIRE(index.isValid());
    CHECK(model.item(index.row()).row.cut);
    const int cutHeight = list.visualRect(index).height();
    CHECK(cutHeight < 4'000);
    model.showAll(id);
    ShopWorld::settle();
    CHECK(list.visualRect(model.indexOf(id)).height() > 8 * cutHeight);
    CHECK_FALSE(desk.window.grab().isNull());
}

TEST_CASE("bidi controls in a name do not turn what stands around it") {
    Desk desk;
    model::ConversationRow& row = *desk.world.source.row(ShopWorld::kSalma);
    row.customerName = "Salma \u202Etxt.exe";
    model::Change change;
    change.conversations.insert(ShopWorld::kSalma);
    desk.world.change(change);
    desk.window.openConversation(ShopWorld::kSalma);
    const QString override = QString(QChar(0x202E));
    CHECK_FALSE(desk.child<QLabel>("threadName").text().contains(override));
    const int place = desk.list().currentIndex().row();
    CHECK_FALSE(desk.list().model()->index(place, 0).data(Qt::DisplayRole).toString().contains(override));
}
