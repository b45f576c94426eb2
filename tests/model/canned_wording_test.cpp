// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/canned_wording.h"

#include "model/language.h"

#include "support/catch.h"

#include <algorithm>

namespace {

const model::CannedReply kReply{.id = base::CannedReplyId{1},
                                .title = "Hours",
                                .text = "We are open until six today.",
                                .tags = {},
                                .variants = {{.text = "Until six.", .platform = "mastodon"},
                                             {.text = "Wir haben heute bis sechs offen.", .language = "de"},
                                             {.text = "Bis sechs.", .platform = "mastodon", .language = "de"},
                                             {.text = "Bis 6.", .language = "de"},
                                             {.text = "6."}}};

std::string chosen(const model::ReplyPlace& place, std::size_t room = 500) {
    return model::wordingAt(kReply, model::wordingFor(kReply, place, [room](const std::string& text) {
                                return text.size() <= room;
                            }));
}

}  // namespace

TEST_CASE(
    "the wording for platform and language goes before that for one of them, and that before the text") {
    CHECK(chosen({.platform = "mastodon", .language = "de"}) == "Bis sechs.");
    CHECK(chosen({.platform = "mastodon", .language = "fr"}) == "Until six.");
    CHECK(chosen({.platform = "mastodon", .language = ""}) == "Until six.");
    CHECK(chosen({.platform = "bluesky", .language = "de"}) == "Wir haben heute bis sechs offen.");
    CHECK(chosen({.platform = "bluesky", .language = ""}) == "We are open until six today.");
    CHECK(chosen({.platform = "", .language = "fr"}) == "We are open until six today.");
}

TEST_CASE(
    "where the best wording is too long it is the longest that fits, in the customer's language first") {
    CHECK(chosen({.platform = "bluesky", .language = "de"}, 20) == "Bis 6.");
    CHECK(chosen({.platform = "bluesky", .language = ""}, 20) == "6.");
    CHECK(chosen({.platform = "mastodon", .language = "de"}, 8) == "Bis 6.");
    CHECK(chosen({.platform = "mastodon", .language = "de"}, 4) == "6.");
    // None fits: the best, which can be cut by hand.
    CHECK(chosen({.platform = "mastodon", .language = "de"}, 1) == "Bis sechs.");
}

TEST_CASE("a reply without variants has its own text everywhere, however long") {
    const model::CannedReply plain{.id = {}, .title = "Hours", .text = "Until six."};
    CHECK(model::wordingFor(plain, {.platform = "mastodon", .language = "de"},
                            [](const std::string&) { return false; }) == 0);
    CHECK(model::wordingAt(plain, 3) == "Until six.");
}

TEST_CASE("the language of a message is told by script and by little words") {
    const std::pair<const char*, const char*> said[] = {
        {"Is the rye bread baked in the same oven as the nut cake?", "en"},
        {"Wann habt ihr morgen auf, und ist der Kuchen noch da?", "de"},
        {"¿Hola, cuándo abren mañana? Quiero una tarta para mi hija", "es"},
        {"Bonjour, est-ce que vous avez des gâteaux sans noix ?", "fr"},
        {"Quando posso ritirare la torta che ho ordinato per mia figlia?", "it"},
        {"Wanneer kan ik het brood ophalen en wat kost een taart?", "nl"},
        {"Quando posso buscar o bolo? Não tenho certeza", "pt"},
        {"Kiedy jest otwarte i czy mogę odebrać tort?", "pl"},
        {"Когда вы открыты и можно ли у вас заказать торт?", "ru"},
        {"هل لديكم خبز من غير جوز؟", "ar"},
        {"מתי אתם פתוחים מחר?", "he"},
        {"明日は何時に開きますか", "ja"},
        {"请问你们明天有蛋糕吗", "zh"},
        {"내일 몇 시에 열어요?", "ko"},
        {"Τι ώρα ανοίγετε αύριο;", "el"},
        {"พรุ่งนี้เปิดกี่โมง", "th"}};
    for (const auto& [text, language] : said) {
        INFO(text);
        CHECK(model::languageOf(text) == language);
        const auto known = model::knownLanguages();
        CHECK(std::ranges::find(known, std::string_view(language)) != known.end());
    }
}

TEST_CASE("a language that is not sure is not named") {
    for (const char* text : {"", "12 × 3 = 36", "👍👍", "OK", "Salma", "rye", "the", "Nutella?", "Merci!",
                             // Danish and Norwegian alike.
                             "jeg har ikke",
                             // A Greek letter in an English sentence makes no Greek, and a name no English.
                             "π α", "https://shop.example/the-menu"}) {
        INFO(text);
        CHECK(model::languageOf(text) == (std::string_view(text) == "π α" ? "el" : ""));
    }
    CHECK(model::languageOf("Do you have the Ω cake and is it for the weekend?") == "en");
}

TEST_CASE("a customer's language is that of the latest words that say it") {
    std::vector<model::Message> messages(4);
    const base::ContactId customer{7};
    const char* texts[] = {"Wann habt ihr morgen auf?", "Is it the same oven as the nut cake?",
                           "We are open until six, and you?", "Danke!"};
    for (std::size_t i = 0; i < messages.size(); ++i) {
        messages[i].text = texts[i];
        messages[i].author = i == 1 ? base::ContactId{8} : customer;
        messages[i].direction = i == 2 ? model::Direction::Outbound : model::Direction::Inbound;
    }
    CHECK(model::languageOf(messages, customer) == "de");
    CHECK(model::languageOf(messages, base::ContactId{8}) == "en");
    CHECK(model::languageOf(messages, base::ContactId{9}).empty());
}
