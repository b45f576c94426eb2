// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_samples.h"
#include "support/catch.h"

#include <string>
#include <vector>

/// A comment with all around it, and what its absence proves.
namespace {

using namespace ig;
using harvest::deletedOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;

std::string askedTagIds(const std::string& after = "") {
    return askedOn("/" + kShop + "/tags", {{"fields", "id"}, {"limit", "100"}}, after);
}
dialogue::Course<model::IncomingBatch> read(const std::string& id, const std::vector<std::string>& known,
                                            const std::vector<Exchange>& exchanges) {
    const auto account = ig::account();
    const auto secrets = ig::secrets();
    return dialogue::run(adapter().readThread(account, secrets, id, known), exchanges);
}
Answer whole(Json comment) {
    comment["media"] = {{"id", "g_1"}};
    return dialogue::json(comment.dump());
}
/// What a token is asked before something that it does not find counts as deleted.
const std::string kSight = asked("/" + kShop + "/media", {{"fields", "id,comments.limit(1){id}"}, {"limit", "1"}});
const Answer kGone = refusal(100, 33, "Unsupported get request. Object with ID does not exist");

}  // namespace

TEST_CASE("a thread of Instagram is the comment with all replies, from whichever of them it is asked for") {
    const auto course = read("c_22", {"c_20", "c_21", "c_22", "c_23"},
                             {{askedComment("c_22"), whole(replyTo(comment(22), "c_20"))},
                              {askedComment("c_20"), whole(comment(20))},
                              {askedReplies("c_20"), page({replyTo(comment(21), "c_20")}, "r1")},
                              {askedReplies("c_20", "r1"), page({replyTo(comment(22), "c_20")})}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"c_20", "c_21", "c_22"});
    CHECK(messagesOf(course)[0].parentRemoteId == "g_1");
    CHECK(messagesOf(course)[1].parentRemoteId == "c_20");
    CHECK(deletedOf(course) == Ids{"c_23"});
    CHECK(course.taken.back().threadsRead == Ids{"c_22"});
}

TEST_CASE("a thread that was not read to its end proves nothing of what is not in it") {
    const auto course = read("c_20", {"c_20", "c_21", "c_22"},
                             {{askedComment("c_20"), whole(comment(20))},
                              {askedReplies("c_20"), page({replyTo(comment(21), "c_20")}, "r1")},
                              {askedReplies("c_20", "r1"), page({}, "r1")}});
    REQUIRE(course.status);
    CHECK(deletedOf(course).empty());
    const auto trouble = read("c_20", {"c_20"}, {{askedComment("c_20"), refusal(2, 0, "trouble", 500)}});
    CHECK(trouble.status.error().cure == base::Cure::BackOff);
    const auto forbidden = read("c_20", {"c_20"}, {{askedComment("c_20"), refusal(10, 0, "no", 403)}});
    CHECK(forbidden.status.error().kind == base::ErrorKind::Permission);
}

TEST_CASE("a comment that is gone is deleted, and with a top comment what was asked for below it") {
    const auto gone = read("c_20", {"c_20"},
                           {{askedComment("c_20"), kGone}, {askedTagIds(), page({})}, {kSight, page({})}});
    CHECK(deletedOf(gone) == Ids{"c_20"});
    CHECK(gone.taken.back().threadsRead == Ids{"c_20"});
    const auto above =
        read("c_22", {"c_20", "c_22"},
             {{askedComment("c_22"), whole(replyTo(comment(22), "c_20"))}, {askedComment("c_20"), kGone}});
    CHECK(deletedOf(above) == Ids{"c_20", "c_22"});
    const auto untagged =
        read("c_20", {"c_20"},
             {{askedComment("c_20"), kGone}, {askedTagIds(), refusal(10, 0, "no", 403)}, {kSight, page({})}});
    CHECK(deletedOf(untagged) == Ids{"c_20"});
    const auto blind = read("c_20", {"c_20"},
                            {{askedComment("c_20"), kGone},
                             {askedTagIds(), page({})},
                             {kSight, refusal(10, 0, "needs instagram_manage_comments", 403)}});
    CHECK(blind.status.error().kind == base::ErrorKind::Permission);
    CHECK(deletedOf(blind).empty());
}

TEST_CASE("a medium of somebody else's that Instagram denies is not deleted while we are tagged in it") {
    const auto listed = read("t_30", {"t_30"},
                             {{askedComment("t_30"), kGone},
                              {askedTagIds(), page({{{"id", "t_31"}}}, "x1")},
                              {askedTagIds("x1"), page({{{"id", "t_30"}}})}});
    REQUIRE(listed.status);
    CHECK(deletedOf(listed).empty());
    CHECK(listed.taken.back().threadsRead == Ids{"t_30"});
    const auto otherKind =
        read("t_30", {"t_30"}, {{askedComment("t_30"), refusal(100, 0, "nonexisting field (text)")}});
    REQUIRE(otherKind.status);
    CHECK(deletedOf(otherKind).empty());
    const auto unknown = read(
        "t_30", {"t_30"}, {{askedComment("t_30"), kGone}, {askedTagIds(), refusal(2, 0, "trouble", 500)}});
    CHECK_FALSE(unknown.status);
    CHECK(deletedOf(unknown).empty());
}
