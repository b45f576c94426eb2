// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/word_vectors.h"

#include "model/ranking/reply_ranker.h"

#include "support/catch.h"
#include "support/word_vector_bytes.h"

#include <string>
#include <vector>

using model::ReplyRanker;
using model::WordVectors;
using support::wordVectorBytes;

namespace {

const support::Directions kWords{{"cash", {1, 2}},   {"reimbursement", {1, 2}}, {"money", {1, 2}},
                                 {"parcel", {3, 4}}, {"dhl", {3, 4}},           {"tracking", {3, 4}},
                                 {"want", {5, 6}}};

std::shared_ptr<const WordVectors> vectors() {
    return std::make_shared<const WordVectors>(WordVectors::read(wordVectorBytes(kWords)).value());
}

const std::vector<model::CannedReply> kReplies{{.id = {1}, .title = "Refund, money back", .text = ""},
                                               {.id = {2}, .title = "Parcel tracking", .text = ""},
                                               {.id = {3}, .title = "Opening hours", .text = ""}};

double sumOf(const model::Suggestion& suggestion) {
    double sum = 0;
    for (const auto& reason : suggestion.because) {
        sum += reason.share;
    }
    return sum;
}

}  // namespace

TEST_CASE("word vectors are read as they were written") {
    const auto read = WordVectors::read(wordVectorBytes(kWords));
    REQUIRE(read.has_value());
    CHECK(read->size() == kWords.size());
    const auto money = read->find("money");
    REQUIRE(money.has_value());
    CHECK(money->at(1) == Approx(0.2));
    CHECK(money->at(2) == Approx(-0.1));
    CHECK(money->at(0) == 0);
    for (const char* unknown : {"", "mone", "moneys", "zzz", "a"}) {
        CHECK_FALSE(read->find(unknown).has_value());
    }
    CHECK(WordVectors::read(wordVectorBytes({}))->size() == 0);
}

TEST_CASE("a file that is no word vectors is one clear error") {
    const auto why = [](const std::string& bytes) {
        const auto read = WordVectors::read(bytes);
        return read ? std::string("read") : read.error().what();
    };
    const std::string whole = wordVectorBytes(kWords);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        if (why(whole.substr(0, size)) == "read") {
            FAIL("read though cut at " << size);
        }
    }
    CHECK(why("GIF89a") == "these are no word vectors: the file does not begin as one of them");
    CHECK(why(whole + "x") == "these are no word vectors: there is more behind the last word");
    CHECK(why(wordVectorBytes(kWords, 50)) == "these are no word vectors: 50 dimensions instead of 100");
    std::string unordered = whole;
    unordered[unordered.find("cash")] = 'y';
    CHECK(why(unordered) == "these are no word vectors: word 2 is not in order");
}

TEST_CASE("with word vectors another word for the same finds its reply, and says so") {
    CHECK(ReplyRanker(kReplies).rank("I want cash", 3).best.empty());
    const auto best = ReplyRanker(kReplies, ReplyRanker::Method::Learnt, vectors()).rank("cash", 3).best;
    REQUIRE(best.size() == 1);
    CHECK(best[0].reply == base::CannedReplyId{1});
    REQUIRE(best[0].because.size() == 1);
    CHECK(best[0].because[0].word == "cash");
    CHECK(sumOf(best[0]) == Approx(best[0].score));
}

TEST_CASE("a message of which most words are unknown is ranked as if there were no vectors") {
    const ReplyRanker without(kReplies);
    const ReplyRanker with(kReplies, ReplyRanker::Method::Learnt, vectors());
    const auto one = without.rank("parcel xyzzy plugh", 3).best;
    const auto other = with.rank("parcel xyzzy plugh", 3).best;
    REQUIRE(one.size() == 1);
    REQUIRE(other.size() == 1);
    CHECK(one[0].score == other[0].score);
    CHECK(with.rank("cash xyzzy plugh", 3).best.empty());
    CHECK(with.rank("@shop@shop.example cash 20 https://shop.example/a", 3).best.size() == 1);
    CHECK(with.rank("parcel tracking", 3).best[0].score != without.rank("parcel tracking", 3).best[0].score);
}

TEST_CASE("with word vectors a pick that is taken back leaves no trace, and shares sum to the score") {
    const auto shared = vectors();
    ReplyRanker ranker(kReplies, ReplyRanker::Method::Learnt, shared);
    ReplyRanker without(kReplies, ReplyRanker::Method::Learnt, shared);
    const std::vector<std::string> messages{"cash please",
                                            "where is dhl",
                                            "want my reimbursement",
                                            "dhl parcel",
                                            "money money tracking",
                                            "are you open",
                                            ""};
    for (int i = 0; i < 300; ++i) {
        const std::string& message = messages[static_cast<std::size_t>(i * 5 + i / 7) % messages.size()];
        const base::CannedReplyId reply{i * 5 % 3 + 1};
        ranker.learn(reply, message);
        without.learn(reply, message);
        ranker.learn({2}, messages[static_cast<std::size_t>(i) % messages.size()]);
        ranker.unlearn();
    }
    for (const std::string& message : messages) {
        const auto one = ranker.rank(message, 3);
        const auto other = without.rank(message, 3);
        REQUIRE(one.best.size() == other.best.size());
        CHECK(one.certainty == other.certainty);
        for (std::size_t i = 0; i < one.best.size(); ++i) {
            CHECK(one.best[i].reply == other.best[i].reply);
            CHECK(one.best[i].score == other.best[i].score);
            CHECK(std::abs(sumOf(one.best[i]) - one.best[i].score) < 1e-4);
        }
    }
}
