// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/small_talk.h"

#include "support/catch.h"

#include <string_view>

TEST_CASE("thanks, acknowledgements and glad emoji ask for nothing, in five languages") {
    for (const std::string_view text : {"Thanks!",
                                        "Thank you so much for your quick reply",
                                        "ok, thanks :)",
                                        "OK",
                                        "Perfect, see you tomorrow",
                                        "👍",
                                        "👍🏽",
                                        "❤️❤️",
                                        "🙏😊",
                                        "Great, thank you all 🙏",
                                        "@shop@stadtfunk.example Thank you!",
                                        "Danke schön!",
                                        "Vielen Dank für die "
                                        "schnelle Antwort",
                                        "Alles klar, danke",
                                        "Super 😊",
                                        "Passt, bis morgen",
                                        "¡Muchas gracias!",
                                        "Vale, perfecto",
                                        "Gracias por la respuesta",
                                        "Hasta mañana, gracias",
                                        "Merci beaucoup",
                                        "Parfait, merci pour votre aide",
                                        "D'accord, à bientôt",
                                        "شكراً جزيلاً",
                                        "تمام شكرا لكم",
                                        "شكرا على الرد السريع 🌹",
                                        "THX",
                                        "gracias 🎉🎉"}) {
        CAPTURE(text);
        CHECK(model::asksForNothing(text));
    }
}

TEST_CASE("whoever asks, complains or says anything else waits for a reply") {
    for (const std::string_view text :
         {"",
          "?",
          "Thanks, but where is my order?",
          "Thanks but it is broken",
          "ok?",
          "Thank you, can you ship it to Lyon",
          "Danke, aber wann kommt es",
          "Danke ¿",
          "Gracias, una pregunta",
          "Merci, et la facture ?",
          "شكرا، متى يصل الطلب؟",
          "شكرا ولكن الطلب لم يصل",
          "No thanks to you my cake is ruined",
          "👎",
          "😡",
          "😢",
          "Thanks 😡",
          "🆘",
          "yes",
          "See you tomorrow",
          "thanks https://shop.example/order/1",
          "Table for 4",
          "Thanks 4",
          "@shop",
          "...",
          "谢谢",
          "Thank you thank you thank you thank you thank you thank you and thank you"}) {
        CAPTURE(text);
        CHECK_FALSE(model::asksForNothing(text));
    }
}
