// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/text_limits.h"
#include "model/weighted_length.h"

#include "support/catch.h"

#include <string>
#include <vector>

namespace {

const model::LengthRule kRule{.unit = model::LengthUnit::Weighted, .limit = 280, .urlLength = 23};

std::int64_t weigh(std::string_view text) {
    return model::countLength(text, kRule);
}
std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

}  // namespace

TEST_CASE("a post on X is weighed as its published rules say") {
    struct Case {
        std::string_view why;
        std::string_view text;
        std::int64_t weight;
    };
    const std::vector<Case> cases{
        {"nothing", "", 0},
        {"Latin letters", "Hello", 5},
        {"accents in composed form", "caf\u00e9", 4},
        {"accents as marks of their own", "cafe\u0301", 4},
        {"Cyrillic, Greek, Arabic, Hebrew", "Привет γειά مرحبا שלום", 22},
        {"Devanagari with its signs", "नमस्ते", 6},
        {"Thai", "สวัสดี", 6},
        {"Georgian is the last light script", "\u10D0", 1},
        {"Hangul letters are heavy", "\u1100", 2},
        {"Han, Kana, Hangul", "日本語カナ한국", 14},
        {"full-width letters", "ＡＢ", 4},
        {"curly quotes, en and em dash", "“a” – — ’", 9},
        {"an ellipsis is heavy", "…", 2},
        {"primes", "5′ 6″", 5},
        {"a euro sign is heavy", "5 €", 4},
        {"a trade mark sign", "™", 2},
        {"a copyright sign is a letter", "©", 1},
        {"and a picture when styled as one", "©\uFE0F", 2},
        {"an emoji", "👍", 2},
        {"an emoji with a skin tone", "👍🏽", 2},
        {"a family", "👨‍👩‍👧‍👦", 2},
        {"a cook", "👩‍🍳", 2},
        {"a flag", "🇩🇪", 2},
        {"a flag made of tags", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2},
        {"a keycap", "1\uFE0F\u20E3", 2},
        {"a heart in colour", "❤\uFE0F", 2},
        {"a heart of text", "❤", 2},
        {"a health worker", "🧑‍⚕\uFE0F", 2},
        {"two emojis side by side", "👍👍", 4},
        {"line breaks", "a\nb\r\nc", 6},
        {"a short URL", "https://t.co/a", 23},
        {"a long URL", "https://shop.example.com/pots/blue?size=m&colour=blue#reviews", 23},
        {"http", "http://example.com", 23},
        {"in capitals", "HTTPS://EXAMPLE.COM", 23},
        {"without a scheme", "example.com", 23},
        {"without a scheme in a sentence", "See example.com.", 4 + 23 + 1},
        {"with a path in brackets", "(example.com/a_(b))", 1 + 23 + 1},
        {"a host of two levels", "example.co.uk", 23},
        {"no such ending", "example.nowhere", 15},
        {"a file name", "photo.jpeg", 10},
        {"an e-mail address", "me@example.com", 14},
        {"a version", "1.2.3", 5},
        {"an IP address with a scheme", "http://127.0.0.1", 16},
        {"localhost", "http://localhost:8080", 21},
        {"a port", "http://example.com:8080/a", 23},
        {"behind a hash", "#example.com", 12},
        {"behind a dollar", "$example.com", 12},
        {"behind a dash without a scheme", "-example.com", 12},
        {"behind a dash with one", "-https://example.com", 24},
        {"an underscore in the name", "foo_bar.com", 11},
        {"an underscore before the name", "a_b.example.com", 2 + 23},
        {"right behind Han", "見てexample.com", 4 + 23},
        {"right before Han", "example.comです", 23 + 4},
        {"an ending of another script", "example.みんな", 23},
        {"Punycode", "xn--p1ai.xn--p1ai", 23},
        {"two URLs", "example.com example.org", 47},
        {"a query that ends a sentence", "example.com/?a=b!", 23 + 1},
        {"a comma behind", "https://example.com/a,", 23 + 1},
        {"a short link with more behind it", "https://t.co/abc.def", 23 + 4},
        {"an emoji behind a URL", "example.com👍", 23 + 2},
        {"an ending followed by letters", "example.communism", 17},
        {"an ending followed by a dash", "example.com-now", 15},
        {"a mention", "@mira hello", 11},
    };
    for (const auto& [why, text, weight] : cases) {
        CAPTURE(why, text);
        CHECK(weigh(text) == weight);
    }
}

TEST_CASE("280 are the most, whatever they are made of") {
    for (const auto& [piece, weight] : std::vector<std::pair<std::string, int>>{
             {"a", 1}, {"日", 2}, {"👩‍🍳", 2}, {"é", 1}, {"example.com ", 24}}) {
        CAPTURE(piece);
        const int most = 280 / weight;
        CHECK(weigh(repeated(piece, most)) <= 280);
        CHECK(weigh(repeated(piece, most + 1)) > 280);
    }
    const auto length = model::measure(repeated("日", 140), kRule);
    CHECK(length.count == length.limit);
    CHECK(length.unit == model::LengthUnit::Weighted);
}

TEST_CASE("a URL is told from what only looks like one") {
    for (const auto* text :
         {"see example.com", "https://example.com/a", "https://t.co/a", "日本example.com"}) {
        CAPTURE(text);
        CHECK(model::hasUrl(text, kRule));
    }
    for (const auto* text : {"", "no link", "me@example.com", "1.5 litres", "etc.and so on", "#a.com"}) {
        CAPTURE(text);
        CHECK_FALSE(model::hasUrl(text, kRule));
    }
}

TEST_CASE("the weight of broken or endless text is a weight all the same") {
    CHECK(weigh("\xFF\xFE") == 4);
    CHECK(weigh(std::string("a\0b", 3)) == 4);
    for (const auto* piece : {"a.com_", "a.", "x.com/(", "http://", "👩\u200d", "🇩", "日.", "_a.com."}) {
        CAPTURE(piece);
        const auto once = weigh(piece);
        const auto often = weigh(repeated(piece, 2'000));
        CHECK(often > 0);
        CHECK(often <= (once + 23) * 2'000);
    }
}
