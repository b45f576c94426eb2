// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/triage_words.h"

#include <array>

namespace model {
namespace {

using namespace std::string_view_literals;

constexpr std::array kQuestion{
    // English
    TriageWords{
        1.6,
        "do you have|do you|are you open|are you|can i|can you|can we|could you|could i|could we|would "
        "you|will you|is there|are there|"
        "is it possible|how much|how many|how long|how do|how can|how to|what time|what is|what s|what "
        "are|when do|when does|when is|"
        "when will|when are|where can|where is|where are|which one|who do|wondering if|was wondering|i "
        "wonder|please tell me|"
        "let me know|i d like to know|would like to know|want to know|may i|should i|does it|does this|is "
        "this|is the|are the|"
        "have you got|any chance|a question|quick question|in stock|opening hours|do u|can u|anyone know|any idea|how does|what does"sv},
    TriageWords{
        0.7,
        "when|where|what|which|how|why|who|please|pls|price|cost|available|availability|opening|reserve|reservation|book a table|deliver|ship to"sv},
    // German
    TriageWords{
        1.6,
        "habt ihr|haben sie|hast du|gibt es|gibts|kann ich|kann man|können wir|könnt ihr|können sie|könnten "
        "sie|könntet ihr|darf ich|seid ihr|"
        "sind sie|ist es möglich|wie viel|wieviel|wie viele|wie lange|wie kann|um wie viel uhr|bis wann|ab "
        "wann|wann|wie teuer|"
        "was kostet|was kosten|wo kann|wo ist|wo finde|macht ihr|bietet ihr|liefert ihr|nehmt ihr|wollte "
        "fragen|ich wollte wissen|"
        "würde gerne wissen|eine frage|kurze frage|welche|welcher|welches|öffnungszeiten|auf lager|vorrätig|ist das|ist die|ist der|gibt s"sv},
    TriageWords{0.7, "wo|wie|warum|wer|was|bitte|preis|kosten|reservieren|reservierung|bestellen|frage"sv},
    // French
    TriageWords{1.6, "avez vous|est ce que|est ce|y a t il|puis je|peut on|pouvez vous|pourriez vous|êtes "
                     "vous|c est possible|est il possible|"
                     "combien|à quelle heure|quelle heure|quels sont|quel est|quelle est|quelles sont|où se "
                     "trouve|où est|où puis|quand|"
                     "faites vous|livrez vous|proposez vous|acceptez vous|je voudrais savoir|j aimerais "
                     "savoir|je me demande|une question|"
                     "petite question|horaires|en stock|serait il|peut je"sv},
    TriageWords{
        0.7,
        "où|comment|pourquoi|quel|quelle|quels|qui|s il vous plaît|svp|prix|réserver|réservation|disponible|quoi"sv},
    // Spanish
    TriageWords{
        1.6,
        "tenéis|tienen|tienes|hay|puedo|se puede|podéis|podrían|podrías|pueden|es "
        "posible|cuánto|cuánta|cuántos|cuántas|"
        "a qué hora|qué hora|hasta qué hora|cuándo|dónde está|dónde "
        "puedo|dónde|hacéis|hacen|aceptan|aceptáis|envían|enviáis|"
        "quería saber|quisiera saber|me gustaría saber|una pregunta|una consulta|horario|están abiertos|estáis abiertos|en stock"sv},
    TriageWords{0.7, "cómo|por qué|qué|quién|cuál|cuáles|por favor|precio|reservar|reserva|disponible"sv},
    // Italian
    TriageWords{1.6, "avete|hai|c è|ci sono|posso|si può|potete|potreste|potrebbe|è possibile|quanto "
                     "costa|quanto costano|quanto|quanti|quante|"
                     "a che ora|che ora|fino a che ora|quando|dove si trova|dove posso|dov "
                     "è|dove|fate|accettate|spedite|siete aperti|"
                     "vorrei sapere|volevo sapere|mi chiedevo|una domanda|orari|orario|disponibile"sv},
    TriageWords{0.7, "come|perché|chi|quale|quali|che cosa|per favore|prezzo|prenotare|prenotazione|cosa"sv},
    // Dutch
    TriageWords{1.4, "hebben jullie|heeft u|heb je|kan ik|kunnen we|kunt u|kunnen jullie|hoe "
                     "laat|hoeveel|hoe lang|wanneer|is er|zijn er|zijn jullie|"
                     "wat kost|mag ik|waar kan|waar is|een vraag|welke|openingstijden"sv},
    // Arabic
    TriageWords{1.6, "هل|متى|كم|اين|وين|فين|كيف|ممكن|شو|ايش|ايه|كام|بكم|بكام|عندكم|لديكم|يوجد|في "
                     "عندكم|اقدر|هل يمكن|ما هو|ما هي|ليش|ليه|"
                     "لماذا|اي ساعة|شنو|سؤال|استفسار|قديش|امتى|اريد ان اعرف|اوقات العمل|مواعيد"sv},
    TriageWords{0.7,
                "لو سمحت|لو سمحتم|من فضلك|من فضلكم|السعر|سعر|الاسعار|متوفر|متوفرة|حجز|احجز|مين|من وين"sv},
    TriageWords{1.0, "🤔|❓|❔|🤷"sv},
};

constexpr std::array kSigns{
    // Chinese
    TriageSign{TriageKind::Question, 1.8, "吗"},
    TriageSign{TriageKind::Question, 1.2, "呢"},
    TriageSign{TriageKind::Question, 1.8, "多少"},
    TriageSign{TriageKind::Question, 1.8, "几点"},
    TriageSign{TriageKind::Question, 1.6, "怎么"},
    TriageSign{TriageKind::Question, 1.6, "什么"},
    TriageSign{TriageKind::Question, 1.6, "哪里"},
    TriageSign{TriageKind::Question, 1.6, "有没有"},
    TriageSign{TriageKind::Question, 1.6, "可以"},
    TriageSign{TriageKind::Question, 1.2, "请问"},
    TriageSign{TriageKind::Complaint, 2.6, "退款"},
    TriageSign{TriageKind::Complaint, 2.6, "投诉"},
    TriageSign{TriageKind::Complaint, 2.2, "还没收到"},
    TriageSign{TriageKind::Complaint, 2.2, "没有收到"},
    TriageSign{TriageKind::Complaint, 2.0, "坏了"},
    TriageSign{TriageKind::Complaint, 2.0, "破了"},
    TriageSign{TriageKind::Complaint, 2.0, "失望"},
    TriageSign{TriageKind::Complaint, 2.0, "太差"},
    TriageSign{TriageKind::Complaint, 2.2, "骗子"},
    TriageSign{TriageKind::Complaint, 1.6, "难吃"},
    TriageSign{TriageKind::Praise, 2.0, "好吃"},
    TriageSign{TriageKind::Praise, 2.0, "喜欢"},
    TriageSign{TriageKind::Praise, 2.0, "推荐"},
    TriageSign{TriageKind::Praise, 2.0, "太棒"},
    TriageSign{TriageKind::Praise, 2.0, "很好"},
    TriageSign{TriageKind::Praise, 1.0, "谢谢"},
    TriageSign{TriageKind::Praise, 2.0, "满意"},
    TriageSign{TriageKind::Spam, 2.4, "加微信"},
    TriageSign{TriageKind::Spam, 2.4, "赚钱"},
    TriageSign{TriageKind::Spam, 2.4, "兼职"},
    TriageSign{TriageKind::Spam, 2.2, "贷款"},
    TriageSign{TriageKind::Spam, 2.2, "代开发票"},
    // Japanese
    TriageSign{TriageKind::Question, 1.8, "ですか"},
    TriageSign{TriageKind::Question, 1.8, "ますか"},
    TriageSign{TriageKind::Question, 1.6, "いくら"},
    TriageSign{TriageKind::Question, 1.6, "何時"},
    TriageSign{TriageKind::Question, 1.6, "教えて"},
    TriageSign{TriageKind::Complaint, 2.2, "返金"},
    TriageSign{TriageKind::Complaint, 2.2, "届いていません"},
    TriageSign{TriageKind::Complaint, 2.0, "届かない"},
    TriageSign{TriageKind::Complaint, 2.0, "壊れ"},
    TriageSign{TriageKind::Complaint, 2.0, "最悪"},
    TriageSign{TriageKind::Complaint, 2.0, "がっかり"},
    TriageSign{TriageKind::Praise, 2.0, "美味しかった"},
    TriageSign{TriageKind::Praise, 2.0, "おいしかった"},
    TriageSign{TriageKind::Praise, 2.0, "最高"},
    TriageSign{TriageKind::Praise, 2.0, "素敵"},
    TriageSign{TriageKind::Praise, 1.0, "ありがとう"},
    TriageSign{TriageKind::Praise, 2.0, "大好き"},
    TriageSign{TriageKind::Spam, 2.4, "副業"},
};

constexpr std::string_view kHereNow =
    "i m in your shop|i am in your shop|i m in your store|i am in your store|in your shop now|in your store "
    "now|in your shop right now|"
    "in your store right now|standing in your shop|standing in front of your|in front of your shop|in front "
    "of your store|outside your shop|"
    "outside your store|at your door|at your counter|at the counter now|we are here now|i m here now|i am "
    "here now|waiting outside|on my way now|be there in|"
    "ich bin in eurem laden|bin gerade in eurem|bin gerade bei euch|stehe vor der tür|stehe vor dem "
    "laden|stehe vor eurem|stehe gerade vor|"
    "vor eurer tür|stehe gerade im laden|bin jetzt da|bin gleich da|stehen vor der tür|vor "
    "verschlossener tür|"
    "je suis devant|nous sommes devant|je suis dans votre|je suis sur place|nous sommes sur place|devant "
    "votre porte|devant la porte|"
    "estoy en la tienda|estoy en su tienda|estoy en vuestra tienda|estoy delante de|estoy en la "
    "puerta|estamos en la puerta|estoy fuera|"
    "estoy aquí ahora|sono nel vostro negozio|sono davanti|siamo davanti|sono in negozio|sono qui fuori|sono "
    "alla porta|"
    "ik sta voor de deur|ik ben in de winkel|sta voor de winkel|"
    "انا في المحل|انا عندكم|انا امام المحل|انا قدام المحل|واقف امام|واقفة امام|انا في متجركم|انا الان في|انا "
    "بالمحل";
constexpr std::array<std::string_view, 4> kHereNowSigns{"在你们店", "在店门口", "店の前に", "お店の前"};

}  // namespace

std::span<const TriageWords> questionWords() {
    return kQuestion;
}

std::span<const TriageSign> triageSigns() {
    return kSigns;
}

std::string_view hereNowPhrases() {
    return kHereNow;
}

std::span<const std::string_view> hereNowSigns() {
    return kHereNowSigns;
}

}  // namespace model
