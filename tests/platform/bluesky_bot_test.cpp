// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "support/catch.h"

#include "platform/bluesky/message.h"
#include "platform/bluesky/parse.h"

/// Accounts that their owners mark as automated: the profile's own label "bot".
namespace {

using namespace sky;

Json label(const std::string& source, const std::string& value) {
    return {{"src", source},
            {"uri", "at://" + source + "/app.bsky.actor.profile/self"},
            {"val", value},
            {"cts", "2026-05-04T08:00:00.000Z"}};
}

model::IncomingMessage postBy(const std::string& did, const Json& labels) {
    Json json = post(7, did);
    json["author"]["labels"] = labels;
    const std::string text = json.dump();
    platform::json::Reader reader(text);
    platform::bluesky::WirePost wire;
    const auto read = platform::bluesky::readPost(reader, reader.whole(), wire);
    REQUIRE(read);
    return platform::bluesky::toMessage(wire, kMe);
}

}  // namespace

TEST_CASE("what we post is automatic where our account says that it is a machine") {
    CHECK_FALSE(postBy(kMe, Json::array()).automatic);
    CHECK(postBy(kMe, Json::array({label(kMe, "bot")})).automatic);
    CHECK(postBy(kMe, Json::array({label(kMe, "!no-unauthenticated"), label(kMe, "bot")})).automatic);
}

TEST_CASE("a customer's machine is a machine, and its messages are a customer's") {
    const auto message = postBy(kMira, Json::array({label(kMira, "bot")}));
    CHECK(message.author.bot);
    CHECK_FALSE(message.automatic);
    CHECK_FALSE(postBy(kMira, Json::array()).author.bot);
}

TEST_CASE("only the owner's own word makes an account a machine, as long as it is not taken back") {
    CHECK_FALSE(postBy(kMe, Json::array({label("did:plc:moderator", "bot")})).automatic);
    CHECK_FALSE(postBy(kMe, Json::array({label(kMira, "bot")})).automatic);
    CHECK_FALSE(postBy(kMe, Json::array({label(kMe, "good-bot")})).automatic);
    Json taken = label(kMe, "bot");
    taken["neg"] = true;
    CHECK_FALSE(postBy(kMe, Json::array({taken})).automatic);
}

TEST_CASE("labels that make no sense leave the post as it is") {
    for (const Json& labels : {Json("bot"), Json(7), Json::array({7, Json::array(), {{"val", 7}}}),
                               Json::array({{{"val", "bot"}}}), Json(nullptr)}) {
        CAPTURE(labels.dump());
        const auto message = postBy(kMe, labels);
        CHECK_FALSE(message.automatic);
        CHECK(message.text == "hello");
    }
}
