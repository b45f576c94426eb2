// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "support/catch.h"

#include <algorithm>
#include <string>
#include <vector>

namespace {

std::string joined(const std::vector<base::FoldedWord>& words) {
    std::string text;
    for (const base::FoldedWord& word : words) {
        text += (text.empty() ? "" : " ") + word.folded;
    }
    return text;
}

/// What the index finds: the query's words one after another, the last one as a beginning.
bool finds(std::string_view text, std::string_view query) {
    const auto words = base::foldedWords(text);
    const auto wanted = base::foldedWords(query);
    for (std::size_t at = 0; !wanted.empty() && at + wanted.size() <= words.size(); ++at) {
        bool all = words[at + wanted.size() - 1].folded.starts_with(wanted.back().folded);
        for (std::size_t i = 0; i + 1 < wanted.size(); ++i) {
            all = all && words[at + i].folded == wanted[i].folded;
        }
        if (all) {
            return true;
        }
    }
    return false;
}

/// The pieces of the original that a search for `query` would highlight.
std::vector<std::string> highlighted(const std::string& text, std::string_view query) {
    std::vector<std::string> pieces;
    const auto wanted = base::foldedWords(query);
    for (const base::FoldedWord& word : base::foldedWords(text)) {
        if (std::ranges::any_of(wanted,
                                [&](const auto& each) { return word.folded.starts_with(each.folded); })) {
            pieces.push_back(text.substr(word.begin, word.end - word.begin));
        }
    }
    return pieces;
}

const std::vector<std::string> kTexts = {
    "Do you still have the BLUE mug, size L?",
    "Grüße, haben Sie die große Tasse noch? Ç'est là où l'été naît",
    "Łódź, Ørsted, Æther, œuvre, Iğdır, İstanbul",
    "Πότε ανοίγετε; Ὀδυσσεύς ΟΔΟΣ",
    "Ёлка, йогурт и ПРИВЕТ",
    "こんにちは、青いマグカップはまだ在庫がありますか？",
    "请问这款蓝色杯子还有货吗？ iPhone15手机壳",
    "안녕하세요, 무료배송 되나요?",
    "مَرْحَبًا، هَلْ لَا يَزَالُ الكوبُ الأزرقُ مُتوفِّرًا؟ طلبيّة رقم ٤٢",
    "می‌خواهم کیک بخرم",
    "שָׁלוֹם, מָתַי אַתֶּם פְּתוּחִים?",
    "क्या नीला कप मिलेगा?",
    "สวัสดีค่ะ มีแก้วสีน้ำเงินไหม",
    "👨‍👩‍👧 ❤️‍🔥 👍🏽👍 🇩🇪 1️⃣ 🏴\U000E0067\U000E0062\U000E007F "
    "ok😀ok",
    "ﬁnal ﷺ ㍿ Ⅻ ① ＡＢＣ １２３ ｶﾞｲﾄﾞ",
    "e\u0301\u0300\u0301x\u200By\u00ADz a\u0000b",
    "broken \xFF\xC3 bytes \xE6\x97",
    "",
    " \n ",
};

}  // namespace

