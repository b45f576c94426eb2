// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/function_words.h"

#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_set>

namespace model {
namespace {

/// As people write them, without marks.
constexpr std::string_view kWords =
    // English
    "a about am an and any are as at be been but by can could did do does don for from had has have he "
    "her hers him his how i if in into is it its just ll m may me might my no not of off on or our "
    "ours re s she should so some t than that the their them then there these they this those to too "
    "us ve very was we were what when where which who whom whose why will with would you your yours "
    "please hi hello hey dear also here let see "
    // German
    "ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihnen mein meine meinen meiner dein "
    "deine sein seine unser unsere euer eure der die das den dem des ein eine einen einem einer und "
    "oder aber wenn dass weil als wie wer wo wann warum ist sind war waren bin bist hat haben habe "
    "hatte wird werden kann konnen konnten muss mussen soll auch nicht noch nur zu zum zur von vom mit "
    "bei beim fur auf im ins aus nach uber um hier da dann denn mal doch ja bitte hallo liebe lieber "
    "sehr "
    // Dutch
    "ik jij je hij zij ze wij jullie mij hem haar ons hun mijn jouw zijn onze het de een en maar dat "
    "dit deze wat waar wanneer waarom hoe ben bent heeft heb hebben wordt worden kan kunnen moet "
    "moeten ook niet nog naar van met bij voor op aan uit om te dan graag hoi beste "
    // French
    "tu il elle nous vous ils elles se moi toi lui leur mon ma mes ton ta tes son sa ses notre nos "
    "votre vos le la les l d j n c qu un une au aux et ou mais si que qui quoi quand comment pourquoi "
    "est sont suis etes ete ai avez avons ont avait etait ce cet cette ces ca cela y dans sur sous "
    "avec pour par pas ne plus tres aussi bonjour salut merci "
    // Spanish
    "yo el ella nosotros vosotros ustedes usted ellos ellas os mi mis tus su sus nuestro nuestra lo "
    "los las una unos unas e o u pero quien como cuando donde porque por para con sin del al soy eres "
    "esta estan estoy era fue ha han hay muy mas tambien ya este esto esa ese eso hola favor "
    // Italian
    "io lei noi voi loro ti ci vi gli li uno ed che chi come quando dove perche per senza di della dei "
    "delle dal alla nel nella sul sono sei siamo siete ho hai abbiamo avete hanno molto piu anche non "
    "questo questa quello quella mio mia tuo tua suo sua nostro vostro ciao salve "
    // Portuguese
    "eu voce ele ela voces eles elas lhe meu minha seu nosso nossa uma quem onde com sem dos na nas ao "
    "em sao sou estao foi tem muito tambem nao isso ola "
    // Arabic
    "في من على إلى الى عن مع هذا هذه ذلك التي الذي ما ماذا هل كيف متى أين لماذا أنا انا أنت انت نحن هو "
    "هي هم لي لك لكم لنا كان كانت هناك أن ان إن لا لم لن قد و أو او ثم كل يا ";

}  // namespace

bool isFunctionWord(std::string_view word) {
    static const std::unordered_set<std::string> known = [] {
        std::unordered_set<std::string> all;
        for (const base::FoldedWord& one : base::foldedWords(kWords)) {
            all.insert(one.folded);
        }
        return all;
    }();
    const bool ascii = std::ranges::all_of(word, [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
    return known.contains(ascii ? base::asciiLower(word) : base::searchText(word));
}

}  // namespace model
