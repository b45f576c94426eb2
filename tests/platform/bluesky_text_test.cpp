// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/compose.h"
#include "platform/bluesky/rich_text.h"
#include "platform/bluesky/tid.h"
#include "support/catch.h"

#include "base/text.h"
#include "model/text_limits.h"

#include <fmt/format.h>

#include <string>
#include <vector>

/// Graphemes, bytes and ranges of bytes.
namespace {

using namespace platform::bluesky;
using Parts = std::vector<std::string>;

/// "4-30 link https://shop.example.com/a"
Parts partsOfText(std::string_view text) {
    Parts shown;
    for (const TextPart& part : findParts(text)) {
        const auto* kind = part.kind == TextPart::Kind::Link  ? "link"
                           : part.kind == TextPart::Kind::Tag ? "tag"
                                                              : "mention";
        REQUIRE(part.begin < part.end);
        REQUIRE(part.end <= text.size());
        shown.push_back(fmt::format("{}-{} {} {}", part.begin, part.end, kind, part.value));
    }
    return shown;
}

struct Row {
    std::string text;
    Parts parts;
};
void check(const std::vector<Row>& rows) {
    for (const auto& [text, parts] : rows) {
        CAPTURE(text);
        CHECK(partsOfText(text) == parts);
    }
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t index = 0; index < times; ++index) {
        text += part;
    }
    return text;
}

WireFacet linkOn(std::int64_t begin, std::int64_t end, std::string uri = "https://shop.example/") {
    return {.byteStart = begin, .byteEnd = end, .did = {}, .uri = std::move(uri), .tag = {}};
}
WireFacet mentionOn(std::int64_t begin, std::int64_t end, std::string did = "did:plc:mira") {
    return {.byteStart = begin, .byteEnd = end, .did = std::move(did), .uri = {}, .tag = {}};
}

const std::string kFamily = "👩‍👩‍👧‍👦";

}  // namespace

TEST_CASE("a link with a scheme goes to the next white space, without the sentence's punctuation") {
    check({
        {"see https://shop.example.com/a now", {"4-30 link https://shop.example.com/a"}},
        {"https://shop.example.com:8080/a?b=1#c", {"0-37 link https://shop.example.com:8080/a?b=1#c"}},
        {"http://localhost:3000/x", {"0-23 link http://localhost:3000/x"}},
        {"https://a.com, https://b.com! https://c.com?",
         {"0-13 link https://a.com", "15-28 link https://b.com", "30-43 link https://c.com"}},
        {"https://a.com\nhttps://b.com", {"0-13 link https://a.com", "14-27 link https://b.com"}},
        {"https://a.com/x...", {"0-15 link https://a.com/x"}},
        {"https://a.com;", {"0-13 link https://a.com"}},
        {"https://a.com/@b.com/#t", {"0-23 link https://a.com/@b.com/#t"}},
        {"https://a.com/ü x", {"0-16 link https://a.com/ü"}},
        {"https://ü.com/", {"0-15 link https://ü.com/"}},
        {"https://", {}},
        {"https:// x", {}},
        {"https://.", {}},
        {"HTTPS://SHOP.EXAMPLE.COM/A", {}},
    });
}

TEST_CASE("brackets around a link stay outside, brackets of its own stay inside") {
    check({
        {"(https://a.example.com/b)", {"1-24 link https://a.example.com/b"}},
        {"(https://a.com).", {"1-14 link https://a.com"}},
        {"https://a.com)", {"0-13 link https://a.com"}},
        {"https://en.wikipedia.org/wiki/Lamp_(light)",
         {"0-42 link https://en.wikipedia.org/wiki/Lamp_(light)"}},
        {"https://en.wikipedia.org/wiki/Lamp_(light).",
         {"0-42 link https://en.wikipedia.org/wiki/Lamp_(light)"}},
        {"(shop.example.com)", {"1-17 link https://shop.example.com"}},
        {"[https://a.com]", {}},
        {"“https://a.com”", {}},
    });
}

