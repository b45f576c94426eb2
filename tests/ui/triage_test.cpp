// SPDX-License-Identifier: GPL-3.0-or-later
// What conversations are taken for, corrected by keys alone; spam comes and goes.
#include "support/catch.h"

#include "desk.h"

#include "ui/models/nav_model.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/triage_menu.h"

#include <QAction>
#include <QLabel>

#include <set>

using model::TriageKind;
using uitest::Desk;
using uitest::ShopWorld;

namespace {

QString toastText(const Desk& desk) {
    return desk.child<QLabel>("toastText").text();
}

void taken(Desk& desk, base::ConversationId id, TriageKind kind) {
    desk.world.source.row(id)->triage = model::TriageMark{
        .kind = kind, .probability = 0.9, .because = "down\nthird day", .message = base::MessageId{77}};
    desk.world.changes.announce({.conversations = {id}});
    ShopWorld::settle();
}

const model::SetTriage& latest(Desk& desk) {
    static std::vector<model::SetTriage> posted;
    posted = desk.world.posted<model::SetTriage>();
    REQUIRE_FALSE(posted.empty());
    return posted.back();
}

}  // namespace

TEST_CASE("the open conversation shows what it is taken for, and because of which words") {
    Desk desk;
    auto& chip = desk.child<ui::ChipButton>("threadTriage");
    desk.press('j');
    const base::ConversationId first{desk.chosen()};
    CHECK_FALSE(chip.isVisible());
    taken(desk, first, TriageKind::Complaint);
    CHECK(chip.isVisible());
    CHECK(chip.accessibleName() == QStringLiteral("Kind of message: complaint"));
    CHECK(desk.child<QAction>("kindOfMessage").iconText() == QStringLiteral("Kind of message…"));
    CHECK(chip.accessibleDescription().contains(QStringLiteral("down, third day")));
    const QString row = desk.list().currentIndex().data(Qt::AccessibleTextRole).toString();
    CHECK(row.contains(QStringLiteral("complaint")));
    CHECK(desk.list().currentIndex().data(Qt::ToolTipRole).toString().contains(QStringLiteral("because of")));
}

TEST_CASE("c and a digit say what it is, and u takes exactly that back") {
    Desk desk;
    desk.press('j');
    const base::ConversationId first{desk.chosen()};
    taken(desk, first, TriageKind::Question);
    desk.press('c');
    auto& menu = desk.child<ui::TriageMenu>("triageMenu");
    REQUIRE(menu.isVisible());
    CHECK(desk.child<QAction>("triage2").isChecked());
    QTest::keyClick(&menu, '1');
    ShopWorld::settle();
    CHECK(latest(desk).kind == TriageKind::Complaint);
    CHECK(latest(desk).message == base::MessageId{77});
    CHECK_FALSE(latest(desk).state);
    CHECK(toastText(desk).contains(QStringLiteral("Complaint")));
    // It stays where it is, and open.
    CHECK(desk.chosen() == first.value);
    desk.press('u');
    CHECK_FALSE(latest(desk).kind);
    CHECK(latest(desk).message == base::MessageId{77});
    CHECK(latest(desk).state == model::ConversationState::NeedsReply);
}

TEST_CASE("x marks as spam and goes on, u brings back") {
    Desk desk;
    desk.press('j');
    const base::ConversationId first{desk.chosen()};
    desk.press('x');
    CHECK(latest(desk).conversation == first);
    CHECK(latest(desk).kind == TriageKind::Spam);
    CHECK(toastText(desk).contains(QStringLiteral("Spam")));
    CHECK(desk.chosen() != first.value);
    desk.press('u');
    CHECK(latest(desk).conversation == first);
    CHECK_FALSE(latest(desk).kind);
    CHECK(latest(desk).state == model::ConversationState::NeedsReply);
}

