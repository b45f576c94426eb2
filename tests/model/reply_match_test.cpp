// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/reply_match.h"

#include "support/catch.h"

#include <vector>

using model::CannedReply;

TEST_CASE("a sent text is the canned reply that it resembles most") {
    const std::vector<CannedReply> library{
        {{1}, "Hours", "We are open from nine to six, every day but Sunday."},
        {{2}, "Refund", "Hello {{customer.first_name|there}}, we send your money back within three days."},
        {{3}, "Hours, again", "We are open from nine to six, every day but Sunday."}};
    const auto found = [&](std::string_view sent) {
        return model::cannedReplyIn(sent, library).value_or(base::CannedReplyId{}).value;
    };
    CHECK(found("We are open from nine to six, every day but Sunday.") == 1);
    CHECK(found("we are OPEN from nine to six every day but sunday! See you, Ida") == 1);
    CHECK(found("Hello Mira, we send your money back within three days.") == 2);
    CHECK(found("Hello Mira, sorry for that. We send your money back within two days.") == 2);
    CHECK(found("Hello Mira, thank you for the picture of your dog.") == 0);
    CHECK(found("") == 0);
    CHECK(found("🙂") == 0);
    CHECK(model::cannedReplyIn("anything", {}) == std::nullopt);
}

TEST_CASE("likeness is the same both ways, 1 for the same words and 0 for none in common") {
    CHECK(model::likeness("a b c", "c b a") == 1);
    CHECK(model::likeness("a b c", "d e") == 0);
    CHECK(model::likeness("a a b", "a b b") == Approx(2.0 / 3));
    CHECK(model::likeness("hi there", "Hi {{customer.first_name}}") == model::likeness("Hi", "hi there"));
    CHECK(model::likeness("", "") == 0);
}
