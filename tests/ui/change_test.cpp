// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "desk.h"

#include "ui/models/tick_timer.h"
#include "ui/widgets/composer_pane.h"
#include "ui/widgets/inbox_pane.h"
#include "ui/widgets/outbox_pane.h"
#include "ui/widgets/thread_list.h"

#include <QEvent>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

using uitest::Desk;
using uitest::ShopWorld;

namespace {

model::Change changed(base::ConversationId id) {
    model::Change change;
    change.conversations.insert(id);
    return change;
}

bool asked(const ShopWorld& world, const std::string& what) {
    return std::ranges::find(world.source.asked, what) != world.source.asked.end();
}

/// Counts how often a widget is painted.
class Paints final : public QObject {
public:
    explicit Paints(QWidget& widget) { widget.installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

/// The timer's time is over, by the machine.
void fire(ui::TickTimer& timer) {
    QMetaObject::invokeMethod(timer.findChild<QTimer*>(), "timeout", Qt::DirectConnection);
    ShopWorld::settle();
}

std::string nameInThread(const Desk& desk) {
    return desk.child<QLabel>("threadName").text().toStdString();
}

}  // namespace

TEST_CASE("a change of a conversation that is not open reads its row and not its messages") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    desk.world.source.asked.clear();
    desk.world.change(changed(ShopWorld::kSalma));
    CHECK(asked(desk.world, "conversation 4"));
    CHECK_FALSE(asked(desk.world, "messages 4"));
    CHECK_FALSE(asked(desk.world, "messages 3"));
    CHECK_FALSE(asked(desk.world, "inbox"));
    desk.world.source.asked.clear();
    desk.world.change(changed(ShopWorld::kMira));
    CHECK(asked(desk.world, "messages 3"));
}

TEST_CASE("a change of the outbox alone reads no conversation while the outbox is not shown") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    desk.world.source.asked.clear();
    desk.world.change({.outbox = true});
    CHECK_FALSE(asked(desk.world, "inbox"));
    CHECK_FALSE(asked(desk.world, "messages 3"));
    CHECK_FALSE(asked(desk.world, "conversation 4"));  // whose reply waits there
    desk.window.showOutbox();
    desk.world.source.asked.clear();
    desk.world.change({.outbox = true});
    CHECK(asked(desk.world, "conversation 4"));
}

TEST_CASE("painting reads nothing that is known, posts nothing and writes nothing") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    desk.world.source.asked.clear();
    const auto intents = desk.world.intents.size();
    Paints paints(*desk.list().viewport());
    for (int i = 0; i < 3; ++i) {
        CHECK_FALSE(desk.window.grab().isNull());
        desk.window.repaint();
        ShopWorld::settle();
    }
    CHECK(paints.count >= 3);
    CHECK(desk.world.source.asked.empty());
    CHECK(desk.world.intents.size() == intents);
}