TEST_CASE("spam has a place in the side bar while something is in it, and comes back from there") {
    Desk desk;
    auto& nav = desk.child<ui::RowList>("navList");
    const auto shown = [&nav] {
        for (int row = 0; row < nav.model()->rowCount(); ++row) {
            if (nav.model()->index(row, 0).data().toString() == QStringLiteral("Spam")) {
                return true;
            }
        }
        return false;
    };
    CHECK_FALSE(shown());
    model::ConversationRow& row = *desk.world.source.row(base::ConversationId{5});
    row.state = model::ConversationState::Spam;
    desk.world.changes.announce({.conversations = {row.id}});
    ShopWorld::settle();
    CHECK(shown());
    desk.press('g');
    desk.press('x');
    CHECK(desk.child<QLabel>("inboxTitle").text() == QStringLiteral("Spam"));
    desk.press('j');
    REQUIRE(desk.chosen() == 5);
    CHECK_FALSE(desk.child<QAction>("done").isEnabled());
    CHECK_FALSE(desk.child<QAction>("markSpam").isEnabled());
    desk.press(Qt::Key_X, Qt::ShiftModifier);
    CHECK(latest(desk).kind == TriageKind::Other);
    CHECK(latest(desk).conversation == base::ConversationId{5});
    // Looked at until somebody leaves: the view does not go away under the hand.
    row.state = model::ConversationState::NeedsReply;
    desk.world.changes.announce({.conversations = {row.id}});
    ShopWorld::settle();
    CHECK(shown());
}

TEST_CASE("what is set aside by itself is said, and taken back as not spam") {
    Desk desk;
    const base::ConversationId id{5};
    desk.world.source.row(id)->state = model::ConversationState::Spam;
    desk.world.changes.announce({.conversations = {id}, .setAside = {id}});
    ShopWorld::settle();
    CHECK(toastText(desk).contains(QStringLiteral("Spam: ")));
    CHECK(toastText(desk).contains(QStringLiteral("Priya")));
    desk.press('u');
    CHECK(latest(desk).conversation == id);
    CHECK(latest(desk).kind == TriageKind::Other);
}

TEST_CASE("many that are set aside at once are counted, and come back by one undo") {
    Desk desk;
    model::Change change;
    for (std::int64_t id = 1; id <= 6; ++id) {
        desk.world.source.row(base::ConversationId{id})->state = model::ConversationState::Spam;
        change.conversations.insert(base::ConversationId{id});
        change.setAside.insert(base::ConversationId{id});
    }
    desk.world.changes.announce(change);
    ShopWorld::settle();
    CHECK(toastText(desk).contains(QStringLiteral("6")));
    REQUIRE(desk.toast().canUndo());
    desk.press('u');
    std::set<base::ConversationId> back;
    for (const model::SetTriage& one : desk.world.posted<model::SetTriage>()) {
        CHECK(one.kind == TriageKind::Other);
        back.insert(one.conversation);
    }
    CHECK(back == change.setAside);
    desk.press('u');
    CHECK(desk.world.posted<model::SetTriage>().size() == 6);
}

TEST_CASE("undo takes back what the note says, also when spam was set aside meanwhile") {
    Desk desk;
    desk.press('j');
    const base::ConversationId first{desk.chosen()};
    desk.press('e');
    REQUIRE(toastText(desk).contains(QStringLiteral("Done")));
    const base::ConversationId spam{5};
    REQUIRE(spam != first);
    desk.world.source.row(spam)->state = model::ConversationState::Spam;
    desk.world.changes.announce({.conversations = {spam}, .setAside = {spam}});
    ShopWorld::settle();
    CHECK(toastText(desk).contains(QStringLiteral("Done")));
    desk.press('u');
    CHECK(desk.world.posted<model::SetTriage>().empty());
    REQUIRE(desk.world.posted<model::Reopen>().size() == 1);
    CHECK(desk.world.posted<model::Reopen>().front().conversation == first);
    desk.press('u');
    CHECK(latest(desk).conversation == spam);
}
