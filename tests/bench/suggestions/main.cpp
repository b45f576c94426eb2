// SPDX-License-Identifier: GPL-3.0-or-later
// How well canned replies are suggested, on labelled messages. What the figures mean stands in play.h.
#include "play.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <stdexcept>

namespace {

using bench::Figures;
using Method = model::ReplyRanker::Method;
using Json = nlohmann::ordered_json;

struct Options {
    std::string titles;
    std::vector<std::string> streams;
    std::vector<std::string> train;
    std::vector<std::string> test;
    std::string outOfScope;
    std::string order = "uniform";
    std::string beside;
    std::string vectors;
    bench::StreamOptions play;
    bench::StreamPlan plan;
    bool noTitles = false;
    bool json = false;
};

std::string nameOf(Method method) {
    return method == Method::Learnt ? "learnt" : "words";
}

Json toJson(const Figures& figures, Method method) {
    Json object;
    for (const auto& [name, value] : figures) {
        object[name] = value ? Json(*value) : Json();
    }
    object["ranker"] = nameOf(method);
    return object;
}

/// The learnt ranker and, where asked for, the baseline beside it in the same run.
void print(const Options& options, const std::function<Figures(Method)>& run) {
    std::vector<Method> methods{Method::Learnt};
    if (options.beside == "words") {
        methods.push_back(Method::WordsOnly);
    }
    std::vector<Figures> columns;
    for (const Method method : methods) {
        columns.push_back(run(method));
    }
    if (options.json) {
        Json document = toJson(columns.front(), methods.front());
        if (columns.size() > 1) {
            document["beside"] = toJson(columns.back(), methods.back());
        }
        std::cout << document.dump() << '\n';
        return;
    }
    fmt::print("{:<16}", "");
    for (const Method method : methods) {
        fmt::print("{:>10}", nameOf(method));
    }
    fmt::print("\n");
    for (std::size_t i = 0; i < columns.front().size(); ++i) {
        fmt::print("{:<16}", columns.front()[i].first);
        for (const Figures& column : columns) {
            fmt::print("{:>10}", column[i].second ? fmt::format("{:.4g}", *column[i].second) : "-");
        }
        fmt::print("\n");
    }
}

bench::Vectors vectorsOf(const Options& options) {
    if (options.vectors.empty()) {
        return nullptr;
    }
    std::ifstream file(options.vectors, std::ios::binary);
    if (!file) {
        throw std::runtime_error("can't read " + options.vectors);
    }
    auto vectors = model::WordVectors::read(std::string(std::istreambuf_iterator<char>(file), {}));
    if (!vectors) {
        throw std::runtime_error(vectors.error().within(options.vectors).what());
    }
    return std::make_shared<const model::WordVectors>(std::move(*vectors));
}

void playStreams(const Options& options) {
    const bench::Vectors vectors = vectorsOf(options);
    const std::vector<bench::Row> titles =
        options.titles.empty() ? std::vector<bench::Row>{} : bench::readRows(options.titles);
    print(options, [&](Method method) {
        std::vector<Figures> runs;
        for (const std::string& path : options.streams) {
            bench::StreamOptions play = options.play;
            play.method = method;
            play.vectors = vectors;
            play.titles = !options.noTitles;
            runs.push_back(bench::playStream(titles, bench::readRows(path), play));
        }
        return bench::mean(runs);
    });
}

void playFewShots(const Options& options) {
    if (options.train.size() != options.test.size()) {
        throw std::runtime_error("--train and --test go in pairs");
    }
    const bench::Vectors vectors = vectorsOf(options);
    print(options, [&](Method method) {
        std::vector<Figures> runs;
        for (std::size_t i = 0; i < options.train.size(); ++i) {
            runs.push_back(bench::playFewShot(bench::readRows(options.train[i]),
                                              bench::readRows(options.test[i]), method, vectors));
        }
        return bench::mean(runs);
    });
}

void make(Options options) {
    options.plan.order =
        options.order == "zipf" ? bench::StreamPlan::Order::Zipf : bench::StreamPlan::Order::Uniform;
    const std::vector<bench::Row> outOfScope =
        options.outOfScope.empty() ? std::vector<bench::Row>{} : bench::readRows(options.outOfScope);
    for (const bench::Row& row :
         bench::makeStream(bench::readRows(options.train.front()), outOfScope, options.plan)) {
        std::cout << row.reply << '\t' << row.message << '\n';
    }
}

void addCommands(CLI::App& app, Options& options) {
    CLI::App* stream = app.add_subcommand("stream", "plays one agent's history: suggest, count, learn");
    stream->add_option("--titles", options.titles, "reply<TAB>title");
    stream->add_option("--stream", options.streams, "reply<TAB>message in order; several: the mean is shown")
        ->required();
    stream->add_flag("--no-titles", options.noTitles, "replies begin unknown");
    stream
        ->add_option("--wrong-picks", options.play.wrongPicks,
                     "share of messages after which another reply is picked")
        ->check(CLI::Range(0.0, 1.0));
    stream->add_option("--seed", options.play.seed, "of the wrong picks");
    stream->callback([&] { playStreams(options); });

    CLI::App* fewShot = app.add_subcommand("fewshot", "learns all, then only asks");
    fewShot->add_option("--train", options.train, "reply<TAB>message; several: with as many --test")
        ->required();
    fewShot->add_option("--test", options.test, "reply<TAB>message")->required();
    fewShot->callback([&] { playFewShots(options); });

    CLI::App* speed = app.add_subcommand("speed", "cost at 1,000 replies with 10 examples each");
    speed->add_option("--train", options.train, "reply<TAB>message")->required()->expected(1);
    speed->callback([&] {
        const bench::Vectors vectors = vectorsOf(options);
        print(options,
              [&](Method) { return bench::playSpeed(bench::readRows(options.train.front()), vectors); });
    });
    for (CLI::App* command : {stream, fewShot, speed}) {
        command->add_flag("--json", options.json, "one object");
        command->add_option("--vectors", options.vectors, "of words: a file of packaging/word_vectors.sh");
    }
    for (CLI::App* command : {stream, fewShot}) {
        command->add_option("--ranker", options.beside, "words: also the baseline, words only, beside it")
            ->check(CLI::IsMember({"learnt", "words"}));
    }

    CLI::App* maker = app.add_subcommand("make", "makes a stream of labelled lines");
    maker->add_option("--train", options.train, "reply<TAB>message")->required()->expected(1);
    maker->add_option("--n", options.plan.length, "messages");
    maker->add_option("--order", options.order, "uniform or zipf")->check(CLI::IsMember({"uniform", "zipf"}));
    CLI::Option* foreign = maker->add_option("--oos", options.outOfScope, "messages without a right reply");
    maker->add_option("--oos-share", options.plan.outOfScope, "of the stream")
        ->check(CLI::Range(0.0, 1.0))
        ->needs(foreign);
    maker->add_option("--typos", options.plan.typos, "share of letters")->check(CLI::Range(0.0, 1.0));
    maker->add_option("--seed", options.plan.seed, "of the dice");
    maker->callback([&] { make(options); });
    app.require_subcommand(1);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Measures the suggestions of canned replies on labelled messages.");
    Options options;
    addCommands(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const std::exception& error) {
        std::cerr << "suggestion_eval: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
