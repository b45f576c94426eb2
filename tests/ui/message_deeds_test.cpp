// SPDX-License-Identifier: GPL-3.0-or-later
// Hiding and liking messages: by key, by the strip of a row, by its menu.
#include "support/catch.h"

#include "desk.h"

#include "ui/delegates/thread_delegate.h"
#include "ui/widgets/thread_list.h"

#include <QLabel>
#include <QMenu>

#include <algorithm>
#include <optional>

using model::Deed;
using uitest::Desk;
using uitest::ShopWorld;

namespace {

/// Mira's conversation, whose messages of customers can be hidden and liked.
struct Square : Desk {
    Square() {
        for (model::Message& message : messages()) {
            const bool theirs = message.direction == model::Direction::Inbound;
            message.hide.possible = theirs;
            message.like.possible = theirs;
        }
        window.openConversation(ShopWorld::kMira);
        ShopWorld::settle();
    }
    std::vector<model::Message>& messages() { return world.source.threads[ShopWorld::kMira]; }
    [[nodiscard]] model::Message& latest() {
        const auto found = std::ranges::find_if(messages().rbegin(), messages().rend(), [&](const auto& one) {
            return one.author == world.source.row(ShopWorld::kMira)->customer;
        });
        REQUIRE(found != messages().rend());
        return *found;
    }
    void reread() {
        model::Change change;
        change.conversations.insert(ShopWorld::kMira);
        world.change(change);
    }
    [[nodiscard]] ui::ThreadList& thread() const { return child<ui::ThreadList>("threadList"); }
    [[nodiscard]] ui::ThreadModel& model() const { return static_cast<ui::ThreadModel&>(*thread().model()); }
    [[nodiscard]] QString toastText() const { return child<QLabel>("toastText").text(); }
    /// Where a row's action is, on the list; nothing = nowhere.
    [[nodiscard]] std::optional<QPoint> placeOf(const QModelIndex& index, ui::ThreadAction action) const {
        const auto& delegate = static_cast<const ui::ThreadDelegate&>(*thread().itemDelegate());
        const QRect row = thread().visualRect(index);
        for (int y = row.top() + 2; y < row.top() + 32; y += 4) {
            for (int x = row.left(); x < row.right(); x += 4) {
                if (delegate.actionAt(index, row, {x, y}, thread().layoutDirection()) == action) {
                    return QPoint(x, y);
                }
            }
        }
        return std::nullopt;
    }
};

/// What the window asked for last, and for which message.
std::tuple<base::MessageId, Deed, bool> lastWish(const Desk& desk) {
    const auto wishes = desk.world.posted<model::WishDeed>();
    REQUIRE_FALSE(wishes.empty());
    return {wishes.back().message, wishes.back().deed, wishes.back().wanted};
}

}  // namespace

TEST_CASE("l likes the customer's latest message, says so, and u takes it back") {
    Square desk;
    desk.list().setFocus();
    desk.press('l');
    REQUIRE(desk.world.posted<model::WishDeed>().size() == 1);
    const base::MessageId message = desk.latest().id;
    CHECK(lastWish(desk) == std::tuple(message, Deed::Like, true));
    CHECK(desk.toastText().startsWith(QStringLiteral("Liked: ")));
    desk.press('u');
    REQUIRE(desk.world.posted<model::WishDeed>().size() == 2);
    CHECK(lastWish(desk) == std::tuple(message, Deed::Like, false));
}

TEST_CASE("v hides the message that the list stands on, and shows one that is hidden") {
    Square desk;
    ui::ThreadList& thread = desk.thread();
    const auto theirs =
        std::ranges::find(desk.messages(), model::Direction::Inbound, &model::Message::direction);
    REQUIRE(theirs != desk.messages().end());
    thread.setFocus();
    thread.setCurrentIndex(desk.model().indexOf(theirs->id));
    desk.press('v');
    REQUIRE(desk.world.posted<model::WishDeed>().size() == 1);
    CHECK(lastWish(desk) == std::tuple(theirs->id, Deed::Hide, true));
    CHECK(desk.toastText().startsWith(QStringLiteral("Hidden from others: ")));
    theirs->hide.done = true;
    desk.reread();
    CHECK(desk.child<QAction>("hideMessage").text() == QStringLiteral("S&how message to others again"));
    thread.setCurrentIndex(desk.model().indexOf(theirs->id));
    desk.press('v');
    CHECK(lastWish(desk) == std::tuple(theirs->id, Deed::Hide, false));
}

