// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"
#include "support/catch.h"
#include "x_samples.h"

#include <string>
#include <vector>

namespace {

using namespace ex;
using harvest::deletedOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;

dialogue::Course<model::IncomingBatch> read(const std::string& id, const Ids& known,
                                            const std::vector<Exchange>& exchanges) {
    const auto account = ex::account();
    const auto secrets = ex::secrets();
    return dialogue::run(adapter().readThread(account, secrets, id, known), exchanges);
}
std::string searched(const std::string& conversation) {
    return asked(
        "/2/tweets/search/recent",
        {{"query", "conversation_id:" + conversation}, {"max_results", "25"}, {"sort_order", "recency"}},
        Dialect::Tweet, Authors::Named);
}
/// A post within the week before now, in the conversation of that root.
Json inConversation(Json post, const std::string& root) {
    post["conversation_id"] = root;
    return post;
}
Answer withProblems(const std::vector<Json>& items,
                    const std::vector<std::pair<std::string, std::string>>& lost) {
    Json body{{"errors", Json::array()}};
    if (!items.empty()) {
        body["data"] = items;
    }
    for (const auto& [id, problem] : lost) {
        body["errors"].push_back({{"resource_id", id},
                                  {"value", id},
                                  {"title", "Error"},
                                  {"type", "https://api.x.com/2/problems/" + problem}});
    }
    return dialogue::json(body.dump());
}

}  // namespace

TEST_CASE("the thread of a mention under our post is what stands above and below it") {
    const auto course = read(
        idOf(6), {idOf(6)},
        {
            {askedPosts(idOf(6) + "," + idOf(6)), page({replyTo(post(6), idOf(2))})},
            {askedPosts(idOf(2)), page({post(2, kMe, "New lamps")})},
            {searched(idOf(2)), page({inConversation(replyTo(post(8, kTom, "me too"), idOf(6)), idOf(2))})},
        });
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{idOf(6), idOf(2), idOf(8)});
    CHECK(messagesOf(course)[1].own);
    CHECK(messagesOf(course)[2].parentRemoteId == idOf(6));
    CHECK(course.taken.at(0).threadsRead == Ids{idOf(6)});
}

TEST_CASE("a stranger's conversation is read upwards alone") {
    const auto course =
        read(idOf(6), {},
             {
                 {askedPosts(idOf(6)), page({replyTo(post(6), idOf(4))})},
                 {askedPosts(idOf(4)),
                  page({inConversation(replyTo(post(4, kTom, "anyone?"), idOf(1)), idOf(1))})},
                 {askedPosts(idOf(1)), page({post(1, kTom, "lamps")})},
             });
    CHECK(idsOf(course) == Ids{idOf(6), idOf(4), idOf(1)});
}

TEST_CASE("known posts that are gone are told, unknown ones stand as places") {
    const auto course =
        read(idOf(6), {idOf(7), idOf(6)},
             {
                 {askedPosts(idOf(6) + "," + idOf(7) + "," + idOf(6)),
                  withProblems({replyTo(post(6), idOf(3))}, {{idOf(7), "resource-not-found"}})},
                 {askedPosts(idOf(3)), withProblems({}, {{idOf(3), "not-authorized-for-resource"}})},
             });
    REQUIRE(course.status);
    CHECK(deletedOf(course) == Ids{idOf(7)});
    REQUIRE(messagesOf(course).size() == 2);
    CHECK(messagesOf(course)[1].remoteId == idOf(3));
    CHECK(messagesOf(course)[1].sight == model::Sight::Blocked);
    CHECK(messagesOf(course)[1].at == samples::minuteOf(3));
}

TEST_CASE("a post that is not shown to us any more is not called deleted") {
    const auto course = read(idOf(6), {idOf(6)},
                             {{askedPosts(idOf(6) + "," + idOf(6)),
                               withProblems({}, {{idOf(6), "not-authorized-for-resource"}})}});
    CHECK(deletedOf(course).empty());
}

TEST_CASE("of an edited post the last version is fetched, and answers to any version hang below the first") {
    Json first = post(6);
    first["edit_history_tweet_ids"] = {idOf(6), idOf(8)};
    Json last = post(8, kMira, "@shop new words");
    last["edit_history_tweet_ids"] = {idOf(6), idOf(8)};
    const auto course =
        read(idOf(9), {idOf(6)},
             {
                 {askedPosts(idOf(9) + "," + idOf(6)), page({first, replyTo(post(9, kTom), idOf(8))})},
                 {askedPosts(idOf(8)), page({last})},
             });
    REQUIRE(course.status);
    REQUIRE(idsOf(course) == Ids{idOf(9), idOf(6)});
    CHECK(messagesOf(course)[1].text == "@shop new words");
    CHECK(messagesOf(course)[1].editedAt == samples::minuteOf(8));
}

TEST_CASE("ids that are no numbers of X are not asked for") {
    const auto course = read(idOf(6), {"unreadable:77", "abc"}, {{askedPosts(idOf(6)), page({})}});
    CHECK(course.status);
}
