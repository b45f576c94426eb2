// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/json_reader.h"

#include "base/text.h"
#include "support/catch.h"

#include <array>
#include <string>
#include <vector>

namespace {

using platform::json::Field;
using platform::json::Reader;
using platform::json::Value;

struct Person {
    std::string id;
    std::string name;
    std::int64_t age = -1;
    bool bot = false;
    std::vector<std::string> tags;
};

constexpr std::array<Field<Person>, 5> kFields{{
    {"id", [](Value& value, Person& into) { return value.identifier(into.id); }},
    {"name", [](Value& value, Person& into) { return value.text(into.name); }},
    {"age", [](Value& value, Person& into) { return value.integer(into.age); }},
    {"bot", [](Value& value, Person& into) { return value.flag(into.bot); }},
    {"tags",
     [](Value& value, Person& into) {
         into.tags.clear();
         return value.list([&into](Value& tag) { return tag.text(into.tags.emplace_back()); });
     }},
}};

struct Pair {
    Person one;
};
constexpr std::array<Field<Pair>, 1> kPairFields{{
    {"one", [](Value& value, Pair& into) { return value.object<Person>(into.one, kFields); }},
}};

struct Outcome {
    Person person;
    std::string error;  ///< empty = read whole
};

std::vector<Outcome> readAll(std::string_view body) {
    Reader reader(body);
    const auto items = reader.elements();
    REQUIRE(items);
    std::vector<Outcome> outcomes;
    for (const auto& item : *items) {
        auto& outcome = outcomes.emplace_back();
        const auto status = reader.read<Person>(item, outcome.person, kFields);
        outcome.error = status ? "" : status.error().message;
    }
    return outcomes;
}

Outcome readOne(std::string_view body) {
    Reader reader(body);
    Outcome outcome;
    const auto status = reader.read<Person>(reader.whole(), outcome.person, kFields);
    outcome.error = status ? "" : status.error().message;
    return outcome;
}

}  // namespace

