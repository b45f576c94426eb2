// SPDX-License-Identifier: GPL-3.0-or-later
// What conversations are taken for, as scripts read it.
#include "console.h"

#include "support/catch.h"

#include <string>
#include <vector>

namespace {

std::vector<std::string> kinds(const Json& rows) {
    std::vector<std::string> found;
    for (const Json& row : rows) {
        found.push_back(row["triage"]["kind"]);
    }
    return found;
}

}  // namespace

TEST_CASE("one check later each conversation has its kind, and the urgent ones can come first") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("bo", "@shop I will come by at four.");
    town.say("mira", "@shop When do you open tomorrow?");
    town.say("ada", "@shop The lid arrived broken, I want a refund.");
    console.sync();
    const Json rows = console.list({"inbox", "--order", "urgency"}, "conversations");
    CHECK(kinds(rows) == std::vector<std::string>{"complaint", "question", "other"});
    CHECK(rows[0]["triage"]["probability"].get<double>() > 0.5);
    CHECK(rows[0]["triage"]["corrected"] == false);
    CHECK(rows[2]["triage"]["probability"].is_null());
    CHECK(rows[0]["urgent_at"].get<std::int64_t>() < rows[0]["due_at"].get<std::int64_t>());
    const Json thread = console.done({"thread", std::to_string(rows[0]["id"].get<std::int64_t>())});
    CHECK(thread["conversation"]["triage"]["kind"] == "complaint");
    const Json days = console.done({"report"})["triage_by_day"];
    REQUIRE(days.size() >= 1);
    CHECK(days.back()["complaint"] == 1);
    CHECK(days.back()["question"] == 1);
}

TEST_CASE("spam beyond doubt is in its own view and nowhere else") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("bo", "@shop CONGRATULATIONS! You have been chosen, claim your cash prize, click here "
                   "https://lautsprecher.example/prize");
    console.sync();
    CHECK(console.list({"inbox"}, "conversations").empty());
    CHECK(console.list({"inbox", "--view", "all"}, "conversations").empty());
    const Json spam = console.list({"inbox", "--view", "spam"}, "conversations");
    REQUIRE(spam.size() == 1);
    CHECK(spam[0]["state"] == "spam");
    CHECK(spam[0]["unread"] == 0);
    CHECK(spam[0]["triage"]["probability"].get<double>() > 0.98);
}

TEST_CASE("a correction is learnt from by the next check, and taken back") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("mira", "@shop the glaze on my plate peels");
    town.say("bo", "@shop the glaze on my cup peels as well");
    console.sync();
    const auto kind = [&](const std::string& words) { return console.conversation(words)["triage"]["kind"]; };
    const std::string plate = console.conversation("my plate")["id"].dump();
    REQUIRE(kind("my cup") == "other");
    const Json corrected = console.done({"triage", plate, "complaint"});
    CHECK(corrected["triage"]["kind"] == "complaint");
    CHECK(corrected["triage"]["corrected"] == true);
    console.sync();
    CHECK(kind("my cup") == "complaint");
    console.done({"triage", plate, "undo"});
    console.sync();
    CHECK(kind("my cup") == "other");
    console.refused({"triage", plate, "fury"}, 2);
    CHECK(console.refused({"triage", plate, "undo"}, 1).find("nothing was corrected") != std::string::npos);
    console.refused({"triage", "99", "praise"}, 1);
}
