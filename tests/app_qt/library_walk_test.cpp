// SPDX-License-Identifier: GPL-3.0-or-later
// A canned reply's way from the library over the reply to the customer, by keys alone.
#include "support/catch.h"

#include "walk.h"

#include "ui/widgets/canned_window.h"
#include "ui/widgets/library_menu.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPlainTextEdit>

using walking::Json;
using walking::Walk;

namespace {

constexpr base::Duration kUndoIsOver{9'000};

void furnish(const Walk& walk) {
    REQUIRE(walk.console().carryOut(
        model::SaveOwnFields{.fields = {{.name = "shop.address", .value = "5 Mill Lane"}}}));
    REQUIRE(walk.console().carryOut(model::AddCannedReply{
        .reply = {.id = {},
                  .title = "Pick up",
                  .text = "You find us at {{shop.address}}, ask for {{?which shelf}} please.",
                  .tags = {"collect"}}}));
}

}  // namespace

TEST_CASE("a canned reply is found by a colon, filled in and delivered by keys alone, and counted") {
    Walk walk;
    furnish(walk);
    Walk::settle();
    Walk::press("j");
    Walk::press("r");
    REQUIRE(Walk::focus() == "replyEditor");
    Walk::press("Yes! :collect");
    Walk::press(Qt::Key_Return);
    CHECK(walk.written() ==
          QStringLiteral("Yes! You find us at 5 Mill Lane, ask for {{?which shelf}} please."));
    // What nobody has answered is not sent, and the caret stands on it.
    Walk::press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(walk.reader()->outbox().value().empty());
    CHECK(walk.child<QPlainTextEdit>("replyEditor").textCursor().selectedText() ==
          QStringLiteral("{{?which shelf}}"));
    Walk::press("shelf three");
    Walk::press(Qt::Key_Return, Qt::ControlModifier);
    Walk::waitUntil([&] { return walk.reader()->outbox().value().size() == 1; });
    walk.passTime(kUndoIsOver);
    walk.passTime(kUndoIsOver);
    const std::vector<Json> delivered = walk.delivered();
    REQUIRE(delivered.size() == 1);
    CHECK(delivered.front()["text"].get<std::string>().ends_with(
        "Yes! You find us at 5 Mill Lane, ask for shelf three please."));

    const auto uses = walk.reader()->cannedUses();
    REQUIRE(uses);
    REQUIRE(uses->size() == 1);
    CHECK(uses->front().times == 1);
    walk.window().showCannedReplies();
    Walk::waitUntil([&] { return !walk.child<QLabel>("cannedUse").text().isEmpty(); });
    Walk::press("pick up");
    CHECK(walk.child<QLabel>("cannedUse").text().startsWith(QStringLiteral("Used once, on ")));
}

TEST_CASE("a message is answered with a suggestion, filled in, sent and learnt from by keys alone") {
    Walk walk;
    Walk::press("j");
    Walk::press("r");
    REQUIRE(Walk::focus() == "replyEditor");
    const auto row = walk.reader()->conversation(base::ConversationId{walk.chosen()});
    REQUIRE(row);
    // A reply that is called as the customer asks is the one that is meant.
    REQUIRE(walk.console().carryOut(model::AddCannedReply{
        .reply = {
            .id = {}, .title = row->snippet, .text = "That is on shelf {{?which shelf}}, until we close."}}));
    auto& first = walk.child<QAbstractButton>("suggestion1");
    Walk::waitUntil([&] { return first.isVisible() && first.text().toStdString() == row->snippet; });
    Walk::press(Qt::Key_1, Qt::AltModifier);
    CHECK(walk.written() == QStringLiteral("That is on shelf {{?which shelf}}, until we close."));
    Walk::press("three");
    Walk::press(Qt::Key_Return, Qt::ControlModifier);
    Walk::waitUntil([&] { return walk.reader()->outbox().value().size() == 1; });
    walk.passTime(kUndoIsOver);
    walk.passTime(kUndoIsOver);
    const std::vector<Json> delivered = walk.delivered();
    REQUIRE(delivered.size() == 1);
    CHECK(delivered.front()["text"].get<std::string>().ends_with("That is on shelf three, until we close."));
    const auto log = walk.reader()->suggestionLog();
    REQUIRE(log);
    REQUIRE(log->lessons.size() == 1);
    CHECK(log->lessons.front().reply == log->library.back().id);
    REQUIRE(log->outcomes.size() == 1);
    CHECK(log->outcomes.front().used);
}

TEST_CASE("the window exports the library to a file that the window reads again") {
    const support::TemporaryFolder folder;
    const std::string file = folder.file("library.csv");
    {
        Walk walk;
        furnish(walk);
        walk.window().showCannedReplies();
        walk.child<ui::CannedWindow>("cannedWindow").menu().exportTo(QString::fromStdString(file));
        Walk::settle();
    }
    Walk walk;
    walk.window().showCannedReplies();
    const auto before = walk.reader()->cannedReplies().value().size();
    walk.child<ui::CannedWindow>("cannedWindow").menu().importFrom(QString::fromStdString(file));
    Walk::waitUntil([&] { return walk.reader()->cannedReplies().value().size() == before + 1; });
    CHECK(walk.reader()->cannedReplies().value().back().tags == std::vector<std::string>{"collect"});
    Walk::waitUntil(
        [&] { return walk.child<QLabel>("cannedState").text().startsWith(QStringLiteral("1 imported")); });
}
