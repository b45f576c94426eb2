// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/triage_classifier.h"

#include "base/text.h"

#include "support/catch.h"
#include "support/paths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

using model::Triage;
using model::TriageClassifier;
using model::TriageKind;

namespace {

TriageKind kindOf(std::string_view message) {
    return TriageClassifier().classify(message).kind;
}

double sum(const Triage& triage) {
    return std::accumulate(triage.probability.begin(), triage.probability.end(), 0.0);
}

}  // namespace

TEST_CASE("rules tell plain complaints, questions, praise and the rest apart in seven languages") {
    const std::pair<TriageKind, const char*> told[] = {
        {TriageKind::Complaint, "The vase arrived broken, I want a refund"},
        {TriageKind::Complaint, "Die Vase kam kaputt an"},
        {TriageKind::Complaint, "Le vase est arrivé cassé, je suis déçue"},
        {TriageKind::Complaint, "El jarrón llegó roto, qué decepción"},
        {TriageKind::Complaint, "Il vaso è arrivato rotto, sono delusa"},
        {TriageKind::Complaint, "De vaas is kapot, ik wil mijn geld terug"},
        {TriageKind::Complaint, "المزهرية وصلت مكسورة"},
        {TriageKind::Question, "when do you open tomorrow"},
        {TriageKind::Question, "Habt ihr morgen offen"},
        {TriageKind::Question, "avez-vous une table pour deux"},
        {TriageKind::Question, "cuánto cuesta el envío"},
        {TriageKind::Question, "avete una taglia più grande"},
        {TriageKind::Question, "متى تفتحون"},
        {TriageKind::Praise, "Best cake in town, we love it"},
        {TriageKind::Praise, "Wunderbare Torte, sehr zufrieden"},
        {TriageKind::Praise, "Un gâteau délicieux, bravo"},
        {TriageKind::Praise, "Me encanta vuestra tienda"},
        {TriageKind::Praise, "Torta buonissima, complimenti"},
        {TriageKind::Praise, "طعم رائع ولذيذ"},
        {TriageKind::Other, "I will come by at four"},
        {TriageKind::Other, "Wir sind zu fünft"},
    };
    for (const auto& [kind, message] : told) {
        INFO(message);
        CHECK(kindOf(message) == kind);
    }
}

TEST_CASE("a question mark of any script asks") {
    for (const char* message :
         {"four tables?", "¿cuatro mesas", "٤ طاولات؟", "四张桌子？", "τραπέζια\u037E"}) {
        INFO(message);
        CHECK(kindOf(message) == TriageKind::Question);
    }
}

TEST_CASE("a negated compliment is none, and no problem is not a complaint") {
    CHECK(kindOf("The soup was not good") == TriageKind::Complaint);
    CHECK(kindOf("Das war nicht lecker") == TriageKind::Complaint);
    CHECK(kindOf("no problem, see you at four") == TriageKind::Other);
}

TEST_CASE("emoji alone are told by what they show") {
    CHECK(kindOf("😍😍") == TriageKind::Praise);
    CHECK(kindOf("😡") == TriageKind::Complaint);
    CHECK(kindOf("🚲") == TriageKind::Other);
}

TEST_CASE("whoever stands in the shop is heard") {
    const TriageClassifier classifier;
    for (const char* message : {"I'm in your shop now, where are you?", "Stehe vor verschlossener Tür",
                                "nous sommes devant la boutique", "estoy en la puerta", "siamo davanti",
                                "أنا في المحل", "我在店门口"}) {
        INFO(message);
        CHECK(classifier.classify(message).hereNow);
    }
    CHECK_FALSE(classifier.classify("I was in your city last year").hereNow);
}

TEST_CASE("the words that spoke for a kind are the message's own") {
    const Triage told = TriageClassifier().classify("Hello, the handle is BROKEN and I want a Refund");
    CHECK(told.because == std::vector<std::string>{"Refund", "BROKEN"});
}

