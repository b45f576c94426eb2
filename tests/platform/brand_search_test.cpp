// SPDX-License-Identifier: GPL-3.0-or-later
// What people say who talk about the shop without mentioning it.
#include "platform/brand_search.h"

#include "bluesky_samples.h"
#include "polls.h"
#include "support/catch.h"
#include "x_samples.h"

#include "net/http.h"

#include <chrono>
#include <string>
#include <vector>

using harvest::idsOf;
using platform::searchesIn;
using Ids = std::vector<std::string>;

namespace {

std::string refusal(const platform::PlatformAdapter& adapter, std::string_view value) {
    const base::Status status = adapter.checkSetting("brand_search", value);
    return status ? "" : status.error().message;
}

// X ------------------------------------------------------------------------------------------------

ex::Poll exPoll(int minute) {
    ex::Poll poll;
    poll.account.settings["brand_search"] = "\"lamp shop\"; #lamps OR lampshop";
    poll.thorough = true;
    poll.cursors = {{"mentions", ex::idOf(minute)}, {"own_posts", ex::idOf(minute)}};
    poll.now = samples::minuteOf(minute) + std::chrono::hours{5};
    return poll;
}
std::string askedSearch(const ex::Parameters& more = {}) {
    ex::Parameters first{{"query", "((\"lamp shop\") OR (#lamps OR lampshop)) -from:shop -is:retweet"},
                         {"max_results", "10"}};
    first.insert(first.end(), more.begin(), more.end());
    return ex::asked("/2/tweets/search/recent", first);
}
std::vector<dialogue::Exchange> behindOthers(int minute, dialogue::Exchange search) {
    return {{ex::askedMentions({{"since_id", ex::idOf(minute)}}), ex::page({})},
            {ex::askedOwn({{"since_id", ex::idOf(minute)}}), ex::page({})},
            std::move(search)};
}
const std::string kExCursor = "search \"lamp shop\"; #lamps OR lampshop";

// Mastodon -----------------------------------------------------------------------------------------

std::vector<dialogue::Exchange> quietMastodon(std::vector<dialogue::Exchange> searches) {
    std::vector<dialogue::Exchange> all{{polls::kMentions + "&min_id=n104", dialogue::json("[]")},
                                        {polls::kRescan, dialogue::json("[]")},
                                        {polls::kOwn, dialogue::json("[]")},
                                        {polls::kConversations, dialogue::json("[]")}};
    all.insert(all.end(), searches.begin(), searches.end());
    return all;
}
polls::Poll mastodonPoll(const std::string& search) {
    polls::Poll poll{.cursors = {{"notifications", polls::cursorAt(4)}}, .thorough = true};
    poll.account.settings["brand_search"] = search;
    return poll;
}
samples::Json toot(std::string_view id, int minute) {
    return samples::status(id, samples::mira(), "<p>the lamp shop was kind</p>", minute);
}

// Bluesky ------------------------------------------------------------------------------------------

std::string askedBluesky(const std::string& since) {
    return sky::asked("app.bsky.feed.searchPosts",
                      {{"q", "\"lamp shop\""}, {"sort", "latest"}, {"since", since}, {"limit", "50"}});
}

}  // namespace

TEST_CASE("searches are parted by semicolons that stand in no quotes") {
    CHECK(searchesIn("").empty());
    CHECK(searchesIn(" ; ;").empty());
    CHECK(searchesIn("a OR b; \"c; d\" ;#e") == Ids{"a OR b", "\"c; d\"", "#e"});
    CHECK(platform::tagOf("#e") == "e");
    CHECK(platform::tagOf("#e f").empty());
    CHECK(platform::tagOf("#").empty());
    CHECK(platform::tagOf("e").empty());
}

TEST_CASE("a search that a platform would refuse is refused when it is set") {
    const platform::Registry registry;
    const auto& mastodon = *registry.adapter("mastodon");
    for (const auto* adapter : {&ex::adapter(), &mastodon, &sky::adapter()}) {
        CHECK(refusal(*adapter, "") == "");
        CHECK(refusal(*adapter, "#lamps; \"lamp shop\" OR lampshop") == "");
        CHECK(refusal(*adapter, "\"lamp shop") == "end every quotation mark");
        CHECK(refusal(*adapter, "a\nb") == "write one line");
        CHECK(refusal(*adapter, "a;b;c;d;e;f") == "write at most 5 searches, with ; between them");
    }
    // " -from:" with the longest name, " -is:retweet" and the brackets are 36 characters of ours.
    CHECK(refusal(ex::adapter(), std::string(476, 'a')) == "");
    CHECK(refusal(ex::adapter(), std::string(477, 'a')) ==
          "X takes searches of 512 characters in all; this is 513");
    CHECK(refusal(ex::adapter(), "(lamp") == "end every bracket");
    CHECK(refusal(ex::adapter(), "-lamp") ==
          "X does not search for \"-lamp\": begin with what is to be found");
}

TEST_CASE("X is asked once for all searches, without our own posts, and goes on from the newest found") {
    const auto course = exPoll(5).run(behindOthers(
        5, {askedSearch(), ex::page({ex::post(9, ex::kMira, "a lamp shop!"), ex::post(8, ex::kTom, "#lamps"),
                                     ex::post(7, ex::kMe, "our lamp shop")})}));
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{ex::idOf(9), ex::idOf(8)});
    const auto& hit = course.only().messages.at(0);
    CHECK(hit.foundBy == "\"lamp shop\"; #lamps OR lampshop");
    CHECK(hit.notificationId.empty());
    CHECK(hit.mentionOfUs == model::MentionOfUs::None);
    CHECK(harvest::cursorOf(course, kExCursor) == ex::idOf(9));

    ex::Poll later = exPoll(5);
    later.cursors[kExCursor] = ex::idOf(9);
    CHECK(later.run(behindOthers(5, {askedSearch({{"since_id", ex::idOf(9)}}), ex::page({})})).taken.empty());
}