TEST_CASE("an object is read field by field and unknown fields are skipped") {
    const auto read = readOne(
        R"( {"new":{"deep":[1,[2,{"x":null}]]},"id":"7","name":"Ana","age":42,"bot":true,"tags":["a","b"],"z":[]} )");
    CHECK(read.error.empty());
    CHECK(read.person.id == "7");
    CHECK(read.person.name == "Ana");
    CHECK(read.person.age == 42);
    CHECK(read.person.bot);
    CHECK(read.person.tags == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a mistyped field is named with its path, what was expected and what was found") {
    CHECK(readOne(R"({"name":7})").error == "name: expected text, found number");
    CHECK(readOne(R"({"name":null})").error == "name: expected text, found null");
    CHECK(readOne(R"({"id":{}})").error == "id: expected an id, found object");
    CHECK(readOne(R"({"id":""})").error == "id: expected an id, found empty text");
    CHECK(readOne(R"({"age":"7"})").error == "age: expected a whole number, found text");
    CHECK(readOne(R"({"age":1e400})").error == "age: expected a whole number, found number");
    CHECK(readOne(R"({"bot":"true"})").error == "bot: expected true or false, found text");
    CHECK(readOne(R"({"tags":{"a":1}})").error == "tags: expected a list, found object");
    CHECK(readOne(R"({"tags":["a",2,"c"]})").error == "tags[1]: expected text, found number");
    CHECK(readAll(R"([{"id":"1"},{"name":[]}])")[1].error == "[1].name: expected text, found list");

    Reader reader(R"({"one":{"name":false}})");
    Pair pair;
    const auto status = reader.read<Pair>(reader.whole(), pair, kPairFields);
    REQUIRE_FALSE(status);
    CHECK(status.error().message == "one.name: expected text, found true or false");
    CHECK(status.error().kind == base::ErrorKind::Unreadable);
}

TEST_CASE("after a mistyped field the others are still read") {
    const auto read = readOne(R"({"name":7,"id":"9","bot":3,"age":5})");
    CHECK(read.error == "name: expected text, found number");
    CHECK(read.person.id == "9");
    CHECK(read.person.age == 5);
}

TEST_CASE("one bad item costs that item and never its neighbours") {
    const std::string deep = std::string(10'000, '[') + std::string(10'000, ']');
    const std::vector<std::string> bad{R"({"id":"x","name":})",
                                       R"({"id" "x"})",
                                       R"({"id":"x",})",
                                       R"({"id":tru})",
                                       R"("just text")",
                                       "17",
                                       "null",
                                       "[]",
                                       "{1:2}",
                                       R"({"id":-})",
                                       R"({"id":"x","age":01})"};
    for (const auto& item : bad) {
        CAPTURE(item);
        const auto read = readAll(R"([{"id":"1","name":"a"},)" + item + R"(,{"id":"3","name":"c"}])");
        REQUIRE(read.size() == 3);
        CHECK(read[0].error.empty());
        CHECK(read[0].person.name == "a");
        CHECK(read[1].error.starts_with("[1]"));
        CHECK(read[2].error.empty());
        CHECK(read[2].person.name == "c");
    }
    const auto read = readAll(R"([{"id":"1"},{"id":"2","x":)" + deep + R"(},{"id":"3"}])");
    REQUIRE(read.size() == 3);
    CHECK(read[1].error == "[1]: nested too deeply");
    CHECK(read[2].person.id == "3");
}

TEST_CASE("a surrogate without its partner is one U+FFFD and the rest of the text stays") {
    CHECK(readOne(R"({"name":"a\ud83db"})").person.name == "a\uFFFDb");
    CHECK(readOne(R"({"name":"a\udd14b"})").person.name == "a\uFFFDb");
    CHECK(readOne(R"({"name":"\ud83d"})").person.name == "\uFFFD");
    CHECK(readOne(R"({"name":"\ud83d\ud83d\udd14"})").person.name == "\uFFFD\U0001F514");
    CHECK(readOne(R"({"name":"\ud83d\n\u0041"})").person.name == "\uFFFD\nA");
    CHECK(readOne(R"({"name":"\ud83d\udd14"})").person.name == "\U0001F514");
    for (const auto* body : {R"({"name":"a\ud83db"})", R"({"name":"a\udd14b"})"}) {
        CHECK(readOne(body).error.empty());
    }
}

TEST_CASE("broken escapes and bytes cost characters and not the item") {
    CHECK(readOne(R"({"name":"a\qb\u12zz"})").person.name == "aqbu12zz");
    CHECK(readOne("{\"name\":\"a\xFF\xC3 b\",\"age\":3}").person.name == "a\uFFFD\uFFFD b");
    CHECK(readOne("{\"name\":\"a\xFF\",\"age\":3}").person.age == 3);
    CHECK(readOne("{\"name\":\"two\nlines\ttab\",\"age\":3}").person.name == "two lines tab");
    CHECK(readOne(std::string("{\"name\":\"nul\0byte\",\"age\":3}", 28)).person.name == "nul byte");
    CHECK(readOne(R"({"name":"nul\u0000escape"})").person.name == "nul\uFFFDescape");
    const auto read = readAll("[{\"name\":\"a\"},{\"name\":\"\xFF\"},{\"name\":\"c\"}]");
    CHECK(read[0].person.name == "a");
    CHECK(read[1].person.name == "\uFFFD");
    CHECK(read[2].person.name == "c");
}

TEST_CASE("ids keep their exact text, also as numbers beyond 2^53") {
    CHECK(readOne(R"({"id":"0116186126728896492"})").person.id == "0116186126728896492");
    CHECK(readOne(R"({"id":116186126728896492})").person.id == "116186126728896492");
    CHECK(readOne(R"({"id":123456789012345678901234567890 })").person.id == "123456789012345678901234567890");
    CHECK(readOne(R"({"id":9007199254740993})").person.id == "9007199254740993");
    CHECK(readOne(R"({"id":"01H8-Z_é"})").person.id == "01H8-Z_é");
    CHECK(readOne(R"({"id":1.5})").error == "id: expected an id, found a number that is not whole");
    CHECK(readOne(R"({"id":-5})").error == "id: expected an id, found a number that is not whole");
    CHECK(readOne(R"({"id":1e3})").error == "id: expected an id, found a number that is not whole");
}

TEST_CASE("of a repeated name the last one counts") {
    const auto read = readOne(R"({"id":"1","name":"a","tags":["x"],"id":"2","tags":["y"]})");
    CHECK(read.error.empty());
    CHECK(read.person.id == "2");
    CHECK(read.person.tags == std::vector<std::string>{"y"});
}

TEST_CASE("a name written with escapes is the same name") {
    CHECK(readOne(R"({"\u0069d":"5"})").person.id == "5");
}

TEST_CASE("a list is split by brackets and quotes alone") {
    const auto sizeOf = [](std::string_view body) {
        const Reader reader(body);
        const auto items = reader.elements();
        return items ? static_cast<int>(items->size()) : -1;
    };
    CHECK(sizeOf("[]") == 0);
    CHECK(sizeOf(" [ ] ") == 0);
    CHECK(sizeOf("[{}]") == 1);
    CHECK(sizeOf(R"([{"a":"]"},{"b":"\"},{"},[1,2],"x,y"])") == 4);
    CHECK(sizeOf(R"([{"a":"\\"},{"b":"\\\""}])") == 2);
    CHECK(sizeOf("\xEF\xBB\xBF[{}]") == 1);
    CHECK(sizeOf("[{}") == -1);
    CHECK(sizeOf("[{]") == -1);
    CHECK(sizeOf(R"([{"a":"x)") == -1);
    CHECK(sizeOf("{}") == -1);
    CHECK(sizeOf("") == -1);
    CHECK(sizeOf("<html>") == -1);
}

TEST_CASE("whether an answer is JSON at all is told by its first character") {
    CHECK(Reader(" \n[1]").startsAsJson());
    CHECK(Reader("{}").startsAsJson());
    CHECK_FALSE(Reader("<!DOCTYPE html>").startsAsJson());
    CHECK_FALSE(Reader("").startsAsJson());
    CHECK_FALSE(Reader("null").startsAsJson());
    CHECK(Reader("[]").startsAsList());
    CHECK_FALSE(Reader("{}").startsAsList());
}

TEST_CASE("an answer of more than 16 MB is refused") {
    std::string body = R"([{"id":"1","name":")";
    body.append(platform::json::kLargestPage, 'x');
    body.append(R"("}])");
    const Reader reader(body);
    const auto items = reader.elements();
    REQUIRE_FALSE(items);
    CHECK(items.error().kind == base::ErrorKind::Unreadable);
}

TEST_CASE("a text of megabytes is read whole") {
    const std::string name(3'000'000, 'n');
    CHECK(readOne(R"({"name":")" + name + R"(","age":1})").person.name == name);
}
