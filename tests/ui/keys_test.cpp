// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "desk.h"

#include "ui/models/draft_keeper.h"
#include "ui/widgets/composer_pane.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <utility>

using uitest::Desk;
using uitest::ShopWorld;

namespace {

/// Long enough that a press is meant.
constexpr base::Duration kPause{5'000};

int openDialogs(const Desk& desk) {
    int count = 0;
    for (const QDialog* dialog : desk.window.findChildren<QDialog*>()) {
        count += dialog->isVisible() ? 1 : 0;
    }
    return count;
}

std::string draftOf(const Desk& desk) {
    return desk.editor().toPlainText().toStdString();
}

}  // namespace

TEST_CASE("j and k walk the list and open what they come to") {
    const Desk desk;
    desk.press('j');
    const std::int64_t first = desk.chosen();
    CHECK(first != 0);
    desk.press('j');
    const std::int64_t second = desk.chosen();
    CHECK(second != first);
    CHECK(desk.world.posted<model::Presence>().back().open == base::ConversationId{second});
    desk.press('k');
    CHECK(desk.chosen() == first);
    // There is nothing above the first.
    desk.press('k');
    CHECK(desk.chosen() == first);
}

TEST_CASE("single keys do their work while the list has the focus") {
    const Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    desk.list().setFocus();
    desk.press('r');
    CHECK(desk.editor().hasFocus());
    desk.press(Qt::Key_Escape);
    CHECK(desk.list().hasFocus());
    desk.press('/');
    CHECK(desk.search().hasFocus());
    desk.press(Qt::Key_Escape);
    CHECK(desk.list().hasFocus());
    desk.press('1');
    CHECK(draftOf(desk).find("hazelnut cake") != std::string::npos);
    desk.list().setFocus();
    desk.press('?');
    CHECK(openDialogs(desk) == 1);
}

TEST_CASE("single keys are letters while a text field has the focus") {
    const Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    const QString keys = QStringLiteral("jkrehnu/?123");
    for (QWidget* field : {static_cast<QWidget*>(&desk.editor()), static_cast<QWidget*>(&desk.search())}) {
        field->setFocus();
        ShopWorld::settle();
        const std::int64_t chosen = desk.chosen();
        const auto intents = desk.world.intents.size();
        for (const QChar key : keys) {
            CAPTURE(key.toLatin1(), field->objectName().toStdString());
            desk.press(key.toLatin1());
            CHECK(field->hasFocus());
            CHECK(desk.chosen() == chosen);
            CHECK(openDialogs(desk) == 0);
            CHECK(desk.world.intents.size() == intents);
        }
    }
    CHECK(desk.editor().toPlainText() == keys);
    CHECK(desk.search().text() == keys);
}

TEST_CASE("Ctrl+Enter posts exactly one reply and clears the editor") {
    const Desk desk;
    desk.write(ShopWorld::kMira, QStringLiteral("The oven is the same one."));
    desk.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    const auto replies = desk.world.posted<model::QueueReply>();
    REQUIRE(replies.size() == 1);
    CHECK(replies.front().conversation == ShopWorld::kMira);
    CHECK(replies.front().text == "The oven is the same one.");
    CHECK_FALSE(replies.front().privately);
    CHECK(replies.front().holdBack > base::Duration{0});
    CHECK(draftOf(desk).empty());
    // The stored draft is the outbox' matter now: nothing of it is saved again.
    const auto saved = desk.world.posted<model::SaveDraft>().size();
    desk.window.close();
    CHECK(desk.world.posted<model::SaveDraft>().size() == saved);
    CHECK(desk.world.posted<model::QueueReply>().size() == 1);
}

TEST_CASE("a reply that is sent at opening is queued for that moment, and the toast says when it goes") {
    Desk desk;
    const base::UtcTime now = desk.world.clock.utcNow();
    model::HoursVersion hours{.validFrom = {}, .timeZone = "UTC", .week = {}, .exceptions = {}};
    for (int day = 1; day <= 7; ++day) {
        hours.week.push_back({.day = day, .open = {.from = 6 * 60, .to = 7 * 60}});
    }
    const auto rule = std::make_shared<const model::ResponseRule>(
        model::ResponseRule{.target = {}, .hours = model::BusinessHours({hours})});
    const base::UtcTime opening = *rule->hours.nextOpening(now);
    desk.write(ShopWorld::kMira, QStringLiteral("It is ready in the morning."));
    auto* action = desk.window.findChild<QAction*>(QStringLiteral("sendAtOpening"));
    REQUIRE(action != nullptr);
    action->trigger();
    ShopWorld::settle();
    CHECK(desk.world.posted<model::QueueReply>().empty());
    CHECK(desk.child<QWidget>("noticeBar").isVisible());
    CHECK(draftOf(desk) == "It is ready in the morning.");

    for (model::Account& account : desk.world.source.accountList) {
        account.rule = rule;
    }
    desk.window.openConversation({});
    desk.window.openConversation(ShopWorld::kMira);
    action->trigger();
    ShopWorld::settle();
    const auto replies = desk.world.posted<model::QueueReply>();
    REQUIRE(replies.size() == 1);
    CHECK(replies.front().sendAt == opening);
    CHECK(replies.front().holdBack > base::Duration{0});
    CHECK(desk.child<QLabel>("toastText").text().endsWith(QStringLiteral(" Wed 06:00")));
    CHECK(draftOf(desk).empty());
}

TEST_CASE("Ctrl+Enter pressed twice quickly posts one reply, even where the next conversation has a draft") {
    Desk desk;
    desk.press('j');
    const base::ConversationId first{desk.chosen()};
    desk.press('j');
    const base::ConversationId second{desk.chosen()};
    desk.write(second, QStringLiteral("Half a thought"));
    desk.write(first, QStringLiteral("Yes, both trays are confirmed."));
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    REQUIRE(desk.chosen() == second.value);
    REQUIRE(draftOf(desk) == "Half a thought");
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTest::simulateEvent(&desk.editor(), true, Qt::Key_Return, Qt::ControlModifier, QString(), true);
    ShopWorld::settle();
    CHECK(desk.world.posted<model::QueueReply>().size() == 1);
    CHECK(draftOf(desk) == "Half a thought");

    // Later it is meant.
    desk.world.clock.advance(kPause);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    REQUIRE(desk.world.posted<model::QueueReply>().size() == 2);
    CHECK(desk.world.posted<model::QueueReply>().back().conversation == second);
}

TEST_CASE("a reply that was refused comes back into its own conversation") {
    Desk desk;
    desk.write(ShopWorld::kMira, QStringLiteral("The oven is the same one."));
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    desk.world.clock.advance(kPause);
    REQUIRE(desk.world.posted<model::QueueReply>().size() == 1);
    const auto sent = std::ranges::find_if(desk.world.intents, [](const ShopWorld::Posted& one) {
        return std::holds_alternative<model::QueueReply>(one.intent);
    });
    const auto done = sent->done;
    done(base::fail(base::ErrorKind::BadInput, "the disk is full"));
    ShopWorld::settle();
    CHECK(draftOf(desk).empty());  // the conversation that came next
    CHECK(desk.child<QLabel>("noticeText").text() == QStringLiteral("The disk is full"));
    desk.window.openConversation(ShopWorld::kMira);
    CHECK(draftOf(desk) == "The oven is the same one.");
}

TEST_CASE("u takes a reply back while it waits to leave") {
    Desk desk;
    desk.write(ShopWorld::kMira, QStringLiteral("The oven is the same one."));
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    const auto sent = std::ranges::find_if(desk.world.intents, [](const ShopWorld::Posted& one) {
        return std::holds_alternative<model::QueueReply>(one.intent);
    });
    REQUIRE(sent != desk.world.intents.end());
    const auto done = sent->done;
    done(base::ReplyId{77});
    desk.list().setFocus();
    desk.press('u');
    const auto cancelled = desk.world.posted<model::CancelReply>();
    REQUIRE(cancelled.size() == 1);
    CHECK(cancelled.front().reply == base::ReplyId{77});
    const auto answer = desk.world.intents.back().done;
    answer(base::ReplyId{77});
    ShopWorld::settle();
    CHECK(draftOf(desk) == "The oven is the same one.");
}

TEST_CASE("a draft is kept for each conversation and stored when another one is opened") {
    const Desk desk;
    desk.write(ShopWorld::kMira, QStringLiteral("To Mira"));
    desk.write(ShopWorld::kSalma, QStringLiteral("To Salma"));
    const auto saved = desk.world.posted<model::SaveDraft>();
    REQUIRE(saved.size() == 1);
    CHECK(saved.front().conversation == ShopWorld::kMira);
    CHECK(saved.front().text == "To Mira");
    desk.window.openConversation(ShopWorld::kMira);
    CHECK(draftOf(desk) == "To Mira");
    desk.window.openConversation(ShopWorld::kSalma);
    CHECK(draftOf(desk) == "To Salma");
    // Walking with the keys is switching, too.
    desk.list().setFocus();
    desk.press('j');
    CHECK(draftOf(desk) != "To Salma");
    desk.press('k');
    CHECK(draftOf(desk) == "To Salma");
}

TEST_CASE("a draft of an earlier day is read from the store") {
    Desk desk;
    desk.world.source.drafts[ShopWorld::kSalma] = "Begun yesterday";
    desk.window.openConversation(ShopWorld::kSalma);
    CHECK(draftOf(desk) == "Begun yesterday");
    CHECK(desk.world.posted<model::SaveDraft>().empty());
}

TEST_CASE("closing the window stores what was typed last") {
    const Desk desk;
    desk.write(ShopWorld::kMira, QStringLiteral("Half a"));
    REQUIRE(desk.world.posted<model::SaveDraft>().empty());
    desk.window.close();
    REQUIRE(desk.world.posted<model::SaveDraft>().size() == 1);
    CHECK(desk.world.posted<model::SaveDraft>().front().text == "Half a");
}

TEST_CASE("a trouble is a sentence that stays until it is closed") {
    Desk desk;
    desk.world.changes.announceTrouble("the disk is full");
    ShopWorld::settle();
    auto& notice = desk.child<QLabel>("noticeText");
    CHECK(notice.isVisible());
    CHECK(notice.text() == QStringLiteral("The disk is full"));
    desk.child<QAbstractButton>("noticeClose").click();
    CHECK_FALSE(notice.isVisible());
    desk.world.changes.announceTrouble("the disk is full");
    ShopWorld::settle();
    CHECK(notice.isVisible());
    desk.world.changes.announceTrouble("");
    ShopWorld::settle();
    CHECK_FALSE(notice.isVisible());
}

TEST_CASE("there is nothing to check before an account is there") {
    ShopWorld world;
    const std::vector<model::Account> accounts = std::exchange(world.source.accountList, {});
    ui::MainWindow& window = world.window();
    auto* check = window.findChild<QAbstractButton*>(QStringLiteral("checkNowButton"));
    REQUIRE(check != nullptr);
    CHECK_FALSE(check->isEnabled());
    world.source.accountList = accounts;
    model::Change change;
    change.accounts.insert(accounts.front().id);
    world.changes.announce(change);
    ShopWorld::settle();
    CHECK(check->isEnabled());
}

TEST_CASE("single keys stay keys when the last conversation leaves the list") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    desk.list().setFocus();
    model::Change change;
    for (model::ConversationRow& row : desk.world.source.conversations) {
        row.state = model::ConversationState::Done;
        row.waitingSince.reset();
        change.conversations.insert(row.id);
    }
    desk.world.change(change);
    desk.press('j');
    desk.press('u');
    CHECK(draftOf(desk).empty());
    // And in the list again when somebody writes.
    desk.world.source.row(ShopWorld::kSalma)->state = model::ConversationState::NeedsReply;
    desk.world.change(change);
    CHECK(desk.list().hasFocus());
    desk.press('j');
    CHECK(desk.chosen() == ShopWorld::kSalma.value);
}

TEST_CASE("nothing can be sent where nothing can be written") {
    ShopWorld world;
    world.readOnly = "another console runs on this profile";
    ui::MainWindow& window = world.window();
    window.openConversation(ShopWorld::kMira);
    auto* editor = window.findChild<ui::ReplyEditor*>();
    editor->setPlainText(QStringLiteral("The oven is the same one."));
    CHECK_FALSE(window.findChild<QPushButton*>(QStringLiteral("sendButton"))->isEnabled());
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    ShopWorld::settle();
    CHECK(world.posted<model::QueueReply>().empty());
    CHECK(editor->toPlainText() == QStringLiteral("The oven is the same one."));
}