TEST_CASE("neither key does anything where the platform has no such deed, or the window only reads") {
    Square desk;
    if (GENERATE(true, false)) {
        desk.latest().hide.possible = false;
        desk.latest().like.possible = false;
        desk.reread();
    } else {
        desk.window.openConversation(ShopWorld::kSalma);
        ShopWorld::settle();
    }
    CHECK_FALSE(desk.child<QAction>("likeMessage").isEnabled());
    CHECK_FALSE(desk.child<QAction>("hideMessage").isEnabled());
    desk.list().setFocus();
    desk.press('l');
    desk.press('v');
    CHECK(desk.world.posted<model::WishDeed>().empty());
}

TEST_CASE("a row's strip replies, likes, hides and opens by a click") {
    Square desk;
    const QModelIndex index = desk.model().indexOf(desk.latest().id);
    desk.thread().scrollTo(index);
    ShopWorld::settle();
    for (const auto& [action, deed] :
         {std::pair(ui::ThreadAction::Like, Deed::Like), std::pair(ui::ThreadAction::Hide, Deed::Hide)}) {
        const auto place = desk.placeOf(index, action);
        REQUIRE(place);
        QTest::mouseClick(desk.thread().viewport(), Qt::LeftButton, {}, *place);
        ShopWorld::settle();
        CHECK(lastWish(desk) == std::tuple(desk.latest().id, deed, true));
    }
    const auto reply = desk.placeOf(index, ui::ThreadAction::Reply);
    REQUIRE(reply);
    QTest::mouseClick(desk.thread().viewport(), Qt::LeftButton, {}, *reply);
    ShopWorld::settle();
    CHECK(desk.model().target() == desk.latest().id);
    CHECK(desk.editor().hasFocus());
    CHECK(desk.placeOf(index, ui::ThreadAction::OpenInBrowser).has_value() == !desk.latest().url.empty());
}

TEST_CASE("what can't be done has no button, and our own rows have no strip") {
    Square desk;
    desk.latest().hide.possible = false;
    desk.reread();
    const QModelIndex index = desk.model().indexOf(desk.latest().id);
    desk.thread().scrollTo(index);
    ShopWorld::settle();
    CHECK(desk.placeOf(index, ui::ThreadAction::Like));
    CHECK_FALSE(desk.placeOf(index, ui::ThreadAction::Hide));
    const auto ours =
        std::ranges::find(desk.messages(), model::Direction::Outbound, &model::Message::direction);
    REQUIRE(ours != desk.messages().end());
    const QModelIndex own = desk.model().indexOf(ours->id);
    desk.thread().scrollTo(own);
    ShopWorld::settle();
    CHECK_FALSE(desk.placeOf(own, ui::ThreadAction::Reply));
}

TEST_CASE("the menu of a row offers the deeds in words that fit") {
    Square desk;
    desk.latest().like.done = true;
    desk.reread();
    const QModelIndex index = desk.model().indexOf(desk.latest().id);
    desk.thread().setFocus();
    desk.thread().setCurrentIndex(index);
    const QPoint middle = desk.thread().visualRect(index).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, middle,
                            desk.thread().viewport()->mapToGlobal(middle));
    QApplication::sendEvent(desk.thread().viewport(), &event);
    ShopWorld::settle();
    auto* menu = desk.thread().findChild<QMenu*>(QStringLiteral("threadMenu"));
    REQUIRE(menu != nullptr);
    QStringList texts;
    for (const QAction* action : menu->actions()) {
        texts.append(action->text());
    }
    CHECK(texts.contains(QStringLiteral("Take like back")));
    CHECK(texts.contains(QStringLiteral("Hide from others")));
    menu->close();
}

TEST_CASE("a deed that is refused at once leaves no toast and says why") {
    Square desk;
    desk.list().setFocus();
    desk.press('l');
    const auto posted = std::ranges::find_if(desk.world.intents, [](const ShopWorld::Posted& one) {
        return std::holds_alternative<model::WishDeed>(one.intent);
    });
    REQUIRE(posted != desk.world.intents.end());
    const auto done = posted->done;
    done(base::fail(base::ErrorKind::BadInput, "the account is no longer connected"));
    ShopWorld::settle();
    CHECK_FALSE(desk.toast().isVisible());
}
