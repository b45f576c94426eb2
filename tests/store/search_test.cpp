// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "base/digest.h"
#include "base/text.h"
#include "base/utf8.h"

#include "support/catch.h"

#include <algorithm>
#include <array>
#include <set>

using test::need;
using test::needError;
using test::OpenStore;
using test::Rows;

namespace {

/// What a customer of each script may write, and words of it as somebody types them to find it.
const std::vector<std::string> kTexts = {
    "Wo bleibt mein Päckchen? Die Größe XL fehlt auf der Rechnung.",
    "Is the café open on Thursdays, or only at week-ends?",
    "東京タワーの営業時間を教えてください。",
    "请问这个订单什么时候发货？我等了三天了",
    "주문한 상품이 언제 도착하나요? 감사합니다!",
    "مَتَى يَصِلُ الطَّلَبُ؟ شُكْرًا جَزِيلًا",
    "متى يصل طلبي رقم ١٢٣٤؟",
    "Kde je moje objednávka č. 4711? Děkuji, přeji hezký den",
    "Danke! 🙏🏽 Super schnell 👨‍👩‍👧 🎉🎉",
    "❤️☕ best croissants in town 🥐🥐",
    "Где мой заказ? Я жду уже неделю…",
    "Πού είναι η παραγγελία μου;",
    "ร้านเปิดกี่โมงครับ",
    "मेरा ऑर्डर कब आएगा?",
    "ＦＵＬＬＷＩＤＴＨ　ｔｅｘｔ ﬁne ligatures",
    "user@example.org wrote: see https://shop.example/item?id=99 (\"quoted\") AND NOT (this) OR that*",
    "🇩🇪🇫🇷 flags and keycaps 1️⃣ 2️⃣",
    "iPhone15を買いたい! iPhone用ケースは?",
    "naïve façade, Ångström, Łódź, Straße, Œuvre, Þór",
    "שלום, מתי תגיע ההזמנה שלי?",
    "  spaces\tand\nlines  ",
    "🤌🫶🪿 new emoji",
};

/// The text as the brute-force search sees it: its folded characters, with what parts words as spaces. No
/// pairs, no index: a word of an unspaced script is found anywhere, another one at a word's beginning.
struct Folded {
    std::vector<std::string> words;
};

bool isUnspaced(const std::string& character) {
    return base::searchText(character + character).find(' ') != std::string::npos;
}

std::vector<std::string> characters(const std::string& text) {
    std::vector<std::string> result;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t size = 1;
        while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U) {
            ++size;
        }
        result.push_back(text.substr(at, size));
        at += size;
    }
    return result;
}

/// One space-parted piece per word; a run of an unspaced script is one piece again, made from its pairs.
std::vector<std::string> plainWords(const std::string& text) {
    std::vector<std::string> words;
    std::string run;
    std::string folded = base::searchText(text);
    std::size_t begin = 0;
    while (begin < folded.size()) {
        const std::size_t end = std::min(folded.find(' ', begin), folded.size());
        const std::string word = folded.substr(begin, end - begin);
        begin = end + 1;
        const std::vector<std::string> parts = characters(word);
        if (parts.size() == 2 && isUnspaced(parts[0])) {
            run += parts[0];
        } else if (parts.size() == 1 && isUnspaced(parts[0])) {
            words.push_back(run + parts[0]);
            run.clear();
        } else {
            words.push_back(word);
        }
    }
    return words;
}

/// Does `word`, the last one typed, stand in the text? By looking at every place.
bool standsIn(const std::vector<std::string>& text, const std::vector<std::string>& word) {
    if (word.empty() || text.size() < word.size()) {
        return false;
    }
    for (std::size_t from = 0; from + word.size() <= text.size(); ++from) {
        bool same = true;
        for (std::size_t i = 0; i < word.size() && same; ++i) {
            const bool unspaced = isUnspaced(characters(word[i]).front());
            const bool last = i + 1 == word.size();
            if (unspaced && word.size() == 1) {
                same = text[from].find(word[i]) != std::string::npos;
            } else if (unspaced && i == 0) {
                same = text[from].ends_with(word[i]);
            } else {
                same = last ? text[from + i].starts_with(word[i]) : text[from + i] == word[i];
            }
        }
        if (same) {
            return true;
        }
    }
    return false;
}

std::set<std::int64_t> searched(const store::Reader& reader, const std::string& query, int limit = 10000) {
    std::set<std::int64_t> found;
    for (const store::SearchHit& hit : need(reader.search(query, limit))) {
        found.insert(hit.message.value);
    }
    return found;
}

struct Indexed {
    OpenStore open;
    std::vector<std::pair<std::int64_t, std::string>> texts;
    base::AccountId account;
    base::ConversationId conversation;

