// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/reply_suggester.h"

#include "model/ranking/function_words.h"

#include "support/catch.h"

#include <string>
#include <utility>
#include <vector>

using model::ReplySuggester;

namespace {

/// Nothing is shown below this, unless a person wants more.
constexpr double kShown = 0.25;

model::SuggestionLog newShop() {
    model::SuggestionLog log;
    log.library = model::starterReplies();
    for (std::size_t i = 0; i < log.library.size(); ++i) {
        log.library[i].id = {static_cast<std::int64_t>(i) + 1};
    }
    return log;
}

}  // namespace

TEST_CASE("in a new shop small words alone suggest nothing") {
    const ReplySuggester suggester(newShop());
    for (const char* message : {"See you on Friday!", "will you be there with us", "Is that so?",
                                "ich und du", "Bis morgen!", "", "🙂", "What is this and why are you here"}) {
        CAPTURE(message);
        CHECK(suggester.suggest(message, 3).probability < kShown);
    }
    for (const char* message : {"When do you open on Saturday?", "My parcel arrived broken, I am angry",
                                "Can I get my money back?", "What are your opening hours"}) {
        CAPTURE(message);
        CHECK(suggester.suggest(message, 3).probability >= kShown);
    }
}

TEST_CASE("in a new shop pieces of words in another language suggest nothing") {
    const ReplySuggester suggester(newShop());
    const char* const glad = "¡Mil gracias! Mi amiga está muy contenta.";
    CHECK(suggester.suggest(glad, 3, "es").best.empty());
    for (const char* message : {"Les croissants étaient délicieux", "Il pane era buonissimo, complimenti",
                                "La tarta no llegó a tiempo", "Heerlijke taart, dank u wel"}) {
        CAPTURE(message);
        CHECK(suggester.suggest(message, 3).probability < kShown);
    }
    // One lesson, and letters tell again: people write in many forms.
    model::SuggestionLog taught = newShop();
    taught.lessons = {{.reply = {13}, .message = "Gracias, estoy muy contento"}};
    CHECK(ReplySuggester(taught).suggest(glad, 3, "es").best.front().reply == base::CannedReplyId{13});
}

TEST_CASE("in a new shop a plural or a slip finds its reply") {
    const ReplySuggester suggester(newShop());
    const std::vector<std::pair<const char*, const char*>> asked{
        {"refunds?", "Refund, money back"},
        {"alergic to nutz", "Allergies, what it contains"},
        {"shiping to canada", "Delivery and shipping"},
        {"any apointments left", "Appointment, table, reservation"},
        {"adress?", "How to find us, parking"},
        {"is there an egg inside", "Allergies, what it contains"}};
    for (const auto& [message, title] : asked) {
        CAPTURE(message);
        const auto best = suggester.suggest(message, 1, "en").best;
        REQUIRE(best.size() == 1);
        CHECK(best.front().title == title);
    }
}

TEST_CASE("function words are known as they are written and as they are folded") {
    for (const char* word : {"the", "You", "THEIR", "und", "fur", "où", "ou", "está", "في", "على"}) {
        CAPTURE(word);
        CHECK(model::isFunctionWord(word));
    }
    for (const char* word : {"", "refund", "bread", "öffnen", "价格", "🙂", "<num>"}) {
        CAPTURE(word);
        CHECK_FALSE(model::isFunctionWord(word));
    }
}

