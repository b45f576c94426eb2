// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/triage_words.h"

#include <array>

namespace model {
namespace {

using namespace std::string_view_literals;

constexpr std::array kPraise{
    // English
    TriageWords{
        2.2,
        "love it|love this|love them|loved it|loved the|love your|i love|we "
        "love|amazing|awesome|fantastic|excellent|wonderful|"
        "brilliant|outstanding|superb|delicious|tasty|yummy|perfect|perfectly|best in town|the best|great "
        "job|great service|"
        "great work|great experience|great customer service|well done|good job|nice work|so good|highly "
        "recommend|recommend you|"
        "would recommend|can t recommend enough|five stars|5 stars|keep up|made my day|made our day|so "
        "happy|very happy|really happy|"
        "so impressed|impressed|exceeded|gorgeous|stunning|beautiful|lovely|kudos|props to|shout "
        "out|shoutout|you rock|"
        "you guys rock|above and beyond|lifesaver|life saver|will be back|coming back|can t wait to come back"sv},
    TriageWords{1.4,
                "thank you so much|thanks so much|many thanks|thank you very "
                "much|great|good|nice|happy|enjoyed|enjoy|enjoying|friendly|helpful|pleased|"
                "satisfied|quick response|fast "
                "delivery|fresh|cool|favourite|favorite|appreciate|appreciated|thankful|grateful|"
                "congrats|congratulations|bravo|smooth|comfortable|yay|woohoo|glad|excited|pleasant|best"sv},
    TriageWords{0.9, "thank you|thanks|thank|thx|ty|cheers|well|love|fun|easy"sv},
    TriageWords{2.0, "😍|🥰|❤|💕|💖|💙|💚|🧡|💛|💜|😘|🤩|🔥|👏|🙌|💯|⭐|🌟|😋|🤤|♥"sv},
    TriageWords{1.2, "😊|🙂|😀|😃|😄|😁|👍|🙏|☺|🎉|👌|✨|🌸|💐|🤗"sv},
    // German
    TriageWords{
        2.2,
        "liebe es|ich liebe|wir "
        "lieben|großartig|fantastisch|ausgezeichnet|wunderbar|hervorragend|genial|köstlich|lecker|perfekt|"
        "perfekte|super service|toller service|tolle arbeit|gut gemacht|weiter so|sehr zu empfehlen|empfehle "
        "ich|"
        "kann ich nur empfehlen|empfehlenswert|absolut "
        "empfehlenswert|begeistert|traumhaft|wunderschön|wunderschöne|beste|besten|"
        "bester|sehr zufrieden|sehr glücklich|gerne wieder|immer wieder gerne|großes lob|lob an|hammer|klasse|spitze"sv},
    TriageWords{
        1.4,
        "toll|tolle|toller|tolles|super|schön|schöne|schöner|schönes|gut|gute|gefällt|gefallen|freundlich|"
        "hilfsbereit|zufrieden|"
        "freue mich|gefreut|glücklich|schnell geliefert|vielen dank|herzlichen dank|tausend dank|prima|nett|nette|lob|mega"sv},
    TriageWords{0.9, "danke|dank|dankeschön"sv},
    // French
    TriageWords{
        2.2,
        "j adore|on "
        "adore|adoré|génial|géniale|excellent|excellente|merveilleux|merveilleuse|magnifique|délicieux|"
        "délicieuse|"
        "parfait|parfaite|superbe|formidable|incroyable|je recommande|à recommander|très satisfait|très "
        "satisfaite|ravi|ravie|"
        "enchanté|le meilleur|la meilleure|les meilleurs|bon travail|continuez|bravo|félicitations|un régal|au top"sv},
    TriageWords{1.4, "super|bon|bonne|très "
                     "bien|beau|belle|sympa|gentil|gentille|content|contente|satisfait|satisfaite|agréable|"
                     "aimable|accueillant|"
                     "rapide|merci beaucoup|mille mercis|top|chouette|heureux|heureuse"sv},
    TriageWords{0.9, "merci|mercis"sv},
    // Spanish
    TriageWords{
        2.2, "me encanta|me encantó|me encantan|nos encanta|nos "
             "encantó|encantado|encantada|increíble|excelente|maravilloso|maravillosa|"
             "delicioso|deliciosa|riquísimo|riquísima|buenísimo|buenísima|perfecto|perfecta|fantástico|"
             "fantástica|genial|espectacular|"
             "recomiendo|lo recomiendo|muy recomendable|muy contento|muy contenta|muy satisfecho|el mejor|la "
             "mejor|los mejores|"
             "buen trabajo|felicidades|enhorabuena|volveremos|volveré|precioso|preciosa|hermoso|hermosa"sv},
    TriageWords{1.4, "bueno|buena|bien|bonito|bonita|rico|rica|amable|amables|simpático|contento|contenta|"
                     "feliz|rápido|gustó|gusta|muchas gracias|mil gracias|"
                     "agradable|satisfecho|satisfecha"sv},
    TriageWords{0.9, "gracias"sv},
    // Italian
    TriageWords{2.2, "adoro|amo|ottimo|ottima|ottimi|eccellente|meraviglioso|meravigliosa|fantastico|"
                     "fantastica|delizioso|deliziosa|buonissimo|"
                     "buonissima|squisito|squisita|perfetto|perfetta|bellissimo|bellissima|stupendo|stupenda|"
                     "splendido|splendida|consiglio|"
                     "consigliatissimo|lo consiglio|il migliore|la migliore|i "
                     "migliori|complimenti|bravi|bravissimi|tornerò|torneremo|soddisfattissimo|"
                     "molto contento|molto contenta|molto soddisfatto|molto soddisfatta"sv},
    TriageWords{1.4, "buono|buona|bene|bello|bella|gentile|gentili|simpatico|contento|contenta|felice|veloce|"
                     "soddisfatto|soddisfatta|"
                     "grazie mille|tante grazie|piaciuto|piace|cordiale"sv},
    TriageWords{0.9, "grazie"sv},
    // Dutch
    TriageWords{
        1.8,
        "geweldig|heerlijk|prachtig|fantastisch|perfect|uitstekend|aanrader|heel blij|super blij|erg blij|top|lekker|mooi|dank je wel|bedankt"sv},
    // Arabic
    TriageWords{2.2, "رائع|رائعة|ممتاز|ممتازة|مذهل|مذهلة|لذيذ|لذيذة|احب|احببت|عجبني|عجبتني|يجنن|روعة|روعه|"
                     "الافضل|افضل|احسن|انصح|انصح به|انصح الجميع|"
                     "مبدعين|ابداع|ما شاء الله|ماشاءالله|بارك الله|تحفة|خرافي|شغل مرتب"sv},
    TriageWords{
        1.4,
        "جميل|جميلة|حلو|حلوة|جيد|جيدة|سعيد|سعيدة|راضي|راضية|سريع|لطيف|لطيفة|شكرا جزيلا|الف شكر|يعطيكم العافية|مرتب|طيب|مبسوط"sv},
    TriageWords{0.9, "شكرا|شكر|مشكور|مشكورين|تسلم|يسلمو"sv},
};

constexpr std::string_view kNegating =
    "not|no|never|isn|wasn|aren|weren|don|doesn|didn|won|hasn|haven|couldn|wouldn|hardly|without|less|dont|"
    "cant|nothing|neither|nicht|kein|keine|"
    "keinen|keiner|nie|ohne|weder|wenig|pas|jamais|aucun|aucune|sans|peu|nunca|ni|sin|poco|non|mai|nessun|"
    "nessuna|senza|niet|geen|nooit|"
    "ليس|ليست|لا|لم|لن|غير|مش|مو|ما|ولا|بدون";

}  // namespace

std::span<const TriageWords> praiseWords() {
    return kPraise;
}

std::string_view negatingWords() {
    return kNegating;
}

}  // namespace model
