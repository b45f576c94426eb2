// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/text_limits.h"

#include "model/text_entities.h"

#include "support/catch.h"

#include <string>
#include <utility>
#include <vector>

using model::countLength;
using model::findEntities;
using model::LengthRule;
using model::LengthUnit;
using model::TextEntity;

namespace {

const LengthRule kMastodon{
    .unit = LengthUnit::Graphemes, .limit = 500, .urlLength = 23, .mentionsWithoutDomain = true};

std::vector<std::string> found(std::string_view text, TextEntity::Kind kind) {
    std::vector<std::string> entities;
    for (const TextEntity& entity : findEntities(text)) {
        if (entity.kind == kind) {
            entities.emplace_back(text.substr(entity.begin, entity.end - entity.begin));
        }
    }
    return entities;
}

std::vector<std::string> urls(std::string_view text) {
    return found(text, TextEntity::Kind::Url);
}
std::vector<std::string> mentions(std::string_view text) {
    return found(text, TextEntity::Kind::Mention);
}
using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a family emoji, a flag and a letter with marks are one each") {
    CHECK(countLength("👨‍👩‍👧‍👦", kMastodon) == 1);
    CHECK(countLength("🇩🇪🇫🇷", kMastodon) == 2);
    CHECK(countLength("e\u0301a", kMastodon) == 2);
    CHECK(countLength("", kMastodon) == 0);
}

TEST_CASE("every URL counts 23, shorter ones too") {
    CHECK(countLength("https://shop.com/" + std::string(300, 'a'), kMastodon) == 23);
    CHECK(countLength("http://a.de", kMastodon) == 23);
    CHECK(countLength("see https://shop.com/a and http://b.com.", kMastodon) == 4 + 23 + 5 + 23 + 1);
}

TEST_CASE("a mention counts without its domain") {
    CHECK(countLength("@alice@" + std::string(30, 'b') + ".com", kMastodon) == 6);
    CHECK(countLength("@alice hi", kMastodon) == 9);
    CHECK(countLength("hi @mira@stadtfunk.example, @ana", kMastodon) == 3 + 5 + 2 + 4);
}

TEST_CASE("without a rule for URLs and mentions a text is as long as it is") {
    const std::string text = "@a@b.com https://shop.com/x 😀";
    CHECK(countLength(text, {.unit = LengthUnit::Graphemes}) == 29);
    CHECK(countLength(text, {.unit = LengthUnit::Utf16Units}) == 30);
    CHECK(countLength(text, {.unit = LengthUnit::Bytes}) == 32);
}

TEST_CASE("URLs and mentions are shortened only where the rule says so") {
    const std::string text = "@a@b.com https://shop.com/x";
    CHECK(countLength(text, {.urlLength = 23}) == 8 + 1 + 23);
    CHECK(countLength(text, {.mentionsWithoutDomain = true}) == 2 + 1 + 18);
}

TEST_CASE("punctuation behind a URL is not part of it") {
    CHECK(urls("https://shop.com/a. https://shop.com/b, https://shop.com/c! (https://shop.com/d)") ==
          Strings{"https://shop.com/a", "https://shop.com/b", "https://shop.com/c", "https://shop.com/d"});
    CHECK(urls("https://shop.com?") == Strings{"https://shop.com"});
    CHECK(urls("\"https://shop.com/a\"") == Strings{"https://shop.com/a"});
    CHECK(urls("https://shop.com/a...") == Strings{"https://shop.com/a"});
}

TEST_CASE("balanced parentheses belong to a URL, an open one does not") {
    CHECK(urls("https://en.wikipedia.org/wiki/Bell_(instrument)") ==
          Strings{"https://en.wikipedia.org/wiki/Bell_(instrument)"});
    CHECK(urls("(https://en.wikipedia.org/wiki/Bell_(instrument))") ==
          Strings{"https://en.wikipedia.org/wiki/Bell_(instrument)"});
    CHECK(urls("https://a.com/x_(y_(z))/w") == Strings{"https://a.com/x_(y_(z))/w"});
    CHECK(urls("https://a.com/x_(y") == Strings{"https://a.com/x_"});
    CHECK(urls("https://a.com/x「y」") == Strings{"https://a.com/x「y"});
    CHECK(urls("https://a.com/x「") == Strings{"https://a.com/x"});
    CHECK(urls("https://a.com/x_()") == Strings{"https://a.com/x_"});
}

TEST_CASE("port, query and fragment belong to a URL") {
    CHECK(urls("https://a.com:8080/x?y=1&z=%20#part, next") ==
          Strings{"https://a.com:8080/x?y=1&z=%20#part"});
    CHECK(urls("https://a.com?x=1.") == Strings{"https://a.com?x=1"});
    CHECK(urls("https://a.com/?x=(1)") == Strings{"https://a.com/?x=(1"});
}