TEST_CASE("an address without a scheme is a link where its domain exists") {
    check({
        {"shop.example.com/a", {"0-18 link https://shop.example.com/a"}},
        {"go to shop.example.com.", {"6-22 link https://shop.example.com"}},
        {"SHOP.Example.com/A", {"0-18 link https://SHOP.Example.com/A"}},
        {"shop.example.com:8080/a", {"0-23 link https://shop.example.com:8080/a"}},
        {"a.com?x=1", {"0-9 link https://a.com?x=1"}},
        {"a.com#x", {"0-7 link https://a.com#x"}},
        {"a-b.com", {"0-7 link https://a-b.com"}},
        {"x.co.uk/y", {"0-9 link https://x.co.uk/y"}},
        {"now.Please write", {}},
        {"It is done.It works", {}},
        {"e.g. this", {}},
        {"v1.2 and 1.50", {}},
        {"1.com", {}},
        {"a..com", {}},
        {"x.invalidtld", {}},
        {"file.txt", {}},
        {"x.test", {}},
        {"1.2.3.4", {}},
    });
}

TEST_CASE("an e-mail address is neither link nor mention") {
    check({
        {"mail me@shop.example.com please", {}},
        {"jo.it@shop.example.com", {}},
        {"first.last@shop.com", {}},
        {"mail@handle.test", {}},
        {"user:pw@a.com", {}},
    });
}

TEST_CASE("a mention is a handle with a dot behind white space or a bracket") {
    check({
        {"@handle.test", {"0-12 mention handle.test"}},
        {"hi @handle.test!", {"3-15 mention handle.test"}},
        {"thanks @handle.test.", {"7-19 mention handle.test"}},
        {"(@handle.test)", {"1-13 mention handle.test"}},
        {"@HANDLE.Test", {"0-12 mention handle.test"}},
        {"@ana-b.example.com", {"0-18 mention ana-b.example.com"}},
        {"@ana.example.com's lamp", {"0-16 mention ana.example.com"}},
        {"@ana.com,@bob.com", {"0-8 mention ana.com"}},
        {"@ana.com @bob.com", {"0-8 mention ana.com", "9-17 mention bob.com"}},
        {"@ana.test-", {"0-9 mention ana.test"}},
        {"\n@ana.com", {"1-9 mention ana.com"}},
        {"@ana.com。", {"0-8 mention ana.com"}},
        {"@nodot", {}},
        {"@handle.", {}},
        {"@.test", {}},
        {"@a..b", {}},
        {"@", {}},
        {"é@ana.com", {}},
        {"@anä.com", {}},
    });
    CHECK(partsOfText("@" + repeated("abcdefgh.", 27) + "example.com").size() == 0);  // 254 letters
    CHECK(partsOfText("@" + repeated("abcdefgh.", 26) + "example.com").size() == 1);
}

TEST_CASE("a tag has more than digits and punctuation, and loses what only ends the sentence") {
    check({
        {"#tag", {"0-4 tag tag"}},
        {"＃tag", {"0-6 tag tag"}},
        {"x #tag y", {"2-6 tag tag"}},
        {"(#tag)", {"1-5 tag tag"}},
        {"#1a", {"0-3 tag 1a"}},
        {"#1-a", {"0-4 tag 1-a"}},
        {"#tag-x", {"0-6 tag tag-x"}},
        {"#tag!?", {"0-4 tag tag"}},
        {"#tag…", {"0-4 tag tag"}},
        {"#日本。", {"0-7 tag 日本"}},
        {"#日本。です", {"0-16 tag 日本。です"}},
        {"#über.", {"0-6 tag über"}},
        {"#🙂", {"0-5 tag 🙂"}},
        {"#🙂🙂!", {"0-9 tag 🙂🙂"}},
        {"##a", {"0-3 tag #a"}},
        {"#1", {}},
        {"order #2024-117.", {}},
        {"#1.2", {}},
        {"#", {}},
        {"# a", {}},
        {"#…", {}},
        {"a#tag", {}},
        {"日本#日本", {}},
        {"#️⃣ x", {}},
        {"1️⃣", {}},
    });
}

