// SPDX-License-Identifier: GPL-3.0-or-later
// A day at the console by keys alone: the real window over the real core, on the practice street.
#include "support/catch.h"

#include "walk.h"

#include "ui/models/hit_model.h"
#include "ui/models/roles.h"
#include "ui/widgets/row_list.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using walking::Json;
using walking::Walk;

namespace {

constexpr base::Duration kUndoIsOver{9'000};

bool holds(const std::vector<std::int64_t>& list, std::int64_t conversation) {
    return std::ranges::find(list, conversation) != list.end();
}

/// A token or an app password, in the dialog that is open.
void fillConnectDialog(Walk& walk, const std::string& platform) {
    const app::practice::Street& street = walk.street();
    const auto write = [](const std::string& text) { Walk::press(text.c_str()); };
    if (walk.console().core().platforms().password(platform) != nullptr) {
        Walk::tabTo("connectName");
        write(street.shopName(platform));
        Walk::tabTo("connectPassword");
        write(street.shopToken(platform));
        Walk::tabTo("connectOtherServer");
        Walk::press(Qt::Key_Space);
        REQUIRE(Walk::focus() == "connectServer");
        write(street.url(platform));
        return;
    }
    const platform::OAuthSignIn* page = walk.console().core().platforms().oauth(platform);
    if (page != nullptr && !page->guide().usualServer.empty()) {
        Walk::tabTo("connectOtherServer");
        Walk::press(Qt::Key_Space);
    }
    Walk::tabTo("connectServer");
    write(street.url(platform));
    const bool tokenFirst = page != nullptr && page->guide().tokenFirst;
    Walk::tabTo(tokenFirst ? "connectByToken" : "connectByBrowser");
    while (Walk::focus() != "connectByToken") {
        Walk::press(Qt::Key_Down);
        REQUIRE(Walk::focus() != "connectByBrowser");
    }
    const bool manyKeys = page != nullptr && page->guide().token.size() > 1;
    Walk::tabTo(manyKeys ? "connectKey1" : "connectSecret");
    write(street.shopToken(platform));
}

void connectByKeys(Walk& walk, const std::string& platform) {
    auto& dialog = walk.child<QDialog>("connectDialog");
    REQUIRE(QTest::qWaitForWindowActive(&dialog));
    Walk::tabTo("connectPlatform");
    const ui::ConnectSeam seam = app::ConnectFlow(walk.console().core()).seam();
    const auto& known = seam.platforms;
    const auto place = std::ranges::find(known, platform, &ui::ConnectPlatform::name) - known.begin();
    while (walk.child<QComboBox>("connectPlatform").currentIndex() != place) {
        Walk::press(Qt::Key_Down);
    }
    fillConnectDialog(walk, platform);
    Walk::press(Qt::Key_Return);
    Walk::waitUntil([&] {
        const auto& step = walk.child<QLabel>("connectStep");
        const auto& go = walk.child<QAbstractButton>("connectGo");
        return step.text() == QStringLiteral("Step 2 of 2") && go.isEnabled();
    });
    CHECK(walk.child<QWidget>("connectReview").isVisible());
    REQUIRE(Walk::focus() == "connectGo");
    Walk::press(Qt::Key_Return);
    Walk::waitUntil(
        [&] { return walk.window().findChild<QDialog*>(QStringLiteral("connectDialog")) == nullptr; });
}

/// Opens one after the other until one offers a first suggestion that asks for nothing more, and inserts it.
QString insertFirstSuggestion(Walk& walk) {
    for (int i = 0; i < 20; ++i) {
        Walk::press("j");
        if (!walk.child<QWidget>("suggestionRow").isVisible()) {
            continue;
        }
        Walk::press("1");
        REQUIRE(Walk::focus() == "replyEditor");
        // What only a person knows stands selected, and is typed over.
        for (int open = 0; open < 5 && !walk.child<QAbstractButton>("sendButton").isEnabled(); ++open) {
            Walk::press("4711");
            Walk::press(Qt::Key_Tab);
        }
        REQUIRE(walk.child<QAbstractButton>("sendButton").isEnabled());
        return walk.written();
    }
    FAIL("no conversation has a suggestion");
    return {};
}

}  // namespace

TEST_CASE("an account of every platform is connected from the first start on by keys alone") {
    Walk walk(Walk::Shop::NotYetConnected);
    REQUIRE(walk.child<QWidget>("firstRun").isVisible());
    for (const std::string& platform : walk.street().platforms()) {
        CAPTURE(platform);
        if (walk.window().findChild<QWidget*>(QStringLiteral("firstRun"))->isVisible()) {
            Walk::tabTo("firstRunConnect");
            Walk::press(Qt::Key_Return);
        } else {
            Walk::press(Qt::Key_F, Qt::AltModifier);
            REQUIRE(Walk::focus() == "fileMenu");
            Walk::press("c");
        }
        connectByKeys(walk, platform);
        walk.window().activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&walk.window()));
    }
    const auto accounts = walk.reader()->accounts();
    REQUIRE(accounts);
    REQUIRE(accounts->size() == walk.street().platforms().size());
    for (const model::Account& account : *accounts) {
        CHECK(account.state == model::AccountState::Ok);
    }
    REQUIRE(walk.console().syncOnce());
    Walk::waitUntil([&] { return walk.child<ui::RowList>("inboxList").model()->rowCount() > 0; });
    Walk::press("j");
    CHECK(walk.chosen() != 0);
}

