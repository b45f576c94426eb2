// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/story.h"

#include <algorithm>
#include <iterator>

namespace app::practice {

namespace {

std::vector<Story> newcomers() {
    return {
        {.persona = "zoe",
         .door = Door::Direct,
         .opening =
             "Hello, we have never met. Do you repair teapots that were not bought from you? Mine was my "
             "grandmother's.",
         .nudges = {"(It is the blue one with the crane, if that helps.)"},
         .answer = "Yes, we do. Bring it in or send a photo, and we will tell you what it takes.",
         .followUp = "Wonderful. Would Thursday at ten be all right?",
         .thanks = "Thank you so much, that made my day."},
        {.persona = "nour",
         .door = Door::Mention,
         .opening = "السَّلامُ عَلَيْكُم، هَلْ تُرْسِلُونَ الطَّرْدَ إِلَى عَمَّان؟ وَكَمْ يَسْتَغْرِقُ التَّوْصِيلُ؟",
         .nudges = {"هَلْ مِنْ جَوَابٍ مِنْ فَضْلِكُم؟"},
         .answer = "نعم، نرسل إلى عمّان. يستغرق التوصيل من سبعة إلى عشرة أيام.",
         .thanks = "شُكْرًا جَزِيلًا 🌷"},
        {.persona = "priya",
         .door = Door::ShopPost,
         .opening = "Do the family sets come in five cups? There are four of us and a guest: "
                    "👩‍👩‍👧‍👦 + 👩🏽‍🚀 = 5 🫖",
         .bystander = {"bo", "They made a set of seven for my sister once, so five should be fine."},
         .answer = "They do. Five cups and a pot are 84, and the guest is welcome.",
         .thanks = "Perfect 🫖❤️‍🔥"},
    };
}

std::vector<Story> regulars() {
    return {
        {.persona = "jonas",
         .door = Door::Mention,
         .opening = "Meine Bestellung hängt seit drei Tagen fest. Der Link dazu: "
                    "https://www.kettle-and-kiln.example/bestellungen/2026/08/"
                    "4711?sendung=EX-000-4711-0042&sprache=de\n\n"
                    "Könnt ihr nachsehen?",
         .nudges = {"Immer noch nichts. Ist jemand da?", "Dann rufe ich morgen an."},
         .answer = "Wir haben nachgefragt: Das Paket ist heute früh weitergegangen.",
         .followUp = "Danke. Und kommt es noch vor dem Wochenende?",
         .thanks = "Super, danke für die schnelle Hilfe! 👍"},
        {.persona = "ada",
         .door = Door::Mention,
         .opening = "The lid arrived in two halves. Which is one more than I ordered :kiln:",
         .warning = "broken pottery",
         .pictures = {"A blue lid in two halves on brown wrapping paper, a cat's paw on one of them"},
         .answer = "Oh no. A new lid goes out today; keep the halves, they make fine saucers.",
         .thanks = "You are the best :blobheart:"},
        {.persona = "haruka",
         .door = Door::ShopPost,
         .opening = "この急須、左利き用もありますか？\n写真のものと同じ色がいいです。",
         .pictures = {"横手の急須。持ち手は右側にある。", ""},
         .answer = "左利き用もございます。同じ色でお作りできます。",
         .thanks = "ありがとうございます！楽しみにしています。"},
        {.persona = "kai",
         .door = Door::Mention,
         .opening = "Habt ihr heute offen",
         .nudges = {"??", "Stehe vor der Tür.", "Hallo??? Das ist jetzt das dritte Mal."},
         .correction = "Habt ihr heute offen? Auf der Seite steht 10 Uhr, auf dem Schild 11 Uhr.",
         .answer = "Ja, ab 10 Uhr. Das Schild tauschen wir aus.",
         .thanks = "ok danke"},
        {.persona = "bo",
         .door = Door::ShopPost,
         .opening = "Best repair in town: my pot pours like new, I love it! 😍",
         .answer = "That makes our Tuesday. Thank you, Bo!",
         .thanks = "🙌"},
        {.persona = "boost",
         .door = Door::Mention,
         .opening =
             "CONGRATULATIONS! You have been chosen: get 10,000 real followers in a week, guaranteed. Click "
             "here: https://lautsprecher.example/more-followers",
         .nudges = {"Last call: claim your free followers, click here! Guaranteed, limited offer: "
                    "https://lautsprecher.example/more-followers"},
         .answer = "No, thank you.",
         .thanks = "Your loss, our special offer ends today."},
        {.persona = "mira",
         .door = Door::Direct,
         .opening = "I moved! Could you change the address of order 4690 to 12 Pebble Lane, please?",
         .nudges = {"Sorry to ask again, I am only worried that it ships today."},
         .answer = "Done, it goes to Pebble Lane.",
         .thanks = "Lovely, thank you 💛"},
    };
}

}  // namespace

const std::vector<Story>& waitingStories() {
    static const std::vector<Story> kStories = [] {
        std::vector<Story> all = newcomers();
        std::ranges::move(regulars(), std::back_inserter(all));
        return all;
    }();
    return kStories;
}

std::span<const std::string_view> shopPosts() {
    static constexpr std::string_view kPosts[] = {
        "New in the window: left-handed teapots. #pottery #tea",
        "We are closed on Monday for the big glaze firing. Orders go out again on Tuesday. #pottery",
        "Repair day is Thursday. Bring what leaks, drips or wobbles.\n\nCoffee is on us, tea anyway.",
    };
    return kPosts;
}

}  // namespace app::practice
