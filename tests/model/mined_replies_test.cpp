// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/mining/mined_replies.h"

#include "support/catch.h"

#include <random>

using model::MinedReply;
using model::TypedReply;

namespace {

const model::ShopNames kNames{.shop = "Brambleby Bakehouse", .agent = "Ida"};

struct Typed {
    std::vector<TypedReply> all;

    Typed& add(const std::string& text, const std::string& name = "Mira Feld",
               const std::string& handle = "mira") {
        all.push_back({.message = {static_cast<std::int64_t>(all.size()) + 1},
                       .text = text,
                       .customerName = name,
                       .customerHandle = handle});
        return *this;
    }
    [[nodiscard]] std::vector<MinedReply> mined(const std::vector<model::CannedReply>& library = {}) const {
        return model::minedReplies(all, kNames, library);
    }
    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> texts;
        for (const MinedReply& one : mined()) {
            texts.push_back(one.text);
        }
        return texts;
    }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a sentence that is typed three times is proposed, twice is not enough") {
    Typed typed;
    typed.add("The rye bread comes out on Mondays.").add("The rye bread comes out on Mondays.");
    CHECK(typed.mined().empty());
    typed.add("the rye bread comes out on mondays! 🙂");
    const auto mined = typed.mined();
    REQUIRE(mined.size() == 1);
    CHECK(mined[0].times == 3);
    CHECK(mined[0].text == "the rye bread comes out on mondays!");
    CHECK(mined[0].title == "the rye bread comes out on mondays!");
}

TEST_CASE("names are placeholders, as they are written") {
    Typed typed;
    typed.add("@mira Hello Mira, your cake is ready at Brambleby Bakehouse, Ida is here.")
        .add("Hello Jonas, your cake is ready at Brambleby Bakehouse, Ida is here.", "Jonas Weber", "jw")
        .add("Hello éric, your cake is ready at Brambleby Bakehouse, Ida is here.", "éric blanc", "eric");
    CHECK(
        typed.texts() ==
        Texts{"Hello {{customer.first_name}}, your cake is ready at {{shop.name}}, {{agent.name}} is here."});
}

TEST_CASE("what is another number, link or word each time is asked for") {
    Typed typed;
    typed.add("Your order 1042 left today, follow it here: https://post.example/a1")
        .add("Your order 977 left today, follow it here: https://post.example/b2")
        .add("Your order 12 left today, follow it here: https://post.example/c3");
    CHECK(typed.texts() == Texts{"Your order {{?number}} left today, follow it here: {{?link}}"});

    Typed words;
    words.add("We bake the dark rye loaf again early on Monday morning for you.")
        .add("We bake the dark spelt loaf again early on Friday morning for you.")
        .add("We bake the dark wheat loaf again early on Tuesday morning for you.");
    CHECK(words.texts() ==
          Texts{"We bake the dark {{?words}} loaf again early on {{?words}} morning for you."});
    // What is always the same stays as it is.
    Typed same;
    same.add("We close at 18 o'clock on Saturdays.").add("We close at 18 o'clock on Saturdays.");
    same.add("We close at 18 o'clock on Saturdays.");
    CHECK(same.texts() == Texts{"We close at 18 o'clock on Saturdays."});
}

TEST_CASE("sentences that always stand together are one text") {
    Typed typed;
    for (const char* name : {"Mira", "Jonas", "Salma", "Ben"}) {
        typed.add(std::string("Hi ") + name +
                      ", sorry about the broken plate. Please send us a picture of it. " +
                      (*name == 'B' ? "How is the dog doing today?" : "We send another one tomorrow."),
                  std::string(name) + " X", "h");
    }
    const auto mined = typed.mined();
    REQUIRE_FALSE(mined.empty());
    CHECK(mined[0].text ==
          "Hi {{customer.first_name}}, sorry about the broken plate. Please send us a picture of it.");
    CHECK(mined[0].times == 4);
    REQUIRE(mined.size() == 2);
    CHECK(mined[1].text == "We send another one tomorrow.");
    CHECK(mined[1].times == 3);
}

TEST_CASE("what the library has, and what says little, is not proposed") {
    Typed typed;
    for (int i = 0; i < 5; ++i) {
        typed.add("Thank you so much! See you soon. The rye bread comes out on Mondays.");
    }
    CHECK(typed.texts() == Texts{"The rye bread comes out on Mondays."});
    CHECK(typed
              .mined({{.id = {1},
                       .title = "Rye",
                       .text = "Hello, the rye bread comes out on Mondays, and Fridays."}})
              .empty());
}

TEST_CASE("other scripts are mined as well") {
    Typed typed;
    for (int i = 0; i < 3; ++i) {
        typed.add("我们星期一早上九点开门。谢谢！").add("الخبز الأسود يخرج من الفرن يوم الاثنين.");
    }
    const auto texts = typed.texts();
    REQUIRE(texts.size() == 2);
    CHECK(std::ranges::find(texts, "我们星期一早上九点开门。") != texts.end());
    CHECK(std::ranges::find(texts, "الخبز الأسود يخرج من الفرن يوم الاثنين.") != texts.end());
}

TEST_CASE("anything may have been typed") {
    Typed typed;
    CHECK(typed.mined().empty());
    std::mt19937 dice(7);
    for (int i = 0; i < 300; ++i) {
        std::string text;
        for (std::size_t k = dice() % 200; k > 0; --k) {
            text += static_cast<char>(dice() % 256);
        }
        typed.add(text, text.substr(0, text.size() / 2), text);
    }
    for (int i = 0; i < 3; ++i) {
        typed.add(std::string(100'000, 'a'))
            .add(std::string(50'000, '.'))
            .add("{{x}} {{?y}} one two three four five");
        std::string many;
        for (int k = 0; k < 3'000; ++k) {
            many += "Sentence number " + std::to_string(k) + " about bread and cake. ";
        }
        typed.add(many);
    }
    CHECK(typed.mined().size() <= model::kMostMined);
}

TEST_CASE("the same replies give the same proposals") {
    Typed typed;
    std::mt19937 dice(3);
    const std::vector<std::string> parts{"the rye bread comes", "out of the oven",      "on Monday morning",
                                         "with butter",         "for the whole family", "at nine"};
    for (int i = 0; i < 400; ++i) {
        typed.add(parts[dice() % 6] + " " + parts[dice() % 6] + " " + parts[dice() % 6] + ".");
    }
    const auto once = typed.mined();
    CHECK_FALSE(once.empty());
    CHECK(once == typed.mined());
}
