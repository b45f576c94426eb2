// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/persona.h"

#include <algorithm>
#include <array>

namespace app::practice {
namespace {

using enum Temper;
using enum Acquaintance;

constexpr std::array kPeople{
    Persona{kShop, "Kettle & Kiln", "shop", "", "en",
            "Teapots, cups and repairs. Open Tuesday to Saturday.\nhttps://kettle-and-kiln.example/"},
    Persona{"mira", "Mira Lindwurm", "mira", "", "en", "Collects teapots with lids that fit.", Patient,
            Friend},
    Persona{"jonas", "Jonas Apfelkern 🌱", "jonas", "werkbank.example", "de",
            "Repariert alles außer sonntags.", Ordinary, Follower},
    Persona{"lucia", "Lucía Farolillo", "lucia", "plaza.example", "es",
            "Café por la mañana, té por la tarde ☕", Ordinary, Follower},
    Persona{"etienne", "Étienne Brindille", "etienne", "", "fr", "Jardinier du dimanche", Patient, Follower},
    Persona{"nour", "نور القنديل", "nour", "madina.example", "ar", "أُحِبُّ الخَزَفَ والشَّاي", Ordinary, Stranger},
    Persona{"haruka", "木洩はるか", "haruka", "komorebi.example", "ja", "急須と猫のいる生活", Patient,
            Follower},
    Persona{"xiaodeng", "林小燈", "xiaodeng", "lantern.example", "zh", "喝茶，寫字。", Ordinary, Stranger},
    Persona{"ada", "Ada Claypot :kiln:", "ada", "pottery.example", "en",
            "Throws pots. Sometimes across the room.", Ordinary, Friend},
    Persona{"tomasz", "Tomasz Czajnik", "tomasz", "samowar.example", "pl", "Herbata bez cukru.", Ordinary,
            Stranger},
    Persona{"priya", "Priya Teacart 👩‍👩‍👧‍👦", "priya_t", "chai.example", "en",
            "Four of us, one kettle 🏳️‍🌈", Ordinary, Follower},
    Persona{"zoe", "Zoë Quillfeather", "zoe", "quiet.example", "en", "", Patient, Stranger},
    Persona{"bo", "Bo Svalegrind", "bo", "", "en", "Knows a bit about everything.", Patient, Friend},
    Persona{"kai", "Kai Ungeduld", "kai", "sofort.example", "de", "Jetzt.", Impatient, Stranger},
    Persona{"boost", "Page Boost Deluxe", "boost", "lautsprecher.example", "en", "Numbers go up.", Impatient,
            Stranger},
};

}  // namespace

std::span<const Persona> people() {
    return kPeople;
}

const Persona* findPersona(std::string_view key) {
    const auto found = std::ranges::find(kPeople, key, &Persona::key);
    return found == kPeople.end() ? nullptr : &*found;
}

}  // namespace app::practice
