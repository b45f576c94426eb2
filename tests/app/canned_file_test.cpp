// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/canned_file.h"

#include "app/chatwoot_text.h"

#include "support/catch.h"

namespace {

std::string refusal(const std::string& name, const std::string& content) {
    const auto file = app::parseCannedFile(name, content);
    return file ? "taken" : file.error().what();
}

std::vector<model::CannedReply> taken(const std::string& name, const std::string& content) {
    auto file = app::parseCannedFile(name, content);
    INFO((file ? std::string() : file.error().what()));
    REQUIRE(file);
    return file->replies;
}

}  // namespace

TEST_CASE("files of title and text alone are read as ever") {
    const std::vector<model::CannedReply> both{{.id = {}, .title = "Tea, \"black\"", .text = "Two\nlines"},
                                               {.id = {}, .title = "Tea, \"black\"", .text = "Another"}};
    CHECK(taken("a.json", R"([{"title":"Tea, \"black\"","text":"Two\nlines"},
                              {"title":"Tea, \"black\"","text":"Another"}])") == both);
    CHECK(taken("a.csv", "\xEF\xBB\xBFtitle,text\r\n\"Tea, \"\"black\"\"\",\"Two\nlines\"\r\n\r\n"
                         "\"Tea, \"\"black\"\"\",Another\r\n") == both);
    CHECK(taken("A.CSV", "note,text,title\n,Words,Head") ==
          std::vector<model::CannedReply>{{.id = {}, .title = "Head", .text = "Words"}});
}

TEST_CASE("a further row of the same title is a variant, and tags are parted by commas") {
    const auto replies = taken("a.csv", "Title,Text,Tags,Platform,Language\n"
                                        "Hours,Until six,\"opening, late\",,\n"
                                        "Way,Left,,,\n"
                                        "Hours,Bis sechs,,mastodon,DE-at\n"
                                        "Hours,6,,,\n");
    REQUIRE(replies.size() == 2);
    CHECK(replies[0].tags == std::vector<std::string>{"opening", "late"});
    CHECK(replies[0].variants ==
          std::vector<model::CannedVariant>{{.text = "Bis sechs", .platform = "mastodon", .language = "de"},
                                            {.text = "6"}});
}

TEST_CASE("a file that is wrong says where, and nothing of it is taken") {
    CHECK(refusal("a.json", "[\n{\"title\": \"x\",\n oops}]") ==
          "a.json: line 3 is no JSON; nothing was imported");
    CHECK(refusal("a.json", R"([{"title":"x","text":"y","uses":1e999}])") ==
          "a.json: a number in it is too large; nothing was imported");
    CHECK(refusal("a.json", R"({"replies":[]})").find("expected a JSON list") != std::string::npos);
    CHECK(refusal("a.json", R"([{"title":"x","text":"y"},{"title":"z"}])") ==
          "a.json: entry 2 has no title and text; nothing was imported");
    CHECK(refusal("a.json", R"([{"title":" ","text":"y"}])").find("entry 1 has an empty") !=
          std::string::npos);
    CHECK(refusal("a.json", R"([{"title":"x","text":"y","tags":"z"}])").find("entry 1: tags") !=
          std::string::npos);
    CHECK(refusal("a.json", R"([{"title":"x","text":"y","variants":[{"platform":"z"}]}])")
              .find("entry 1 has a variant without text") != std::string::npos);
    CHECK(refusal("a.json", R"([{"title":"x","text":"y","variants":[{"text":"z","language":"German"}]}])")
              .find("“German” is no code of a language") != std::string::npos);
    CHECK(refusal("a.csv", "") ==
          "a.csv: the head line with title and text is missing; nothing was imported");
    CHECK(refusal("a.csv", "name,words\nx,y").find("must name title and text") != std::string::npos);
    CHECK(refusal("a.csv", "title,text\n\"two\nlines\",y\nx\n") ==
          "a.csv: line 4 has too few fields; nothing was imported");
    CHECK(refusal("a.csv", "title,text\nx,y\nz,\"open\n\n") ==
          "a.csv: a quoted field begins in line 3 and is not closed; nothing was imported");
    CHECK(refusal("a.csv", "title,text,platform\nHours,Until six,mastodon")
              .find("line 2: the text for everybody") != std::string::npos);
    CHECK(refusal("a.txt", "x").find("must end in .json or .csv") != std::string::npos);
}

TEST_CASE("Chatwoot's placeholders become ours where there is the like, and the others are named") {
    std::vector<std::string> foreign;
    const auto made = [&foreign](const char* text) { return app::fromChatwoot(text, foreign); };
    CHECK(made("Hi {{contact.first_name}}, {{ contact.name }}: {{ Agent.Name }}") ==
          "Hi {{customer.first_name}}, {{customer.name}}: {{agent.name}}");
    CHECK(made("{{ contact.first_name || 'there' }}") == "{{customer.first_name|there}}");
    CHECK(made("{{ contact.first_name | default: \"dear\" }}") == "{{customer.first_name|dear}}");
    // Left as it is, "capitalize" would be said to the customer.
    CHECK(made("{{ contact.name | capitalize }}") == "{{customer.name}}");
    CHECK(foreign.empty());
    CHECK(made("{{contact.email}} {{ contact.email | upcase }} {{conversation.id}}") ==
          "{{contact.email}} {{contact.email}} {{conversation.id}}");
    CHECK(foreign == std::vector<std::string>{"contact.email", "conversation.id"});
    CHECK(made("no }} end {{ here") == "no }} end {{ here");
    CHECK(made("{{}}") == "{{}}");
}

TEST_CASE("what Chatwoot gives is told by its names, in each of its forms") {
    const std::vector<model::CannedReply> one{{.id = {}, .title = "ship", .text = "Hi {{customer.name}}"}};
    CHECK(taken("a.json", R"([{"id":1,"short_code":"ship","content":"Hi {{contact.name}}"}])") == one);
    CHECK(taken("a.json", R"({"payload":[{"short_code":"ship","content":"Hi {{contact.name}}"}]})") == one);
    CHECK(taken("a.csv", "short_code,content\nship,Hi {{contact.name}}\n") == one);
}