    explicit Indexed(const std::vector<std::string>& given) {
        open.write([&](store::WriteTx& tx) {
            Rows rows(tx);
            account = rows.account();
            conversation = rows.conversation(account, {.key = "top:1"});
            for (const std::string& text : given) {
                const auto id = rows.message(account, conversation, {.text = text, .at = 1});
                texts.emplace_back(id.value, text);
            }
        });
    }
};

}  // namespace

TEST_CASE("every prefix of every word of every script finds what a scan of all messages finds") {
    // Each text three times, within other words, so that a hit is never the only row.
    std::vector<std::string> texts;
    base::SeededRandom random(7);
    for (int round = 0; round < 3; ++round) {
        for (const std::string& text : kTexts) {
            const std::string& other =
                kTexts[static_cast<std::size_t>(random.unit() * static_cast<double>(kTexts.size()))];
            texts.push_back(round == 0 ? text : text + " / " + other);
        }
    }
    const Indexed indexed(texts);
    std::vector<std::pair<std::int64_t, std::vector<std::string>>> scanned;
    std::set<std::string> queries;
    for (const auto& [id, text] : indexed.texts) {
        scanned.emplace_back(id, plainWords(text));
        // Original spelling, with marks, capitals and symbols: from one character up, cut anywhere.
        for (std::size_t begin = 0; begin < text.size(); ++begin) {
            const bool atWord =
                begin == 0 || text[begin - 1] == ' ' || static_cast<unsigned char>(text[begin]) >= 0xC0;
            if (!atWord || text[begin] == ' ') {
                continue;
            }
            std::string query;
            for (const std::string& character : characters(text.substr(begin))) {
                if (character == " " || query.size() > 40) {
                    break;
                }
                query += character;
                queries.insert(query);
            }
        }
    }
    CHECK(queries.size() > 800);
    int found = 0;
    for (const std::string& query : queries) {
        const std::vector<std::string> word = plainWords(query);
        std::set<std::int64_t> expected;
        for (const auto& [id, words] : scanned) {
            if (standsIn(words, word)) {
                expected.insert(id);
            }
        }
        const std::set<std::int64_t> hits = searched(indexed.open.store->read(), query);
        if (hits != expected) {
            CAPTURE(query, base::searchText(query));
            CHECK(hits == expected);
        }
        found += expected.empty() ? 0 : 1;
    }
    // Nearly all of them are real words: the scan is no empty promise.
    CHECK(found > 700);
}

TEST_CASE("marks, capitals and width typed or left out find the same message") {
    const Indexed indexed(kTexts);
    const std::vector<std::pair<std::string, std::string>> pairs = {
        {"cafe", "café"},
        {"CAFÉ", "café"},
        {"grosse", "Größe"},
        {"strasse", "Straße"},
        {"lodz", "Łódź"},
        {"طلبي", "طَلَبِي"},
        {"متى", "مَتَى"},
        {"1234", "١٢٣٤"},
        {"fullwidth", "ＦＵＬＬＷＩＤＴＨ"},
        {"fine", "ﬁne"},
        {"objednavka", "objednávka"},
        {"🙏", "🙏🏽"},
        {"❤", "❤️"},
        {"oeuvre", "Œuvre"},
    };
    for (const auto& [plain, marked] : pairs) {
        CAPTURE(plain, marked);
        const auto hits = searched(indexed.open.store->read(), plain);
        CHECK_FALSE(hits.empty());
        CHECK(hits == searched(indexed.open.store->read(), marked));
    }
}

TEST_CASE("several words must all be there, the earlier ones whole, in any order") {
    const Indexed indexed({"red bread", "bread and reddish butter", "red butter", "breadth in red"});
    const auto count = [&](const std::string& query) {
        return searched(indexed.open.store->read(), query).size();
    };
    CHECK(count("red bread") == 2);  // "red" whole, "bread…"
    CHECK(count("bread red") == 2);  // "bread" whole, "red…"
    CHECK(count("red butter") == 1);
    CHECK(count("red\u3000but") == 1);  // an ideographic space parts words as well
    CHECK(count("red zzz") == 0);
    const Indexed cjk({"営業時間を教えて", "時間", "営業 の 時"});
    CHECK(searched(cjk.open.store->read(), "時間 教え").size() == 1);
    CHECK(searched(cjk.open.store->read(), "時 営").size() == 2);
}

