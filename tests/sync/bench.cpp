// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "store/sqlite/query.h"

#include <fmt/format.h>

namespace test {

Bench::Bench(const std::string& software) : server(addServer("https://one.example", software)) {
    restart();
    account = addAccount(server);
}

FakeMastodon& Bench::addServer(const std::string& origin, const std::string& software) {
    // Ids that differ between servers tell the tests whose a message is.
    const int firstId = 10'000 * (static_cast<int>(servers.size()) + 1);
    FakeMastodon& added = servers.emplace_back(clock, origin, firstId);
    added.software = software;
    added.keepsKeys = software == "mastodon";
    wire.connect(added);
    return added;
}

base::AccountId Bench::addAccount(const FakeMastodon& on) {
    model::Account row;
    row.platform = "mastodon";
    row.server = on.origin();
    row.remoteId = on.accountId;
    row.handle = "@shop@" + std::string(net::authorityOf(on.origin()));
    row.name = "The Shop";
    row.profileUrl = on.origin() + "/@shop";
    row.facts.software = on.software;
    row.capabilities = platforms.adapter("mastodon")->capabilities(row);
    return addRow(std::move(row), {{"access_token", on.token}});
}

FakeBluesky& Bench::addSky(const std::string& origin) {
    FakeBluesky& added = skies.emplace_back(clock, origin);
    wire.connect(added);
    return added;
}

base::AccountId Bench::addAccount(const FakeBluesky& on) {
    model::Account row;
    row.platform = "bluesky";
    row.server = on.origin();
    row.remoteId = "did:plc:shop";
    row.handle = "@shop.test";
    row.name = "The Shop";
    row.facts.privateMessages = true;
    row.capabilities = platforms.adapter("bluesky")->capabilities(row);
    return addRow(std::move(row), on.secrets());
}

base::AccountId Bench::addRow(model::Account row, const platform::Secrets& open) {
    base::AccountId id;
    need(store->write("add an account", [&](store::WriteTx& tx) -> base::Status {
        id = need(tx.addAccount(row));
        return secrets.write(syncing::secretKey(id), open);
    }));
    return id;
}

syncing::Services Bench::services() {
    return {.clock = clock,
            .executor = *executor,
            .transport = wire,
            .store = *store,
            .secrets = secrets,
            .platforms = platforms,
            .random = random,
            .log = guard.log(),
            .logins = logins};
}

void Bench::restart() {
    reopen({});
}

void Bench::reopen(const std::string& vfs) {
    wire.reset();
    engine.reset();
    store.reset();
    executor.reset();
    manual = std::make_unique<support::ManualExecutor>(clock);
    executor = std::make_unique<CountingExecutor>(*manual);
    wire.use(*executor);
    store = need(store::Store::open({.path = path(), .vfs = vfs}, clock, guard.log()));
    // No power is cut here: without waiting for the disk the tests take a fifth of the time.
    store::sqlite::Connection* writer = nullptr;
    need(store->write("hurry", [&](store::WriteTx& tx) -> base::Status {
        writer = &tx.connection();
        return {};
    }));
    need(writer->execute("PRAGMA synchronous = OFF"));
    engine = std::make_unique<syncing::SyncEngine>(services());
    need(engine->recover());
}

std::vector<syncing::RoundReport> Bench::syncOnce(base::AccountId only) {
    std::optional<std::vector<syncing::RoundReport>> reports;
    int calls = 0;
    need(engine->syncOnce(only, [&](std::vector<syncing::RoundReport> all) {
        reports = std::move(all);
        ++calls;
    }));
    CHECK(calls == 0);
    settle();
    if (!reports) {
        pass(kMinute);  // silent servers
    }
    REQUIRE(reports);
    CHECK(calls == 1);
    return *reports;
}

syncing::RoundReport Bench::syncAccount(base::AccountId id) {
    const base::AccountId wanted = id ? id : account;
    const auto reports = syncOnce(wanted);
    REQUIRE(reports.size() == 1);
    CHECK(reports.front().account == wanted);
    return reports.front();
}

model::Account Bench::accountRow(base::AccountId id) {
    return need(store->read().account(id ? id : account));
}

model::AccountPulse Bench::pulse(base::AccountId id) {
    for (const model::AccountPulse& each : engine->pulses()) {
        if (each.id == (id ? id : account)) {
            return each;
        }
    }
    FAIL("this account has no pulse");
    return {};
}

std::int64_t Bench::number(const std::string& sql) {
    std::int64_t value = -1;
    need(store->write("ask", [&](store::WriteTx& tx) -> base::Status {
        value = need(store::sqlite::first(tx.connection(), sql, [](const store::sqlite::Statement& row) {
                    return row.integer(0);
                })).value_or(-1);
        return {};
    }));
    return value;
}

std::string Bench::text(const std::string& sql) {
    std::string value;
    need(store->write("ask", [&](store::WriteTx& tx) -> base::Status {
        value = need(store::sqlite::first(tx.connection(), sql, [](const store::sqlite::Statement& row) {
                    return row.text(0);
                })).value_or("");
        return {};
    }));
    return value;
}

std::int64_t Bench::stored(const std::string& remoteId) {
    return number(fmt::format("SELECT count(*) FROM message WHERE remote_id = '{}'", remoteId));
}

model::Message Bench::message(const std::string& remoteId) {
    const std::int64_t id = number(fmt::format("SELECT id FROM message WHERE remote_id = '{}'", remoteId));
    return need(store->read().message({id}));
}

model::ConversationRow Bench::conversationOf(const std::string& remoteId) {
    return need(store->read().conversation(message(remoteId).conversation));
}

base::ReplyId Bench::reply(const std::string& remoteId, const std::string& text, base::Duration holdBack) {
    const model::Message to = message(remoteId);
    return need(engine->carryOut(
        model::QueueReply{.conversation = to.conversation, .to = to.id, .text = text, .holdBack = holdBack}));
}

}  // namespace test
