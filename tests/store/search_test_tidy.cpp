// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "support/catch.h"
#include "support/paths.h"

#include <fmt/format.h>

using test::need;
using test::OpenStore;
using test::Rows;

namespace {

constexpr int kCommits = 40;

/// Parts of the index: every commit of a message leaves one.
std::int64_t parts(OpenStore& open) {
    std::int64_t count = 0;
    open.write([&](store::WriteTx& tx) {
        count =
            need(store::sqlite::first(tx.connection(), "SELECT count(DISTINCT segid) FROM message_fts_idx",
                                      [](const store::sqlite::Statement& row) { return row.integer(0); }))
                .value_or(0);
    });
    return count;
}

void fill(OpenStore& open) {
    base::AccountId account;
    base::ConversationId conversation;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        account = rows.account();
        conversation = rows.conversation(account, {.key = "top:1"});
    });
    for (int i = 0; i < kCommits; ++i) {
        open.write([&](store::WriteTx& tx) {
            Rows(tx).message(account, conversation, {.text = fmt::format("kettle number{}", i), .at = i + 1});
        });
    }
}

std::size_t found(const OpenStore& open, const char* typed) {
    return need(open.store->read().search(typed, 1000)).size();
}

}  // namespace

TEST_CASE("tidying merges what commits left in pieces and loses nothing") {
    OpenStore open;
    fill(open);
    const std::int64_t before = parts(open);
    REQUIRE(before >= kCommits);
    for (int i = 0; i < 10; ++i) {
        need(open.store->tidySearch());
    }
    CHECK(parts(open) < before / 2);
    need(open.store->check());
    CHECK(found(open, "ket") == kCommits);
    CHECK(found(open, "kettle") == kCommits);
    CHECK(found(open, "number3") == 11);
}

TEST_CASE("tidying a tidy index writes nothing") {
    OpenStore open;
    fill(open);
    for (int i = 0; i < 10; ++i) {
        need(open.store->tidySearch());
    }
    const auto written = [&] {
        return support::readFile(open.path()) + support::readFile(open.path() + "-wal");
    };
    const std::string before = written();
    need(open.store->tidySearch());
    CHECK(written() == before);
}
