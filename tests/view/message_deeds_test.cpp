// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/thread_view.h"

#include "support/catch.h"
#include "thread_story.h"

using namespace threadstory;

namespace {

ThreadRow rowWith(const model::DeedState& hide, const model::DeedState& like) {
    Thread thread;
    Message& message = thread.says(1, 54min, "free of nuts?");
    message.hide = hide;
    message.like = like;
    return thread.messageRows().at(0);
}

}  // namespace

TEST_CASE("a hidden or liked message says so in words, also to a screen reader") {
    CHECK(rowWith({}, {}).deedText.empty());
    CHECK(rowWith({.possible = true}, {.possible = true}).deedText.empty());
    CHECK(rowWith({.done = true}, {}).deedText == "hidden from others");
    CHECK(rowWith({}, {.done = true}).deedText == "liked by you");
    const ThreadRow both = rowWith({.done = true}, {.done = true});
    CHECK(both.deedText == "hidden from others · liked by you");
    CHECK(both.spoken.ends_with("hidden from others · liked by you"));
}

TEST_CASE("what the platform was not told yet is not said as if it were done") {
    CHECK(rowWith({.wished = true}, {}).deedText == "will be hidden from others");
    CHECK(rowWith({.done = true, .wished = false}, {}).deedText == "will be shown to others again");
    CHECK(rowWith({}, {.wished = true}).deedText == "your like is not sent yet");
    CHECK(rowWith({}, {.done = true, .wished = false}).deedText == "your like will be taken back");
    CHECK(rowWith({.wished = false}, {}).deedText.empty());
    CHECK(rowWith({.wished = true, .possible = true}, {}).deeds.hidden);
    CHECK_FALSE(rowWith({.done = true, .wished = false, .possible = true}, {}).deeds.hidden);
}

TEST_CASE("a refusal says what could not be done and why") {
    const std::string why = "Facebook does not allow this.";
    CHECK(rowWith({.refusal = why}, {}).deedRefusal == "Could not be hidden: " + why);
    CHECK(rowWith({.done = true, .refusal = why}, {}).deedRefusal ==
          "Could not be shown to others again: " + why);
    CHECK(rowWith({}, {.refusal = why}).deedRefusal == "Could not be liked: " + why);
    const ThreadRow kept = rowWith({}, {.done = true, .refusal = why});
    CHECK(kept.deedRefusal == "The like could not be taken back: " + why);
    CHECK(kept.spoken.find(kept.deedRefusal) != std::string::npos);
}

TEST_CASE("the row knows what can be done to its message") {
    const ThreadRow row = rowWith({.possible = true}, {.done = true, .possible = true});
    CHECK(row.deeds == ThreadRow::Deeds{.canHide = true, .canLike = true, .liked = true});
    CHECK(rowWith({}, {}).deeds == ThreadRow::Deeds{});
}
