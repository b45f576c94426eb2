// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/reply_ranker.h"

#include "support/catch.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using model::CannedReply;
using model::ReplyRanker;
using model::Suggestion;

namespace {

std::vector<CannedReply> starters() {
    auto replies = model::starterReplies();
    std::int64_t id = 0;
    for (CannedReply& reply : replies) {
        reply.id = {++id};
    }
    return replies;
}

std::string bestTitle(const ReplyRanker& ranker, std::string_view message) {
    const auto suggestions = ranker.rank(message, 1).best;
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
/// What several replies answer.
constexpr const char* kManyThings = "When do you open, is my parcel on its way, can I get money back?";

}  // namespace

TEST_CASE("the reply that shares the telling words comes first") {
    const auto replies = starters();
    const ReplyRanker ranker(replies);
    CHECK(bestTitle(ranker, kMessages[0]) == "Opening hours");
    CHECK(bestTitle(ranker, kMessages[1]) == "Allergies, what it contains");
    CHECK(bestTitle(ranker, kMessages[2]) == "Refund, money back");
    CHECK(bestTitle(ranker, kMessages[3]) == "Order status, tracking");
    CHECK(bestTitle(ranker, kMessages[4]) == "Appointment, table, reservation");
}

TEST_CASE("a rare word weighs more than a frequent one") {
    const std::vector<CannedReply> replies{
        {{1}, "a", "shop shoes"}, {{2}, "b", "shop bread"}, {{3}, "c", "shop tea"}};
    const auto suggestions = ReplyRanker(replies).rank("shop bread", 3).best;
    REQUIRE(suggestions.size() == 3);
    CHECK(suggestions[0].reply == base::CannedReplyId{2});
    REQUIRE(suggestions[0].because.size() == 2);
    CHECK(suggestions[0].because[0].word == "bread");
    CHECK(suggestions[0].because[0].share > suggestions[0].because[1].share);
}

TEST_CASE("a word that the customer repeats counts once") {
    const auto replies = starters();
    const ReplyRanker ranker(replies, ReplyRanker::Method::WordsOnly);
    CHECK(ranker.rank("refund refund xyzzy", 1).best[0].score ==
          ranker.rank("refund xyzzy", 1).best[0].score);
}

TEST_CASE("the shares of the words sum to the score") {
    const auto replies = starters();
    const ReplyRanker ranker(replies);
    for (const std::string& message : kMessages) {
        for (const Suggestion& suggestion : ranker.rank(message, 20).best) {
            CHECK(std::abs(sumOf(suggestion) - suggestion.score) < 1e-4);
            CHECK(std::ranges::is_sorted(suggestion.because, std::ranges::greater{},
                                         &model::SuggestionReason::share));
        }
    }
}

TEST_CASE("scores stay between none and a perfect match") {
    const auto replies = starters();
    const ReplyRanker ranker(replies);
    for (const CannedReply& reply : replies) {
        for (const Suggestion& suggestion : ranker.rank(reply.text, 20).best) {
            CHECK(suggestion.score > 0);
            CHECK(suggestion.score < 1);
        }
    }
}

TEST_CASE("a better score never has a smaller probability, and together they are no more than certain") {
    const auto replies = starters();
    const ReplyRanker ranker(replies);
    REQUIRE(ranker.rank(kManyThings, 20).best.size() > 3);
    auto messages = kMessages;
    messages.emplace_back(kManyThings);
    for (const std::string& message : messages) {
        auto ranking = ranker.rank(message, 20);
        model::Calibrator().fill(ranking.best, ranking.certainty);
        const auto& suggestions = ranking.best;
        REQUIRE_FALSE(suggestions.empty());
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
    const ReplyRanker ranker(replies);
    const auto all = ranker.rank(kManyThings, 20).best;
    const auto three = ranker.rank(kManyThings, 3).best;
    REQUIRE(three.size() == 3);
    for (std::size_t place = 0; place < 3; ++place) {
        CHECK(three[place].reply == all[place].reply);
        CHECK(three[place].score == all[place].score);
    }
    CHECK(ranker.rank(kManyThings, 0).best.empty());
}

TEST_CASE("a reply without a common word is not suggested") {
    const std::vector<CannedReply> replies{{{1}, "Refund", "money"}, {{2}, "Hours", "open"}};
    const ReplyRanker ranker(replies);
    CHECK(ranker.rank("refund", 3).best.size() == 1);
    CHECK(ranker.rank("xyzzy", 3).best.empty());
    CHECK(ranker.rank("", 3).best.empty());
    CHECK(ranker.rank("🎉", 3).best.size() <= 2);
    CHECK(ReplyRanker({}).rank("refund", 3).best.empty());
}

TEST_CASE("case and accents make no difference, and the reason shows the customer's own word") {
    const std::vector<CannedReply> replies{{{1}, "Größe", "Café"}, {{2}, "b", "c"}};
    const ReplyRanker ranker(replies);
    const auto suggestions = ranker.rank("GROSSE cafe GRÖSSE Refund", 3).best;
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
    CHECK(ReplyRanker(replies).rank("@shop passt", 3).best.empty());
    CHECK(ReplyRanker(replies).rank("@shop@shop.example see https://shop.example/return", 3).best.empty());
    const auto meant = ReplyRanker(replies).rank("@shop where is your shop", 3).best;
    REQUIRE(meant.size() == 1);
    CHECK(meant[0].because[0].word == "shop");
}

TEST_CASE("the words inside a placeholder are not the reply's subject") {
    const std::vector<CannedReply> replies{{{1}, "Hello", "Hi {{customer.first_name|sunshine}}"}};
    CHECK(ReplyRanker(replies).rank("customer sunshine", 3).best.empty());
}

TEST_CASE("the same replies in another order rank the same") {
    auto replies = starters();
    const ReplyRanker ranker(replies);
    std::ranges::shuffle(replies, std::mt19937(3));
    const ReplyRanker shuffled(replies);
    for (const std::string& message : kMessages) {
        const auto first = ranker.rank(message, 20).best;
        const auto second = shuffled.rank(message, 20).best;
        REQUIRE(first.size() == second.size());
        for (std::size_t place = 0; place < first.size(); ++place) {
            CHECK(first[place].reply == second[place].reply);
            CHECK(first[place].score == second[place].score);
        }
    }
}

TEST_CASE("replies that score the same stand by their id") {
    const std::vector<CannedReply> replies{{{7}, "x", "refund"}, {{3}, "x", "refund"}};
    const auto suggestions = ReplyRanker(replies).rank("refund", 2).best;
    REQUIRE(suggestions.size() == 2);
    CHECK(suggestions[0].reply == base::CannedReplyId{3});
}

namespace {

/// Questions as they come in, each with the reply that a shop would pick.
struct History {
    std::vector<std::pair<base::CannedReplyId, std::string>> picks;

    explicit History(int count, unsigned seed = 1) {
        const std::vector<std::vector<std::string>> asked{
            {"are you open", "when do you close", "what time tomorrow", "open on sunday"},
            {"where is my parcel", "not arrived yet", "tracking says lost", "when will it come"},
            {"i want my money back", "can i return them", "refund please", "it broke, i want a refund"},
            {"any nuts in it", "my son is allergic", "is it vegan", "what is inside"}};
        std::mt19937 dice(seed);
        for (int i = 0; i < count; ++i) {
            const std::size_t about = dice() % asked.size();
            const auto& words = asked[about];
            picks.emplace_back(base::CannedReplyId{static_cast<std::int64_t>(about) + 1},
                               words[dice() % words.size()] + " " + words[dice() % words.size()]);
        }
    }
    void teach(ReplyRanker& ranker, std::size_t upTo) const {
        for (std::size_t i = 0; i < std::min(upTo, picks.size()); ++i) {
            ranker.learn(picks[i].first, picks[i].second);
        }
    }
};

bool areSame(const ReplyRanker::Ranking& one, const ReplyRanker::Ranking& other) {
    return one.certainty == other.certainty &&
           std::ranges::equal(one.best, other.best, [](const Suggestion& a, const Suggestion& b) {
               return a.reply == b.reply && a.score == b.score &&
                      std::ranges::equal(a.because, b.because, [](const auto& x, const auto& y) {
                          return x.word == y.word && x.share == y.share;
                      });
           });
}

}  // namespace

TEST_CASE("what was picked before is suggested, though title and text say nothing of it") {
    const std::vector<CannedReply> replies{
        {{1}, "Alpha", ""}, {{2}, "Beta", ""}, {{3}, "Gamma", ""}, {{4}, "Delta", ""}};
    ReplyRanker ranker(replies);
    CHECK(ranker.rank("my parcel is lost", 3).best.empty());
    History(40).teach(ranker, 40);
    CHECK(bestTitle(ranker, "my parcel is lost") == "Beta");
    CHECK(bestTitle(ranker, "is it without nuts") == "Delta");
    CHECK(ranker.examples() == 40);
}

TEST_CASE("the same picks in the same order rank the same, to the bit") {
    const auto replies = starters();
    const History history(300);
    ReplyRanker one(replies);
    ReplyRanker other(replies);
    history.teach(one, 300);
    history.teach(other, 300);
    for (const std::string& message : kMessages) {
        CHECK(areSame(one.rank(message, 20), other.rank(message, 20)));
    }
}

TEST_CASE("a pick that is taken back leaves no trace in any score") {
    const auto replies = starters();
    const History history(200);
    const auto method = GENERATE(ReplyRanker::Method::Learnt, ReplyRanker::Method::WordsOnly);
    ReplyRanker ranker(replies, method);
    ReplyRanker without(replies, method);
    for (std::size_t i = 0; i < history.picks.size(); ++i) {
        ranker.learn(history.picks[i].first, history.picks[i].second);
        without.learn(history.picks[i].first, history.picks[i].second);
        if (i % 7 == 3) {
            ranker.learn({2}, kMessages[i % kMessages.size()]);
            ranker.unlearn();
            ranker.unlearn();  // once is all
        }
    }
    for (const std::string& message : kMessages) {
        CHECK(areSame(ranker.rank(message, 20), without.rank(message, 20)));
    }
}

TEST_CASE("also what was learnt is told by shares that sum to the score") {
    const auto replies = starters();
    ReplyRanker ranker(replies);
    History(1'500).teach(ranker, 1'500);
    for (const std::string& message : kMessages) {
        for (const Suggestion& suggestion : ranker.rank(message, 20).best) {
            CHECK(std::abs(sumOf(suggestion) - suggestion.score) < 1e-4);
        }
    }
}

TEST_CASE("a reply that is not in the library teaches nothing") {
    ReplyRanker ranker(starters());
    ranker.learn({999}, "where is my parcel");
    CHECK(ranker.examples() == 0);
    ranker.unlearn();
    CHECK(ranker.examples() == 0);
}

TEST_CASE("messages of any length and any script are ranked, and teach") {
    const auto replies = starters();
    ReplyRanker ranker(replies);
    std::string endless;
    while (endless.size() < 100'000) {
        endless += "refund " + std::to_string(endless.size()) + "x ";
    }
    const std::vector<std::string> odd{"",
                                       "\u200B\u200D\uFEFF",
                                       "🙂🙂🙂",
                                       "👩‍👩‍👧",
                                       "متى تفتحون غدا؟",
                                       "你们几点关门?",
                                       std::string(100'000, 'a'),
                                       std::string(2'000, ' '),
                                       endless,
                                       "\xff\xfe broken",
                                       std::string("nul\0nul", 7)};
    for (const std::string& message : odd) {
        ranker.learn({1}, message);
        for (const Suggestion& suggestion : ranker.rank(message, 20).best) {
            CHECK(std::abs(sumOf(suggestion) - suggestion.score) < 1e-4);
        }
        CHECK(model::featuresOf(message).all.size() <= model::MessageFeatures::kMost);
    }
    CHECK(ranker.rank("متى تفتحون", 1).best.size() == 1);
    CHECK(ranker.rank("几点", 1).best.size() == 1);
}

TEST_CASE("of a word all pieces tell in scripts that write little words in front of it") {
    const auto kinds = [](std::string_view word, model::MessageFeature::Kind kind) {
        return std::ranges::count(model::featuresOf(word).all, kind, &model::MessageFeature::kind);
    };
    using Kind = model::MessageFeature::Kind;
    CHECK(kinds("closing", Kind::Start) == 1);
    CHECK(kinds("closing", Kind::Letters) > 10);
    for (const char* word : {"والبطاقة", "בכרטיס"}) {
        CAPTURE(word);
        CHECK(kinds(word, Kind::Start) > 10);
        CHECK(kinds(word, Kind::Letters) == 0);
    }
}

TEST_CASE("the calibrator follows what is used and what is ignored") {
    model::Calibrator calibrator;
    const model::Certainty sure{.top = 0.5, .overSecond = 0.3, .overFourth = 0.4, .examples = 100};
    const model::Certainty unsure{.top = 0.1, .overSecond = 0.01, .overFourth = 0.02, .examples = 100};
    CHECK(calibrator.probability(sure) > 0.9);
    CHECK(calibrator.probability(unsure) < 0.6);
    CHECK(calibrator.probability({}) == 0);
    const double before = calibrator.probability(sure);
    for (int i = 0; i < 50; ++i) {
        calibrator.learn(sure, false);
    }
    CHECK(calibrator.probability(sure) < before);
    CHECK(calibrator.probability(sure) < 0.5);
}
