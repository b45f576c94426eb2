// SPDX-License-Identifier: GPL-3.0-or-later
// Done, later and no reply needed by keys alone.
#include "support/catch.h"

#include "desk.h"

#include "ui/widgets/later_menu.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/question_dialog.h"

#include <QDateTimeEdit>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

using uitest::Desk;
using uitest::ShopWorld;

namespace {

QString toastText(const Desk& desk) {
    return desk.child<QLabel>("toastText").text();
}

/// The core answers the latest intent of this kind.
template <class Intent>
void answer(Desk& desk, const base::Result<base::ReplyId>& result) {
    const auto posted = std::ranges::find_if(
        desk.world.intents.rbegin(), desk.world.intents.rend(),
        [](const ShopWorld::Posted& one) { return std::holds_alternative<Intent>(one.intent); });
    REQUIRE(posted != desk.world.intents.rend());
    const auto done = posted->done;
    done(result);
    ShopWorld::settle();
}

}  // namespace

TEST_CASE("e sets the open conversation to done, says that it is missed, and goes on") {
    Desk desk;
    desk.press('j');
    const base::ConversationId first{desk.chosen()};
    REQUIRE(desk.world.source.row(first)->waitingSince);
    desk.press('e');
    const auto done = desk.world.posted<model::SetDone>();
    REQUIRE(done.size() == 1);
    CHECK(done.front().conversation == first);
    CHECK(base::toMs(done.front().decidedAt) != 0);
    CHECK(toastText(desk).contains(QStringLiteral("missed")));
    CHECK(desk.chosen() != first.value);
    CHECK(desk.list().hasFocus());
}

TEST_CASE("u takes decisions back one after the other, the latest first") {
    Desk desk;
    desk.press('j');
    const base::ConversationId first{desk.chosen()};
    desk.press('e');
    const base::ConversationId second{desk.chosen()};
    REQUIRE(second != first);
    desk.press('n');
    REQUIRE(desk.world.posted<model::NoReplyNeeded>().size() == 1);
    desk.press('u');
    desk.press('u');
    const auto back = desk.world.posted<model::Reopen>();
    REQUIRE(back.size() == 2);
    CHECK(back[0].conversation == second);
    CHECK(back[0].decidedAt == desk.world.posted<model::NoReplyNeeded>().front().decidedAt);
    CHECK(back[0].state == model::ConversationState::NeedsReply);
    CHECK(back[1].conversation == first);
    CHECK(back[1].decidedAt == desk.world.posted<model::SetDone>().front().decidedAt);
    CHECK(back[0].decidedAt != back[1].decidedAt);
    answer<model::Reopen>(desk, base::ReplyId{});
    CHECK(desk.chosen() == first.value);
    // There is nothing left to take back.
    desk.press('u');
    CHECK(desk.world.posted<model::Reopen>().size() == 2);
}

TEST_CASE("h offers times, and Enter takes the first") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    desk.list().setFocus();
    desk.press('h');
    auto* menu = qobject_cast<ui::LaterMenu*>(QApplication::activePopupWidget());
    REQUIRE(menu != nullptr);
    QTest::keyClick(menu, Qt::Key_Return);
    ShopWorld::settle();
    const auto later = desk.world.posted<model::Snooze>();
    REQUIRE(later.size() == 1);
    CHECK(later.front().conversation == ShopWorld::kMira);
    CHECK(later.front().until == desk.world.clock.utcNow() + base::Duration{3'600'000});
    CHECK(toastText(desk).contains(QStringLiteral("comes back")));
}

TEST_CASE("any other time can be given, and one that has passed can't") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    desk.list().setFocus();
    desk.press('h');
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_O);
    ShopWorld::settle();
    auto& dialog = desk.child<QDialog>("laterDialog");
    auto& time = desk.child<QDateTimeEdit>("laterTime");
    auto& ok = desk.child<QPushButton>("laterOk");
    CHECK(ok.isEnabled());
    const QDateTime soon = time.dateTime();
    time.setDate(soon.date().addDays(-10));
    CHECK_FALSE(ok.isEnabled());
    CHECK_FALSE(desk.child<QLabel>("laterWhy").text().isEmpty());
    time.setDate(soon.date().addDays(2));
    dialog.accept();
    ShopWorld::settle();
    REQUIRE(desk.world.posted<model::Snooze>().size() == 1);
    CHECK(desk.world.posted<model::Snooze>().front().until > desk.world.clock.utcNow());
}

