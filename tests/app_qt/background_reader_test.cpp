// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_background_reader.h"

#include "store/store.h"

#include "support/catch.h"
#include "support/fake_clock.h"
#include "support/log_guard.h"
#include "support/temporary_folder.h"

#include <QCoreApplication>
#include <QTest>
#include <QThread>

#include <atomic>
#include <future>
#include <optional>
#include <semaphore>

namespace {

using app::BackgroundReader;

base::UtcTime minute(int minutes) {
    return base::fromMs(1'777'800'000'000 + std::int64_t{60'000} * minutes);
}

/// A store in which a customer was answered after ten minutes, and another one waits.
struct Bakery {
    support::TemporaryFolder folder;
    support::FakeClock clock;
    support::LogGuard guard{clock};
    std::unique_ptr<store::Store> store;

    Bakery() {
        clock.setUtc(minute(100));
        auto opened = store::Store::open({.path = folder.file("shopbell.db"), .vfs = {}}, clock, guard.log());
        REQUIRE(opened);
        store = std::move(*opened);
        const auto written = store->write("test", [](store::WriteTx& tx) -> base::Status {
            const auto account = tx.addAccount(
                {.platform = "mastodon", .server = "https://shop.example", .remoteId = "1", .name = "Shop"});
            model::IncomingMessage asked{.remoteId = "1",
                                         .author = {.remoteId = "u1", .handle = "mira", .name = "Mira"},
                                         .visibility = model::Visibility::Private,
                                         .audience = "direct",
                                         .text = "Is there rye?",
                                         .at = minute(10)};
            model::IncomingMessage answer{.remoteId = "2",
                                          .own = true,
                                          .visibility = model::Visibility::Private,
                                          .audience = "direct",
                                          .addressees = {asked.author},
                                          .text = "There is.",
                                          .at = minute(20)};
            model::IncomingMessage waits = asked;
            waits.remoteId = "3";
            waits.author = {.remoteId = "u2", .handle = "salma", .name = "Salma"};
            waits.at = minute(30);
            const auto done = tx.ingest(*account, {.messages = {asked, answer, waits}});
            return done ? base::Status{} : base::Status(std::unexpected(done.error()));
        });
        REQUIRE(written);
    }
    [[nodiscard]] BackgroundReader::OpenReader opening() const {
        return [this] { return store->reader(); };
    }
    [[nodiscard]] static model::ShiftQuestion question(int now = 60) {
        return {.since = minute(0), .running = minute(5), .now = minute(now), .midnight = minute(600)};
    }
};

/// Opens a reader no sooner than the test says.
struct Gate {
    std::counting_semaphore<> open{0};
    std::atomic<int> reached = 0;

    [[nodiscard]] BackgroundReader::OpenReader before(BackgroundReader::OpenReader next) {
        return [this, next = std::move(next)] {
            ++reached;
            open.acquire();
            return next();
        };
    }
    void waitUntilReached(int times) {
        REQUIRE(QTest::qWaitFor([&] { return reached == times; }));
    }
};

}  // namespace

TEST_CASE("figures are read on another thread and told on the window's") {
    const Bakery bakery;
    std::atomic<QThread*> readOn = nullptr;
    BackgroundReader reader([&] {
        readOn = QThread::currentThread();
        return bakery.store->reader();
    });
    std::optional<model::ShiftCounts> counts;
    std::optional<model::Standing> standing;
    std::optional<std::size_t> turns;
    const auto here = [] { return QThread::currentThread() == QCoreApplication::instance()->thread(); };
    reader.shift(Bakery::question(), [&](base::Result<model::ShiftCounts> answer) {
        CHECK(here());
        counts = answer.value();
    });
    reader.standing({}, minute(60), [&](base::Result<model::Standing> answer) {
        CHECK(here());
        standing = answer.value();
    });
    reader.turns(minute(0), minute(60), [&](base::Result<BackgroundReader::Turns> answer) {
        CHECK(here());
        turns = answer.value().size();
    });
    CHECK_FALSE(counts.has_value());
    REQUIRE(QTest::qWaitFor([&] { return counts && standing && turns; }));
    CHECK(readOn != QCoreApplication::instance()->thread());
    CHECK(counts->figures.answered == 1);
    CHECK(counts->figures.median == base::Duration(600'000));
    CHECK(counts->arrivals.front().messages == 2);
    CHECK(standing->turns == 2);
    CHECK(standing->answered == 1);
    CHECK(turns == 2U);
}

TEST_CASE("of several questions of a kind the latest is answered, and none of another kind is lost") {
    const Bakery bakery;
    Gate gate;
    BackgroundReader reader(gate.before(bakery.opening()));
    std::vector<std::string> told;
    const auto tell = [&](const char* what) {
        return [&told, what](const auto& answer) {
            REQUIRE(answer);
            told.emplace_back(what);
        };
    };
    reader.shift(Bakery::question(40), tell("shift 40"));
    gate.waitUntilReached(1);
    reader.shift(Bakery::question(50), tell("shift 50"));
    reader.standing({}, minute(60), tell("standing"));
    reader.shift(Bakery::question(60), tell("shift 60"));
    gate.open.release(8);
    REQUIRE(QTest::qWaitFor([&] { return told.size() >= 2; }));
    QCoreApplication::processEvents();
    CHECK(told == std::vector<std::string>{"shift 60", "standing"});
    CHECK(gate.reached == 3);
}

TEST_CASE("of those who ask for what is promised each is told, for they are several") {
    const Bakery bakery;
    Gate gate;
    BackgroundReader reader(gate.before(bakery.opening()));
    std::vector<std::string> told;
    const auto ask = [&](const char* who) {
        reader.promisedTurns(minute(0), minute(60),
                             [&told, who](const auto& answer) { told.emplace_back(answer ? who : "error"); });
    };
    ask("dialog");
    gate.waitUntilReached(1);
    ask("watch");
    ask("dialog again");
    gate.open.release(8);
    CHECK(QTest::qWaitFor([&] { return told.size() >= 3; }, 2000));
    CHECK(told == std::vector<std::string>{"dialog", "watch", "dialog again"});
}

TEST_CASE("an answer may ask the next question") {
    const Bakery bakery;
    BackgroundReader reader(bakery.opening());
    int answers = 0;
    std::function<void(base::Result<model::Standing>)> again = [&](const base::Result<model::Standing>&) {
        if (++answers < 3) {
            reader.standing({}, minute(60), again);
        }
    };
    reader.standing({}, minute(60), again);
    CHECK(QTest::qWaitFor([&] { return answers == 3; }));
}

TEST_CASE("word vectors are read once, before the first suggestions and on their thread") {
    const Bakery bakery;
    std::atomic<int> times = 0;
    std::atomic<bool> here = false;
    BackgroundReader reader(bakery.opening(), [&]() -> std::shared_ptr<const model::WordVectors> {
        ++times;
        here = QThread::currentThread() == QCoreApplication::instance()->thread();
        return nullptr;
    });
    int answers = 0;
    for (int i = 1; i <= 3; ++i) {
        reader.suggester([&](const base::Result<BackgroundReader::SharedSuggester>& answer) {
            CHECK(answer.has_value());
            ++answers;
        });
        REQUIRE(QTest::qWaitFor([&] { return answers == i; }));
    }
    CHECK(times == 1);
    CHECK_FALSE(here);
}

TEST_CASE("whoever ends it waits for what is being read, and hears nothing of it") {
    const Bakery bakery;
    Gate gate;
    bool told = false;
    std::atomic<bool> opened = false;
    auto reader = std::make_unique<BackgroundReader>(gate.before([&] {
        opened = true;
        return bakery.store->reader();
    }));
    reader->standing({}, minute(60), [&](const base::Result<model::Standing>&) { told = true; });
    reader->shift(Bakery::question(), [&](const base::Result<model::ShiftCounts>&) { told = true; });
    gate.waitUntilReached(1);
    const auto later = std::async(std::launch::async, [&] { gate.open.release(8); });
    reader.reset();
    CHECK(opened);
    CHECK(gate.reached == 1);
    QCoreApplication::processEvents();
    CHECK_FALSE(told);
}

TEST_CASE("a store that can't be read is told to whoever asked") {
    const support::TemporaryFolder folder;
    BackgroundReader reader([&] { return store::Store::openReader(folder.file("missing/shopbell.db")); });
    std::optional<base::Error> told;
    reader.shift(Bakery::question(),
                 [&](const base::Result<model::ShiftCounts>& answer) { told = answer.error(); });
    REQUIRE(QTest::qWaitFor([&] { return told.has_value(); }));
    CHECK_FALSE(told->what().empty());
}
