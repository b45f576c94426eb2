// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"
#include "support/catch.h"
#include "threads_samples.h"

#include <string>
#include <vector>

/// Mentions, what stands below our posts, our own replies from other apps, and threads as a whole.
namespace {

using namespace th;
using harvest::cursorOf;
using harvest::deletedOf;
using harvest::gapsOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;
using samples::minuteOf;

const Answer kNone = page({});

std::vector<Json> posts(int newest, int oldest) {
    std::vector<Json> items;
    for (int minute = newest; minute >= oldest; --minute) {
        items.push_back(post(minute));
    }
    return items;
}
dialogue::Course<model::IncomingBatch> readMentions(const std::string& cursor,
                                                    std::vector<Exchange> exchanges, int most = 2'000) {
    Poll poll;
    poll.cursors["mentions"] = cursor;
    poll.firstImportItems = most;
    exchanges.push_back({askedPosts(), kNone});
    return poll.run(exchanges);
}
dialogue::Course<model::IncomingBatch> readBelow(const std::string& cursor, std::vector<Exchange> exchanges,
                                                 int most = 2'000) {
    Poll poll;
    poll.cursors["conversations"] = cursor;
    poll.firstImportItems = most;
    exchanges.insert(exchanges.begin(), {askedMentions(), kNone});
    return poll.run(exchanges);
}
dialogue::Course<model::IncomingBatch> readThread(const std::string& id, const Ids& known,
                                                  const std::vector<Exchange>& exchanges) {
    return dialogue::run(adapter().readThread(th::account(), th::secrets(), id, known), exchanges);
}
Answer one(const Json& post) {
    return dialogue::json(post.dump());
}

}  // namespace