TEST_CASE("badges are repainted when one of them changes and not before") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kSalma);
    auto* pane = desk.window.findChild<QWidget*>(QStringLiteral("inboxPane"));
    auto* timer = pane->findChild<ui::TickTimer*>(QString(), Qt::FindDirectChildrenOnly);
    REQUIRE(timer != nullptr);
    const base::UtcTime next = timer->plannedFor();
    CHECK(next > desk.world.clock.utcNow());
    CHECK(next <= desk.world.clock.utcNow() + base::Duration{60'000});
    ShopWorld::settle();
    desk.world.source.asked.clear();
    Paints paints(*desk.list().viewport());
    desk.world.clock.setUtc(next - base::Duration{1});
    fire(*timer);
    CHECK(paints.count == 0);
    CHECK(timer->plannedFor() == next);
    desk.world.clock.setUtc(next);
    fire(*timer);
    CHECK(paints.count == 1);
    CHECK(timer->plannedFor() > next);
    CHECK_FALSE(asked(desk.world, "inbox"));
}

TEST_CASE("a window that nobody sees is not due again at once") {
    Desk desk;
    auto* timer = desk.window.findChild<QWidget*>(QStringLiteral("inboxPane"))
                      ->findChild<ui::TickTimer*>(QString(), Qt::FindDirectChildrenOnly);
    desk.window.hide();
    ShopWorld::settle();
    desk.world.clock.setUtc(timer->plannedFor());
    fire(*timer);
    CHECK(timer->plannedFor() > desk.world.clock.utcNow());
}

TEST_CASE("no row has a timer of its own") {
    ShopWorld few;
    ShopWorld many;
    for (int i = 100; i < 400; ++i) {
        model::ConversationRow row = *many.source.row(ShopWorld::kMira);
        row.id = base::ConversationId{i};
        many.source.conversations.push_back(row);
    }
    few.window().openConversation(ShopWorld::kMira);
    many.window().openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    CHECK(many.window().findChildren<QTimer*>().size() == few.window().findChildren<QTimer*>().size());
    CHECK(few.window().findChildren<ui::TickTimer*>().size() <= 5);
}

TEST_CASE("what is being written stays open when its conversation leaves the list") {
    Desk desk;
    desk.write(ShopWorld::kMira, QStringLiteral("Half a thought"));
    desk.world.source.row(ShopWorld::kMira)->state = model::ConversationState::Answered;
    desk.world.source.row(ShopWorld::kMira)->waitingSince.reset();
    desk.world.change(changed(ShopWorld::kMira));
    CHECK(nameInThread(desk) == "Mira Oduya");
    desk.type(QStringLiteral(", whole now"));
    CHECK(desk.editor().toPlainText() == QStringLiteral("Half a thought, whole now"));
    CHECK(desk.world.posted<model::Presence>().back().open == ShopWorld::kMira);
    // No other row looks as if it were open.
    CHECK(desk.list().selectionModel()->selectedIndexes().isEmpty());
}

TEST_CASE("j goes on where the conversation stood that left the list") {
    Desk desk;
    desk.press('j');
    desk.press('j');
    desk.press('j');
    const base::ConversationId third{desk.chosen()};
    const int row = desk.list().currentIndex().row();
    const std::int64_t below = desk.list().model()->index(row + 1, 0).data(ui::ConversationRole).toLongLong();
    const std::int64_t above = desk.list().model()->index(row - 1, 0).data(ui::ConversationRole).toLongLong();
    desk.world.source.row(third)->state = model::ConversationState::Done;
    desk.world.change(changed(third));
    desk.press('j');
    CHECK(desk.chosen() == below);
    desk.press('k');
    CHECK(desk.chosen() == above);
}

TEST_CASE("a new message moves its conversation up and the choice with it") {
    Desk desk;
    desk.child<ui::InboxPane>("inboxPane").setOrder(model::InboxOrder::Newest);
    desk.window.openConversation(ShopWorld::kMira);
    desk.list().setFocus();
    desk.world.addMessage(ShopWorld::kMira, "One more thing", ShopWorld::at(17, 14, 20));
    desk.world.change(changed(ShopWorld::kMira));
    CHECK(desk.list().currentIndex().row() == 0);
    CHECK(desk.chosen() == ShopWorld::kMira.value);
    CHECK(desk.list().selectionModel()->isSelected(desk.list().currentIndex()));
    CHECK(nameInThread(desk) == "Mira Oduya");
}

TEST_CASE("a change of many conversations at once keeps the choice and the open thread") {
    Desk desk;
    desk.write(ShopWorld::kMira, QStringLiteral("Half a thought"));
    model::Change change;
    for (std::int64_t id = 1; id <= 150; ++id) {
        change.conversations.insert(base::ConversationId{id});
    }
    desk.world.change(change);
    CHECK(desk.chosen() == ShopWorld::kMira.value);
    CHECK(desk.list().selectionModel()->isSelected(desk.list().currentIndex()));
    CHECK(nameInThread(desk) == "Mira Oduya");
    CHECK(desk.editor().toPlainText() == QStringLiteral("Half a thought"));
}

TEST_CASE("an outbox that changes keeps the reply that is looked at") {
    Desk desk;
    desk.window.showOutbox();
    ShopWorld::settle();
    auto& list = desk.child<ui::RowList>("outboxList");
    const QString first = desk.child<QLabel>("outboxDetailTitle").text();
    list.setFocus();
    desk.press(Qt::Key_Down);
    const QString title = desk.child<QLabel>("outboxDetailTitle").text();
    CHECK((title != first));
    desk.world.change({.outbox = true});
    CHECK(desk.child<QLabel>("outboxDetailTitle").text().toStdString() == title.toStdString());
    CHECK(list.hasFocus());
}