TEST_CASE("a decision that is refused leaves no toast and says why") {
    Desk desk;
    desk.press('j');
    desk.press('e');
    answer<model::SetDone>(desk, base::fail(base::ErrorKind::BadInput, "the disk is full"));
    CHECK_FALSE(desk.toast().isVisible());
    CHECK(desk.child<QLabel>("noticeText").text() == QStringLiteral("The disk is full"));
    desk.press('u');
    CHECK(desk.world.posted<model::Reopen>().empty());
}

TEST_CASE("what is rarely done stands behind the dots, by keys too") {
    Desk desk;
    auto& more = desk.child<ui::LinkButton>("threadMore");
    CHECK_FALSE(more.isVisible());
    desk.window.openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    REQUIRE(more.isVisible());
    CHECK((more.focusPolicy() & Qt::TabFocus) != 0);
    more.setFocus();
    desk.press(Qt::Key_Space);
    auto& menu = desk.child<QMenu>("threadMoreMenu");
    REQUIRE(menu.isVisible());
    const auto offered = [&menu] {
        std::vector<std::string> names;
        for (const QAction* action : menu.actions()) {
            if (!action->isSeparator()) {
                names.push_back(action->objectName().toStdString());
            }
        }
        return names;
    };
    const std::vector<std::string> all{"kindOfMessage", "markSpam", "logCall", "openInBrowser",
                                       "eraseCustomer"};
    for (const std::string& name : offered()) {
        CHECK(std::ranges::find(all, name) != all.end());
    }
    CHECK(offered().front() == all.front());
    QTest::keyClick(&menu, Qt::Key_Down);
    QTest::keyClick(&menu, Qt::Key_Return);
    ShopWorld::settle();
    REQUIRE(desk.world.posted<model::SetTriage>().size() == 1);
    CHECK(desk.world.posted<model::SetTriage>().front().kind == model::TriageKind::Spam);
}

TEST_CASE("a customer is erased once the person has read what that means") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    auto& erase = desk.child<QAction>("eraseCustomer");
    REQUIRE(erase.isEnabled());
    CHECK(erase.shortcuts().empty());
    erase.trigger();
    auto* question = desk.window.findChild<ui::QuestionDialog*>();
    REQUIRE(question != nullptr);
    const QString words = question->findChild<QLabel*>("questionWords")->text();
    CHECK(words.contains("can’t be brought back"));
    CHECK(words.contains("On Mastodon nothing changes."));
    // Enter alone erases nobody.
    QTest::keyClick(question, Qt::Key_Return);
    ShopWorld::settle();
    CHECK(desk.world.posted<model::EraseCustomer>().empty());
    erase.trigger();
    desk.window.findChild<ui::QuestionDialog*>()->findChild<QPushButton*>("questionYes")->click();
    ShopWorld::settle();
    REQUIRE(desk.world.posted<model::EraseCustomer>().size() == 1);
    CHECK(desk.world.posted<model::EraseCustomer>().front().customer ==
          desk.world.source.row(ShopWorld::kMira)->customer);
    answer<model::EraseCustomer>(desk, base::fail(base::ErrorKind::BadInput, "a reply is on its way"));
    CHECK(desk.chosen() == ShopWorld::kMira.value);
    CHECK(desk.child<QLabel>("noticeText").text() == QStringLiteral("A reply is on its way"));
    erase.trigger();
    desk.window.findChild<ui::QuestionDialog*>()->findChild<QPushButton*>("questionYes")->click();
    answer<model::EraseCustomer>(desk, base::ReplyId{});
    CHECK(toastText(desk).endsWith("is erased"));
    CHECK_FALSE(desk.child<ui::LinkButton>("toastUndo").isVisible());
}

