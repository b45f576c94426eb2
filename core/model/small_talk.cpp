// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/small_talk.h"

#include "model/text_entities.h"

#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace model {
namespace {

using namespace std::literals;

/// Longer than this it says more than thanks.
constexpr std::size_t kMostWords = 12;

/// Say by themselves that nothing is asked. Written as people write them; compared without marks and case.
constexpr std::array kEnough = {
    // English
    "thanks"sv, "thank"sv, "thankyou"sv, "thx"sv, "tysm"sv, "ty"sv, "cheers"sv, "ok"sv, "okay"sv, "kk"sv,
    "great"sv, "perfect"sv, "awesome"sv, "wonderful"sv, "lovely"sv, "brilliant"sv, "amazing"sv, "super"sv,
    "cool"sv, "nice"sv, "understood"sv, "noted"sv, "bye"sv, "goodbye"sv, "appreciated"sv, "appreciate"sv,
    "good"sv, "haha"sv, "lol"sv, "congrats"sv, "congratulations"sv,
    // German
    "danke"sv, "dankeschön"sv, "dank"sv, "merci"sv, "prima"sv, "perfekt"sv, "toll"sv, "klasse"sv, "spitze"sv,
    "verstanden"sv, "tschüss"sv, "ciao"sv, "wunderbar"sv, "klar"sv, "gut"sv, "passt"sv, "genau"sv, "gerne"sv,
    // Spanish
    "gracias"sv, "vale"sv, "perfecto"sv, "genial"sv, "estupendo"sv, "entendido"sv, "adiós"sv, "guay"sv,
    "excelente"sv, "saludos"sv, "jaja"sv, "jajaja"sv,
    // French
    "remercie"sv, "parfait"sv, "génial"sv, "compris"sv, "entendu"sv, "accord"sv, "bravo"sv, "salut"sv,
    "excellent"sv, "mdr"sv, "parfaite"sv,
    // Arabic
    "شكرا"sv, "شكراً"sv, "مشكور"sv, "مشكورين"sv, "ممتاز"sv, "تمام"sv, "حسنا"sv, "ممتن"sv, "العفو"sv, "تسلم"sv,
    "تسلمون"sv, "رائع"sv, "أوكي"sv, "يعطيك"sv, "متشكر"sv,
    // Emoji that are glad or nod; an angry or a sad one says something else.
    "👍"sv, "👌"sv, "🙏"sv, "❤"sv, "💛"sv, "💚"sv, "💙"sv, "💜"sv, "🧡"sv, "🖤"sv, "🤍"sv, "🤎"sv, "🩷"sv,
    "♥"sv, "💕"sv, "💖"sv, "😊"sv, "😀"sv, "😃"sv, "😄"sv, "😁"sv, "😍"sv, "🥰"sv, "😘"sv, "☺"sv, "🙂"sv,
    "😉"sv, "🤗"sv, "🎉"sv, "✨"sv, "💪"sv, "👏"sv, "🙌"sv, "✅"sv, "✔"sv, "🌟"sv, "⭐"sv, "🌸"sv, "🌹"sv,
    "💐"sv, "🌷"sv, "😋"sv, "😎"sv, "🤩"sv, "🥳"sv, "😂"sv, "🤣"sv, "😇"sv, "💯"sv, "🤝"sv, "👋"sv, "🫶"sv,
    "😅"sv, "😆"sv, "😌"sv, "🍀"sv, "🌞"sv, "☀"sv};

/// Stand beside them without asking for anything.
constexpr std::array kBeside = {
    // English
    "you"sv, "so"sv, "very"sv, "much"sv, "a"sv, "lot"sv, "many"sv, "for"sv, "the"sv, "your"sv, "help"sv,
    "quick"sv, "fast"sv, "reply"sv, "answer"sv, "response"sv, "all"sv, "sounds"sv, "got"sv, "it"sv, "that"sv,
    "s"sv, "is"sv, "was"sv, "will"sv, "do"sv, "see"sv, "soon"sv, "tomorrow"sv, "then"sv, "and"sv, "i"sv,
    "we"sv, "have"sv, "day"sv, "evening"sv, "weekend"sv, "again"sv, "too"sv, "really"sv, "everyone"sv,
    "team"sv, "guys"sv, "oh"sv, "yes"sv, "yeah"sv, "yep"sv, "fine"sv, "well"sv,
    // German
    "schön"sv, "vielen"sv, "herzlichen"sv, "besten"sv, "lieben"sv, "tausend"sv, "sehr"sv, "für"sv, "die"sv,
    "schnelle"sv, "antwort"sv, "hilfe"sv, "alles"sv, "klar"sv, "gut"sv, "ist"sv, "das"sv, "ja"sv, "super"sv,
    "bis"sv, "morgen"sv, "bald"sv, "dann"sv, "und"sv, "euch"sv, "ihnen"sv, "dir"sv, "einen"sv, "schönen"sv,
    "tag"sv, "abend"sv, "auch"sv, "wirklich"sv, "ihr"sv, "liebe"sv, "grüße"sv, "lg"sv, "vg"sv, "den"sv,
    "dem"sv, "wunderschönen"sv, "wochenende"sv, "schönes"sv,
    // Spanish
    "muchas"sv, "mil"sv, "muy"sv, "por"sv, "la"sv, "el"sv, "tu"sv, "su"sv, "ayuda"sv, "respuesta"sv,
    "rápida"sv, "todo"sv, "bien"sv, "de"sv, "acuerdo"sv, "sí"sv, "claro"sv, "hasta"sv, "mañana"sv, "luego"sv,
    "pronto"sv, "y"sv, "buen"sv, "día"sv, "buenas"sv, "noches"sv, "a"sv, "ti"sv, "usted"sv, "ustedes"sv,
    "igualmente"sv,
    // French
    "beaucoup"sv, "mille"sv, "fois"sv, "pour"sv, "votre"sv, "ta"sv, "réponse"sv, "aide"sv, "rapide"sv, "c"sv,
    "est"sv, "très"sv, "bien"sv, "bon"sv, "bonne"sv, "journée"sv, "soirée"sv, "à"sv, "bientôt"sv, "demain"sv,
    "oui"sv, "et"sv, "vous"sv, "je"sv, "d"sv, "tout"sv, "toute"sv, "l"sv, "équipe"sv, "le"sv, "les"sv,
    "super"sv,
    // Arabic
    "جزيلا"sv, "جزيلاً"sv, "لك"sv, "لكم"sv, "على"sv, "الرد"sv, "السريع"sv, "المساعدة"sv, "كثيرا"sv, "كثير"sv,
    "جدا"sv, "نعم"sv, "العافية"sv, "الف"sv, "ألف"sv, "شكر"sv, "الله"sv, "يسلمو"sv, "بارك"sv, "فيك"sv,
    "فيكم"sv, "خلاص"sv, "و"sv, "جميل"sv, "يوم"sv, "سعيد"sv, "مع"sv, "السلامة"sv};

/// Folded once: they are compared with folded words.
template <std::size_t Size>
std::vector<std::string> folded(const std::array<std::string_view, Size>& words) {
    std::vector<std::string> all;
    for (const std::string_view word : words) {
        all.push_back(base::searchText(word));
    }
    std::ranges::sort(all);
    return all;
}

/// Of a hand: not a sign of its own.
bool isSkinTone(std::string_view word) {
    const base::Utf8Step first = base::utf8At(word, 0);
    return first.codePoint >= 0x1F3FB && first.codePoint <= 0x1F3FF && first.size == word.size();
}

bool asks(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const base::Utf8Step next = base::utf8At(text, at);
        // Latin, Spanish, Arabic and full-width question marks.
        for (const char32_t mark : {U'?', U'¿', U'؟', U'？'}) {
            if (next.codePoint == mark) {
                return true;
            }
        }
        at += next.size;
    }
    return text.find("://") != std::string_view::npos;
}

}  // namespace

bool asksForNothing(std::string_view text) {
    static const std::vector<std::string> kEnoughFolded = folded(kEnough);
    static const std::vector<std::string> kBesideFolded = folded(kBeside);
    const std::string_view said = behindLeadingMentions(text);
    if (asks(said)) {
        return false;
    }
    const std::vector<base::FoldedWord> words = base::foldedWords(said);
    if (words.empty() || words.size() > kMostWords) {
        return false;
    }
    bool enough = false;
    for (const base::FoldedWord& word : words) {
        if (std::ranges::binary_search(kEnoughFolded, word.folded)) {
            enough = true;
        } else if (!isSkinTone(word.folded) && !std::ranges::binary_search(kBesideFolded, word.folded)) {
            return false;
        }
    }
    return enough;
}

}  // namespace model
