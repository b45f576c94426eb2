// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reply_habit.h"

#include "support/catch.h"

using model::EarlierReply;
using model::Repetition;
using model::ReplyHabit;

namespace {

constexpr base::ContactId kMira{1};
constexpr base::ContactId kJonas{2};

const std::string kHours = "Hello Mira, we are open from nine to six on weekdays.";

base::UtcTime minute(int minutes) {
    return base::fromMs(60'000LL * minutes);
}

}  // namespace

TEST_CASE("the same reply to one customer is pointed out, with the last time") {
    const ReplyHabit habit({{.text = "One moment", .customer = kMira, .at = minute(9)},
                            {.text = kHours, .customer = kMira, .at = minute(8)},
                            {.text = kHours, .customer = kMira, .at = minute(2)}});
    const Repetition before{.kind = Repetition::Kind::SameCustomer, .at = minute(8)};
    CHECK(habit.repetitionIn(kHours, kMira) == before);
    CHECK(habit.repetitionIn("hello mira we are open from nine to six on weekdays 🙂", kMira) == before);
    CHECK(habit.repetitionIn("Hello, we are open from nine to six on weekdays.", kMira) == before);
    CHECK_FALSE(habit.repetitionIn(kHours, kJonas));
    CHECK_FALSE(habit.repetitionIn("Hello Mira, we are closed from nine to ten on Sundays.", kMira));
    CHECK_FALSE(habit.repetitionIn("One moment", kMira));
    CHECK_FALSE(habit.repetitionIn("", kMira));
    CHECK_FALSE(ReplyHabit().repetitionIn(kHours, kMira));
}

TEST_CASE("many customers in a row with the same reply are pointed out") {
    std::vector<EarlierReply> sent;
    for (std::size_t i = 0; i < ReplyHabit::kManyInARow; ++i) {
        CHECK_FALSE(ReplyHabit(sent).repetitionIn(kHours, kJonas));
        sent.push_back({.text = kHours, .customer = {static_cast<std::int64_t>(10 + i)}, .at = minute(5)});
    }
    CHECK(
        ReplyHabit(sent).repetitionIn(kHours, kJonas) ==
        Repetition{.kind = Repetition::Kind::ManyInARow, .times = static_cast<int>(ReplyHabit::kManyInARow)});
    // With a name of their own each they are still the same; edited they are not.
    CHECK(ReplyHabit(sent).repetitionIn("Hello Jonas, we are open from nine to six on weekdays.", kJonas));
    CHECK_FALSE(ReplyHabit(sent).repetitionIn(
        "Hello Jonas, nice to hear from you: nine to six from Monday to Friday, we are glad to see you.",
        kJonas));
    // It is customers that are counted: who got it twice is one of them.
    std::vector<EarlierReply> three(sent.begin(), sent.end() - 1);
    three.push_back(three.back());
    CHECK_FALSE(ReplyHabit(three).repetitionIn(kHours, kJonas));
    // Another reply in between breaks the row.
    sent.insert(sent.begin(),
                {.text = "Let me look that up for you, please.", .customer = {99}, .at = minute(6)});
    CHECK_FALSE(ReplyHabit(sent).repetitionIn(kHours, kJonas));
}
