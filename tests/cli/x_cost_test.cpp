// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "town.h"

#include "support/catch.h"

namespace {

app::practice::StreetOptions onX() {
    auto options = quietStreet();
    options.platforms = {"x"};
    return options;
}

std::int64_t billed(const Town& town) {
    return town.get("/_street/bill")["micros"].get<std::int64_t>();
}

}  // namespace

TEST_CASE("what an account on X has cost here is what X bills for it") {
    Town town(onX());
    const Console console;
    const Json added = console.done(
        {"account", "add", "x", "--server", town.url(), "--set", "direct_messages=on", "--token-stdin"},
        town.get("/_street/tokens")["shop"].get<std::string>() + "\n");
    // Who we are was asked before there was an account that could be charged; the first check asks again.
    CHECK(billed(town) > 0);

    const std::string ours = town.say("shop", "New teapots");
    const std::string asked = town.say("jonas", "@shop nice pots", {{"in_reply_to", ours}});
    town.say("bo", "I have one too", {{"in_reply_to", asked}});
    town.say("mira", "@shop is the blue one back?");
    town.say("tomasz", "psst, order 55?", {{"visibility", "direct"}, {"to", "shop"}});
    console.sync();
    console.reply(console.conversation("have one too")["id"], "Thank you, see example.com/teapots");
    console.reply(console.conversation("blue one")["id"], "It is back");
    console.sync();
    console.sync();

    const Json costs = console.done({"costs"})["accounts"][0];
    const Json bill = town.get("/_street/bill");
    INFO(costs.dump(1) << bill.dump(1));
    CHECK(costs["month_micros"] == bill["micros"]);
    CHECK(console.account()["month_cost_micros"] == costs["month_micros"]);
}
