// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/suggestion.h"

#include "support/catch.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using model::CannedReply;
using model::Suggestion;
using model::WordRanker;

namespace {

std::vector<CannedReply> starters() {
    auto replies = model::starterReplies();
    std::int64_t id = 0;
    for (CannedReply& reply : replies) {
        reply.id = {++id};
    }
    return replies;
}

std::string bestTitle(const WordRanker& ranker, std::string_view message) {
    const auto suggestions = ranker.rank(message, 1);
    return suggestions.empty() ? "" : suggestions[0].title;
}

double sumOf(const Suggestion& suggestion) {
    double sum = 0;
    for (const auto& reason : suggestion.because) {
        sum += reason.share;
    }
    return sum;
}

const std::vector<std::string> kMessages{
    "When are you open on Sunday?", "Do the muffins contain nuts? My son is allergic.",
    "I want my money back!",        "where is my parcel, ordered last week",
    "can I book a table for four",  "GRÖSSE 42 still available?",
};

}  // namespace

TEST_CASE("the reply that shares the telling words comes first") {
    const auto replies = starters();
    const WordRanker ranker(replies);
    CHECK(bestTitle(ranker, kMessages[0]) == "Opening hours");
    CHECK(bestTitle(ranker, kMessages[1]) == "Allergies, what it contains");
    CHECK(bestTitle(ranker, kMessages[2]) == "Refund, money back");
    CHECK(bestTitle(ranker, kMessages[3]) == "Order status, tracking");
    CHECK(bestTitle(ranker, kMessages[4]) == "Appointment, table, reservation");
}

TEST_CASE("a rare word weighs more than a frequent one") {
    const std::vector<CannedReply> replies{
        {{1}, "a", "shop shoes"}, {{2}, "b", "shop bread"}, {{3}, "c", "shop tea"}};
    const auto suggestions = WordRanker(replies).rank("shop bread", 3);
    REQUIRE(suggestions.size() == 3);
    CHECK(suggestions[0].reply == base::CannedReplyId{2});
    REQUIRE(suggestions[0].because.size() == 2);
    CHECK(suggestions[0].because[0].word == "bread");
    CHECK(suggestions[0].because[0].share > suggestions[0].because[1].share);
}

TEST_CASE("a word that the customer repeats counts once") {
    const auto replies = starters();
    const WordRanker ranker(replies);
    CHECK(ranker.rank("refund refund xyzzy", 1)[0].score == ranker.rank("refund xyzzy", 1)[0].score);
}

TEST_CASE("a score follows BM25 with k1 = 1.2 and b = 0.75") {
    const std::vector<CannedReply> replies{{{1}, "", "refund refund money"}, {{2}, "", "opening hours"}};
    const auto suggestions = WordRanker(replies).rank("refund tomorrow", 3);
    REQUIRE(suggestions.size() == 1);
    // idf(refund) = ln 2, idf(unseen) = ln 6; tf 2 in 3 words where the mean is 2.5.
    const double saturated = 2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2.5));
    CHECK(suggestions[0].score == Approx(0.693147 * saturated / (0.693147 + 1.791759)).epsilon(1e-5));
}

TEST_CASE("the shares of the words sum to the score") {
    const auto replies = starters();
    const WordRanker ranker(replies);
    for (const std::string& message : kMessages) {
        for (const Suggestion& suggestion : ranker.rank(message, 20)) {
            CHECK(std::abs(sumOf(suggestion) - suggestion.score) < 1e-4);
            CHECK(std::ranges::is_sorted(suggestion.because, std::ranges::greater{},
                                         &model::SuggestionReason::share));
        }
    }
}

TEST_CASE("scores stay between none and a perfect match") {
    const auto replies = starters();
    const WordRanker ranker(replies);
    for (const CannedReply& reply : replies) {
        for (const Suggestion& suggestion : ranker.rank(reply.text, 20)) {
            CHECK(suggestion.score > 0);
            CHECK(suggestion.score < 1);
        }
    }
}

