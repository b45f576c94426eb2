// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "view/notice.h"

using view::Notice;
using view::TrayLevel;
using view::Urgency;

namespace {

constexpr base::Duration kMinute{60'000};
const base::UtcTime kStart = base::fromMs(1'760'000'000'000);

/// Somebody wrote a minute after the window started.
model::ConversationRow wrote(std::int64_t id) {
    model::ConversationRow row{.id = base::ConversationId{id},
                               .account = base::AccountId{1},
                               .platform = "mastodon",
                               .customer = base::ContactId{id},
                               .customerName = "Mira Oduya",
                               .snippet = "Is the bread ready?",
                               .lastAt = kStart + kMinute};
    row.waitingSince = row.lastAt;
    row.dueAt = row.lastAt + 60 * kMinute;
    return row;
}

struct Board {
    std::vector<Notice> news(const std::vector<model::ConversationRow>& rows, std::int64_t inView = 0,
                             base::UtcTime now = kStart + 2 * kMinute) {
        return board.news(rows, base::ConversationId{inView}, now);
    }
    view::Words words;
    view::NoticeBoard board{kStart, words};
};

}  // namespace

TEST_CASE("who begins to wait is told of once, by name and words") {
    Board board;
    const auto news = board.news({wrote(3)});
    REQUIRE(news.size() == 1);
    CHECK(news[0].conversation == base::ConversationId{3});
    CHECK(news[0].title == "Mira Oduya");
    CHECK(news[0].body == "Is the bread ready?");
    CHECK(news[0].urgency == Urgency::Normal);
    model::ConversationRow again = wrote(3);
    again.lastAt += kMinute;  // a second message of the same turn
    CHECK(board.news({again}).empty());
    again.waitingSince = again.lastAt + kMinute;  // answered in between, and asked again
    CHECK(board.news({again}).size() == 1);
}

TEST_CASE("what is no new question is not told of") {
    const auto told = [](auto change) {
        Board board;
        model::ConversationRow row = wrote(3);
        change(row);
        return !board.news({row}).empty();
    };
    CHECK(told([](model::ConversationRow&) {}));
    CHECK_FALSE(told([](auto& row) { row.waitingSince = kStart - kMinute; }));  // waited before, or imported
    CHECK_FALSE(told([](auto& row) { row.waitingSince.reset(); }));
    CHECK_FALSE(told([](auto& row) { row.state = model::ConversationState::Answered; }));
    CHECK_FALSE(told([](auto& row) { row.state = model::ConversationState::Spam; }));
    CHECK_FALSE(told([](auto& row) { row.lastDirection = model::Direction::Outbound; }));
    CHECK_FALSE(told([](auto& row) { row.customer = {}; }));
}

TEST_CASE("the conversation that somebody looks at is not told of, then or later") {
    Board board;
    CHECK(board.news({wrote(3)}, 3).empty());
    CHECK(board.news({wrote(3)}).empty());
    CHECK(board.news({wrote(4)}, 3).size() == 1);
}

TEST_CASE("more than three at once are one sentence that opens the list") {
    Board board;
    CHECK(board.news({wrote(1), wrote(2), wrote(3)}).size() == 3);
    const auto news = board.news({wrote(4), wrote(5), wrote(6), wrote(7), wrote(8)});
    REQUIRE(news.size() == 1);
    CHECK(news[0].title == "5 customers wrote");
    CHECK_FALSE(news[0].conversation);
}

TEST_CASE("what is due soon or overdue is urgent") {
    CHECK(Board().news({wrote(3)}, 0, kStart + 50 * kMinute).front().urgency == Urgency::Critical);
    CHECK(Board().news({wrote(3)}, 0, kStart + 90 * kMinute).front().urgency == Urgency::Critical);
}

TEST_CASE("a customer's words are never markup to a server that reads it") {
    CHECK(view::escapeMarkup("<a href=\"x\">free</a> & more") ==
          "&lt;a href=\"x\"&gt;free&lt;/a&gt; &amp; more");
    CHECK(view::escapeMarkup("bread ✨") == "bread ✨");
}

TEST_CASE("the tray says in words how many wait and how badly") {
    const view::Words words;
    const auto state = [&](int waiting, int overdue, view::Reach reach = view::Reach::Online) {
        return view::trayState(waiting, overdue, reach, words);
    };
    CHECK(state(0, 0) == view::TrayState{TrayLevel::Quiet, "", "Nobody is waiting"});
    CHECK(state(1, 0) == view::TrayState{TrayLevel::Waiting, "1", "1 needs a reply"});
    CHECK(state(9, 2) == view::TrayState{TrayLevel::Overdue, "9", "9 need a reply, 2 overdue"});
    CHECK(state(140, 0).chip == "99+");
    CHECK(state(9, 0, view::Reach::Offline) ==
          view::TrayState{TrayLevel::Offline, "9", "9 need a reply, offline"});
}