TEST_CASE("what the conversation does not allow is not offered") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    CHECK(desk.child<ui::LinkButton>("thread_noReplyNeeded").isVisible());
    CHECK(desk.child<ui::LinkButton>("thread_done").isVisible());
    CHECK_FALSE(desk.child<ui::LinkButton>("thread_reopen").isVisible());
    model::ConversationRow& row = *desk.world.source.row(ShopWorld::kMira);
    row.state = model::ConversationState::Done;
    row.waitingSince.reset();
    model::Change change;
    change.conversations.insert(row.id);
    desk.world.change(change);
    CHECK_FALSE(desk.child<ui::LinkButton>("thread_noReplyNeeded").isVisible());
    CHECK_FALSE(desk.child<ui::LinkButton>("thread_later").isVisible());
    CHECK_FALSE(desk.child<ui::LinkButton>("thread_done").isVisible());
    CHECK(desk.child<ui::LinkButton>("thread_reopen").isVisible());
    desk.child<ui::LinkButton>("thread_reopen").click();
    REQUIRE(desk.world.posted<model::Reopen>().size() == 1);
    CHECK(base::toMs(desk.world.posted<model::Reopen>().front().decidedAt) == 0);
}

TEST_CASE("g and a letter go to a view") {
    Desk desk;
    desk.press('g');
    desk.press('d');
    CHECK(desk.child<QLabel>("inboxTitle").text() == QStringLiteral("Done"));
    desk.press('g');
    desk.press('n');
    CHECK(desk.child<QLabel>("inboxTitle").text() == QStringLiteral("Needs reply"));
}

TEST_CASE("the times offered are later than now and in order, on every day of the week") {
    for (int hour = 0; hour < 24 * 7; ++hour) {
        const QDateTime now =
            QDateTime(QDate(2026, 3, 16), QTime(0, 30), QTimeZone("Europe/Berlin")).addSecs(hour * 3600);
        CAPTURE(now.toString().toStdString());
        QDateTime last = now;
        for (const ui::LaterChoice& choice : ui::laterChoices(now)) {
            CHECK(choice.until > last);
            last = choice.until;
        }
    }
}

TEST_CASE("tomorrow morning is nine o'clock there, also when the clocks change in the night") {
    const QTimeZone berlin("Europe/Berlin");
    const QDateTime evening(QDate(2026, 3, 28), QTime(20, 0), berlin);
    const auto choices = ui::laterChoices(evening);
    REQUIRE(choices.size() >= 2);
    const QDateTime morning = choices[1].until;
    CHECK(morning.toTimeZone(berlin).time() == QTime(9, 0));
    CHECK(morning.toMSecsSinceEpoch() - evening.toMSecsSinceEpoch() == 12 * 3'600'000);
}

TEST_CASE("t logs a telephone call with its time and words, and u takes it back") {
    Desk desk;
    desk.press('j');
    const base::ConversationId first{desk.chosen()};
    desk.press('t');
    REQUIRE(desk.child<QDialog>("callDialog").isVisible());
    CHECK(desk.child<QPushButton>("callOk").isEnabled());
    auto* time = &desk.child<QDateTimeEdit>("callTime");
    const QDateTime now = time->dateTime();
    time->setDateTime(now.addSecs(3600));
    CHECK_FALSE(desk.child<QPushButton>("callOk").isEnabled());
    time->setDateTime(now.addSecs(-1800));
    desk.child<QLineEdit>("callWords").setText(QStringLiteral("comes at five"));
    desk.child<QPushButton>("callOk").click();
    ShopWorld::settle();
    const auto logged = desk.world.posted<model::LogPhoneCall>();
    REQUIRE(logged.size() == 1);
    CHECK(logged.front().conversation == first);
    CHECK(logged.front().text == "comes at five");
    CHECK(desk.world.clock.utcNow() - logged.front().at >= std::chrono::minutes{29});
    CHECK(toastText(desk).contains(QStringLiteral("Telephone call logged")));
    desk.window.activateWindow();
    desk.list().setFocus();
    ShopWorld::settle();
    desk.press('u');
    const auto back = desk.world.posted<model::ForgetPhoneCall>();
    REQUIRE(back.size() == 1);
    CHECK(back.front().conversation == first);
    CHECK(back.front().at == logged.front().at);
}