TEST_CASE("a typed word that is several of the index is found only where they stand together") {
    // The index knows which words a message holds, not where.
    const Indexed indexed({"send me an e-mail", "mail it to the e wing", "an e mailbox", "営業時間は",
                           "間時業営時営業", "top-up and pick-me-up", "up-top or up and me, pick"});
    const store::Reader& reader = indexed.open.store->read();
    const auto hits = [&](const char* typed) {
        std::vector<std::size_t> found;
        for (const std::int64_t id : searched(reader, typed)) {
            for (std::size_t i = 0; i < indexed.texts.size(); ++i) {
                if (indexed.texts[i].first == id) {
                    found.push_back(i);
                }
            }
        }
        return found;
    };
    CHECK(hits("e-mail") == std::vector<std::size_t>{0, 2});
    CHECK(hits("e-mail me") == std::vector<std::size_t>{0});
    CHECK(hits("営業時") == std::vector<std::size_t>{3});
    CHECK(hits("pick-me-up") == std::vector<std::size_t>{5});
    CHECK(hits("top-up") == std::vector<std::size_t>{5});
    CHECK(hits("pick-me-up top-up") == std::vector<std::size_t>{5});
}

TEST_CASE("nothing that can be typed is a syntax error") {
    const Indexed indexed(kTexts);
    const store::Reader& reader = indexed.open.store->read();
    for (const char* hostile : {"\"",
                                "\"\"",
                                "'",
                                "*",
                                "^a",
                                "a*",
                                "\"a",
                                "a\"",
                                "AND",
                                "OR",
                                "NOT",
                                "NEAR(a b)",
                                "a AND",
                                "(",
                                ")",
                                "text:a",
                                "{a b}:c",
                                "-a",
                                "a + b",
                                "a NEAR/2 b",
                                "'; DROP TABLE message; --",
                                "%",
                                "_",
                                "\\",
                                "\x01",
                                "\xff\xfe",
                                "\xe6\x9d",
                                "\xf0\x9f",
                                "a\xcc\x81\xcc\x81",
                                "message_fts",
                                "\u200b",
                                "\u202e"}) {
        CAPTURE(hostile);
        CHECK(reader.search(hostile, 5));
        CHECK(reader.search(hostile, 5, store::SearchOrder::BestOfNewest));
    }
    CHECK(reader.search(std::string("a\0b", 3), 5));
    CHECK(reader.search(std::string(100000, 'a'), 5));
    std::string manyWords;
    for (int i = 0; i < 20000; ++i) {
        manyWords += "a ";
    }
    CHECK(reader.search(manyWords, 5));
    std::string manyCharacters;
    for (int i = 0; i < 50000; ++i) {
        manyCharacters += "語";
    }
    CHECK(reader.search(manyCharacters, 5));
    base::SeededRandom random(11);
    for (int i = 0; i < 2000; ++i) {
        const std::string bytes = random.bytes(1 + static_cast<std::size_t>(random.unit() * 12));
        const auto hits = reader.search(bytes, 5);
        if (!hits) {
            FAIL(hits.error().what());
        }
    }
    CHECK(need(reader.search("", 5)).empty());
    CHECK(need(reader.search("   ", 5)).empty());
    CHECK(need(reader.search("!?.", 5)).empty());
    // A word like any other.
    CHECK(searched(reader, "AND").contains(indexed.texts[15].first));
    CHECK_FALSE(searched(reader, "NOT this").contains(indexed.texts[0].first));
}

TEST_CASE("hits come newest first, and Enter puts the best of the newest in front") {
    const Indexed indexed({"refund refund refund",
                           "a very long message that mentions a refund somewhere in its middle, among others",
                           "refund", "no"});
    const store::Reader& reader = indexed.open.store->read();
    std::vector<std::string> newest;
    for (const store::SearchHit& hit : need(reader.search("refund", 10))) {
        newest.push_back(hit.text);
    }
    CHECK(newest == std::vector<std::string>{indexed.texts[2].second, indexed.texts[1].second,
                                             indexed.texts[0].second});
    const auto best = need(reader.search("refund", 2, store::SearchOrder::BestOfNewest));
    REQUIRE(best.size() == 2);
    CHECK(best[0].text == "refund refund refund");
    CHECK(best[1].text == "refund");
    CHECK(need(reader.search("refund", 1))[0].conversation == indexed.conversation);
}

TEST_CASE("the subject and the descriptions of pictures are found too") {
    OpenStore open;
    open.write([](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        const auto conversation = rows.conversation(account, {.key = "top:1"});
        rows.message(account, conversation,
                     {.text = "look", .at = 1, .subject = "Sauerteig", .described = "a burnt loaf"});
    });
    REQUIRE(need(open.store->read().search("sauer", 5)).size() == 1);
    CHECK(need(open.store->read().search("loaf", 5))[0].text == "Sauerteig\nlook\na burnt loaf");
    // No word is made of the end of one and the beginning of the next.
    CHECK(need(open.store->read().search("lookaburnt", 5)).empty());
}

