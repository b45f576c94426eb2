// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/language.h"

#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <ranges>
#include <set>
#include <utility>
#include <vector>

namespace model {
namespace {

using namespace std::literals;

/// Words that nearly every sentence has and few other languages share. Written without marks, as
/// base::foldedWords() gives them.
struct LittleWords {
    std::string_view language;
    std::string_view words;  ///< parted by spaces, with one at both ends
};
constexpr std::array kLittleWords{
    LittleWords{"ca"sv,
                " els les amb aquest aquesta perque tambe vostre teniu podeu voldria sou molt meva "sv},
    LittleWords{"cs"sv, " jsem jste mate muzu prosim dekuji kdy nebo protoze take kde jsou bych nas jak "sv},
    LittleWords{"da"sv,
                " jeg ikke hvad hvor kan har det er og med til hvornar jeres noget nogen min mig af "sv},
    LittleWords{
        "de"sv,
        " ich nicht und der die das ist ein eine mit habe haben wann kann konnen sie ihr ihre wie von "
        "auch fur noch mein meine wir es zu "sv},
    LittleWords{"en"sv,
                " the and you your is are do does have can could would what when where how my this that with "
                "for not i of please will it to "sv},
    LittleWords{
        "es"sv,
        " el los las una que es por para con esta tienen cuando donde hola quiero puedo pueden mi como "
        "hay gracias muy del "sv},
    LittleWords{"fi"sv,
                " en ei on ja etta mutta voi voiko missa milloin minun teilla onko kun han ovat mika "sv},
    LittleWords{"fr"sv,
                " le les une des est que je vous avez pas pour avec dans sur quand bonjour mon ma votre vos "
                "puis suis du et ou merci "sv},
    LittleWords{"hu"sv, " es nem hogy van egy mikor meg azt lehet vagy szeretnem hol vannak nekem kell "sv},
    LittleWords{
        "it"sv,
        " il gli una che non sono per con avete quando dove ciao vorrei posso mio mia vostro della del "
        "anche grazie perche "sv},
    LittleWords{"nb"sv, " jeg ikke hva hvor kan har det er og med til nar deres noe noen min meg av "sv},
    LittleWords{
        "nl"sv,
        " ik niet een het de en van jullie is wanneer kan kunnen heb hebben wat hoe mijn voor met ook "
        "zijn dat "sv},
    LittleWords{"pl"sv, " jest nie czy sie jak kiedy gdzie moge mam dla jestem prosze dziekuje co na ze "sv},
    LittleWords{"pt"sv,
                " os uma nao que voces voce com para quando onde ola quero posso meu minha tem obrigado "
                "obrigada do da esta muito "sv},
    LittleWords{"ro"sv,
                " este sunt nu pentru cand unde aveti vreau pot mea meu si multumesc buna care din "sv},
    LittleWords{"ru"sv, " и не что я у вас есть как когда можно где это мне на вы ли или за "sv},
    LittleWords{"sv"sv,
                " jag inte vad var kan har det ar och med till nar era nagot nagon min mig av som "sv},
    LittleWords{"tr"sv, " bir ve icin var mi ne zaman nasil nerede ben merhaba degil kadar benim cok bu "sv},
    LittleWords{"uk"sv, " і не що я у вас є як коли можна де це мені на ви чи або за та "sv},
    LittleWords{"ar"sv, " في من على هل ما هذا هذه لا انا متي كيف اين عن الي لكم لديكم مع ان "sv},
    LittleWords{"fa"sv, " است در از به که این را برای چه می با آیا شما من "sv},
    LittleWords{"zh"sv, " 的 了 吗 我 你 您 是 有 不 在 请 这 们 "sv},
};

/// Scripts that one language alone is written in, as far as customers of shops go.
std::string_view languageOfScript(char32_t c) {
    struct Script {
        char32_t first, last;
        std::string_view language;
    };
    static constexpr std::array kScripts{Script{0x0370, 0x03FF, "el"sv}, Script{0x0590, 0x05FF, "he"sv},
                                         Script{0x0E00, 0x0E7F, "th"sv}, Script{0x3040, 0x30FF, "ja"sv},
                                         Script{0x1100, 0x11FF, "ko"sv}, Script{0xAC00, 0xD7A3, "ko"sv}};
    const auto found = std::ranges::find_if(
        kScripts, [c](const Script& script) { return c >= script.first && c <= script.last; });
    return found == kScripts.end() ? std::string_view{} : found->language;
}

bool isLetter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7) || (c >= 0x3040 && c <= 0xD7A3);
}

