// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/own_field.h"

#include "support/catch.h"

using Kind = model::FieldFault::Kind;

TEST_CASE("an own field is filled in as the built-in ones are, but never instead of one") {
    model::PlaceholderValues values = model::placeholderValues("Ida Storm", "ida@a.example", "Rye & Co", "");
    model::addOwnFields(values, {{.name = "return.days", .value = "14"},
                                 {.name = "customer.first_name", .value = "Sir"},
                                 {.name = "agent.name", .value = "Nobody"}});
    const model::FilledReply filled = model::fillPlaceholders(
        "Hi {{customer.first_name}}, within {{ return.days }} days. {{agent.name}}", values);
    CHECK(filled.text == "Hi Ida, within 14 days. {{agent.name}}");
    CHECK(filled.open.size() == 1);
}

TEST_CASE("fields are tidied: names without braces and in lower case, one line each, empty ones left out") {
    CHECK(model::tidied({{.name = " {{Shop.Address}} ", .value = " 5 Mill  Lane\n "},
                         {.name = " ", .value = ""},
                         {.name = "return.days", .value = "14"}}) ==
          std::vector<model::OwnField>{{.name = "shop.address", .value = "5 Mill Lane"},
                                       {.name = "return.days", .value = "14"}});
}

TEST_CASE("a list of fields says what is wrong with it, and where") {
    const auto fault = [](const std::string& name, const std::string& value) {
        return model::faultOf({{.name = "return.days", .value = "14"}, {.name = name, .value = value}});
    };
    CHECK_FALSE(fault("адрес", "x"));
    CHECK(fault("", "x") == model::FieldFault{.kind = Kind::NoName, .place = 1});
    CHECK(fault("a b", "x") == model::FieldFault{.kind = Kind::NameNotPossible, .place = 1});
    CHECK(fault("?how", "x") == model::FieldFault{.kind = Kind::NameNotPossible, .place = 1});
    CHECK(fault("a|b", "x") == model::FieldFault{.kind = Kind::NameNotPossible, .place = 1});
    CHECK(fault("shop.name", "x") == model::FieldFault{.kind = Kind::BuiltIn, .place = 1});
    CHECK(fault("return.days", "x") == model::FieldFault{.kind = Kind::NameTaken, .place = 1});
    CHECK(fault("a", "") == model::FieldFault{.kind = Kind::NoValue, .place = 1});
    CHECK(fault(std::string(41, 'a'), "x") == model::FieldFault{.kind = Kind::TooLong, .place = 1});
    CHECK(fault("a", std::string(501, 'x')) == model::FieldFault{.kind = Kind::TooLong, .place = 1});
    std::vector<model::OwnField> many;
    for (int i = 0; i < 101; ++i) {
        many.push_back({.name = "f" + std::to_string(i), .value = "x"});
    }
    CHECK(model::faultOf(many) == model::FieldFault{.kind = Kind::TooMany, .place = 100});
}

TEST_CASE("a customer's name stands as the customer writes it") {
    for (const char* name : {"éric", "bell hooks", "danah boyd", "van der Berg", "McKenna O’Brien"}) {
        const auto values = model::placeholderValues(name, "x@a.example", "", "");
        CHECK(model::fillPlaceholders("{{customer.name}}", values).text == name);
        const std::string first(name, std::string(name).find(' ') == std::string::npos
                                          ? std::string(name).size()
                                          : std::string(name).find(' '));
        CHECK(model::fillPlaceholders("{{customer.first_name}}", values).text == first);
    }
}

TEST_CASE("a question stays open until the agent answers it, whatever is known") {
    const model::PlaceholderValues values{{"days", "3"}};
    const model::FilledReply filled = model::fillPlaceholders("It takes {{?how many days}}.", values);
    REQUIRE(filled.open.size() == 1);
    CHECK(filled.open[0].name == "?how many days");
    CHECK(filled.text == "It takes {{?how many days}}.");
}