TEST_CASE("anything can be told, in bounded time") {
    const TriageClassifier fresh;
    TriageClassifier taught;
    taught.learn(TriageKind::Complaint, "the lamp flickers");
    taught.learn(TriageKind::Spam, "");
    std::string invalid = "\xff\xfe\xc3(\xe2\x82";
    invalid.push_back('\0');
    const std::string long1(100'000, 'a');
    std::string long2;
    while (long2.size() < 100'000) {
        long2 += "شكرا broken 多少 😡 ";
    }
    for (const TriageClassifier* classifier : {&fresh, static_cast<const TriageClassifier*>(&taught)}) {
        for (const std::string& message : {std::string(), std::string("   "), std::string("👍"), invalid,
                                           long1, long2, std::string(20'000, '?')}) {
            const Triage told = classifier->classify(message);
            CHECK(std::abs(sum(told) - 1) < 1e-9);
            CHECK(told.because.size() <= Triage::kMostWords);
        }
        CHECK(classifier->classify("").kind == TriageKind::Other);
    }
}

TEST_CASE("a correction is believed at once, also against the rules") {
    TriageClassifier classifier;
    const std::string message = "is the kettle on?";
    REQUIRE(classifier.classify(message).kind == TriageKind::Question);
    classifier.learn(TriageKind::Other, message);
    CHECK(classifier.classify(message).kind == TriageKind::Other);
}

TEST_CASE("what was learnt carries over to messages alike, and spares the others") {
    TriageClassifier classifier;
    REQUIRE(classifier.classify("the glaze peels off the bowl").kind == TriageKind::Other);
    classifier.learn(TriageKind::Complaint, "the glaze on my plate peels");
    classifier.learn(TriageKind::Complaint, "my cup peels at the rim");
    const Triage told = classifier.classify("the glaze peels off the bowl");
    CHECK(told.kind == TriageKind::Complaint);
    CHECK(std::ranges::find(told.because, "peels") != told.because.end());
    CHECK(classifier.classify("I will come by at four").kind == TriageKind::Other);
}

TEST_CASE("the same corrections in the same order give the same probabilities, to the bit") {
    std::mt19937 dice(7);
    const std::vector<std::string> words{"bowl", "late", "love", "when", "follow", "cup", "broken", "shop"};
    std::vector<std::pair<TriageKind, std::string>> corrections;
    for (int i = 0; i < 300; ++i) {
        std::string message;
        for (int j = 0; j < 6; ++j) {
            message += words[dice() % words.size()] + " ";
        }
        corrections.emplace_back(model::kTriageKinds.at(dice() % 5), message);
    }
    TriageClassifier one;
    TriageClassifier other;
    for (const auto& [kind, message] : corrections) {
        one.learn(kind, message);
    }
    for (const auto& [kind, message] : corrections) {
        other.learn(kind, message);
        static_cast<void>(other.classify(message));
    }
    for (const auto& [kind, message] : corrections) {
        CHECK(one.classify(message) == other.classify(message));
    }
}

TEST_CASE("rules alone set nothing aside that a customer may well write") {
    const TriageClassifier classifier;
    for (const char* message :
         {"Hi, can I win the prize in your raffle? https://shop.example/raffle",
          "Do you have a discount code? My order was £250", "Is the gift free? Please text me on 07700900123",
          "Congratulations on your award! We saw it on www.paper.example",
          "We'd love a sponsored collab, our agency has 20k followers",
          "URGENT: MY ORDER NUMBER IS 4471203 PLEASE CALL ME NOW"}) {
        INFO(message);
        CHECK(classifier.classify(message).of(TriageKind::Spam) < model::kSetAsideAbove);
    }
}

TEST_CASE("rules alone are sure of spam that nobody could take for a customer") {
    CHECK(TriageClassifier()
              .classify(
                  "CONGRATULATIONS! You have been chosen, claim your cash prize, click here http://w.example")
              .of(TriageKind::Spam) > model::kSetAsideAbove);
}

TEST_CASE("kinds keep their names") {
    for (const TriageKind kind : model::kTriageKinds) {
        CHECK(model::triageKindNamed(model::name(kind)) == kind);
    }
    CHECK_FALSE(model::triageKindNamed("anger"));
}

TEST_CASE("rules alone reach their share of labelled messages that they were not written on") {
    std::ifstream file(support::fixture("triage/messages.tsv"));
    std::array<int, model::kTriageKinds.size()> labelled{};
    std::array<int, model::kTriageKinds.size()> told{};
    std::array<int, model::kTriageKinds.size()> right{};
    for (std::string line; std::getline(file, line);) {
        const std::size_t tab = line.find('\t');
        const TriageKind kind = model::triageKindNamed(line.substr(0, tab)).value();
        const TriageKind guess = kindOf(line.substr(tab + 1));
        ++labelled.at(model::placeOf(kind));
        ++told.at(model::placeOf(guess));
        right.at(model::placeOf(kind)) += guess == kind;
    }
    double macro = 0;
    for (std::size_t i = 0; i < labelled.size(); ++i) {
        REQUIRE(labelled.at(i) > 20);
        macro += 2.0 * right.at(i) / (labelled.at(i) + told.at(i)) / static_cast<double>(labelled.size());
    }
    WARN("macro-F1 of rules and word lists alone: " << macro);
    CHECK(macro >= 0.68);
}