TEST_CASE("a mention on Threads is a public message of its author, below what it answers") {
    Json picture = post(25, "@MyShop. Is this yours?");
    picture["media_type"] = "IMAGE";
    picture["media_url"] = "https://cdn.example/p";
    Json alone = post(24, "I asked @myshop.");
    alone.erase("replied_to");
    alone.erase("root_post");
    alone["is_reply"] = false;
    const auto course = readMentions(cursorAt("p_20", 20),
                                     {{askedMentions(), page({picture, alone, post(3, "@myshopping")})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 3);
    CHECK(all[0].remoteId == "p_25");
    CHECK(all[0].parentRemoteId == "17900");
    CHECK(all[0].author.remoteId == "ana");
    CHECK(all[0].author.profileUrl == "https://www.threads.com/@ana");
    CHECK(all[0].visibility == model::Visibility::Public);
    CHECK(all[0].mentionOfUs == model::MentionOfUs::Leading);
    CHECK(all[0].url == "https://www.threads.com/@ana/post/P25");
    CHECK(all[0].at == minuteOf(25));
    REQUIRE(all[0].attachments.size() == 1);
    CHECK(all[0].attachments[0].kind == model::Attachment::Kind::Image);
    CHECK(all[1].parentRemoteId.empty());
    CHECK(all[1].mentionOfUs == model::MentionOfUs::Written);
    CHECK(all[2].mentionOfUs == model::MentionOfUs::None);
    CHECK(cursorOf(course, "mentions") == cursorAt("p_25", 25));
}

TEST_CASE("mentions are read page after page to what is known, by cursors without an address") {
    const auto course = readMentions(cursorAt("p_20", 20), {{askedMentions(), page(posts(59, 40), "m1")},
                                                            {askedMentions("m1"), page(posts(39, 4), "m2")}});
    CHECK(idsOf(course).size() == 56);
    CHECK(gapsOf(course).empty());
    REQUIRE(course.taken.size() >= 2);
    CHECK(course.taken[0].cursors.empty());
    CHECK(course.taken[1].cursors.at("mentions") == cursorAt("p_59", 59));
    const auto emptied = readMentions(cursorAt("p_20", 20), {{askedMentions(), page(posts(59, 40), "m1")},
                                                             {askedMentions("m1"), page({}, "m2")}});
    CHECK(cursorOf(emptied, "mentions") == cursorAt("p_59", 59));
    const auto circle =
        readMentions(cursorAt("p_20", 20), {{askedMentions(), page(posts(59, 40), "m1")},
                                            {askedMentions("m1"), page(posts(39, 38), "m1")}});
    CHECK(gapsOf(circle).size() == 1);
}

TEST_CASE("a first import of mentions stops at its limit and says so, and an empty one is over") {
    const auto limited = readMentions("", {{askedMentions(), page(posts(59, 57), "m1")}}, 3);
    REQUIRE(gapsOf(limited).size() == 1);
    CHECK(gapsOf(limited)[0].before == minuteOf(57));
    CHECK(gapsOf(limited)[0].reason.find("first import stops after 3 posts") != std::string::npos);
    const auto empty = readMentions("", {{askedMentions(), kNone}});
    CHECK(cursorOf(empty, "mentions") == "none " + std::to_string(base::toMs(dialogue::kNow)));
}

TEST_CASE("below our posts replies are read to any depth, of posts that were answered alone") {
    Json quiet = root(17901, 3);
    quiet["has_replies"] = false;
    const auto course = readBelow(cursorAt("p_20", 20),
                                  {{askedPosts(), page({root(17902, 4), quiet, root(17900, 2)})},
                                   {askedBelow("17902"), page({post(30)})},
                                   {askedBelow("17900"), page({replyTo(post(26, "thanks", "myshop"), "p_25"),
                                                               replyTo(post(25, "@bob me too"), "p_24"),
                                                               post(24, "Price?", "bob"), post(3)},
                                                              "b1")}});
    REQUIRE(course.status);
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 7);
    CHECK(all[0].remoteId == "17902");
    CHECK(all[0].own);
    CHECK(all[1].remoteId == "17900");
    CHECK(all[3].own);
    CHECK(all[3].parentRemoteId == "p_25");
    CHECK(all[4].parentRemoteId == "p_24");
    CHECK(all[5].parentRemoteId == "17900");
    CHECK(cursorOf(course, "conversations") == cursorAt("p_30", 30));
}

TEST_CASE("what fails below our posts leaves the cursor, a post that is gone meanwhile does not") {
    const std::vector<Exchange> begun{{askedPosts(), page({root(17902, 4), root(17900, 2)})}};
    auto trouble = begun;
    trouble.push_back({askedBelow("17902"), page({post(30)})});
    trouble.push_back({askedBelow("17900"), refusal(2, 0, "trouble", 500)});
    const auto failed = readBelow(cursorAt("p_20", 20), trouble);
    CHECK(failed.status.error().cure == base::Cure::BackOff);
    CHECK(cursorOf(failed, "conversations").empty());
    auto gone = begun;
    gone.push_back({askedBelow("17902"), refusal(100, 33)});
    gone.push_back({askedBelow("17900"), page({post(25)})});
    const auto rest = readBelow(cursorAt("p_20", 20), gone);
    CHECK(idsOf(rest) == Ids{"17902", "17900", "p_25"});
    CHECK(cursorOf(rest, "conversations") == cursorAt("p_25", 25));
}

TEST_CASE("a first import below our posts stops at its limit and says so, and an empty one is over") {
    const auto limited = readBelow("",
                                   {{askedPosts(25), page({root(17902, 4), root(17900, 2)})},
                                    {askedBelow("17902"), page(posts(59, 57), "b1")}},
                                   3);
    CHECK(idsOf(limited).size() == 5);
    REQUIRE(gapsOf(limited).size() == 1);
    CHECK(gapsOf(limited)[0].before == minuteOf(57));
    CHECK(cursorOf(limited, "conversations") == cursorAt("p_59", 59));
    const auto between = readBelow("",
                                   {{askedPosts(25), page({root(17902, 4), root(17900, 2)})},
                                    {askedBelow("17902"), page(posts(59, 57))}},
                                   3);
    CHECK(gapsOf(between).size() == 1);
    const auto empty = readBelow("", {{askedPosts(25), kNone}});
    CHECK(cursorOf(empty, "conversations") == "none " + std::to_string(base::toMs(dialogue::kNow)));
    const auto circle =
        readBelow(cursorAt("p_20", 20), {{askedPosts(), page({root(17900, 2)})},
                                         {askedBelow("17900"), page(posts(59, 58), "b1")},
                                         {askedBelow("17900", "b1"), page(posts(57, 56), "b1")}});
    REQUIRE(gapsOf(circle).size() == 1);
    CHECK(gapsOf(circle)[0].after == minuteOf(20));
}

TEST_CASE("thorough polls look below older posts, and at our own replies from other apps") {
    Poll poll;
    poll.thorough = true;
    const auto course = poll.run({{askedMentions(), kNone},
                                  {askedPosts(25), kNone},
                                  {askedReplies(), page({post(30, "from my phone", "MyShop"), post(3)})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 2);
    CHECK(all[0].own);
    CHECK(all[0].mentionOfUs == model::MentionOfUs::None);
    CHECK(cursorOf(course, "replies") == cursorAt("p_30", 30));
}

TEST_CASE("a missing permission of Threads is told, and the rest is read") {
    Poll poll;
    poll.thorough = true;
    const auto course = poll.run({{askedMentions(), refusal(10, 0, "needs threads_manage_mentions", 403)},
                                  {askedPosts(25), page({root(17900, 2)})},
                                  {askedBelow("17900"), refusal(200, 0, "needs threads_read_replies", 403)},
                                  {askedReplies(), page({post(30, "x", "myshop")})}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"17900", "p_30"});
    CHECK(problemOf(course).find("threads_manage_mentions") != std::string::npos);
    CHECK(cursorOf(course, "mentions").empty());
    CHECK(cursorOf(course, "conversations").empty());
    const auto ended = poll.run({{askedMentions(), refusal(190, 463, "expired", 401)}});
    CHECK(ended.status.error().cure == base::Cure::LogInAgain);
}

TEST_CASE("a post of Threads that can't be read is kept as such, one of our own is told") {
    Json broken = post(25);
    broken["timestamp"] = "yesterday";
    Json odd = post(24);
    odd["text"] = nullptr;
    odd["replied_to"] = "17900";
    odd["has_replies"] = "yes";
    odd["timestamp"] = base::toMs(minuteOf(24)) / 1000;
    odd["id"] = 18'038'000'000'000'024;
    Json ours = root(17901, 3);
    ours.erase("timestamp");
    Poll poll;
    const auto course = poll.run({{askedMentions(), page({odd, broken})}, {askedPosts(), page({ours})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 2);
    CHECK(all[0].remoteId == "18038000000000024");
    CHECK(all[0].text.empty());
    CHECK(all[0].at == minuteOf(24));
    CHECK(all[0].unreadable.empty());
    CHECK(all[1].unreadable.find("timestamp") != std::string::npos);
    CHECK(all[1].rawJson.find("yesterday") != std::string::npos);
    CHECK(problemOf(course).find("timestamp: missing") != std::string::npos);
}

TEST_CASE("a thread on Threads is the post with all below its root, and what is missing is deleted") {
    const auto course = readThread("p_25", {"p_25", "p_24", "p_23"},
                                   {{askedPost("p_25"), one(replyTo(post(25), "p_24"))},
                                    {askedThread("17900"), page({post(24)}, "b1")},
                                    {askedThread("17900", "b1"), page({replyTo(post(25), "p_24")})}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"p_25", "p_24", "p_25"});
    CHECK(deletedOf(course) == Ids{"p_23"});
    CHECK(course.taken.back().threadsRead == Ids{"p_25"});
    const auto ours = readThread("17900", {"17900", "p_24"},
                                 {{askedPost("17900"), one(root(17900, 2))}, {askedThread("17900"), kNone}});
    CHECK(deletedOf(ours) == Ids{"p_24"});
}

TEST_CASE("a post that is not found is deleted if Threads still shows what others write to us") {
    const Exchange lost{askedPost("p_25"), refusal(100, 33)};
    const Exchange mentions{asked("/me/mentions", {{"fields", "id"}, {"limit", "1"}}), kNone};
    const std::string replies = asked("/me/replies", {{"fields", "id"}, {"limit", "1"}});
    CHECK(deletedOf(readThread("p_25", {"p_25"}, {lost, mentions, {replies, kNone}})) == Ids{"p_25"});
    const auto blind = readThread("p_25", {"p_25"}, {lost, mentions, {replies, refusal(10, 0, "no", 403)}});
    CHECK(blind.status.error().kind == base::ErrorKind::Permission);
    CHECK(deletedOf(blind).empty());
}

TEST_CASE("a conversation that Threads does not show us proves nothing of what is not in it") {
    const Exchange asked{askedPost("p_25"), one(post(25))};
    for (const auto& hidden : {kNone, refusal(10, 0, "no", 403), refusal(100, 33), refusal(100, 0)}) {
        CAPTURE(hidden.body);
        const auto course = readThread("p_25", {"p_25", "p_26"}, {asked, {askedThread("17900"), hidden}});
        REQUIRE(course.status);
        CHECK(deletedOf(course).empty());
        CHECK(course.taken.back().threadsRead == Ids{"p_25"});
    }
    Json theirs = post(25);
    theirs.erase("root_post");
    const auto root = readThread("p_25", {"p_25", "p_26"},
                                 {{askedPost("p_25"), one(theirs)}, {askedThread("p_25"), kNone}});
    CHECK(deletedOf(root).empty());
    const auto cut = readThread("p_25", {"p_25", "p_26"},
                                {asked,
                                 {askedThread("17900"), page({post(25)}, "b1")},
                                 {askedThread("17900", "b1"), page({post(24)}, "b1")}});
    CHECK(deletedOf(cut).empty());
    CHECK_FALSE(
        readThread("p_25", {}, {asked, {askedThread("17900"), refusal(2, 0, "trouble", 500)}}).status);
}
