// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/price_list.h"
#include "support/catch.h"
#include "x_samples.h"

#include <algorithm>
#include <string>

namespace {

using namespace ex;
using model::Charge;

net::HttpRequest get(const std::string& path) {
    net::HttpRequest request;
    request.url = "https://api.x.example" + path;
    return request;
}
net::HttpRequest posted(const std::string& path, const std::string& text) {
    net::HttpRequest request = get(path);
    request.method = net::Method::Post;
    request.body = Json{{"text", text}}.dump();
    return request;
}
model::Micros sum(const std::vector<Charge>& charges) {
    model::Micros micros = 0;
    const auto prices = adapter().prices();
    for (const auto& charge : charges) {
        const auto price = std::ranges::find(prices, charge.kind, &platform::Price::kind);
        REQUIRE(price != prices.end());
        micros += price->micros * charge.count;
    }
    return micros;
}
model::Micros costOf(const net::HttpRequest& request, const Answer& answer) {
    return sum(adapter().charges(request, answer.response()));
}
model::Micros mostOf(const net::HttpRequest& request) {
    return sum(adapter().mostCharges(request));
}

}  // namespace

TEST_CASE("what was read is charged by resource: own, others', people, messages") {
    const auto mentions = get("/2/users/777/mentions?max_results=10&tweet.fields=author_id");
    CHECK(costOf(mentions, page({post(6), post(7)})) == 2'000);
    CHECK(costOf(mentions, page({post(6)}, "", usersOf({kMira}))) == 11'000);
    CHECK(costOf(mentions, page({})) == 0);
    CHECK(costOf(get("/2/users/777/tweets?max_results=10"), page({post(6)})) == 1'000);
    CHECK(costOf(get("/2/tweets?ids=1,2"), page({post(6), post(7)})) == 10'000);
    CHECK(costOf(get("/2/tweets/search/recent?query=x"), page({post(6)})) == 5'000);
    CHECK(costOf(get("/2/users?ids=1"), page({user(kMira)})) == 10'000);
    CHECK(costOf(get("/2/users/me"), one(user(kMe))) == 10'000);
    CHECK(costOf(get("/2/dm_events?max_results=5"), page({directMessage(6), directMessage(7)})) == 20'000);
    CHECK(costOf(get("/2/dm_conversations/with/9/dm_events"), page({directMessage(6)})) == 10'000);
    const Json ours{{"posts", Json::array({{{"id", "99"}, {"text", "x"}}})}};
    CHECK(costOf(mentions, page({post(6)}, "", ours)) == 6'000);
}

TEST_CASE("each resource is charged for by its id, so that a day's repeats can be left out") {
    const auto charges = adapter().charges(get("/2/users/777/mentions"), page({post(6)}).response());
    CHECK(charges == std::vector<Charge>{{.kind = "owned_read", .item = "post:" + idOf(6)}});
}

TEST_CASE("what was sent is charged once it was taken, with a link at another price") {
    const Answer taken{201, R"({"data":{"id":"5"}})"};
    CHECK(costOf(posted("/2/tweets", "Tomorrow."), taken) == 10'000);
    CHECK(costOf(posted("/2/tweets", "See example.com/pots"), taken) == 200'000);
    CHECK(costOf(posted("/2/dm_conversations/with/2244/messages", "hi"), taken) == 15'000);
    CHECK(costOf(posted("/2/tweets", "Tomorrow."), problem(403, "Forbidden")) == 0);
    CHECK(costOf(get("/2/users/777/mentions"), problem(429, "Too Many")) == 0);
    CHECK(costOf(posted("/2/oauth2/token", ""), dialogue::json("{}")) == 0);
}

TEST_CASE("the most that a request can cost is never less than what it does") {
    const auto mentions = get("/2/users/777/mentions?max_results=10&expansions=attachments.media_keys");
    CHECK(mostOf(mentions) == 10'000);
    const auto expanded =
        get("/2/users/777/mentions?max_results=10&expansions=author_id%2Cin_reply_to_user_id%2C"
            "referenced_posts");
    CHECK(mostOf(expanded) == 10 * (1'000 + 2 * 10'000 + 5'000));
    CHECK(mostOf(expanded) >= costOf(expanded, page({post(6)}, "", usersOf({kMira, kTom}))));
    CHECK(mostOf(get("/2/tweets?ids=1%2C2%2C3")) == 15'000);
    CHECK(mostOf(get("/2/users?ids=1%2C2")) == 20'000);
    CHECK(mostOf(get("/2/dm_events?max_results=5")) == 50'000);
    CHECK(mostOf(posted("/2/tweets", "x")) == 10'000);
}

TEST_CASE("amounts are read and written exactly") {
    using platform::dollars;
    using platform::microsOf;
    CHECK(microsOf("0.005") == 5'000);
    CHECK(microsOf(" $10 ") == 10'000'000);
    CHECK(microsOf("12.345678") == 12'345'678);
    for (const auto* odd :
         {"", "-1", "1.2345678", "1.", ".5", "ten", "1e3", "$", "0,5", "99999999", "1.-5"}) {
        CAPTURE(odd);
        CHECK_FALSE(microsOf(odd));
    }
    CHECK(dollars(5'000) == "0.005");
    CHECK(dollars(10'000'000) == "10.00");
    CHECK(dollars(410'000) == "0.41");
    CHECK(dollars(0) == "0.00");
    CHECK(dollars(12'345'678) == "12.345678");
}
