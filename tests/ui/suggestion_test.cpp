// SPDX-License-Identifier: GPL-3.0-or-later
// What is suggested beside a message, and what becomes of it.
#include "desk.h"

#include "ui/widgets/suggestion_row.h"

#include <QAction>
#include <QSettings>
#include <QTemporaryDir>

using uitest::Desk;
using uitest::ShopWorld;

namespace {

struct Shelf : Desk {
    explicit Shelf(base::ConversationId conversation = ShopWorld::kMira) {
        window.openConversation(conversation);
        ShopWorld::settle();
    }
    /// The titles that are shown.
    [[nodiscard]] std::vector<std::string> titles() const {
        std::vector<std::string> all;
        for (const char* name : {"suggestion1", "suggestion2", "suggestion3"}) {
            const auto& box = child<ui::SuggestionBox>(name);
            if (box.isVisible()) {
                all.push_back(box.text().toStdString());
            }
        }
        return all;
    }
    /// The log says that this reply answered such a message, so often.
    void learnt(std::int64_t reply, const std::string& message, int times) {
        for (int i = 0; i < times; ++i) {
            world.background.log.lessons.push_back({.reply = {reply}, .message = message});
        }
        world.change({.lessons = true});
    }
    void choose(const char* action) const { child<QAction>(action).trigger(); }
    [[nodiscard]] model::QueueReply sent() {
        child<QAction>("sendAndStay").trigger();
        ShopWorld::settle();
        REQUIRE(world.posted<model::QueueReply>().size() == 1);
        return world.posted<model::QueueReply>().back();
    }
};

}  // namespace

TEST_CASE("suggestions follow what was learnt") {
    Shelf shelf;
    const auto before = shelf.titles();
    REQUIRE_FALSE(before.empty());
    // The last of the library has no word in common with any message.
    model::CannedReply odd{.id = {77}, .title = "Zzyzx", .text = "Quux."};
    shelf.world.source.canned.push_back(odd);
    const std::string question = shelf.world.source.threads.at(ShopWorld::kMira).back().text;
    shelf.learnt(77, question, 4);
    REQUIRE_FALSE(shelf.titles().empty());
    CHECK(shelf.titles().front() == "Zzyzx");
    CHECK(shelf.child<ui::SuggestionBox>("suggestion1")
              .accessibleDescription()
              .startsWith(QStringLiteral("because of: ")));
    CHECK(shelf.child<ui::SuggestionBox>("suggestion1")
              .accessibleDescription()
              .endsWith(QStringLiteral(" (4×)")));
    // And what is forgotten is gone.
    shelf.world.background.log.lessons.clear();
    shelf.world.change({.lessons = true});
    CHECK(shelf.titles() == before);
}

TEST_CASE("whom a message addresses is no reason") {
    Shelf shelf;
    model::CannedReply odd{.id = {77}, .title = "Zzyzx", .text = "Quux."};
    shelf.world.source.canned.push_back(odd);
    shelf.world.source.threads.at(ShopWorld::kMira).back().text = "@brambleby quux zzyzx?";
    shelf.learnt(77, "@brambleby quux zzyzx?", 6);
    shelf.world.change({.conversations = {ShopWorld::kMira}});
    REQUIRE(shelf.titles().front() == "Zzyzx");
    const QString why = shelf.child<ui::SuggestionBox>("suggestion1").accessibleDescription();
    CHECK(why.contains(QStringLiteral("zzyzx")));
    CHECK_FALSE(why.contains(QLatin1Char('@')));
}

TEST_CASE("nothing is suggested for spam") {
    Shelf shelf;
    REQUIRE_FALSE(shelf.titles().empty());
    shelf.world.source.row(ShopWorld::kMira)->state = model::ConversationState::Spam;
    shelf.world.change({.conversations = {ShopWorld::kMira}});
    CHECK(shelf.titles().empty());
}

TEST_CASE("a suggestion takes a third of the row, whatever stands beside it") {
    Shelf shelf;
    auto& row = shelf.child<ui::SuggestionRow>("suggestionRow");
    const auto& first = shelf.child<ui::SuggestionBox>("suggestion1");
    std::vector<ui::ShownSuggestion> shown(3, {.reply = {1}, .title = {}, .reason = {}, .text = {}});
    shown[0].title = QStringLiteral("A title that is longer than all of the others beside it");
    const auto firstOf = [&](std::size_t count) {
        row.show({shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(count)});
        ShopWorld::settle();
        return first.geometry();
    };
    const QRect third = firstOf(3);
    CHECK(3 * third.width() < row.width());
    CHECK(3 * third.width() > row.width() * 9 / 10);
    CHECK(firstOf(2) == third);
    CHECK(firstOf(1) == third);
}

