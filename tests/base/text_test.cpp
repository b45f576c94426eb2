// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/utf8.h"

#include "support/catch.h"

#include <string>
#include <vector>

using namespace std::string_literals;

TEST_CASE("every broken byte sequence becomes one replacement character") {
    struct Row {
        std::string bytes;
        std::string clean;
    };
    const std::vector<Row> rows = {
        {"", ""},
        {"plain and long enough for whole words", "plain and long enough for whole words"},
        {"grün 日本 😀", "grün 日本 😀"},
        {"a\0b"s, "a�b"},
        {"12345678\0"s, "12345678�"},
        {"\x80", "�"},
        {"a\xC3", "a�"},
        {"\xC3\x28", "�("},
        {"\xC0\xAF", "��"},            // overlong
        {"\xE0\x80\xAF", "���"},       // overlong
        {"\xED\xA0\x80", "���"},       // a surrogate
        {"\xF4\x90\x80\x80", "����"},  // beyond U+10FFFF
        {"\xF0\x9F\x98", "�"},         // the beginning of an emoji is one subpart
        {"\xF0\x9F\x98x", "�x"},
        {"\xE6\x97\xE6\x97\xA5", "�日"},
        {"\xFF\xFE", "��"},
        {"eight by\xE9te and more text", "eight by�te and more text"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.clean);
        CHECK(base::sanitizeUtf8(row.bytes) == row.clean);
        CHECK(base::isValidUtf8(base::sanitizeUtf8(row.bytes)));
        const bool hasNul = row.bytes.find('\0') != std::string::npos;
        CHECK(base::isValidUtf8(row.bytes) == (hasNul || row.bytes == row.clean));
    }
}

TEST_CASE("every Unicode scalar value survives being written and read") {
    std::size_t wrong = 0;
    for (char32_t c = 1; c < 0x110000; ++c) {
        if (c == 0xD800) {
            c = 0xE000;
        }
        std::string bytes;
        base::appendUtf8(bytes, c);
        const base::Utf8Step step = base::utf8At(bytes, 0);
        const bool same = step.valid && step.codePoint == c && step.size == bytes.size();
        wrong += same && base::isValidUtf8(bytes) && base::sanitizeUtf8(bytes) == bytes ? 0 : 1;
    }
    CHECK(wrong == 0);
}

TEST_CASE("a family, a flag, a skin tone and an accent are one grapheme each") {
    CHECK(base::countGraphemes("") == 0);
    CHECK(base::countGraphemes("abc") == 3);
    CHECK(base::countGraphemes("\r\n") == 1);
    CHECK(base::countGraphemes("a\r\nb") == 3);
    CHECK(base::countGraphemes("👨‍👩‍👧‍👦") == 1);
    CHECK(base::countGraphemes("🇩🇪🇫🇷") == 2);
    CHECK(base::countGraphemes("👍🏽!") == 2);
    CHECK(base::countGraphemes("e\u0301") == 1);
    CHECK(base::countGraphemes("각") == 1);
    CHECK(base::countGraphemes("ก็") == 1);
    CHECK(base::countGraphemes("x🏴\U000E0067\U000E0062\U000E007Fx") == 3);
    CHECK(base::countGraphemes("\xFF\xFF") == 2);
}

TEST_CASE("UTF-16 units count characters beyond the first plane twice") {
    CHECK(base::countUtf16("") == 0);
    CHECK(base::countUtf16("aé日") == 3);
    CHECK(base::countUtf16("😀") == 2);
    CHECK(base::countUtf16("👨‍👩‍👧") == 8);
}

TEST_CASE("a text is never cut inside a grapheme") {
    CHECK(base::firstGraphemes("abc", 2) == "ab");
    CHECK(base::firstGraphemes("abc", 9) == "abc");
    CHECK(base::firstGraphemes("abc", 0).empty());
    CHECK(base::firstGraphemes("👨‍👩‍👧x", 1) == "👨‍👩‍👧");
    CHECK(base::firstGraphemes("🇩🇪🇫🇷", 1) == "🇩🇪");
    CHECK(base::firstGraphemes("e\u0301e\u0301", 1) == "e\u0301");
}

TEST_CASE("a hundred thousand marks on one letter shrink to the allowed ones") {
    std::string tower = "Z";
    for (int i = 0; i < 100'000; ++i) {
        tower += "\u0317";
    }
    CHECK(base::firstGraphemes(tower + "a", 2, 3) == "Z\u0317\u0317\u0317a");
    CHECK(base::firstGraphemes(tower, 1).size() == 1 + 32 * 2);
    CHECK(base::snippet(tower, 10).size() == 1 + 32 * 2);
}

