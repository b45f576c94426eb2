// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/reply_matcher.h"

#include "support/catch.h"

#include <vector>

using model::CannedReply;

TEST_CASE("a sent text is the canned reply that it resembles most") {
    const std::vector<CannedReply> library{
        {{1}, "Hours", "We are open from nine to six, every day but Sunday."},
        {{2}, "Refund", "Hello {{customer.first_name|there}}, we send your money back within three days."},
        {{3}, "Hours, again", "We are open from nine to six, every day but Sunday."}};
    const model::ReplyMatcher matcher(library);
    const auto found = [&](std::string_view sent) {
        const auto replies = matcher.repliesIn(sent);
        REQUIRE(replies.size() <= 1);
        return replies.empty() ? 0 : replies.front().value;
    };
    CHECK(found("We are open from nine to six, every day but Sunday.") == 1);
    CHECK(found("we are OPEN from nine to six every day but sunday! See you, Ida") == 1);
    CHECK(found("Hello Mira, we send your money back within three days.") == 2);
    CHECK(found("Hello Mira, sorry for that. We send your money back within two days.") == 2);
    CHECK(found("Hello Mira, thank you for the picture of your dog.") == 0);
    CHECK(found("") == 0);
    CHECK(found("🙂") == 0);
    CHECK(model::ReplyMatcher({}).repliesIn("anything").empty());
}

TEST_CASE("what was inserted counts while half of it is still there") {
    const std::vector<CannedReply> library{
        {{1}, "Hours", "We are open from nine to six, every day but Sunday."},
        {{2}, "Parking", "There is a place for cars behind the house."},
        {{3}, "Silent", "{{customer.first_name}}"}};
    const model::ReplyMatcher matcher(library);
    using Ids = std::vector<base::CannedReplyId>;
    const Ids both{{1}, {2}, {3}};
    const std::string hours = library[0].text;
    const std::string parking = library[1].text;
    // Several in one, though neither is alike enough to the whole.
    const std::string joined =
        hours + " Ida is there on Mondays. " + parking + " See you soon, we look forward.";
    CHECK(matcher.repliesIn(joined, both) == Ids{{1}, {2}});
    CHECK(matcher.repliesIn(joined).empty());
    CHECK(matcher.repliesIn("Of course, we are open from nine, but not every day.", Ids{{1}}) == Ids{{1}});
    CHECK(matcher.repliesIn("Of course, we will call you.", Ids{{1}}).empty());
    // What was typed instead is another one.
    CHECK(matcher.repliesIn(parking, Ids{{1}}) == Ids{{2}});
    CHECK(matcher.repliesIn(hours, Ids{{99}}) == Ids{{1}});
    CHECK(matcher.repliesIn("", both).empty());
}

TEST_CASE("likeness is the same both ways, 1 for the same words and 0 for none in common") {
    CHECK(model::likeness("a b c", "c b a") == 1);
    CHECK(model::likeness("a b c", "d e") == 0);
    CHECK(model::likeness("a a b", "a b b") == Approx(2.0 / 3));
    CHECK(model::likeness("hi there", "Hi {{customer.first_name}}") == model::likeness("Hi", "hi there"));
    CHECK(model::likeness("", "") == 0);
}
