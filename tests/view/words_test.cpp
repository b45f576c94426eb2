// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/words.h"

#include "moments.h"
#include "support/catch.h"

#include <string>
#include <utility>
#include <vector>

using namespace moments;
using view::DateForm;
using view::LocalTime;
using view::Phrase;
using view::Words;

TEST_CASE("a span is cut, never rounded, and shows two units at most") {
    struct Row {
        base::Duration span;
        std::string text;
        std::string compact;
        std::string spoken;
    };
    const std::vector<Row> table{
        {-5s, "0 s", "0 s", "0 seconds"},
        {0s, "0 s", "0 s", "0 seconds"},
        {1'999ms, "1 s", "1 s", "1 second"},
        {59'999ms, "59 s", "59 s", "59 seconds"},
        {60s, "1 m", "1 m", "1 minute"},
        {12min + 59s, "12 m", "12 m", "12 minutes"},
        {60min - 1ms, "59 m", "59 m", "59 minutes"},
        {60min, "1 h", "1 h", "1 hour"},
        {4h + 48min + 59s, "4 h 48 m", "4 h", "4 hours 48 minutes"},
        {24h - 1ms, "23 h 59 m", "23 h", "23 hours 59 minutes"},
        {24h, "1 d", "1 d", "1 day"},
        {24h + 59min, "1 d", "1 d", "1 day"},
        {51h + 30min, "2 d 3 h", "2 d", "2 days 3 hours"},
        {24h * 1'000, "1,000 d", "1,000 d", "1,000 days"},
    };
    for (const Row& row : table) {
        CAPTURE(row.text);
        CHECK(words().span(row.span) == row.text);
        CHECK(words().shortSpan(row.span) == row.compact);
        CHECK(words().spokenSpan(row.span) == row.spoken);
    }
}

TEST_CASE("a moment says as little as is still clear") {
    const Words w = words();
    CHECK(w.moment(kNow, kNow) == "14:20");
    CHECK(w.moment(kNow - 14h - 20min, kNow) == "00:00");
    CHECK(w.moment(kNow - 14h - 21min, kNow) == "Mon 23:59");
    CHECK(w.moment(kNow - 24h * 6, kNow) == "Wed 14:20");
    CHECK(w.moment(kNow - 24h * 7, kNow) == "10 Mar");
    CHECK(w.moment(kNow - 24h * 75, kNow) == "1 Jan");
    CHECK(w.moment(kNow - 24h * 76, kNow) == "31 Dec 2025");
    CHECK(w.momentWithTime(kNow - 24h * 7, kNow) == "10 Mar 14:20");
    CHECK(w.momentWithTime(kNow + 24h, kNow) == "Wed 14:20");
    CHECK(w.momentWithTime(kNow + 24h * 7, kNow) == "24 Mar 14:20");
    CHECK(w.momentWithTime(kNow - 24h * 76, kNow) == "31 Dec 2025 14:20");
    CHECK(w.exactMoment(kNow) == "Tuesday, 17 March 2026, 14:20:00");
}

TEST_CASE("a day is named by its date, today and yesterday by their names too") {
    const Words w = words();
    CHECK(w.dayTitle(kNow, kNow) == "Today, Tuesday, 17 March");
    CHECK(w.dayTitle(kNow - 24h, kNow) == "Yesterday, Monday, 16 March");
    CHECK(w.dayTitle(kNow - 48h, kNow) == "Sunday, 15 March");
    CHECK(w.dayTitle(kNow - 24h * 400, kNow) == "Monday, 10 February 2025");
}

TEST_CASE("the day ends at midnight of the user's own clock") {
    CHECK(words().nextDay(kNow) == kNow + 9h + 40min);
    CHECK(words().nextDay(kNow + 500ms) == kNow + 9h + 40min);
    CHECK(Words().nextDay(kNow) == kNow + 10h + 40min);
}

TEST_CASE("the date before 1970 and after a leap day is right") {
    const auto local = view::fixedOffset(-90min);
    CHECK(
        local(base::fromMs(0)) ==
        LocalTime{.year = 1969, .month = 12, .day = 31, .weekday = 3, .hour = 22, .minute = 30, .second = 0});
    CHECK(
        local(base::fromMs(951'832'799'999)) ==
        LocalTime{.year = 2000, .month = 2, .day = 29, .weekday = 2, .hour = 12, .minute = 29, .second = 59});
}

TEST_CASE("a count takes its plural form and the language's figures") {
    const Words w = words();
    CHECK(w.count(Phrase::AccountsNeedLogin, 1) == "1 account needs a login");
    CHECK(w.count(Phrase::AccountsNeedLogin, 0) == "0 accounts need a login");
    CHECK(w.count(Phrase::AccountsNeedLogin, 1'234) == "1,234 accounts need a login");
    CHECK(w.number(-1'234'567) == "-1,234,567");
    CHECK(w.number(999) == "999");
    CHECK(w.number(-999) == "-999");
}

TEST_CASE("a translation replaces the English, and where there is none the English stays") {
    std::vector<std::pair<Phrase, std::int64_t>> asked;
    const Words w({.phrase =
                       [&asked](Phrase phrase, std::int64_t count) {
                           asked.emplace_back(phrase, count);
                           return phrase == Phrase::DueIn ? std::string("fällig in {time}") : std::string();
                       },
                   .number = [](std::int64_t number) { return "<" + std::to_string(number) + ">"; }});
    CHECK(w.say(Phrase::DueIn, {{"time", "6 m"}}) == "fällig in 6 m");
    CHECK(w.say(Phrase::Missed) == "missed");
    CHECK(w.span(6min) == "<6> m");
    CHECK(asked == std::vector<std::pair<Phrase, std::int64_t>>{
                       {Phrase::DueIn, -1}, {Phrase::Missed, -1}, {Phrase::Minutes, 6}});
}

TEST_CASE("a broken translation is shown as it is and harms nothing") {
    const auto saying = [](std::string pattern) {
        return Words({.phrase = [pattern](Phrase, std::int64_t) { return pattern; }})
            .say(Phrase::DueIn, {{"time", "{time} 6 m"}});
    };
    CHECK(saying("{tiem} {time") == "{tiem} {time");
    CHECK(saying("{{time}}") == "{{time} 6 m}");
    CHECK(saying("{time}{time}") == "{time} 6 m{time} 6 m");
    CHECK(saying("%1 %n {") == "%1 %n {");
}

TEST_CASE("every phrase keeps to the rules for words on the screen") {
    for (std::size_t number = 0; number < view::kPhraseCount; ++number) {
        const view::PhraseText& phrase = view::english(static_cast<Phrase>(number));
        const std::string text(phrase.text);
        CAPTURE(text);
        for (const char* word : {"!", "lease", "ops", "...", "  "}) {
            CHECK(text.find(word) == std::string::npos);
        }
        const bool counts = text.find("{count}") != std::string::npos;
        const bool unit = phrase.phrase <= Phrase::Days;
        CHECK((counts && !unit) == !phrase.singular.empty());
        if (!phrase.singular.empty()) {
            CHECK(phrase.singular.find("{count}") != std::string::npos);
        }
    }
}