TEST_CASE("a snippet is one line and says when it is cut") {
    CHECK(base::snippet("", 5).empty());
    CHECK(base::snippet(" \n\t ", 5).empty());
    CHECK(base::snippet("  two \n\n words\t", 20) == "two words");
    CHECK(base::snippet("12345", 5) == "12345");
    CHECK(base::snippet("12345  \n ", 5) == "12345");
    CHECK(base::snippet("123456", 5) == "12345…");
    CHECK(base::snippet("1234 6", 5) == "1234…");
    CHECK(base::snippet("12345 6", 5) == "12345…");
    CHECK(base::snippet("a\u00A0\u3000\u2028b", 9) == "a b");
    CHECK(base::snippet("a\x01\x7F"
                        "b",
                        9) == "a b");
    CHECK(base::snippet("👨‍👩‍👧👨‍👩‍👧", 1) == "👨‍👩‍👧…");
}

TEST_CASE("trimming takes every kind of white space and nothing else") {
    CHECK(base::trim("").empty());
    CHECK(base::trim(" \t\r\n\u00A0\u2003\u3000").empty());
    CHECK(base::trim("  a b ") == "a b");
    CHECK(base::trim("\u3000日本\u2003") == "日本");
    CHECK(base::trim("é") == "é");
    CHECK(base::trim("😀 ") == "😀");
    CHECK(base::trim("\xA0") == "\xA0");  // a lone continuation byte is no space
    CHECK(base::trim("x\x80\x80\x80\x80") == "x\x80\x80\x80\x80");
    CHECK(base::trim("\u200Bx") == "\u200Bx");  // zero width, but not white space
}

TEST_CASE("only ASCII letters are made small") {
    CHECK(base::asciiLower("Content-TYPE Ä") == "content-type Ä");
}

TEST_CASE("a name can't hide, turn round or break out of its line") {
    std::vector<char32_t> hidden = {0x61C,  0xAD,   0x180E, 0x34F,   0x115F, 0x1160,
                                    0x3164, 0xFFA0, 0xFEFF, 0xE0001, 0xE0041};
    for (char32_t c = 0x200B; c <= 0x200F; ++c) {
        hidden.push_back(c);
    }
    for (char32_t c = 0x202A; c <= 0x202E; ++c) {
        hidden.push_back(c);
    }
    for (char32_t c = 0x2060; c <= 0x206F; ++c) {
        if (c != 0x2065) {  // not assigned
            hidden.push_back(c);
        }
    }
    for (char32_t c = 0; c < 0x20; ++c) {
        if (c < '\t' || c > '\r') {
            hidden.push_back(c);
        }
    }
    for (const char32_t c : hidden) {
        std::string name = "shop";
        base::appendUtf8(name, c);
        name += ".example";
        CAPTURE(static_cast<unsigned>(c));
        CHECK(base::cleanName(name) == "shop.example");
    }
    CHECK(base::cleanName("  Anna \n\t Bell\u2028\u3000") == "Anna Bell");
    CHECK(base::cleanName("\u202Egpj.exe") == "gpj.exe");
    CHECK(base::cleanName("Zoë 王 ✨") == "Zoë 王 ✨");
    CHECK(base::cleanName("bad\xFFname") == "bad�name");
    CHECK(base::cleanName("\u200B\u202E").empty());
    // A family is one picture; the same joiner between letters is a trick.
    CHECK(base::cleanName("Priya 👩🏽\u200D👩\u200D👧") == "Priya 👩🏽\u200D👩\u200D👧");
    CHECK(base::cleanName("sh\u200Dop 👩\u200D \u200D👧") == "shop 👩 👧");
}

TEST_CASE("what a platform does to white space and accents does not make another text of it") {
    const auto same = [](std::string_view a, std::string_view b) {
        return base::normalizeForCompare(a) == base::normalizeForCompare(b);
    };
    CHECK(same("one\r\ntwo", "one\ntwo"));
    CHECK(same("one  two \n", "one two"));
    CHECK(same("cafe\u0301", "café"));
    CHECK(same("\u1112\u1161\u11ab", "한"));
    CHECK(same("a\u00A0b", "a b"));
    CHECK_FALSE(same("one", "One"));
    CHECK_FALSE(same("onetwo", "one two"));
    CHECK_FALSE(same("cafe", "café"));
    CHECK(base::normalizeForCompare("  a\r\n\r\n b ") == "a b");
    CHECK(base::normalizeForCompare("x\xFFy") == "x�y");
}
