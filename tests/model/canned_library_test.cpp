// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/canned_library.h"

#include "support/catch.h"

namespace {

const model::CannedReply kHours{.id = {},
                                .title = "Opening hours",
                                .text = "We are open {{days|daily}} until six.",
                                .tags = {"Café"},
                                .variants = {{.text = "Bis sechs.", .platform = {}, .language = "de"}}};

bool finds(std::string_view query) {
    return model::holdEveryWord(model::searchWords(kHours), model::searchWords(query));
}

}  // namespace

TEST_CASE("a canned reply is found by title, tags, text, fallbacks and variants, by beginnings of words") {
    for (const char* query : {"", "hour", "CAFE", "café open", "daily", "sechs", "open hours six"}) {
        INFO(query);
        CHECK(finds(query));
    }
    for (const char* query : {"ours", "hours unicorn", "days"}) {
        INFO(query);
        CHECK_FALSE(finds(query));
    }
}

TEST_CASE("a canned reply is tidied: no tag twice, no empty variant, codes in lower case") {
    const model::CannedReply tidy =
        model::tidied({.id = {},
                       .title = " Hours\n",
                       .text = "Six",
                       .tags = {" Late ", "late", "", "two\nlines"},
                       .variants = {{.text = " "},
                                    {.text = "6", .platform = " Mastodon", .language = "DE"},
                                    {.text = "6", .platform = "mastodon", .language = "de"}}});
    CHECK(tidy.title == "Hours");
    CHECK(tidy.tags == std::vector<std::string>{"Late", "two lines"});
    CHECK(tidy.variants ==
          std::vector<model::CannedVariant>{{.text = "6", .platform = "mastodon", .language = "de"}});
}