/// Where most letters are of such a script. A word of Greek in an English sentence is none.
std::string byScript(std::string_view text) {
    std::vector<std::string_view> scripts;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < text.size();) {
        const base::Utf8Step step = base::utf8At(text, at);
        at += step.size;
        letters += isLetter(step.codePoint) ? 1 : 0;
        if (const std::string_view language = languageOfScript(step.codePoint); !language.empty()) {
            scripts.push_back(language);
        }
    }
    // Japanese mixes its own letters with Chinese ones, so that a third of them says it.
    const std::size_t japanese = static_cast<std::size_t>(std::ranges::count(scripts, "ja"sv));
    if (japanese > 1 && japanese * 3 >= letters) {
        return "ja";
    }
    for (const std::string_view language : std::set(scripts.begin(), scripts.end())) {
        const auto count = static_cast<std::size_t>(std::ranges::count(scripts, language));
        if (language != "ja"sv && count > 1 && count * 2 > letters) {
            return std::string(language);
        }
    }
    return {};
}

std::string byLittleWords(std::string_view text) {
    std::set<std::string> words;
    for (const base::FoldedWord& word : base::foldedWords(text)) {
        // A run of Chinese comes in pairs; each of its characters is a word here.
        const bool han = !word.folded.empty() && base::utf8At(word.folded, 0).codePoint >= 0x2E80;
        for (std::size_t at = 0; han && at < word.folded.size(); at += base::utf8At(word.folded, at).size) {
            words.insert(word.folded.substr(at, base::utf8At(word.folded, at).size));
        }
        if (!han) {
            words.insert(word.folded);
        }
    }
    int most = 0;
    int second = 0;
    std::string_view best;
    for (const LittleWords& language : kLittleWords) {
        const auto found = static_cast<int>(std::ranges::count_if(words, [&](const std::string& word) {
            return language.words.find(" " + word + " ") != std::string_view::npos;
        }));
        if (found > most) {
            second = std::exchange(most, found);
            best = language.language;
        } else {
            second = std::max(second, found);
        }
    }
    // One little word may be a name, and what fits two languages equally well says nothing.
    return most >= 2 && most > second ? std::string(best) : std::string();
}

}  // namespace

std::string languageOf(std::string_view text) {
    const std::string language = byScript(text);
    return language.empty() ? byLittleWords(text) : language;
}

std::string languageOf(std::span<const Message> messages, base::ContactId customer) {
    for (const Message& message : std::views::reverse(messages)) {
        if (message.direction == Direction::Inbound && message.author == customer) {
            if (std::string language = languageOf(message.text); !language.empty()) {
                return language;
            }
        }
    }
    return {};
}

std::span<const std::string_view> knownLanguages() {
    static constexpr std::array kKnown{"ar"sv, "ca"sv, "cs"sv, "da"sv, "de"sv, "el"sv, "en"sv,
                                       "es"sv, "fa"sv, "fi"sv, "fr"sv, "he"sv, "hu"sv, "it"sv,
                                       "ja"sv, "ko"sv, "nb"sv, "nl"sv, "pl"sv, "pt"sv, "ro"sv,
                                       "ru"sv, "sv"sv, "th"sv, "tr"sv, "uk"sv, "zh"sv};
    return kKnown;
}

}  // namespace model
