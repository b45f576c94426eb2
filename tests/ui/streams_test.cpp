// SPDX-License-Identifier: GPL-3.0-or-later
// Posts about the shop that do not mention it, by keys alone.
#include "support/catch.h"

#include "desk.h"

#include "ui/models/nav_model.h"

#include <QAction>
#include <QLabel>

using uitest::Desk;
using uitest::ShopWorld;

namespace {

QString navEntry(const Desk& desk, const QString& title) {
    const auto& nav = desk.child<ui::RowList>("navList");
    for (int row = 0; row < nav.model()->rowCount(); ++row) {
        const QModelIndex index = nav.model()->index(row, 0);
        if (index.data().toString() == title) {
            return index.data(Qt::AccessibleTextRole).toString();
        }
    }
    return {};
}

void goToStreams(const Desk& desk) {
    desk.press('g');
    desk.press('t');
}

const ui::RowList& hits(const Desk& desk) {
    return desk.child<ui::RowList>("hitList");
}

struct Talk : Desk {
    Talk() {
        first = world.addHit(60, "Nadja Okoro", "Has the bakery spelt loaves?");
        second = world.addHit(61, "Ruben", "The bakery again.");
        announce();
    }
    void announce() {
        world.changes.announce({.accounts = {ShopWorld::kAccount}, .conversations = {first, second}});
        ShopWorld::settle();
    }
    base::ConversationId first{};
    base::ConversationId second{};
};

}  // namespace

TEST_CASE("streams are in the side bar once an account searches, with how many talk") {
    Desk desk;
    CHECK(navEntry(desk, QStringLiteral("Streams")).isEmpty());
    desk.world.source.accountList.front().settings["brand_search"] = "bakery";
    desk.world.changes.announce({.accounts = {ShopWorld::kAccount}});
    ShopWorld::settle();
    CHECK(navEntry(desk, QStringLiteral("Streams")) == QStringLiteral("Streams"));
    goToStreams(desk);
    CHECK(desk.child<QLabel>("inboxTitle").text() == QStringLiteral("Streams"));
    CHECK(desk.child<QLabel>("inboxEmptyTitle").text() == QStringLiteral("Nobody talks about you"));
    const Talk talk;
    CHECK(navEntry(talk, QStringLiteral("Streams")) == QStringLiteral("Streams, 2"));
}

TEST_CASE("a hit is read with its author's name and its platform, and opens in the thread") {
    Talk desk;
    goToStreams(desk);
    REQUIRE(hits(desk).model()->rowCount() == 2);
    CHECK(hits(desk).isVisible());
    const QString spoken = hits(desk).model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    CHECK(spoken.contains(QStringLiteral("Ruben")));
    CHECK(spoken.contains(QStringLiteral("Mastodon")));
    desk.press('j');
    CHECK(desk.child<QLabel>("threadName").text() == QStringLiteral("Ruben"));
    CHECK(desk.child<QAction>("notForUs").isEnabled());
    CHECK_FALSE(desk.child<QAction>("done").isEnabled());
    CHECK_FALSE(desk.child<QAction>("eraseCustomer").isEnabled());
    CHECK(desk.child<QAction>("openInBrowser").isEnabled());
}

TEST_CASE("f says that a hit is not for us and goes on, u brings it back") {
    Talk desk;
    goToStreams(desk);
    desk.press('j');
    desk.press('f');
    auto judged = desk.world.posted<model::JudgeHit>();
    REQUIRE(judged.size() == 1);
    CHECK(judged[0].message == desk.world.source.hits.front().message);
    CHECK(judged[0].verdict == model::JudgeHit::Verdict::NotForUs);
    CHECK(desk.child<QLabel>("toastText").text().contains(QStringLiteral("Ruben")));
    CHECK(desk.child<QLabel>("threadName").text() == QStringLiteral("Nadja Okoro"));
    const model::StreamHit gone = desk.world.source.hits.front();
    desk.world.source.hits.erase(desk.world.source.hits.begin());
    desk.announce();
    CHECK(hits(desk).model()->rowCount() == 1);
    desk.press('u');
    judged = desk.world.posted<model::JudgeHit>();
    REQUIRE(judged.size() == 2);
    CHECK(judged[1].message == gone.message);
    CHECK(judged[1].verdict == model::JudgeHit::Verdict::ForUs);
}

TEST_CASE("a reply to a hit is posted for its conversation, and not for nobody") {
    Talk desk;
    goToStreams(desk);
    desk.press('j');
    desk.editor().setFocus();
    desk.type(QStringLiteral("Every Friday"));
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    const auto replies = desk.world.posted<model::QueueReply>();
    REQUIRE(replies.size() == 1);
    CHECK(replies[0].conversation == desk.second);
    CHECK(replies[0].text == "Every Friday");
}

TEST_CASE("an ordinary conversation is no hit") {
    Talk desk;
    desk.press('j');
    CHECK_FALSE(desk.child<QAction>("notForUs").isEnabled());
}
