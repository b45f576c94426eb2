// SPDX-License-Identifier: GPL-3.0-or-later
#include "judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>

namespace bench {
namespace {

using model::TriageKind;

std::optional<TriageKind> kindOf(const std::string& label) {
    if (const auto known = model::triageKindNamed(label)) {
        return known;
    }
    if (label == "negative") {
        return TriageKind::Complaint;
    }
    if (label == "positive") {
        return TriageKind::Praise;
    }
    return label == "ham" || label == "neutral" ? std::optional(TriageKind::Other) : std::nullopt;
}

std::optional<double> part(int of, int all) {
    return all == 0 ? std::nullopt : std::optional(static_cast<double>(of) / all);
}

}  // namespace

std::vector<LabelledMessage> readLabelled(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error(fmt::format("{} can't be read", path));
    }
    std::vector<LabelledMessage> messages;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        const std::size_t tab = line.find('\t');
        const auto kind = tab == std::string::npos ? std::nullopt : kindOf(line.substr(0, tab));
        if (!kind) {
            throw std::runtime_error(
                fmt::format("{}, line {}: no \"kind<TAB>message\"", path, messages.size() + 1));
        }
        messages.push_back({.kind = *kind, .message = line.substr(tab + 1)});
    }
    return messages;
}

double TriageFigures::OfKind::f1() const {
    return labelled + told == 0 ? 0 : 2.0 * right / (labelled + told);
}

double TriageFigures::accuracy() const {
    return part(right, messages).value_or(0);
}

double TriageFigures::macroF1() const {
    double sum = 0;
    int count = 0;
    for (const OfKind& kind : kinds) {
        if (kind.labelled > 0) {
            sum += kind.f1();
            ++count;
        }
    }
    return count == 0 ? 0 : sum / count;
}

std::optional<double> TriageFigures::setAsidePrecision() const {
    return part(setAsideRight, setAside);
}

std::optional<double> TriageFigures::setAsideRecall() const {
    return part(setAsideRight, kinds.at(model::placeOf(TriageKind::Spam)).labelled);
}

TriageFigures judge(const model::TriageClassifier& classifier, const std::vector<LabelledMessage>& messages) {
    TriageFigures figures;
    std::vector<double> times;
    for (const LabelledMessage& one : messages) {
        const auto begin = std::chrono::steady_clock::now();
        const model::Triage told = classifier.classify(one.message);
        const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - begin;
        times.push_back(time.count());
        const bool right = told.kind == one.kind;
        ++figures.messages;
        ++figures.kinds.at(model::placeOf(one.kind)).labelled;
        auto& kind = figures.kinds.at(model::placeOf(told.kind));
        ++kind.told;
        kind.right += right;
        figures.right += right;
        if (told.of(TriageKind::Spam) > model::kSetAsideAbove) {
            ++figures.setAside;
            figures.setAsideRight += one.kind == TriageKind::Spam;
        }
    }
    if (!times.empty()) {
        std::ranges::sort(times);
        figures.p50 = times.at(times.size() / 2);
        figures.p99 = times.at(times.size() * 99 / 100);
    }
    return figures;
}

}  // namespace bench