TEST_CASE("a path in any script belongs to a URL") {
    CHECK(urls("https://a.com/größe/ساعة/店") == Strings{"https://a.com/größe/ساعة/店"});
    CHECK(urls("https://bücher.de/x") == Strings{"https://bücher.de/x"});
    CHECK(urls("https://a.com/店。") == Strings{"https://a.com/店。"});
}

TEST_CASE("what has no scheme or no domain is not a URL") {
    CHECK(
        urls(
            "shop.com http://localhost/x https:// https://127.0.0.1/ https://a.b/ ftp://a.com mailto:a@b.com")
            .empty());
}

TEST_CASE("a URL that is glued to a word is not one") {
    CHECK(urls("xhttps://a.com @https://a.com #https://a.com").empty());
    CHECK(urls("見てhttps://a.com/x") == Strings{"https://a.com/x"});
    CHECK(urls("(https://a.com/x,https://b.com/y)") == Strings{"https://a.com/x,https://b.com/y"});
}

TEST_CASE("the domain ends with the last part that can be a top-level domain") {
    CHECK(urls("https://a.b-c.co.uk/x") == Strings{"https://a.b-c.co.uk/x"});
    CHECK(urls("https://a.com.") == Strings{"https://a.com"});
    CHECK(urls("https://a.com.1") == Strings{"https://a.com"});
    CHECK(urls("https://a_b.shop.com/") == Strings{"https://a_b.shop.com/"});
    CHECK(urls("https://a_b.com/").empty());
    CHECK(urls("https://a.comです") == Strings{"https://a.com"});
    CHECK(urls("https://a.xn--p1ai/") == Strings{"https://a.xn--p1ai/"});
    CHECK(urls("https://" + std::string(64, 'a') + ".com").empty());
}

TEST_CASE("a URL longer than the server takes counts as it stands") {
    const std::string url = "https://a.com/" + std::string(4'096, 'a');
    CHECK(urls(url).empty());
    CHECK(countLength(url, kMastodon) == static_cast<std::int64_t>(url.size()));
}

TEST_CASE("the scheme may be written in capitals") {
    CHECK(urls("HTTPS://A.COM/x Gemini://a.space") == Strings{"HTTPS://A.COM/x", "Gemini://a.space"});
}

TEST_CASE("an e-mail address is not a mention") {
    CHECK(mentions("write to shop@example.com or größe@example.com").empty());
    CHECK(mentions("https://a.social/@mira =@mira").empty());
}

TEST_CASE("a mention inside a URL is part of the URL") {
    CHECK(mentions("https://a.com/?@mira@b.com").empty());
    CHECK(countLength("https://a.com/?@mira@b.com", kMastodon) == 23);
}

TEST_CASE("a mention ends before its punctuation") {
    CHECK(mentions("@mira@a.social. @ana.b@c-d.de, (@okke)") ==
          Strings{"@mira@a.social", "@ana.b@c-d.de", "@okke"});
    CHECK(mentions("👋@mira@bücher.example") == Strings{"@mira@bücher.example"});
}

TEST_CASE("what goes on behind a mention makes it none") {
    CHECK(mentions("@a@b@c @mira@ @miraé @http://x").empty());
}

TEST_CASE("broken UTF-8 is walked through without harm") {
    CHECK(urls("\xFF\xC3https://a.com/\xE2\x82 x") == Strings{"https://a.com/\xE2\x82"});
    CHECK(mentions("\xF0\x9F@mira") == Strings{"@mira"});
}

TEST_CASE("a very long text is counted in one pass") {
    std::string text;
    for (int times = 0; times < 20'000; ++times) {
        text += "https://a.com/((((@a@b.(http://aaaa.aaaa";
    }
    // Quadratic work on these 800 kB would take minutes, and the test run's own limit would end it.
    CHECK(countLength(text, kMastodon) > 20'000);
}

TEST_CASE("leading mentions only address and can be left out of a preview") {
    using model::behindLeadingMentions;
    CHECK(behindLeadingMentions("@shop where is it?", 1) == "where is it?");
    CHECK(behindLeadingMentions("@priya_t@chai.example @shop\nThey made seven", 8) == "They made seven");
    CHECK(behindLeadingMentions("@priya_t @shop They made seven", 1) == "@shop They made seven");
    // Nothing else in it, no mention at all, and a word that only begins like one.
    CHECK(behindLeadingMentions("@shop", 8) == "@shop");
    CHECK(behindLeadingMentions("@shop @mira ", 8) == "@mira ");
    CHECK(behindLeadingMentions("hello @shop", 8) == "hello @shop");
    CHECK(behindLeadingMentions("@ shop", 8) == "@ shop");
    CHECK(behindLeadingMentions("@shop's kiln", 8) == "@shop's kiln");
    CHECK(behindLeadingMentions("", 8).empty());
}
