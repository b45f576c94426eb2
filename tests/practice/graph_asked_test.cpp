// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/asked.h"
#include "practice/graph/node.h"

#include "support/catch.h"

using app::practice::Json;
namespace graph = app::practice::graph;

namespace {

constexpr std::string_view kFields[] = {"id", "text", "nothing"};
constexpr std::string_view kStandard[] = {"text"};
const graph::NodeKind kThing{"Thing", kFields, kStandard};

/// Ten things, of which each has all of them below it.
graph::Node thing(int number) {
    graph::Node node{.kind = &kThing, .id = std::to_string(number)};
    node.values = {{"text", "number " + std::to_string(number)}};
    node.edges["things"] = [](const graph::Params&) -> graph::Outcome<graph::Edge> {
        graph::Edge edge;
        for (int one = 0; one < 10; ++one) {
            edge.items.push_back({.key = one, .id = std::to_string(one), .isVisible = one != 5});
        }
        edge.sort();
        edge.node = [](const std::string& id) { return thing(std::stoi(id)); };
        return edge;
    };
    return node;
}

graph::Outcome<Json> write(std::string_view fields, std::size_t most = 1000) {
    graph::Writer writer({.base = "http://h", .version = "v26.0", .token = "a b"}, most);
    const auto asked = graph::readFields(fields);
    REQUIRE(asked);
    return writer.node(thing(7), *asked);
}

}  // namespace

TEST_CASE("a field expansion is read with its modifiers and braces and written again") {
    const std::string text =
        "id,from{id,name},comments.filter(stream).order(reverse_chronological).limit(25){id,parent{id}}";
    const auto fields = graph::readFields(text);
    REQUIRE(fields);
    REQUIRE(fields->size() == 3);
    CHECK((*fields)[2].modifiers.text("filter") == "stream");
    CHECK((*fields)[2].fields[1].fields[0].name == "id");
    CHECK(graph::textOf(*fields) == text);
    CHECK(graph::textOf(*graph::readFields(" id , from.fields(id, name) ")) == "id,from{id,name}");
}

TEST_CASE("what is no field expansion is refused with the place where it breaks") {
    for (const auto* wrong : {"id,", "a{", "a{}", "a.limit", "a.limit(3", "a}b", ",", "a b", "{id}"}) {
        INFO(wrong);
        const auto fields = graph::readFields(wrong);
        REQUIRE_FALSE(fields);
        CHECK(fields.error().code == 2500);
        CHECK(fields.error().message.starts_with("Syntax error \""));
    }
    std::string deep;
    for (int depth = 0; depth < 5000; ++depth) {
        deep += "a{";
    }
    CHECK_FALSE(graph::readFields(deep));
}

TEST_CASE("only what was asked for is shown, and the id always") {
    CHECK(write("")->dump() == R"({"text":"number 7","id":"7"})");
    CHECK(write("nothing")->dump() == R"({"id":"7"})");
    CHECK(write("id,text.as(words)")->dump() == R"({"id":"7","words":"number 7"})");
    const auto unknown = write("colour");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message ==
          "(#100) Tried accessing nonexisting field (colour) on node type (Thing)");
    CHECK_FALSE(write("things{colour}"));
}

TEST_CASE("a page says where the next one is, with the token in it, and the last one does not") {
    const Json first = (*write("things.limit(4){id}"))["things"];
    CHECK(first["data"].size() == 4);
    CHECK(first["data"][0]["id"] == "9");
    const std::string after = first["paging"]["cursors"]["after"];
    CHECK(first["paging"]["next"] ==
          "http://h/v26.0/7/things?access_token=a%20b&pretty=0&fields=id&limit=4&after=" + after);
    CHECK_FALSE(first["paging"].contains("previous"));
    const Json last = (*write("things.limit(4).after(" + after + "){id}"))["things"];
    CHECK(last["data"].size() == 3);  // one is taken out after the page was cut
    CHECK(last["paging"].contains("previous"));
    const Json rest = (*write("things.limit(4).after(" +
                              last["paging"]["cursors"]["after"].get<std::string>() + "){id}"))["things"];
    CHECK(rest["data"].size() == 2);
    CHECK_FALSE(rest["paging"].contains("next"));
    const Json back = (*write("things.limit(4).before(" +
                              last["paging"]["cursors"]["before"].get<std::string>() + "){id}"))["things"];
    CHECK(back["data"] == first["data"]);
    CHECK_FALSE(write("things.after(bogus){id}"));
    CHECK_FALSE(write("things.limit(many){id}"));
}

TEST_CASE("too much at once is refused with the advice to ask for less") {
    CHECK(write("things{id,things{id}}", 90));
    const auto refused = write("things{id,things{id,things{id}}}", 90);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == 1);
    CHECK(refused.error().status == 500);
}
