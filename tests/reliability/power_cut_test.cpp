// SPDX-License-Identifier: GPL-3.0-or-later
// The power is cut under the real store, again and again: what was acknowledged is there, whole.
#include "bench.h"
#include "extent.h"

#include "support/catch.h"
#include "support/fake_clock.h"
#include "support/log_guard.h"
#include "support/power_cut_vfs.h"

#include "store/outbox.h"
#include "store/sqlite/query.h"
#include "store/store.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

using support::PowerCutVfs;
using test::need;

namespace {

constexpr const char* kPath = "/disk/shopbell.db";

/// The latest connection that SQLite opened, for settings that the program has no switch for.
sqlite3* g_opened = nullptr;

int rememberConnection(sqlite3* database, const char** /*error*/, const sqlite3_api_routines* /*api*/) {
    g_opened = database;
    return SQLITE_OK;
}

void rememberConnections() {
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(rememberConnection));
}

struct Outcome {
    int cuts = 0;
    std::array<int, 4> places{};  ///< by PowerCutVfs::Change
    int acknowledged = 0;         ///< commits before the cuts
    int lost = 0;
    int torn = 0;
    int corrupt = 0;
    std::string first;  ///< what was wrong first

    void wrong(int& count, const std::string& what) {
        ++count;
        first = first.empty() ? what : first;
    }
    [[nodiscard]] std::string words() const {
        return fmt::format(
            "{} cuts (in the log {}, in the database {}, in a sync {}, elsewhere {}) behind {} "
            "acknowledged commits: {} lost, {} torn, {} corrupt",
            cuts, places[0], places[1], places[2], places[3], acknowledged, lost, torn, corrupt);
    }
};

/// A shop whose customers write and whose replies go out, on a disk whose power is cut.
class CutShop {
public:
    CutShop(PowerCutVfs::Damage damage, std::string synchronous, unsigned seed)
        : m_disk(damage), m_synchronous(std::move(synchronous)), m_dice(seed) {
        rememberConnections();
        open();
        need(m_store->write("add an account", [&](store::WriteTx& tx) -> base::Status {
            model::Account account;
            account.platform = "mastodon";
            account.server = "https://shop.example";
            account.remoteId = "1";
            account.handle = "@shop@shop.example";
            m_account = need(tx.addAccount(account));
            return {};
        }));
        m_store.reset();
        m_fresh = m_disk.image();
    }
    ~CutShop() { sqlite3_reset_auto_extension(); }
    CutShop(const CutShop&) = delete;
    CutShop& operator=(const CutShop&) = delete;

    void run(int cuts, Outcome& outcome) {
        for (int i = 0; i < cuts && outcome.corrupt < 20; ++i) {
            if (i % 25 == 0 || m_spoilt) {
                begin();
            }
            cut(outcome);
        }
        m_store.reset();
    }

private:
    /// What a commit was to bring about.
    struct Batch {
        int messages = 0;
        bool certain = false;
    };

