// SPDX-License-Identifier: GPL-3.0-or-later
// A platform that takes replies only for a while, before the real window over the real store and sync.
#include "support/catch.h"
#include "support/fake_clock.h"
#include "support/log_guard.h"
#include "support/manual_executor.h"
#include "support/temporary_folder.h"
#include "support/window_platform.h"
#include "support/window_town.h"

#include "ui/main_window.h"
#include "ui/models/change_relay.h"
#include "ui/models/inbox_model.h"
#include "ui/models/outbox_model.h"
#include "ui/models/roles.h"
#include "ui/models/thread_model.h"
#include "ui/models/tick_timer.h"
#include "ui/widgets/reply_editor.h"
#include "ui/widgets/row_list.h"

#include "sync/sync_engine.h"
#include "view/store_source.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <memory>

namespace {

using support::WindowTown;

constexpr base::Duration kMoment{1};
constexpr base::Duration kMinute{60'000};
constexpr base::Duration kHour{60 * kMinute};

template <class T>
T need(base::Result<T> result) {
    if (!result) {
        FAIL(result.error().what());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// The line to the town; every answer comes with the executor's next turn.
class TownLine final : public net::HttpTransport {
public:
    TownLine(WindowTown& town, base::Executor& executor) : m_town(town), m_executor(executor) {}

    RequestId start(net::HttpRequest request, base::Duration /*deadline*/, OnDone onDone) override {
        m_executor.post([this, request = std::move(request), onDone = std::move(onDone)] {
            if (dead) {
                return onDone(std::unexpected(net::TransportError{
                    .error = {.kind = base::ErrorKind::Network, .message = "there is no way to the town"}}));
            }
            onDone(m_town.answer(request));
        });
        return ++m_last;
    }
    void cancel(RequestId /*request*/) override {}
    void wake() override {}
    void pump(base::Duration /*longest*/) override {}
    [[nodiscard]] bool busy() const override { return false; }

    bool dead = false;

private:
    WindowTown& m_town;
    base::Executor& m_executor;
    RequestId m_last = 0;
};

/// One key for everybody.
class TownKeys final : public store::SecretStore {
public:
    base::Result<std::map<std::string, std::string>> read(const std::string& /*key*/) override {
        return std::map<std::string, std::string>{{"key", "of the shop"}};
    }
    base::Status write(const std::string& /*key*/,
                       const std::map<std::string, std::string>& /*secrets*/) override {
        return {};
    }
    base::Status remove(const std::string& /*key*/) override { return {}; }
};

enum class People { AsLong, Longer };

/// The shop's window on the town; core and window share a thread, and time passes when the test says so.
struct TownDesk {
    explicit TownDesk(People people = People::AsLong) {
        platforms.add(std::make_unique<support::WindowPlatform>());
        if (people == People::Longer) {
            town.personWindow = WindowTown::kPersonWindow;
        }
        need(store->write("add an account", [&](store::WriteTx& tx) -> base::Status {
            need(tx.addAccount(support::windowAccount(people == People::Longer)));
            return {};
        }));
        store->onChange([this](const model::Change& change) { changes.announce(change); });
        window = std::make_unique<ui::MainWindow>(
            ui::ConsoleSeam{.source = source,
                            .changes = changes,
                            .clock = clock,
                            .post = [this](const model::Intent& intent,
                                           const ui::ConsoleSeam::Done& done) { post(intent, done); },
                            .zone = QTimeZone::utc()});
        window->resize(1280, 800);
        window->show();
        settle();
    }

    void post(const model::Intent& intent, const ui::ConsoleSeam::Done& done) {
        auto result = engine.carryOut(intent);
        if (done) {
            QTimer::singleShot(0, window.get(), [done, result] { done(result); });
        }
    }
    static void settle() {
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
        }
    }
    void check() {
        need(engine.syncOnce({}, [](const std::vector<syncing::RoundReport>& reports) {
            for (const auto& report : reports) {
                CHECK_FALSE(report.trouble);
            }
        }));
        executor.run();
        settle();
    }
    void hear(const char* customer, const char* text) {
        town.writes(customer, text);
        check();
    }
    /// Time passes, and every timer of the window whose time has come wakes.
    void pass(base::Duration duration) {
        executor.advance(duration);
        for (QTimer* timer : window->findChildren<QTimer*>()) {
            if (qobject_cast<ui::TickTimer*>(timer->parent()) != nullptr) {
                QMetaObject::invokeMethod(timer, "timeout", Qt::DirectConnection);
            }
        }
        settle();
    }

    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) const {
        auto* found = window->findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] std::string label(const char* name) const {
        return child<QLabel>(name).text().toStdString();
    }
    [[nodiscard]] const view::InboxRow& inboxRow(int row = 0) const {
        const QModelIndex index = child<ui::RowList>("inboxList").model()->index(row, 0);
        REQUIRE(index.isValid());
        shownInbox = index.data(ui::ShownRole).value<ui::InboxModel::Shown>();
        return *shownInbox;
    }
    [[nodiscard]] std::vector<std::string> listed() const {
        std::vector<std::string> names;
        for (int row = 0; row < child<ui::RowList>("inboxList").model()->rowCount(); ++row) {
            names.push_back(inboxRow(row).name);
        }
        return names;
    }
    /// The first message of the thread that has a badge.
    [[nodiscard]] view::ThreadRow timedMessage() const {
        const QAbstractItemModel& rows = *child<ui::RowList>("threadList").model();
        for (int row = 0; row < rows.rowCount(); ++row) {
            const auto shown = rows.index(row, 0).data(ui::ShownRole).value<ui::ThreadModel::Shown>();
            if (!shown->row.badge.empty()) {
                return shown->row;
            }
        }
        FAIL("no message has a badge");
        return {};
    }
    void open(int row = 0) const {
        window->openConversation(inboxRow(row).conversation);
        settle();
    }

    support::TemporaryFolder folder;
    support::FakeClock clock;
    support::LogGuard guard{clock};
    support::ManualExecutor executor{clock};
    WindowTown town{clock};
    TownLine line{town, executor};
    TownKeys keys;
    platform::Registry platforms;
    base::SeededRandom random{7};
    syncing::LoginKeeper logins;
    std::unique_ptr<store::Store> store =
        need(store::Store::open({.path = folder.file("shopbell.db"), .vfs = {}}, clock, guard.log()));
    syncing::SyncEngine engine{{.clock = clock,
                                .executor = executor,
                                .transport = line,
                                .store = *store,
                                .secrets = keys,
                                .platforms = platforms,
                                .random = random,
                                .log = guard.log(),
                                .logins = logins}};
    ui::ChangeRelay changes;
    view::StoreSource source{need(store->reader()), [](const std::string&) { return std::string("letter"); }};
    mutable ui::InboxModel::Shown shownInbox;
    std::unique_ptr<ui::MainWindow> window;
};

}  // namespace

TEST_CASE("list, thread and composer count down the same window, each at the moment at which it changes") {
    TownDesk desk;
    desk.hear("mira", "are you open?");
    desk.open();
    desk.pass(WindowTown::kWindow - 3 * kHour - 13 * kMinute);
    const auto shown = [&desk] {
        const std::string inbox = desk.inboxRow().window.text;
        CHECK(desk.timedMessage().window.text == inbox);
        CHECK(desk.label("replyBannerWindow") == inbox);
        return inbox;
    };
    CHECK(shown() == "window 3 h 13 m");
    desk.pass(kMoment);
    CHECK(shown() == "window 3 h 12 m");
    desk.pass(kMinute - kMoment);
    CHECK(shown() == "window 3 h 12 m");
    desk.pass(kMoment);
    CHECK(shown() == "window 3 h 11 m");
    CHECK(desk.child<QWidget>("replyBannerWindow").isVisible());
    CHECK(desk.label("replyBannerPermission") == "Allowed now");
}

TEST_CASE(
    "with the last window the turn is missed and the composer says why, and a message opens both again") {
    TownDesk desk;
    desk.hear("mira", "are you open?");
    desk.open();
    desk.pass(WindowTown::kWindow - kMoment);
    CHECK(desk.inboxRow().badge.kind == view::BadgeKind::Overdue);
    CHECK(desk.label("replyBannerPermission") == "Allowed now");
    desk.pass(kMoment);
    CHECK(desk.inboxRow().badge.kind == view::BadgeKind::Missed);
    CHECK(desk.inboxRow().window.text == "window closed");
    CHECK(desk.timedMessage().badge.kind == view::BadgeKind::Missed);
    CHECK(desk.label("replyBannerPermission") == "window closed 09:00");
    CHECK(desk.child<ui::ReplyEditor>("replyEditor").placeholderText() ==
          QStringLiteral("window_town closed the window for this answer"));
    CHECK_FALSE(desk.child<QPushButton>("sendButton").isEnabled());
    CHECK_FALSE(desk.child<QWidget>("replyBannerWindow").isVisible());

    desk.hear("mira", "still there?");
    CHECK(desk.inboxRow().badge.kind == view::BadgeKind::Overdue);
    CHECK(desk.inboxRow().window.text == "window 1 d");
    CHECK(desk.label("replyBannerPermission") == "Allowed now");
}

TEST_CASE(
    "after the window a person may answer where the platform lets them, and it arrives as a late reply") {
    TownDesk desk(People::Longer);
    desk.hear("mira", "are you open?");
    desk.open();
    desk.pass(WindowTown::kWindow + kHour);
    CHECK(desk.inboxRow().badge.kind == view::BadgeKind::Overdue);
    CHECK(desk.label("replyBannerPermission") == "window closed 09:00");
    CHECK(desk.child<ui::ReplyEditor>("replyEditor").placeholderText() ==
          QStringLiteral("window_town closed the window for this answer. "
                         "A person may still answer for 5 d 23 h"));
    auto& send = desk.child<QPushButton>("sendButton");
    CHECK(send.text() == QStringLiteral("Answer as a person"));
    desk.child<ui::ReplyEditor>("replyEditor").setPlainText(QStringLiteral("We are"));
    TownDesk::settle();
    REQUIRE(send.isEnabled());
    send.click();
    desk.pass(kMinute);
    desk.check();
    REQUIRE(desk.town.deliveries().size() == 1);
    CHECK(desk.town.deliveries().front().text == "We are");
    desk.window->findChild<QAction*>(QStringLiteral("goTo5"))->trigger();
    TownDesk::settle();
    CHECK(desk.inboxRow().badge.kind == view::BadgeKind::AnsweredLate);
}

TEST_CASE("the outbox says whether a reply gets out before its window closes") {
    TownDesk desk;
    desk.hear("mira", "are you open?");
    desk.open();
    desk.pass(WindowTown::kWindow - 3 * kHour - 13 * kMinute);
    desk.line.dead = true;
    need(desk.engine.syncOnce({}, [](const std::vector<syncing::RoundReport>&) {}));
    desk.executor.run();
    desk.child<ui::ReplyEditor>("replyEditor").setPlainText(QStringLiteral("We are"));
    TownDesk::settle();
    CHECK(desk.child<QPushButton>("sendButton").text() == QStringLiteral("Send when online"));
    desk.child<QPushButton>("sendButton").click();
    desk.pass(kMinute);
    desk.window->showOutbox();
    TownDesk::settle();
    const auto outlook = [&desk] {
        const auto& rows = *desk.child<ui::RowList>("outboxList").model();
        const auto item = rows.index(1, 0).data(ui::ShownRole).value<ui::OutboxModel::Shown>();
        REQUIRE(item != nullptr);
        return item->outlook.toStdString();
    };
    CHECK(outlook() == "window 3 h 12 m: needs the network");
    CHECK(desk.label("outboxFacts").find("Window 3 h 12 m") != std::string::npos);
    CHECK(desk.child<QAbstractButton>("statusOutbox")
              .text()
              .startsWith(QStringLiteral("Outbox: a reply window")));
    desk.pass(kMinute);
    CHECK(outlook() == "window 3 h 11 m: needs the network");
    desk.pass(3 * kHour + 11 * kMinute);
    CHECK(outlook() == "the window has closed");

    // The customer writes, which opens the window; what was written before that is not sent behind their
    // back.
    desk.line.dead = false;
    desk.hear("mira", "never mind, I found one");
    CHECK(desk.town.deliveries().empty());
    CHECK(outlook() == "window 1 d: needs you · wrote again since your draft");
    desk.child<QPushButton>("outboxSendNow").click();
    TownDesk::settle();
    desk.check();
    CHECK(desk.town.deliveries().size() == 1);
}

TEST_CASE("the list by the window that closes next begins with whoever wrote the longest time ago") {
    TownDesk desk;
    desk.hear("mira", "are you open?");
    desk.pass(kHour);
    desk.hear("salma", "and tomorrow?");
    desk.pass(kHour);
    desk.hear("mira", "hello?");
    for (QAction* action : desk.child<QWidget>("inboxOrders").actions()) {
        if (action->text().contains(QStringLiteral("Window"))) {
            action->trigger();
        }
    }
    TownDesk::settle();
    CHECK(desk.listed() == std::vector<std::string>{"salma", "mira"});
}