TEST_CASE("the search index folds every script so that hurried typing finds it") {
    struct Row {
        std::string text;
        std::string folded;
    };
    const std::vector<Row> rows = {
        {"Do you have the BLUE mug, size L?", "do you have the blue mug size l"},
        {"don't e-mail me_at #shop @anna", "don t e mail me at shop anna"},
        {"Grüße, GROSSE Größe", "grusse grosse grosse"},
        {"cafe\u0301 café CAFÉ", "cafe cafe cafe"},
        {"Łódź ØRE Æon œuvre ıŞık İzmir Đ", "lodz ore aeon oeuvre isik izmir d"},
        {"ΟΔΟΣ οδός", "οδοσ οδοσ"},
        {"Ёлка Йод", "елка иод"},
        {"ﬁnal ＡＢＣ１２３ Ⅻ ½", "final abc123 xii 1 2"},
        // Arabic: vowel marks, tatweel, letter forms, digits
        {"مَرْحَبًا", "مرحبا"},
        {"أحمد إلى آخر ٱلله", "احمد الي اخر الله"},
        {"مدرسة مدرسه", "مدرسه مدرسه"},
        {"مـــرحبا", "مرحبا"},
        {"ﻣﺮﺣﺒﺎ", "مرحبا"},
        {"٤٢ ۴۲ ४२", "42 42 42"},
        {"کیک كيك", "كيك كيك"},
        // Hebrew points, Devanagari signs
        {"שָׁלוֹם", "שלום"},
        {"किताब", "कतब"},
        // scripts without spaces
        {"日", "日"},
        {"日本", "日本 本"},
        {"日本語", "日本 本語 語"},
        {"青いマグ", "青い いマ マク ク"},  // one rule for every script: voicing marks go too
        {"コーヒー人々", "コー ーヒ ヒー ー人 人々 々"},
        {"ｶﾞｲﾄﾞ", "カイ イト ト"},
        {"日本。語", "日本 本 語"},
        {"iPhone15手机壳x", "iphone15 手机 机壳 壳 x"},
        {"한국어", "한국 국어 어"},
        {"\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165", "한국 국어 어"},
        {"㍿", "株式 式会 会社 社"},
        {"กำไร", "กา าไ ไร ร"},
        // emoji
        {"👍👍🏽ok👍️", "👍 👍 ok 👍"},
        {"👨‍👩‍👧", "👨 👩 👧"},
        {"❤️‍🔥", "❤ 🔥"},
        {"🇩🇪", "🇩 🇪"},
        {"1️⃣", "1"},
        {"\U0001FAE9", "\U0001FAE9"},  // an emoji that is younger than the library
        // nothing to find
        {"", ""},
        {"?!… — ", ""},
        {"a\xFFz \xE6\x97", "a z"},
        {"soft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(base::searchText(row.text) == row.folded);
    }
}

TEST_CASE("the index text is made of exactly the words that are highlighted") {
    for (const std::string& text : kTexts) {
        CAPTURE(text);
        CHECK(base::searchText(text) == joined(base::foldedWords(text)));
    }
}

TEST_CASE("random bytes make no invalid index text and no range outside of the original") {
    base::SeededRandom random(7);
    for (int round = 0; round < 3'000; ++round) {
        std::string text = random.bytes(static_cast<std::size_t>(random.unit() * 40));
        for (char& c : text) {  // mostly bytes that can stand together
            c = random.unit() < 0.4 ? static_cast<char>(0xE3 + (c & 3)) : c;
        }
        const std::string folded = base::searchText(text);
        const auto words = base::foldedWords(text);
        REQUIRE(base::isValidUtf8(folded));
        REQUIRE(folded == joined(words));
        std::size_t before = 0;
        for (const base::FoldedWord& word : words) {
            REQUIRE(word.begin >= before);
            REQUIRE(word.begin < word.end);
            REQUIRE(word.end <= text.size());
            REQUIRE_FALSE(word.folded.empty());
            before = word.begin;
        }
    }
}

TEST_CASE("every beginning of every word is found, and every part of a run without spaces") {
    for (const std::string& text : kTexts) {
        // Cut the original into single characters with their marks; look for every stretch that begins a
        // word.
        const auto words = base::foldedWords(text);
        for (std::size_t first = 0; first < words.size(); ++first) {
            for (std::size_t last = first; last < std::min(words.size(), first + 6); ++last) {
                const std::string query =
                    text.substr(words[first].begin, words[last].end - words[first].begin);
                CAPTURE(text, query);
                CHECK(finds(text, query));
            }
        }
    }
    CHECK(finds("무료배송 되나요?", "배송"));
    CHECK(finds("这款蓝色杯子", "蓝色杯"));
    CHECK(finds("这款蓝色杯子", "子"));
    CHECK(finds("mug👍🎉", "🎉"));
    CHECK(finds("👨‍👩‍👧", "👩"));
    CHECK(finds("مَرْحَبًا", "مرح"));
    CHECK(finds("cafés", "cafe"));
    CHECK_FALSE(finds("这款蓝色杯子", "蓝杯"));
    CHECK_FALSE(finds("coffee", "offee"));
}

TEST_CASE("a hit is highlighted with its marks, and never half of a picture") {
    using Pieces = std::vector<std::string>;
    CHECK(highlighted("one Cafe\u0301, two", "cafe") == Pieces{"Cafe\u0301"});
    CHECK(highlighted("das Größte!", "grosste") == Pieces{"Größte"});
    CHECK(highlighted("مَرْحَبًا بكم", "مرحبا") == Pieces{"مَرْحَبًا"});
    CHECK(highlighted("我在日本人", "日本") == Pieces{"日", "本"});
    CHECK(highlighted("가나\u1103\u1161라", "다") == Pieces{"\u1103\u1161"});
    CHECK(highlighted("a👨‍👩‍👧b", "👩") == Pieces{"👨‍👩‍👧"});
    CHECK(highlighted("ok 👍🏽!", "👍") == Pieces{"👍🏽"});
    CHECK(highlighted("❤️ 🔥", "❤") == Pieces{"❤️"});
}
