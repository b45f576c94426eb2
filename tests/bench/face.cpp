// SPDX-License-Identifier: GPL-3.0-or-later
#include "face.h"

#include "child.h"
#include "measure.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <vector>

namespace bench {

using Json = nlohmann::ordered_json;

namespace {

constexpr double kFrameMs = 16.7;
#ifdef SHOPBELL_HAS_WINDOW
constexpr bool kHasWindow = true;
#else
constexpr bool kHasWindow = false;
#endif

double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

/// Shortened to what can be read; whole numbers stay.
Json tidy(Json figures) {
    for (auto& [name, value] : figures.items()) {
        if (value.is_number_float()) {
            value = rounded(value.get<double>());
        } else if (value.is_object()) {
            value = tidy(value);
        }
    }
    return figures;
}

Json ask(const std::string& program, const std::vector<std::string>& words) {
    return Json::parse(runBeside(program, words).output);
}

double timeToPaint(const std::string& program, const std::vector<std::string>& words) {
    const ChildAnswer answer = runBeside(program, words);
    return Json::parse(answer.output).at("painted_at_ms").get<double>() - answer.startedAt;
}

double median(const std::vector<double>& samples) {
    return spreadOf(samples).p50;
}

/// The reference is a window with one word in it: a window without letters is no window of any program, and
/// fonts cost as much as the rest of it. The empty one stands beside it.
Json startJson(const FaceOptions& options) {
    std::vector<double> console;
    std::vector<double> bare;
    std::vector<double> empty;
    for (int i = -2; i < options.starts; ++i) {
        const double ofConsole = timeToPaint("shopbell-bench-window", {"start", options.large});
        const double ofBare = timeToPaint("shopbell-bench-bare", {"start", "text"});
        const double ofEmpty = timeToPaint("shopbell-bench-bare", {"start", "empty"});
        if (i >= 0) {  // the first ones read the programs from disk
            console.push_back(ofConsole);
            bare.push_back(ofBare);
            empty.push_back(ofEmpty);
        }
    }
    const double ratio = median(console) / median(bare);
    return {{"p50_ms", rounded(median(console))},
            {"bare_qt_p50_ms", rounded(median(bare))},
            {"empty_qt_p50_ms", rounded(median(empty))},
            {"count", console.size()},
            {"ratio", rounded(ratio)},
            {"ratio_to_empty", rounded(median(console) / median(empty))},
            {"reach", 2.0},
            {"reached", ratio <= 2.0}};
}

Json restJson(const FaceOptions& options) {
    constexpr double kKbPerMb = 1024;
    const auto pss = [](const std::string& program, const std::vector<std::string>& words) {
        std::vector<double> samples;
        for (int i = 0; i < 3; ++i) {
            samples.push_back(ask(program, words).at("pss_kb").get<double>() / kKbPerMb);
        }
        return median(samples);
    };
    const double console = pss("shopbell-bench-window", {"rest", options.large});
    const double bare = pss("shopbell-bench-bare", {"rest", "text"});
    const double empty = pss("shopbell-bench-bare", {"rest", "empty"});
    const Json model = ask("shopbell-bench-window", {"model", options.large});
    const double modelMb = model.at("bytes").get<double>() / 1e6;
    const double ratio = console / bare;
    return {{"pss_mb", rounded(console)},
            {"bare_qt_pss_mb", rounded(bare)},
            {"empty_qt_pss_mb", rounded(empty)},
            {"ratio", rounded(ratio)},
            {"ratio_to_empty", rounded(console / empty)},
            {"reach", 2.0},
            {"model_rows", model.at("rows")},
            {"model_mb", rounded(modelMb)},
            {"reach_model_mb", 4.0},
            {"reached", ratio <= 2.0 && modelMb <= 4.0}};
}

Json openJson(const FaceOptions& options) {
    Json result = {{"by_length", tidy(ask("shopbell-bench-window",
                                          {"open", options.large, std::to_string(options.opens)}))}};
    bool reached = true;
    bool reachedByCpu = true;
    for (const auto& [length, figures] : result["by_length"].items()) {
        reached = reached && figures.at("p99_ms").get<double>() <= kFrameMs;
        reachedByCpu = reachedByCpu && figures.at("cpu_p99_ms").get<double>() <= kFrameMs;
    }
    result["reach_p99_ms"] = kFrameMs;
    result["reached"] = reached;
    result["reached_by_cpu"] = reachedByCpu;
    return result;
}

Json scrollJson(const FaceOptions& options) {
    Json result = tidy(ask("shopbell-bench-window",
                           {"scroll", options.large, options.small, std::to_string(options.steps)}));
    const auto figure = [&](const char* list, const char* name) {
        return result[list].at(name).get<double>();
    };
    const double ratio = figure("large", "p99_ms") / figure("small", "p99_ms");
    const double cpuRatio = figure("large", "cpu_p99_ms") / figure("small", "cpu_p99_ms");
    result["p99_ratio"] = rounded(ratio);
    result["cpu_p99_ratio"] = rounded(cpuRatio);
    result["reach_p99_ms"] = 5.0;
    result["reach_worst_ms"] = kFrameMs;
    result["reach_ratio"] = 1.3;
    result["reached"] =
        figure("large", "p99_ms") <= 5.0 && figure("large", "worst_ms") <= kFrameMs && ratio <= 1.3;
    result["reached_by_cpu"] = figure("large", "cpu_p99_ms") <= 5.0 &&
                               figure("large", "cpu_worst_ms") <= kFrameMs && cpuRatio <= 1.3;
    return result;
}

}  // namespace

void measureFace(Json& result, const FaceOptions& options) {
    if (!kHasWindow) {
        for (const char* name : {"P5_open", "P8_start", "P9_memory", "P10_scroll"}) {
            result[name] = "not measured: built without Qt";
        }
        return;
    }
    ::setenv("QT_QPA_PLATFORM", "offscreen", 0);
    ::setenv("XDG_RUNTIME_DIR", options.large.c_str(), 0);  // Qt complains where there is none
    result["P5_open"] = openJson(options);
    result["P8_start"] = startJson(options);
    result["P9_memory"] = restJson(options);
    result["P10_scroll"] = scrollJson(options);
}

}  // namespace bench