TEST_CASE("j, k and Enter read one conversation after the other") {
    Walk walk;
    const auto name = [&walk] { return walk.child<QLabel>("threadName").text(); };
    const auto row = [&walk] {
        return walk.child<ui::RowList>("inboxList").currentIndex().data(Qt::DisplayRole).toString();
    };
    Walk::press("j");
    const std::int64_t first = walk.chosen();
    REQUIRE(first != 0);
    CHECK(name() == row());
    CHECK(walk.child<ui::RowList>("threadList").model()->rowCount() > 0);
    Walk::press("j");
    CHECK(walk.chosen() != first);
    CHECK(name() == row());
    Walk::press("k");
    CHECK(walk.chosen() == first);
    CHECK(name() == row());
    REQUIRE(Walk::focus() == "inboxList");
    Walk::press(Qt::Key_Return);
    CHECK(Walk::focus() == "threadList");
    // Whoever stays there has read it.
    Walk::waitUntil(
        [&] { return walk.reader()->conversation(base::ConversationId{first}).value().unread == 0; });
}

TEST_CASE("a suggestion goes into the reply by its digit and is delivered once by Ctrl+Enter") {
    Walk walk;
    const QString text = insertFirstSuggestion(walk);
    const std::int64_t conversation = walk.chosen();
    REQUIRE_FALSE(text.trimmed().isEmpty());
    Walk::press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(walk.chosen() != conversation);
    Walk::waitUntil([&] { return walk.reader()->outbox().value().size() == 1; });
    // Within the time to undo nothing leaves, whatever is checked meanwhile.
    const model::OutboxRow waiting = walk.reader()->outbox().value().front();
    CHECK(waiting.notBefore == walk.street().clock().utcNow() + base::Duration{8'000});
    REQUIRE(walk.console().syncOnce());
    CHECK(walk.delivered().empty());
    walk.passTime(kUndoIsOver);
    walk.passTime(kUndoIsOver);
    const std::vector<Json> delivered = walk.delivered();
    REQUIRE(delivered.size() == 1);
    CAPTURE(delivered.front().dump());
    CHECK(delivered.front()["text"].get<std::string>().ends_with(text.toStdString()));
    CHECK(delivered.front()["repeats"] == 0);
    CHECK(walk.reader()->outbox().value().empty());
    CHECK(walk.stateOf(conversation) == model::ConversationState::Answered);
}

TEST_CASE("u before a reply leaves brings the words back and nothing is delivered") {
    Walk walk;
    Walk::press("j");
    const std::int64_t conversation = walk.chosen();
    Walk::press("r");
    REQUIRE(Walk::focus() == "replyEditor");
    Walk::press("One moment, we look.");
    Walk::press(Qt::Key_Return, Qt::ControlModifier);
    Walk::waitUntil([&] { return walk.reader()->outbox().value().size() == 1; });
    Walk::press(Qt::Key_Escape);
    REQUIRE(Walk::focus() == "inboxList");
    Walk::press("u");
    Walk::waitUntil([&] { return walk.chosen() == conversation; });
    CHECK(walk.written() == QStringLiteral("One moment, we look."));
    CHECK(Walk::focus() == "replyEditor");
    CHECK(walk.reader()->outbox().value().empty());
    walk.passTime(kUndoIsOver);
    walk.passTime(kUndoIsOver);
    CHECK(walk.delivered().empty());
    CHECK(walk.stateOf(conversation) == model::ConversationState::NeedsReply);
}

TEST_CASE("h and Enter put a conversation off, g s shows it there, and u brings it back") {
    Walk walk;
    Walk::press("j");
    const std::int64_t conversation = walk.chosen();
    Walk::press("h");
    REQUIRE(Walk::focus() == "laterMenu");
    Walk::press(Qt::Key_Return);
    Walk::waitUntil([&] { return walk.stateOf(conversation) == model::ConversationState::Snoozed; });
    CHECK(walk.chosen() != conversation);
    CHECK_FALSE(holds(walk.listed(), conversation));
    Walk::press("gs");
    CHECK(walk.child<QLabel>("inboxTitle").text() == QStringLiteral("Snoozed"));
    CHECK(walk.listed() == std::vector<std::int64_t>{conversation});
    Walk::press("u");
    Walk::waitUntil([&] { return walk.stateOf(conversation) == model::ConversationState::NeedsReply; });
    Walk::press("gn");
    CHECK(holds(walk.listed(), conversation));
}

TEST_CASE("what was put off comes back by itself when its time has come") {
    Walk walk;
    Walk::press("j");
    const std::int64_t conversation = walk.chosen();
    Walk::press("h");
    Walk::press(Qt::Key_Return);
    Walk::waitUntil([&] { return walk.stateOf(conversation) == model::ConversationState::Snoozed; });
    walk.passTime(base::Duration{61 * 60'000});
    Walk::waitUntil([&] { return walk.stateOf(conversation) == model::ConversationState::NeedsReply; });
    Walk::press("gn");
    CHECK(holds(walk.listed(), conversation));
}

TEST_CASE("e sets to done and Shift+E in Done opens it again") {
    Walk walk;
    Walk::press("j");
    const std::int64_t conversation = walk.chosen();
    Walk::press("e");
    Walk::waitUntil([&] { return walk.stateOf(conversation) == model::ConversationState::Done; });
    CHECK(walk.child<QLabel>("toastText").text().contains(QStringLiteral("missed")));
    CHECK_FALSE(holds(walk.listed(), conversation));
    Walk::press("gd");
    REQUIRE(holds(walk.listed(), conversation));
    while (walk.chosen() != conversation) {
        const std::int64_t before = walk.chosen();
        Walk::press("j");
        REQUIRE(walk.chosen() != before);
    }
    Walk::press(Qt::Key_E, Qt::ShiftModifier);
    Walk::waitUntil([&] { return walk.stateOf(conversation) == model::ConversationState::NeedsReply; });
    CHECK_FALSE(holds(walk.listed(), conversation));
    Walk::press("gn");
    CHECK(holds(walk.listed(), conversation));
}

TEST_CASE("a word is searched from the slash on, and Enter opens the conversation at the message") {
    Walk walk;
    Walk::press("/");
    REQUIRE(Walk::focus() == "searchField");
    Walk::press("teapot");
    auto& hits = walk.child<ui::RowList>("hitList");
    Walk::waitUntil([&] { return hits.isVisible() && hits.model()->rowCount() > 1; });
    Walk::press(Qt::Key_Down);
    REQUIRE(Walk::focus() == hits.objectName().toStdString());
    Walk::press(Qt::Key_Down);
    const QModelIndex hit = hits.currentIndex();
    REQUIRE(hit.isValid());
    const auto shown = hit.data(ui::ShownRole).value<ui::HitModel::Shown>();
    REQUIRE(shown != nullptr);
    CHECK_FALSE(shown->marks.empty());
    Walk::press(Qt::Key_Return);
    REQUIRE(Walk::focus() == "threadList");
    const QModelIndex message = walk.child<ui::RowList>("threadList").currentIndex();
    CHECK(message.data(ui::MessageRole).toLongLong() == shown->message.value);
    CHECK(message.data(Qt::AccessibleTextRole)
              .toString()
              .contains(QStringLiteral("teapot"), Qt::CaseInsensitive));
}
