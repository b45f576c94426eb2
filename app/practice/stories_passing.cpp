// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/story.h"

#include <algorithm>
#include <iterator>

namespace app::practice {
namespace {

std::vector<Story> publicStories() {
    return {
        {.persona = "lucia",
         .door = Door::Mention,
         .opening = "¿La tetera verde aguanta el lavavajillas? Pregunto por una amiga 😅",
         .nudges = {"¿Alguien por ahí?"},
         .answer = "Sí, hasta 60 grados y sin prisas.",
         .thanks = "¡Mil gracias! Mi amiga está muy contenta."},
        {.persona = "etienne",
         .door = Door::ShopPost,
         .opening = "Est-ce que vous livrez aussi le samedi ? L’été, je ne suis jamais là en semaine…",
         .answer = "Oui, le samedi matin, sans supplément.",
         .followUp = "Et peut-on choisir l’heure ?",
         .thanks = "Merci beaucoup, c’est parfait !"},
        {.persona = "xiaodeng",
         .door = Door::Mention,
         .opening = "請問這款茶杯可以單買嗎？想買兩個，一個送媽媽。",
         .nudges = {"請問有人在嗎？"},
         .answer = "可以單買，兩個免運費。",
         .thanks = "太好了，謝謝！🍵"},
        {.persona = "tomasz",
         .door = Door::Mention,
         .opening = "Czy macie imbryki na gaz? Mój stary czajnik właśnie się poddał.",
         .pictures = {"Przypalony czajnik na kuchence gazowej"},
         .answer = "Tak, trzy modele. Zdjęcia są na stronie.",
         .thanks = "Dzięki, zajrzę!"},
        {.persona = "ada",
         .door = Door::ShopPost,
         .opening = "Which cone do you fire the celadon to? Asking as a colleague :kiln:",
         .bystander = {"bo", "Cone 10 I would guess, the colour looks like reduction."},
         .answer = "Cone 9, in reduction, and a prayer.",
         .thanks = "Ha, the prayer is what I was missing."},
        {.persona = "bo",
         .door = Door::Mention,
         .opening = "Your opening hours differ between the door and the map. The map says seven.",
         .correction =
             "Your opening hours differ between the door and the map. The map says seven, the door says six.",
         .answer = "The door is right. Thank you for telling us!",
         .thanks = "You are welcome."},
        {.persona = "kai",
         .door = Door::ShopPost,
         .opening = "Wieso ist die Seite so langsam",
         .nudges = {"Seite lädt immer noch.", "Dann eben nicht."},
         .regrets = true,
         .answer = "Wir haben den Server neu gestartet, jetzt sollte es gehen.",
         .thanks = "jo läuft"},
    };
}

std::vector<Story> morePublicStories() {
    return {
        {.persona = "mira",
         .door = Door::ShopPost,
         .opening = "Will there be a workshop again this autumn? I still owe the wheel a revenge.",
         .bystander = {"lucia", "¡Me apunto también!"},
         .answer = "Yes, every Wednesday from October. You two are on the list.",
         .thanks = "Hooray! 🎉"},
        {.persona = "priya",
         .door = Door::Mention,
         .opening = "My cup says “handmade in 2062”. Are you from the future? 👀🇮🇳",
         .pictures = {"The underside of a cup; the stamp reads 2062"},
         .answer = "The apprentice is. We will swap it, or you keep a rarity.",
         .thanks = "Keeping it, obviously 😂"},
        {.persona = "jonas",
         .door = Door::ShopPost,
         .opening = "Gibt es die Kanne auch in 1,5 l? #Tee #Töpferei",
         .answer = "Ab nächster Woche, Vorbestellung geht schon.",
         .thanks = "Vorbestellt 🎉"},
        {.persona = "haruka",
         .door = Door::Mention,
         .opening = "注文番号４７０２です。「割れ物注意」のシールを貼っていただけますか？",
         .nudges = {"お返事お待ちしています。"},
         .answer = "承知しました。二重に梱包いたします。",
         .thanks = "ご丁寧にありがとうございます。"},
        {.persona = "lucia",
         .door = Door::ShopPost,
         .opening = "Os dejo la reseña que escribí: "
                    "https://plaza.example/@lucia/resenas/la-tetera-que-no-gotea-ni-queriendo "
                    "(spoiler: no gotea)",
         .answer = "¡Qué ilusión! La colgamos en la tienda.",
         .thanks = "🥰"},
        {.persona = "tomasz",
         .door = Door::ShopPost,
         .opening =
             "Is <b>this</b> & \"that\" the same glaze? My browser shows it's \"caf\u00e9\" & 'cre\u0300me'.",
         .answer = "Both are \"oat\". The second photo was taken at dusk.",
         .thanks = "Now I see it, thanks."},
    };
}

std::vector<Story> privateStories() {
    return {
        {.persona = "tomasz",
         .door = Door::Direct,
         .opening = "Good morning, I paid twice for order 4699. Could you look into it?",
         .nudges = {"Any news about the double payment?", "I would rather not call my bank."},
         .answer = "You are right, the second payment is on its way back. Sorry!",
         .followUp = "How long does that take?",
         .thanks = "It has arrived, thank you."},
        {.persona = "etienne",
         .door = Door::Direct,
         .opening =
             "Bonjour, pourriez-vous m’envoyer la facture de la commande 4688 au nom de mon association ?",
         .answer = "La voici dans votre boîte aux lettres, avec nos salutations aux roses.",
         .thanks = "Reçue, merci infiniment."},
        {.persona = "lucia",
         .door = Door::Direct,
         .opening = "¿Podéis grabar un nombre en la taza? Sería «Abuela Pepa».",
         .correction = "¿Podéis grabar un nombre en la taza? Sería «Abuela Pepi», con i.",
         .answer = "Claro, la semana que viene está lista.",
         .thanks = "¡Le va a encantar!"},
        {.persona = "xiaodeng",
         .door = Door::Direct,
         .opening = "您好，我的地址寫錯了，應該是三號樓，不是二號樓。",
         .nudges = {"不好意思再問一次，地址改好了嗎？"},
         .answer = "已經改好了，請放心。",
         .thanks = "謝謝您 🙏"},
        {.persona = "kai",
         .door = Door::Direct,
         .opening = "Rückgabe. Wie?",
         .nudges = {"?", "Antwort wäre nett"},
         .answer = "Einfach zurückbringen oder mit dem Beileger schicken, 30 Tage lang.",
         .thanks = "passt"},
        {.persona = "nour",
         .door = Door::Direct,
         .opening = "مَرْحَبًا، هَلْ يُمْكِنُنِي إِلْغَاءُ الطَّلَبِ رَقْم ٤٧١٥؟",
         .answer = "نعم، ألغينا الطلب وسنعيد المبلغ.",
         .thanks = "أَشْكُرُكُم عَلى لُطْفِكُم"},
        {.persona = "ada",
         .door = Door::Direct,
         .opening = "Could you set two bags of the white clay aside for me? I come by on Friday.",
         .answer = "They have your name on them.",
         .thanks = "See you on Friday!"},
        {.persona = "jonas",
         .door = Door::Direct,
         .opening = "Kurze Frage unter uns: Ist die „zweite Wahl“ dicht?",
         .regrets = true,
         .answer = "Dicht ja, nur nicht ganz rund.",
         .thanks = "Rund bin ich selber, nehme ich."},
    };
}

}  // namespace

const std::vector<Story>& passingStories() {
    static const std::vector<Story> kStories = [] {
        std::vector<Story> all;
        for (const auto part : {publicStories, morePublicStories, privateStories}) {
            std::ranges::move(part(), std::back_inserter(all));
        }
        return all;
    }();
    return kStories;
}

}  // namespace app::practice