TEST_CASE("a better score never has a smaller probability, and together they are no more than certain") {
    const auto replies = starters();
    const WordRanker ranker(replies);
    for (const std::string& message : kMessages) {
        const auto suggestions = ranker.rank(message, 20);
        REQUIRE(suggestions.size() > 1);
        double sum = 0;
        for (const Suggestion& suggestion : suggestions) {
            sum += suggestion.probability;
        }
        CHECK(sum <= 1 + 1e-9);
        CHECK(std::ranges::is_sorted(suggestions, std::ranges::greater{}, &Suggestion::score));
        CHECK(std::ranges::is_sorted(suggestions, std::ranges::greater{}, &Suggestion::probability));
    }
}

TEST_CASE("the limit takes the tail off and changes nothing of what stays") {
    const auto replies = starters();
    const WordRanker ranker(replies);
    const auto all = ranker.rank(kMessages[0], 20);
    const auto three = ranker.rank(kMessages[0], 3);
    REQUIRE(three.size() == 3);
    for (std::size_t place = 0; place < 3; ++place) {
        CHECK(three[place].reply == all[place].reply);
        CHECK(three[place].probability == all[place].probability);
    }
    CHECK(ranker.rank(kMessages[0], 0).empty());
}

TEST_CASE("a reply without a common word is not suggested") {
    const std::vector<CannedReply> replies{{{1}, "Refund", "money"}, {{2}, "Hours", "open"}};
    const WordRanker ranker(replies);
    CHECK(ranker.rank("refund", 3).size() == 1);
    CHECK(ranker.rank("xyzzy", 3).empty());
    CHECK(ranker.rank("", 3).empty());
    CHECK(ranker.rank("🎉", 3).size() <= 2);
    CHECK(WordRanker({}).rank("refund", 3).empty());
}

TEST_CASE("case and accents make no difference, and the reason shows the customer's own word") {
    const std::vector<CannedReply> replies{{{1}, "Größe", "Café"}, {{2}, "b", "c"}};
    const WordRanker ranker(replies);
    const auto suggestions = ranker.rank("GROSSE cafe GRÖSSE Refund", 3);
    REQUIRE_FALSE(suggestions.empty());
    std::vector<std::string> words;
    for (const auto& reason : suggestions[0].because) {
        words.push_back(reason.word);
    }
    CHECK(std::ranges::find(words, "cafe") != words.end());
}

TEST_CASE("whom a message addresses is not what it is about") {
    const std::vector<CannedReply> replies{
        {.id = base::CannedReplyId{1}, .title = "Return to the shop", .text = "x"}};
    CHECK(WordRanker(replies).rank("@shop passt", 3).empty());
    CHECK(WordRanker(replies).rank("@shop@shop.example see https://shop.example/return", 3).empty());
    const auto meant = WordRanker(replies).rank("@shop where is your shop", 3);
    REQUIRE(meant.size() == 1);
    CHECK(meant[0].because[0].word == "shop");
}

TEST_CASE("the words inside a placeholder are not the reply's subject") {
    const std::vector<CannedReply> replies{{{1}, "Hello", "Hi {{customer.first_name|sunshine}}"}};
    CHECK(WordRanker(replies).rank("customer sunshine", 3).empty());
}

TEST_CASE("the same replies in another order rank the same") {
    auto replies = starters();
    const WordRanker ranker(replies);
    std::ranges::shuffle(replies, std::mt19937(3));
    const WordRanker shuffled(replies);
    for (const std::string& message : kMessages) {
        const auto first = ranker.rank(message, 20);
        const auto second = shuffled.rank(message, 20);
        REQUIRE(first.size() == second.size());
        for (std::size_t place = 0; place < first.size(); ++place) {
            CHECK(first[place].reply == second[place].reply);
            CHECK(first[place].score == second[place].score);
        }
    }
}

TEST_CASE("replies that score the same stand by their id") {
    const std::vector<CannedReply> replies{{{7}, "x", "refund"}, {{3}, "x", "refund"}};
    const auto suggestions = WordRanker(replies).rank("refund", 2);
    REQUIRE(suggestions.size() == 2);
    CHECK(suggestions[0].reply == base::CannedReplyId{3});
}