TEST_CASE("a suggester is its log: the same one gives the same answers") {
    model::SuggestionLog log = newShop();
    for (int i = 0; i < 30; ++i) {
        log.lessons.push_back({.reply = log.library[static_cast<std::size_t>(i) % log.library.size()].id,
                               .message = "message number " + std::to_string(i) + " about bread and hours"});
        log.outcomes.push_back(
            {.certainty = {.top = 0.3 + i / 100.0, .overSecond = 0.1}, .used = i % 3 == 0});
    }
    const ReplySuggester one(log);
    const ReplySuggester other(log);
    const auto first = one.suggest("bread hours", 5);
    const auto second = other.suggest("bread hours", 5);
    REQUIRE(first.best.size() == second.best.size());
    REQUIRE_FALSE(first.best.empty());
    for (std::size_t i = 0; i < first.best.size(); ++i) {
        CHECK(first.best[i].reply == second.best[i].reply);
        CHECK(first.best[i].score == second.best[i].score);
        CHECK(first.best[i].probability == second.best[i].probability);
    }
    // What is shown and ignored again and again is thought less likely; scores stay.
    const double before = first.probability;
    for (int i = 0; i < 50; ++i) {
        log.outcomes.push_back({.certainty = first.certainty, .used = false});
    }
    const auto later = ReplySuggester(log).suggest("bread hours", 5);
    CHECK(later.probability < before);
    CHECK(later.best.front().score == first.best.front().score);
}

TEST_CASE("what is erased was never learnt") {
    model::SuggestionLog log = newShop();
    log.lessons = {{.reply = {1}, .message = "do you have rye on Monday"},
                   {.reply = {3}, .message = "the cake fell apart"},
                   {.reply = {2}, .message = "is there a place for the car"}};
    model::SuggestionLog without = log;
    without.lessons.erase(without.lessons.begin() + 1);
    model::SuggestionLog never = newShop();
    never.lessons = {log.lessons[0], log.lessons[2]};
    for (const char* message : {"the cake", "rye on Monday", "place for a car apart"}) {
        const auto erased = ReplySuggester(without).suggest(message, 10);
        const auto unseen = ReplySuggester(never).suggest(message, 10);
        REQUIRE(erased.best.size() == unseen.best.size());
        for (std::size_t i = 0; i < erased.best.size(); ++i) {
            CHECK(erased.best[i].reply == unseen.best[i].reply);
            CHECK(erased.best[i].score == unseen.best[i].score);
        }
    }
    CHECK(ReplySuggester(log).suggest("the cake fell", 1).best.front().reply == base::CannedReplyId{3});
}

TEST_CASE("tags and wordings are found, and the customer's language goes before its like") {
    model::SuggestionLog log;
    log.library = {{.id = {1}, .title = "Hours", .text = "We close at six.", .tags = {"closing"}},
                   {.id = {2},
                    .title = "Hours of the market",
                    .text = "We close at six.",
                    .variants = {{.text = "Wir schließen um sechs.", .language = "de"}}},
                   {.id = {3}, .title = "Refund", .text = "Your money comes back."}};
    const ReplySuggester suggester(log);
    CHECK(suggester.suggest("closing?", 3).best.front().reply == base::CannedReplyId{1});
    CHECK(suggester.suggest("schließen sie um sechs", 3).best.front().reply == base::CannedReplyId{2});
    const auto score = [](const ReplySuggester::Answer& answer, std::int64_t reply) {
        for (const auto& one : answer.best) {
            double sum = 0;
            for (const auto& reason : one.because) {
                sum += reason.share;
            }
            CHECK(sum == Approx(one.score).margin(1e-4));
            if (one.reply.value == reply) {
                return one.score;
            }
        }
        return 0.0;
    };
    const auto plain = suggester.suggest("close six", 3);
    const auto german = suggester.suggest("close six", 3, "de");
    CHECK(score(german, 2) > score(plain, 2));
    CHECK(score(german, 1) == score(plain, 1));
    CHECK(german.best.size() == plain.best.size());
}

TEST_CASE("whom a message is addressed to says nothing of what it asks") {
    CHECK(model::wordsToAnswer("", "@shop @bo When do you open?") == "When do you open?");
    CHECK(model::wordsToAnswer("Lids", "@shop one is broken, @shop!") == "Lids\none is broken, @shop!");
    CHECK(model::wordsToAnswer("", "@shop") == "@shop");
}