TEST_CASE("a tag ends where something invisible stands in it") {
    check({{"#tag\u200Bx", {"0-4 tag tag"}},
           {"#tag\u00ADx", {"0-4 tag tag"}},
           {"#\u200Bx", {}},
           {"#\u00AD", {}}});
}

TEST_CASE("a tag is as long as the network takes it, in graphemes and in bytes") {
    CHECK(partsOfText("#" + repeated("x", 64)).size() == 1);
    CHECK(partsOfText("#" + repeated("x", 65)).empty());
    const std::string ten = "n" + repeated("\u0301", 4) + "\u0301";  // one grapheme of eleven bytes
    CHECK(partsOfText("#" + repeated(ten, 58)).size() == 1);         // 638 bytes
    CHECK(partsOfText("#" + repeated(ten, 59)).empty());             // 649
}

TEST_CASE("white space of every script parts links, mentions and tags") {
    check({
        {"voir\u00A0: https://a.com", {"8-21 link https://a.com"}},
        {"see\u00A0https://a.com", {"5-18 link https://a.com"}},
        {"https://a.com\u00A0x", {"0-13 link https://a.com"}},
        {"見て\u3000@ana.com\u3000#日本\u3000https://a.com\u3000",
         {"9-17 mention ana.com", "20-27 tag 日本", "30-43 link https://a.com"}},
        {"#a\u00A0b", {"0-2 tag a"}},
        {"a\u2028#tag\u2003x", {"4-8 tag tag"}},
    });
}

TEST_CASE("ranges count bytes, whatever stands before") {
    check({
        {kFamily + " https://a.com", {"26-39 link https://a.com"}},
        {"🇩🇪 @ana.com", {"9-17 mention ana.com"}},
        {"🇩🇪@ana.com", {}},
        {"مَرْحَبًا @ana.com", {"19-27 mention ana.com"}},
        {"#مَرْحَبًا", {"0-19 tag مَرْحَبًا"}},
        {"e\u0301 #e\u0301", {"4-8 tag e\u0301"}},
        {"日本 https://a.com 語", {"7-20 link https://a.com"}},
        {"是https://a.com", {}},
        {"नमस्ते #नमस्ते", {"19-38 tag नमस्ते"}},
    });
}

TEST_CASE("any bytes give ranges on whole characters in order") {
    const std::string text = "(@ana.com) #é\u3000https://a.com/ü, ＃日本 🇩🇪 b.com #x";
    for (std::size_t from = 0; from < text.size(); ++from) {
        for (std::size_t length = 1; from + length <= text.size(); ++length) {
            const auto piece = std::string_view(text).substr(from, length);
            std::size_t last = 0;
            for (const TextPart& part : findParts(piece)) {
                REQUIRE(part.begin >= last);
                REQUIRE(part.end > part.begin);
                REQUIRE(part.end <= piece.size());
                last = part.end;
                if (base::isValidUtf8(piece)) {
                    REQUIRE(base::isValidUtf8(piece.substr(part.begin, part.end - part.begin)));
                    REQUIRE(base::isValidUtf8(part.value));
                }
            }
        }
    }
}

