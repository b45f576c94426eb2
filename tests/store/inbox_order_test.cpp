// SPDX-License-Identifier: GPL-3.0-or-later
// The orders of those who wait.
#include "open_store.h"

#include "support/catch.h"

#include <algorithm>
#include <tuple>
#include <vector>

using model::InboxOrder;
using test::need;
using test::OpenStore;
using test::Rows;

namespace {

struct Waiting {
    std::int64_t id = 0;
    std::int64_t waitingSince = 0, dueAt = 0, windowClosesAt = 0;  // 0 = never
};

/// 83 that wait, many at the same times, among others that don't or are not listed.
std::vector<Waiting> fill(OpenStore& open) {
    std::vector<Waiting> waiting;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        for (int i = 0; i < 120; ++i) {
            const bool waits = i % 10 < 7;
            const bool listed = i % 41 != 0;
            const auto id = rows.conversation(account, {.key = "top:" + std::to_string(i),
                                                        .state = waits ? "needs_reply" : "answered",
                                                        .lastAt = 5000 - i,
                                                        .listed = listed});
            const Waiting each{.id = id.value,
                               .waitingSince = 1000 + (i * 7) % 13,
                               .dueAt = i % 6 == 0 ? 0 : 2000 + (i * 5) % 17,
                               .windowClosesAt = i % 3 == 0 ? 0 : 3000 + (i * 11) % 19};
            need(store::sqlite::run(
                tx.connection(),
                "UPDATE conversation SET waiting_since = ?, due_at = ?, window_closes_at = ? WHERE id = ?",
                waits ? each.waitingSince : 0, each.dueAt, each.windowClosesAt, id));
            if (waits && listed) {
                waiting.push_back(each);
            }
        }
    });
    return waiting;
}

std::vector<std::int64_t> inPages(const OpenStore& open, InboxOrder order) {
    std::vector<std::int64_t> ids;
    std::optional<store::InboxPosition> after;
    while (true) {
        const auto page =
            need(open.store->read().inbox(model::ConversationState::NeedsReply, 7, after, order));
        for (const auto& row : page) {
            ids.push_back(row.id.value);
        }
        if (page.size() < 7) {
            return ids;
        }
        after = store::positionOf(page.back(), order);
    }
}

/// By a time of theirs, then by id; those that have none come last.
std::vector<std::int64_t> sorted(std::vector<Waiting> waiting, std::int64_t Waiting::* time) {
    std::ranges::sort(waiting, {}, [time](const Waiting& each) {
        return std::tuple(each.*time == 0, each.*time, each.id);
    });
    std::vector<std::int64_t> ids;
    for (const Waiting& each : waiting) {
        ids.push_back(each.id);
    }
    return ids;
}

}  // namespace

TEST_CASE("those who wait come in each order, page by page, without a gap and without one twice") {
    OpenStore open;
    const std::vector<Waiting> waiting = fill(open);
    REQUIRE(waiting.size() > 70);
    CHECK(inPages(open, InboxOrder::LongestWaiting) == sorted(waiting, &Waiting::waitingSince));
    CHECK(inPages(open, InboxOrder::DueNext) == sorted(waiting, &Waiting::dueAt));
    CHECK(inPages(open, InboxOrder::ClosingNext) == sorted(waiting, &Waiting::windowClosesAt));
}

TEST_CASE("the answered ones that have a window come by what closes next") {
    OpenStore open;
    fill(open);
    const auto answered = [&](int limit, std::optional<store::InboxPosition> after) {
        return need(open.store->read().inbox(model::ConversationState::Answered, limit, after,
                                             InboxOrder::ClosingNext));
    };
    const auto rows = answered(50, {});
    REQUIRE(rows.size() > 15);
    CHECK(std::ranges::is_sorted(rows, {}, &model::ConversationRow::windowClosesAt));
    CHECK(std::ranges::all_of(rows, [](const auto& row) {
        return row.windowClosesAt && row.state == model::ConversationState::Answered;
    }));
    const auto behind = answered(50, store::positionOf(rows[9], InboxOrder::ClosingNext));
    CHECK(behind.size() == rows.size() - 10);
    CHECK(behind.front().id == rows[10].id);
}

TEST_CASE("other lists are the newest first whatever order is asked for") {
    OpenStore open;
    fill(open);
    const auto rows = need(
        open.store->read().inbox(model::ConversationState::Answered, 50, {}, InboxOrder::LongestWaiting));
    REQUIRE(rows.size() > 20);
    CHECK(std::ranges::is_sorted(rows, std::greater<>(), &model::ConversationRow::lastAt));
}
