// SPDX-License-Identifier: GPL-3.0-or-later
// How well messages are told apart: rules and word lists alone, or after learning from corrections.
#include "judge.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <stdexcept>
#include <string>

namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

Json toJson(const bench::TriageFigures& figures, std::size_t learnt) {
    Json f1 = Json::object();
    for (const model::TriageKind kind : model::kTriageKinds) {
        if (const auto& one = figures.kinds.at(model::placeOf(kind)); one.labelled > 0) {
            f1[std::string(model::name(kind))] = one.f1();
        }
    }
    return {{"messages", figures.messages},
            {"learnt", learnt},
            {"accuracy", figures.accuracy()},
            {"macro_f1", figures.macroF1()},
            {"f1", f1},
            {"set_aside", figures.setAside},
            {"spam_precision_at_98", number(figures.setAsidePrecision())},
            {"spam_recall_at_98", number(figures.setAsideRecall())},
            {"p50_us", figures.p50},
            {"p99_us", figures.p99}};
}

void printWrong(const model::TriageClassifier& classifier,
                const std::vector<bench::LabelledMessage>& messages) {
    for (const bench::LabelledMessage& one : messages) {
        const model::Triage told = classifier.classify(one.message);
        if (told.kind != one.kind) {
            fmt::print("{} taken for {} ({:.2f}): {}\n", model::name(one.kind), model::name(told.kind),
                       told.of(told.kind), one.message);
        }
    }
}

void printFigures(const bench::TriageFigures& figures, std::size_t learnt) {
    const Json all = toJson(figures, learnt);
    for (const auto& [name, value] : all.items()) {
        fmt::print("{:<22}{}\n", name, value.dump());
    }
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Measures the triage of messages on labelled ones: kind<TAB>message, a line each.");
    std::string test;
    std::string train;
    bool json = false;
    bool wrong = false;
    app.add_option("--tsv", test, "the messages to be told apart")->required();
    app.add_option("--train", train, "learnt first, line by line, as corrections are");
    app.add_flag("--json", json, "one object");
    app.add_flag("--wrong", wrong, "also each message that was taken for something else");
    try {
        app.parse(argc, argv);
        model::TriageClassifier classifier;
        if (!train.empty()) {
            for (const bench::LabelledMessage& one : bench::readLabelled(train)) {
                classifier.learn(one.kind, one.message);
            }
        }
        const std::vector<bench::LabelledMessage> messages = bench::readLabelled(test);
        const bench::TriageFigures figures = bench::judge(classifier, messages);
        if (json) {
            std::cout << toJson(figures, classifier.examples()).dump() << '\n';
        } else {
            printFigures(figures, classifier.examples());
        }
        if (wrong) {
            printWrong(classifier, messages);
        }
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const std::exception& error) {
        std::cerr << "triage_eval: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
