// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/canned_reply.h"

#include "support/catch.h"

#include <set>
#include <string>

using model::fillPlaceholders;
using model::openPlaceholders;
using model::placeholderValues;
using model::PlaceholderValues;
using model::starterReplies;

namespace {

std::string firstName(std::string_view name, std::string_view handle = "someone@shop.example") {
    const auto values = placeholderValues(name, handle, "", "");
    const auto found = values.find("customer.first_name");
    return found == values.end() ? "-" : found->second;
}

}  // namespace

TEST_CASE("a placeholder takes its value") {
    const auto filled = fillPlaceholders("Hi {{customer.first_name}}, {{ shop.name }}!",
                                         {{"customer.first_name", "Mira"}, {"shop.name", "Rye & Co"}});
    CHECK(filled.text == "Hi Mira, Rye & Co!");
    CHECK(filled.open.empty());
}

TEST_CASE("a placeholder without a value takes its fallback, also an empty one") {
    CHECK(fillPlaceholders("Hi {{customer.first_name|there}}", {}).text == "Hi there");
    CHECK(fillPlaceholders("Hi {{customer.first_name | you two }}", {{"customer.first_name", ""}}).text ==
          "Hi you two");
    CHECK(fillPlaceholders("Hi{{x|}}.", {}).text == "Hi.");
    CHECK(fillPlaceholders("Hi{{x|}}.", {}).open.empty());
}

TEST_CASE("a placeholder with neither stays, and its place in the filled text is told") {
    const auto filled =
        fillPlaceholders("{{customer.first_name|Grüß Gott}}: {{order.number}}, {{x}}", {{"y", "z"}});
    CHECK(filled.text == "Grüß Gott: {{order.number}}, {{x}}");
    REQUIRE(filled.open.size() == 2);
    CHECK(filled.open[0].name == "order.number");
    CHECK(filled.text.substr(filled.open[0].begin, filled.open[0].end - filled.open[0].begin) ==
          "{{order.number}}");
    CHECK(filled.text.substr(filled.open[1].begin, filled.open[1].end - filled.open[1].begin) == "{{x}}");
}

TEST_CASE("a text about to be sent is searched for every placeholder, filled in by hand or not") {
    const auto open = openPlaceholders("a {{b}} {{ c d |e}} {{}}");
    REQUIRE(open.size() == 3);
    CHECK(open[0].name == "b");
    CHECK(open[1].name == "c d");
    CHECK(open[2].name.empty());
}

TEST_CASE("braces that are no placeholder are ordinary text") {
    CHECK(openPlaceholders("{a} {{a\nb}} {{never closed } }").empty());
    CHECK(fillPlaceholders("{{ {{x|y}}", {}).text == "{{ y");
}

TEST_CASE("a value with braces in it neither fills nor blocks anything") {
    const auto filled =
        fillPlaceholders("Hi {{customer.name}}", {{"customer.name", "{{shop.name}}"}, {"shop.name", "X"}});
    CHECK(filled.text == "Hi shop.name");
    CHECK(openPlaceholders(filled.text).empty());
}

TEST_CASE("a first name is taken from a name that looks like a person's") {
    CHECK(firstName("Mira Okafor") == "Mira");
    CHECK(firstName("Anne-Marie O'Neil") == "Anne-Marie");
    CHECK(firstName("  Jürgen   Groß ") == "Jürgen");
    CHECK(firstName("Мира Иванова") == "Мира");
    CHECK(firstName("سلمى") == "سلمى");
    CHECK(firstName("🌸 Mira 🌸") == "Mira");
    CHECK(firstName("山田太郎") == "山田太郎");
}

TEST_CASE("no first name is better than a wrong one") {
    CHECK(firstName("") == "-");
    CHECK(firstName("ACME REISEN") == "-");
    CHECK(firstName("МИРА") == "-");
    CHECK(firstName("mira1987") == "-");
    CHECK(firstName("Studio 54") == "-");
    CHECK(firstName("Dr. Anna Weber") == "-");
    CHECK(firstName("J. Feldner") == "-");
    CHECK(firstName("mira_k") == "-");
    CHECK(firstName("@mira") == "-");
    CHECK(firstName("🌸🌸") == "-");
    CHECK(firstName("山田 太郎") == "-");
    CHECK(firstName("mira", "mira@stadtfunk.example") == "-");
    CHECK(firstName("mira@stadtfunk.example", "mira@stadtfunk.example") == "-");
}

TEST_CASE("names reach a reply without hidden characters, the handle with one @") {
    const auto values = placeholderValues("Mi\u202Era", "@mira@a.social", "Rye\u200B & Co", "Jo");
    CHECK(values.at("customer.name") == "Mira");
    CHECK(values.at("customer.handle") == "@mira@a.social");
    CHECK(values.at("shop.name") == "Rye & Co");
    CHECK(values.at("agent.name") == "Jo");
    CHECK(placeholderValues("", "", "", "").empty());
}

TEST_CASE("a new shop starts with about a dozen replies, each with its own title") {
    const auto replies = starterReplies();
    CHECK(replies.size() >= 12);
    std::set<std::string> titles;
    for (const auto& reply : replies) {
        CHECK(titles.insert(reply.title).second);
        CHECK_FALSE(reply.id);
        CHECK(reply.text.size() < 400);
    }
}

TEST_CASE("a starter reply greets anybody, and what only the shop knows blocks it until filled") {
    bool blocks = false;
    for (const auto& reply : starterReplies()) {
        const auto filled = fillPlaceholders(reply.text, {});
        CAPTURE(reply.title, filled.text);
        CHECK(filled.text.find("Hi ,") == std::string::npos);
        for (const auto& open : filled.open) {
            CHECK_FALSE(open.name.starts_with("customer."));
            CHECK_FALSE(open.name == "shop.name");
        }
        blocks = blocks || !filled.open.empty();
    }
    CHECK(blocks);
}