    void begin() {
        m_store.reset();
        m_disk.restore(m_fresh);
        m_batches.clear();
        m_states.clear();
        m_spoilt = false;
        open();
    }
    void open() {
        m_store = need(store::Store::open({.path = kPath, .vfs = m_disk.name()}, m_clock, m_guard.log()));
        adjust();
    }
    void adjust() {
        // Often enough for cuts to fall into checkpoints.
        const std::string settings = "PRAGMA wal_autocheckpoint = 6; PRAGMA synchronous = " + m_synchronous;
        REQUIRE(sqlite3_exec(g_opened, settings.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    int below(int limit) { return static_cast<int>(m_dice() % static_cast<unsigned>(limit)); }

    void cut(Outcome& outcome) {
        m_disk.cutAt(1 + below(300));
        m_doubtful.reset();
        while (!m_disk.isDead()) {
            const bool done = step();
            outcome.acknowledged += done ? 1 : 0;
        }
        m_store.reset();
        ++outcome.cuts;
        ++outcome.places.at(static_cast<std::size_t>(m_disk.last()));
        m_disk.reboot(m_dice);
        auto again = store::Store::open({.path = kPath, .vfs = m_disk.name()}, m_clock, m_guard.log());
        if (!again) {
            m_spoilt = true;
            return outcome.wrong(outcome.corrupt, again.error().what());
        }
        m_store = std::move(*again);
        adjust();
        judge(outcome);
    }

    /// One commit; whether it was acknowledged.
    bool step() {
        switch (below(6)) {
        case 0:
            return queue();
        case 1:
            return claim();
        case 2:
            return settle();
        default:
            return take();
        }
    }
    bool take() {
        const int number = static_cast<int>(m_batches.size());
        Batch batch{.messages = 1 + below(3)};
        model::IncomingBatch page;
        for (int i = 0; i < batch.messages; ++i) {
            model::IncomingMessage message;
            message.remoteId = fmt::format("{}.{}", number, i);
            message.author = {.remoteId = "p" + std::to_string(below(5)), .handle = "p@a.example"};
            message.visibility = model::Visibility::Public;
            message.mentionOfUs = model::MentionOfUs::Leading;
            message.text =
                fmt::format("batch {} ", number) + std::string(static_cast<std::size_t>(below(9'000)), 'x');
            message.at = base::fromMs(1'000'000 + number * 10 + i);
            message.notificationId = message.remoteId;
            page.messages.push_back(std::move(message));
        }
        page.cursors = {{"notifications", std::to_string(number)}};
        m_batches.push_back(batch);
        m_doubtful = base::ReplyId{0};
        const bool done = m_store
                              ->write("store what the platform sent",
                                      [&](store::WriteTx& tx) -> base::Status {
                                          auto taken = tx.ingest(m_account, page);
                                          return taken ? base::Status{} : base::fail(taken.error());
                                      })
                              .has_value();
        m_batches.back().certain = done;
        return done;
    }
    bool queue() {
        const auto inbox = m_store->read().inbox(std::nullopt, 1);
        if (!inbox || inbox->empty()) {
            return take();
        }
        const auto draft = m_store->read().draftOf(inbox->front().id, {}, false, "direct",
                                                   fmt::format("reply {}", below(1'000)));
        if (!draft) {
            return false;
        }
        base::ReplyId id;
        const bool done = m_store
                              ->write("queue a reply",
                                      [&](store::WriteTx& tx) -> base::Status {
                                          auto queued =
                                              store::Outbox(tx).queue(*draft, {}, base::Duration{0});
                                          if (!queued) {
                                              return base::fail(queued.error());
                                          }
                                          id = *queued;
                                          return {};
                                      })
                              .has_value();
        m_doubtful = id;
        if (done) {
            m_states[id] = "queued";
        }
        return done;
    }
    bool claim() {
        std::optional<model::OutboxRow> row;
        const bool done =
            m_store
                ->write("claim a reply",
                        [&](store::WriteTx& tx) -> base::Status {
                            auto next = store::Outbox(tx).claim(
                                m_account, [](model::Visibility) { return model::RepeatGuarantee{}; },
                                [](const model::OutboxRow& queued) -> base::Result<model::FrozenReply> {
                                    return model::FrozenReply{.body = queued.text, .repeatKey = "key"};
                                });
                            if (!next) {
                                return base::fail(next.error());
                            }
                            row = std::move(*next);
                            return {};
                        })
                .has_value();
        if (!row) {
            return false;
        }
        m_doubtful = row->id;
        if (done) {
            m_states[row->id] = "in_flight";
        }
        return done;
    }
    bool settle() {
        for (auto& [id, state] : m_states) {
            if (state != "in_flight") {
                continue;
            }
            m_doubtful = id;
            const bool done =
                m_store
                    ->write("settle a reply",
                            [&, reply = id](store::WriteTx& tx) {
                                return store::Outbox(tx).settle(
                                    reply, store::SettledSent{{.remoteId = fmt::format("own.{}", reply.value),
                                                               .at = m_clock.utcNow()}});
                            })
                    .has_value();
            if (done) {
                state = "sent";
            }
            return done;
        }
        return queue();
    }

    void judge(Outcome& outcome) {
        if (const base::Status sound = m_store->check(); !sound) {
            m_spoilt = true;
            return outcome.wrong(outcome.corrupt, sound.error().what());
        }
        auto asked = m_store->write("look", [&](store::WriteTx& tx) -> base::Status {
            judgeBatches(tx.connection(), outcome);
            judgeReplies(tx.connection(), outcome);
            return {};
        });
        if (!asked) {
            m_spoilt = true;
            outcome.wrong(outcome.corrupt, asked.error().what());
        }
    }
    void judgeBatches(store::sqlite::Connection& connection, Outcome& outcome) {
        std::map<int, int> found;
        const auto ids =
            need(store::sqlite::all(connection, "SELECT remote_id FROM message WHERE direction = 'inbound'",
                                    [](const store::sqlite::Statement& row) { return row.text(0); }));
        for (const std::string& id : ids) {
            ++found[std::stoi(id)];
        }
        int newest = -1;
        for (int number = 0; number < static_cast<int>(m_batches.size()); ++number) {
            Batch& batch = m_batches.at(static_cast<std::size_t>(number));
            const int there = found.contains(number) ? found.at(number) : 0;
            if (there == batch.messages && there > 0) {
                newest = number;
            } else if (there != 0) {
                outcome.wrong(outcome.torn,
                              fmt::format("batch {} has {} of {} messages", number, there, batch.messages));
                m_spoilt = true;
            } else if (batch.certain) {
                outcome.wrong(outcome.lost, fmt::format("batch {} is gone", number));
                m_spoilt = true;
            }
            batch.certain = there > 0;  // either way it is settled now
        }
        const auto cursors = need(m_store->read().cursors(m_account));
        const auto cursor = cursors.find("notifications");
        const std::string place = cursor == cursors.end() ? "-1" : cursor->second;
        if (place != std::to_string(newest)) {
            outcome.wrong(outcome.torn, fmt::format("the cursor is {}, the newest batch {}", place, newest));
            m_spoilt = true;
        }
    }
    void judgeReplies(store::sqlite::Connection& connection, Outcome& outcome) {
        std::map<base::ReplyId, std::string> found;
        const auto rows = need(store::sqlite::all(
            connection,
            "SELECT o.id, o.state, ifnull(m.delivery, 'no message') FROM outbox o LEFT JOIN message m "
            "ON m.id = o.message_id",
            [](const store::sqlite::Statement& row) {
                return std::tuple(row.id<base::ReplyId>(0), row.text(1), row.text(2));
            }));
        for (const auto& [id, state, shown] : rows) {
            if (state != shown) {
                outcome.wrong(outcome.torn,
                              fmt::format("reply {} is {} and shows as {}", id.value, state, shown));
                m_spoilt = true;
            }
            found[id] = state;
        }
        for (const auto& [id, state] : m_states) {
            const std::string now = found.contains(id) ? found.at(id) : "gone";
            if (now != state && id != m_doubtful) {
                outcome.wrong(outcome.lost, fmt::format("reply {} was {} and is {}", id.value, state, now));
                m_spoilt = true;
            }
        }
        m_states = found;
    }

    PowerCutVfs m_disk;
    std::string m_synchronous;
    std::mt19937 m_dice;
    support::FakeClock m_clock;
    support::LogGuard m_guard{m_clock};
    std::unique_ptr<store::Store> m_store;
    base::AccountId m_account;
    PowerCutVfs::Image m_fresh;
    std::vector<Batch> m_batches;
    std::map<base::ReplyId, std::string> m_states;  ///< as acknowledged
    std::optional<base::ReplyId> m_doubtful;        ///< whose commit was cut; 0 = a batch
    bool m_spoilt = false;
};

Outcome cutAgainAndAgain(int cuts, const std::string& synchronous,
                         PowerCutVfs::Damage damage = PowerCutVfs::Damage::WrittenBytes) {
    Outcome outcome;
    CutShop shop(damage, synchronous, 20'261'122);
    shop.run(cuts, outcome);
    return outcome;
}

}  // namespace

TEST_CASE("no power cut loses or tears what was acknowledged, nor damages the database") {
    const int cuts = test::extent(400, 5'000, 100'000);
    const std::string synchronous = test::isWithout("sync")   ? "OFF"
                                    : test::isWithout("full") ? "NORMAL"
                                                              : "FULL";
    const auto damage = GENERATE(PowerCutVfs::Damage::WrittenBytes, PowerCutVfs::Damage::WholeSectors);
    const Outcome outcome = cutAgainAndAgain(cuts, synchronous, damage);
    test::figure(std::string("power cuts, ") +
                 (damage == PowerCutVfs::Damage::WrittenBytes ? "written bytes" : "whole sectors") +
                 " damaged: " + outcome.words());
    INFO(outcome.first);
    CHECK(outcome.cuts == cuts);
    CHECK(outcome.acknowledged > cuts);
    CHECK(outcome.lost == 0);
    CHECK(outcome.torn == 0);
    CHECK(outcome.corrupt == 0);
    for (const int place : outcome.places) {
        CHECK(place > 0);
    }
}

TEST_CASE("without syncs the same cuts damage the database") {
    const Outcome outcome = cutAgainAndAgain(400, "OFF");
    test::figure("power cuts without syncs: " + outcome.words());
    CHECK(outcome.corrupt > 0);
}

TEST_CASE("with fewer syncs the same cuts lose what was acknowledged, and damage nothing") {
    const Outcome outcome = cutAgainAndAgain(400, "NORMAL");
    test::figure("power cuts with synchronous = NORMAL: " + outcome.words());
    CHECK(outcome.lost > 0);
    CHECK(outcome.corrupt == 0);
}