TEST_CASE("the index agrees with the messages in every script, and survives being built anew") {
    Indexed indexed(kTexts);
    need(indexed.open.store->check());
    const auto before = searched(indexed.open.store->read(), "時");
    CHECK_FALSE(before.empty());
    need(indexed.open.store->rebuildSearch());
    need(indexed.open.store->check());
    CHECK(searched(indexed.open.store->read(), "時") == before);
    // An edit takes the old words out exactly.
    const auto& [id, text] = indexed.texts[5];
    indexed.open.write([&, id = id, text = text](store::WriteTx& tx) {
        need(store::removeFromSearch(tx.connection(), {id}, {.subject = "", .text = text, .described = ""}));
        need(store::sqlite::run(tx.connection(), "UPDATE message SET text = 'تَمَّ' WHERE id = ?", id));
        need(store::addToSearch(tx.connection(), {id}, {.subject = "", .text = "تَمَّ", .described = ""}));
    });
    need(indexed.open.store->check());
    CHECK(searched(indexed.open.store->read(), "تم") == std::set<std::int64_t>{id});
}

TEST_CASE("the check finds an index that does not agree") {
    Indexed indexed(kTexts);
    indexed.open.write([&](store::WriteTx& tx) {
        need(store::sqlite::run(tx.connection(),
                                "UPDATE message SET text = 'changed behind its back' WHERE id = ?",
                                indexed.texts[3].first));
    });
    const base::Error error = needError(indexed.open.store->check());
    CHECK(error.kind == base::ErrorKind::DatabaseCorrupt);
    CHECK(error.what() == "the full-text index does not agree with the messages; it can be built anew");
    need(indexed.open.store->rebuildSearch());
    need(indexed.open.store->check());
}

TEST_CASE("an index over the table instead of the view fails its check and forgets CJK") {
    // What the schema must not do, tried on a table of its own: it shows that the check above has teeth.
    Indexed indexed(kTexts);
    indexed.open.write([&](store::WriteTx& tx) {
        auto& connection = tx.connection();
        need(connection.execute(
            "CREATE VIRTUAL TABLE scratch USING fts5 (text, content = 'message', content_rowid = 'id', "
            "tokenize = \"ascii\")"));
        for (const auto& [id, text] : indexed.texts) {
            need(store::sqlite::run(connection, "INSERT INTO scratch (rowid, text) VALUES (?, ?)", id,
                                    base::searchText(text)));
        }
        const auto count = [&](const char* word) {
            return need(store::sqlite::first(
                connection, "SELECT count(*) FROM scratch WHERE scratch MATCH ?",
                [](const store::sqlite::Statement& row) { return row.integer(0); }, word));
        };
        CHECK(count("\"営業\"") == 1);
        const base::Status checked = store::sqlite::run(
            connection, "INSERT INTO scratch (scratch, rank) VALUES ('integrity-check', 1)");
        CHECK(needError(checked).kind == base::ErrorKind::DatabaseCorrupt);
        need(store::sqlite::run(connection, "INSERT INTO scratch (scratch) VALUES ('rebuild')"));
        CHECK(count("\"営業\"") == 0);
    });
}

TEST_CASE("every character that the fold keeps is a word of the index") {
    // SQLite's own table of categories is another one than the fold's: where they differ, typed characters
    // would find nothing.
    OpenStore open;
    std::string lost;
    open.write([&](store::WriteTx& tx) {
        auto& connection = tx.connection();
        const std::string schema =
            need(store::sqlite::first(connection, "SELECT sql FROM sqlite_schema WHERE name = 'message_fts'",
                                      [](const store::sqlite::Statement& row) { return row.text(0); }))
                .value();
        const std::string tokenizer = schema.substr(schema.find("tokenize ="));
        need(connection.execute("CREATE VIRTUAL TABLE temp.tried USING fts5 (text, content = '', " +
                                tokenizer +
                                ";"
                                "CREATE VIRTUAL TABLE temp.words USING fts5vocab (temp, tried, row)"));
        std::set<std::string> kept;
        std::string all;
        for (char32_t c = 0x21; c < 0x32400; c += c < 0x20000 ? 1 : 61) {
            if (c >= 0xD800 && c < 0xE000) {
                continue;
            }
            std::string utf8;
            base::appendUtf8(utf8, c);
            const std::string folded = base::searchText(utf8);
            for (std::size_t begin = 0; begin < folded.size();) {
                const std::size_t end = std::min(folded.find(' ', begin), folded.size());
                kept.insert(folded.substr(begin, end - begin));
                begin = end + 1;
            }
            all.append(folded).append(1, ' ');
        }
        need(store::sqlite::run(connection, "INSERT INTO tried (rowid, text) VALUES (1, ?)", all));
        std::set<std::string> words;
        need(store::sqlite::each(connection, "SELECT term FROM words",
                                 [&](const store::sqlite::Statement& row) { words.insert(row.text(0)); }));
        CHECK(kept.size() > 20000);
        for (const std::string& word : kept) {
            if (!words.contains(word)) {
                lost += word + ' ';
            }
        }
    });
    CHECK(lost == "");
}