TEST_CASE("what fills and judges a reply is read when it has changed, not with every key or reread") {
    Shelf shelf;
    const auto read = [&](const std::string& what) {
        return std::ranges::count(shelf.world.source.asked, what);
    };
    const auto all = [&] { return read("latestReplies") + read("names") + read("fields") + read("canned"); };
    shelf.world.source.asked.clear();
    shelf.editor().setFocus();
    shelf.type(QStringLiteral("It is ready, "));
    shelf.press(Qt::Key_1, Qt::AltModifier);
    shelf.world.change({.conversations = {ShopWorld::kMira}});
    shelf.window.openConversation(ShopWorld::kSalma);
    ShopWorld::settle();
    CHECK(all() == 0);
    shelf.world.change({.outbox = true});
    CHECK(read("latestReplies") == 1);
    shelf.world.change({.names = true});
    CHECK(read("names") == 1);
    CHECK(read("fields") == 1);
    shelf.world.change({.lessons = true});
    CHECK(read("canned") == 1);
    CHECK(all() == 4);
}

TEST_CASE("other changes let nothing be learnt anew") {
    Shelf shelf;
    const int asked = shelf.world.background.suggestersAsked;
    CHECK(asked == 1);
    shelf.world.change({.outbox = true, .names = true});
    CHECK(shelf.world.background.suggestersAsked == asked);
    shelf.world.change({.cannedReplies = true});
    CHECK(shelf.world.background.suggestersAsked == asked + 1);
}

TEST_CASE("a reply tells which canned replies it began from and what was suggested") {
    Shelf shelf;
    REQUIRE_FALSE(shelf.titles().empty());
    const base::CannedReplyId first = shelf.child<ui::SuggestionRow>("suggestionRow").suggestion(1)->reply;
    shelf.press(Qt::Key_1, Qt::AltModifier);
    const model::QueueReply reply = shelf.sent();
    CHECK(reply.inserted == std::vector<base::CannedReplyId>{first});
    REQUIRE(reply.suggested);
    CHECK(reply.suggested->best.front() == first);
    CHECK(reply.suggested->certainty.top > 0);
}

TEST_CASE("a suggestion that stands there is not put in twice, and another one follows behind a space") {
    Shelf shelf;
    const QString first = QStringLiteral("No nuts in the rye.");
    const QString second = QStringLiteral("It is baked on Mondays.");
    shelf.child<ui::SuggestionRow>("suggestionRow")
        .show({{.reply = {1}, .title = {}, .reason = {}, .text = first},
               {.reply = {2}, .title = {}, .reason = {}, .text = second}});
    shelf.press(Qt::Key_1, Qt::AltModifier);
    shelf.press(Qt::Key_1, Qt::AltModifier);
    CHECK(shelf.editor().toPlainText() == first);
    shelf.press(Qt::Key_2, Qt::AltModifier);
    CHECK(shelf.editor().toPlainText() == first + QLatin1Char(' ') + second);
    shelf.editor().setPlainText(QStringLiteral("Hello "));
    shelf.editor().moveCursor(QTextCursor::End);
    shelf.press(Qt::Key_2, Qt::AltModifier);
    CHECK(shelf.editor().toPlainText() == QStringLiteral("Hello ") + second);
}

TEST_CASE("what was inserted and taken out again is forgotten") {
    Shelf shelf;
    REQUIRE_FALSE(shelf.titles().empty());
    shelf.press(Qt::Key_1, Qt::AltModifier);
    shelf.editor().selectAll();
    shelf.press(Qt::Key_Delete);
    shelf.type(QStringLiteral("Let me look."));
    const model::QueueReply reply = shelf.sent();
    CHECK(reply.inserted.empty());
    CHECK(reply.suggested);
}

TEST_CASE("how many suggestions there are is chosen and remembered") {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    ShopWorld world;
    world.settings = &settings;
    const auto shown = [&] {
        ui::MainWindow& window = world.window();
        window.openConversation(ShopWorld::kMira);
        ShopWorld::settle();
        return window.findChild<QWidget*>(QStringLiteral("suggestionRow"))->isVisible();
    };
    const auto choose = [&](int amount) {
        auto* action = world.window().findChild<QAction*>(QStringLiteral("suggestionAmount%1").arg(amount));
        REQUIRE(action != nullptr);
        action->trigger();
        ShopWorld::settle();
    };
    CHECK(shown());
    choose(0);
    CHECK_FALSE(shown());
    CHECK(settings.value(QStringLiteral("suggestions")).toString() == QStringLiteral("none"));
    world.closeWindow();
    CHECK_FALSE(shown());
    choose(3);
    CHECK(shown());
}