TEST_CASE("a text is as long as its graphemes") {
    struct Length {
        std::string text;
        std::int64_t graphemes;
    };
    for (const auto& [text, graphemes] : std::vector<Length>{{"", 0},
                                                             {"é", 1},
                                                             {"e\u0301", 1},
                                                             {kFamily, 1},
                                                             {kFamily + "👨‍👩‍👦", 2},
                                                             {"🇩🇪🇫🇷", 2},
                                                             {"🇩🇪🇫", 2},
                                                             {"👍🏽", 1},
                                                             {"👩🏽‍🚀", 1},
                                                             {"1️⃣", 1},
                                                             {"❤️", 1},
                                                             {"🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1},
                                                             {"😀😀", 2},
                                                             {"مَرْحَبًا", 5},
                                                             {"نَعَمْ", 3},
                                                             {"می\u200Cخواهم", 7},
                                                             {"日本語", 3},
                                                             {"\u1100\u1161\u11A8", 1},
                                                             {"ก็", 1},
                                                             {"a\r\nb", 3},
                                                             {"a\n\n\nb", 5},
                                                             // addresses count in full
                                                             {"https://shop.example.com/a", 26},
                                                             {"@ana.example.com", 16}}) {
        CAPTURE(text);
        CHECK(model::countLength(text, postLength()) == graphemes);
        CHECK(model::countLength(text, chatLength()) == graphemes);
    }
}

TEST_CASE("a post takes 300 graphemes and 3000 bytes, a direct message 1000 and 10000") {
    CHECK((postLength() ==
           model::LengthRule{.unit = model::LengthUnit::Graphemes, .limit = 300, .byteLimit = 3000}));
    CHECK((chatLength() ==
           model::LengthRule{.unit = model::LengthUnit::Graphemes, .limit = 1000, .byteLimit = 10'000}));
    const auto fits = [](const std::string& text, const model::LengthRule& rule) {
        const auto length = model::measure(text, rule);
        return length.count <= length.limit;
    };
    CHECK(fits(repeated("🇩🇪", 300), postLength()));  // 2400 bytes
    CHECK_FALSE(fits(repeated("🇩🇪", 301), postLength()));
    CHECK(fits(repeated(kFamily, 120), postLength()));  // 3000 bytes in 120 graphemes
    CHECK_FALSE(fits(repeated(kFamily, 120) + "x", postLength()));
    CHECK(model::measure(repeated(kFamily, 121), postLength()).unit == model::LengthUnit::Bytes);
    CHECK(model::measure("hello", postLength()).unit == model::LengthUnit::Graphemes);
    CHECK(fits(repeated("x", 1000), chatLength()));
    CHECK_FALSE(fits(repeated("x", 1001), chatLength()));
    CHECK(fits(repeated(kFamily, 400), chatLength()));
    CHECK_FALSE(fits(repeated(kFamily, 400) + "x", chatLength()));
}

TEST_CASE("a shortened link is shown as its address, words of their own get it in brackets") {
    struct Shown {
        std::string words;
        std::string uri;
        std::string expected;
    };
    for (const auto& [words, uri, expected] : std::vector<Shown>{
             {"shop.example/sp…", "https://shop.example/spring-sale", "https://shop.example/spring-sale"},
             {"shop.example/sp...", "https://shop.example/spring-sale", "https://shop.example/spring-sale"},
             {"www.shop.example/sp…", "https://www.shop.example/spring", "https://www.shop.example/spring"},
             {"https://shop.example/a", "https://shop.example/a", "https://shop.example/a"},
             {"shop.example", "https://shop.example/", "shop.example"},
             {"http://shop.example/a/", "https://shop.example/a", "http://shop.example/a/"},
             {"our sale", "https://shop.example/a", "our sale (https://shop.example/a)"},
             {"bank.example", "https://evil.example/", "bank.example (https://evil.example/)"},
             {"bank.example/l…", "https://evil.example/l", "bank.example/l… (https://evil.example/l)"},
             {"…", "https://shop.example/a", "https://shop.example/a"}}) {
        CAPTURE(words);
        const auto size = static_cast<std::int64_t>(words.size());
        CHECK(shownText("é " + words + " ü", {linkOn(3, 3 + size, uri)}) == "é " + expected + " ü");
    }
}

TEST_CASE("ranges that make no sense are overlooked and the words stay") {
    const std::string text = "é 日本 x";  // é 0-2, 日 3-6, 本 6-9, x 10-11
    for (const auto& [begin, end] : std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 5},
                                                                                       {0, 1},
                                                                                       {3, 5},
                                                                                       {4, 9},
                                                                                       {-1, 2},
                                                                                       {-5, -1},
                                                                                       {6, 3},
                                                                                       {3, 3},
                                                                                       {10, 12},
                                                                                       {11, 12},
                                                                                       {100, 200},
                                                                                       {0, INT64_MAX},
                                                                                       {INT64_MIN, INT64_MAX},
                                                                                       {INT64_MIN, 2}}) {
        CAPTURE(begin, end);
        CHECK(shownText(text, {linkOn(begin, end)}) == text);
        CHECK(mentionedDids(text, {mentionOn(begin, end)}).empty());
    }
    CHECK(shownText(text, {linkOn(3, 9)}) == "é 日本 (https://shop.example/) x");
    CHECK(shownText(text, {linkOn(0, 11)}) == text + " (https://shop.example/)");
    CHECK(shownText("", {linkOn(0, 0)}).empty());
}

TEST_CASE("of overlapping links the first one stands, in whatever order they came") {
    const std::string text = "one two three";
    const std::vector<WireFacet> facets{linkOn(4, 13, "https://b.example"), linkOn(0, 7, "https://a.example"),
                                        linkOn(8, 13, "https://c.example"), mentionOn(0, 7)};
    CHECK(shownText(text, facets) == "one two (https://a.example) three (https://c.example)");
    CHECK(mentionedDids(text, facets) == std::vector<std::string>{"did:plc:mira"});
}

TEST_CASE("people are named once each, by facets alone") {
    const std::string text = "@mira.test @tom.test @mira.test";
    CHECK(mentionedDids(text, {mentionOn(21, 31), mentionOn(11, 20, "did:plc:tom"), mentionOn(0, 10),
                               linkOn(0, 10)}) == std::vector<std::string>{"did:plc:mira", "did:plc:tom"});
    CHECK(mentionedDids(text, {}).empty());
    CHECK(shownText(text, {mentionOn(0, 10)}) == text);
}

TEST_CASE("a record key sorts by time, keeps its time and is not made twice") {
    base::SeededRandom random(7);
    const auto early = makeTid(base::fromMs(1'777'885'200'000), random);
    const auto again = makeTid(base::fromMs(1'777'885'200'000), random);
    const auto late = makeTid(base::fromMs(1'777'885'200'001), random);
    CHECK(early.size() == 13);
    CHECK(early != again);
    CHECK(early < late);
    CHECK(again < late);
    CHECK(timeOfTid(early) == base::fromMs(1'777'885'200'000));
    CHECK(timeOfTid(late) == base::fromMs(1'777'885'200'001));
    // made by the reference server for a post of 01:36:21.846
    CHECK(timeOfTid("3n2ui2mujs22s") == base::fromMs(1'795'311'381'856));
    base::SeededRandom same(7);
    CHECK(makeTid(base::fromMs(1'777'885'200'000), same) == early);
    for (const auto* bad : {"", "3n2ui2mujs22", "3n2ui2mujs22ss", "3n2ui2mujs220", "3N2UI2MUJS22S", "self"}) {
        CAPTURE(bad);
        CHECK_FALSE(timeOfTid(bad));
    }
}

TEST_CASE("an address of a record is taken apart, and a web address made of it") {
    const std::string uri = "at://did:plc:mira/app.bsky.feed.post/3n2ui2mujs22s";
    CHECK(partsOf(uri).did == "did:plc:mira");
    CHECK(partsOf(uri).collection == "app.bsky.feed.post");
    CHECK(partsOf(uri).key == "3n2ui2mujs22s");
    CHECK(webAddressOf(uri) == "https://bsky.app/profile/did:plc:mira/post/3n2ui2mujs22s");
    for (const auto* bad : {"", "at://", "at://did:plc:mira", "at://did:plc:mira/x", "https://a.com/b/c"}) {
        CAPTURE(bad);
        CHECK(partsOf(bad).key.empty());
        CHECK(webAddressOf(bad).empty());
    }
}