TEST_CASE("X refuses to go on from a post older than a week, so it is asked for all that it has") {
    ex::Poll poll = exPoll(5);
    poll.cursors[kExCursor] = ex::idOf(2);
    poll.now = samples::minuteOf(2) + std::chrono::hours{24 * 7};
    const auto course = poll.run(behindOthers(5, {askedSearch(), ex::page({ex::post(9)})}));
    REQUIRE(course.status);
    CHECK(harvest::cursorOf(course, kExCursor) == ex::idOf(9));
}

TEST_CASE("the newest that a search on X finds are enough, since each is paid for") {
    ex::Poll poll = exPoll(5);
    poll.account.settings["first_import"] = "2";
    poll.cursors[kExCursor] = ex::idOf(5);
    const auto course = poll.run(behindOthers(
        5, {askedSearch({{"since_id", ex::idOf(5)}}), ex::page({ex::post(9), ex::post(8)}, "older")}));
    REQUIRE(course.status);
    CHECK(harvest::cursorOf(course, kExCursor) == ex::idOf(9));
    CHECK(harvest::gapsOf(course).empty());
}

TEST_CASE("nothing is searched for by a quick poll, or without a search") {
    ex::Poll quick = exPoll(5);
    quick.thorough = false;
    CHECK(quick.run({{ex::askedMentions({{"since_id", ex::idOf(5)}}), ex::page({})}}).status);
    CHECK(mastodonPoll(" ; ").run(quietMastodon({})).status);
}

TEST_CASE("Mastodon's tags are read forwards, and words are looked for where the server does it") {
    samples::Json own = samples::status("s7", samples::us(), "<p>#lamps</p>", 7);
    const std::string tag = "GET /api/v1/timelines/tag/lamps?limit=40";
    const std::string words = "GET /api/v2/search?q=lamp%20shop&type=statuses&limit=40";
    const auto course = mastodonPoll("#lamps; lamp shop")
                            .run(quietMastodon({
                                {tag, dialogue::json(samples::Json::array({toot("s9", 9), own}).dump())},
                                {words, dialogue::json(samples::Json{{"accounts", samples::Json::array()},
                                                                     {"statuses", {toot("s8", 8)}}}
                                                           .dump())},
                            }));
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"s9", "s8"});
    CHECK(course.taken.at(0).messages.at(0).foundBy == "#lamps");
    CHECK(course.taken.at(1).messages.at(0).foundBy == "lamp shop");
    const std::string cursor = harvest::cursorOf(course, "search #lamps");
    CHECK(cursor.starts_with("s9 "));

    polls::Poll later = mastodonPoll("#lamps");
    later.cursors["search #lamps"] = cursor;
    CHECK(later.run(quietMastodon({{tag + "&min_id=s9", dialogue::json("[]")}})).taken.empty());
}

TEST_CASE("a server that does not search finds nothing, and that is no trouble") {
    for (const int status : {403, 404, 422, 501}) {
        INFO(status);
        const dialogue::Answer no{status, R"({"error":"no"})"};
        const auto course =
            mastodonPoll("#lamps; lamp")
                .run(quietMastodon({{"GET /api/v1/timelines/tag/lamps?limit=40", no},
                                    {"GET /api/v2/search?q=lamp&type=statuses&limit=40", no}}));
        CHECK(course.status);
        CHECK(course.taken.empty());
    }
    // Being asked to wait, or to sign in again, is.
    const auto limited = mastodonPoll("lamp").run(
        quietMastodon({{"GET /api/v2/search?q=lamp&type=statuses&limit=40", {401, R"({"error":"token"})"}}}));
    CHECK_FALSE(limited.status);
}

TEST_CASE("Bluesky is asked for the latest posts since the newest known one") {
    sky::Poll poll{.thorough = true};
    poll.account.settings["brand_search"] = "\"lamp shop\"";
    poll.cursors = {{"search \"lamp shop\"",
                     sky::uriOf(5, sky::kTom) + " " + std::to_string(base::toMs(samples::minuteOf(5)))}};
    std::vector<dialogue::Exchange> all{
        {sky::asked("app.bsky.notification.listNotifications", {{"reasons", "mention"},
                                                                {"reasons", "reply"},
                                                                {"reasons", "quote"},
                                                                {"priority", "false"},
                                                                {"limit", "100"}}),
         sky::page("notifications", {})},
        {sky::asked("app.bsky.feed.getAuthorFeed",
                    {{"actor", sky::kMe}, {"filter", "posts_with_replies"}, {"limit", "50"}}),
         sky::page("feed", {})},
        {askedBluesky("2026-05-04T08:05:00.000Z"),
         sky::page("posts",
                   {sky::post(9, sky::kMira, "the lamp shop"), sky::post(8, sky::kMe, "our lamp shop"),
                    sky::post(5, sky::kTom, "lamp shop")},
                   "50")}};
    const auto course = poll.run(all);
    REQUIRE(course.status);
    CHECK(idsOf(course).front() == sky::uriOf(9));
    CHECK(course.only().messages.at(0).foundBy == "\"lamp shop\"");
    CHECK(harvest::cursorOf(course, "search \"lamp shop\"").starts_with(sky::uriOf(9)));

    all.back().answer = sky::refused(400, "InvalidRequest", "no");
    const auto refused = poll.run(all);
    CHECK(refused.status);
    CHECK(refused.taken.empty());
}
