// SPDX-License-Identifier: GPL-3.0-or-later
#include "rows.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <stdexcept>

namespace bench {
namespace {

using Dice = std::mt19937_64;

/// Below `end`; the library's distributions differ from system to system.
std::size_t below(Dice& dice, std::size_t end) {
    return static_cast<std::size_t>(dice() % end);
}

double share(Dice& dice) {
    return static_cast<double>(dice() >> 11U) * 0x1p-53;
}

void shuffle(std::vector<std::string>& lines, Dice& dice) {
    for (std::size_t i = lines.size(); i > 1; --i) {
        std::swap(lines[i - 1], lines[below(dice, i)]);
    }
}

/// Of ASCII letters alone: one is left out, doubled, changed with the next or replaced.
std::string withTypos(const std::string& text, double typos, Dice& dice) {
    std::string typed;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter || share(dice) >= typos) {
            typed += c;
            continue;
        }
        switch (below(dice, 4)) {
        case 0:
            break;
        case 1:
            typed.append(2, c);
            break;
        case 2:
            if (i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x80) {
                typed += text[++i];
            }
            typed += c;
            break;
        default:
            typed += static_cast<char>('a' + static_cast<char>(below(dice, 26)));
        }
    }
    return typed;
}

}  // namespace

std::vector<Row> readRows(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
        throw std::runtime_error("can't read " + path);
    }
    std::vector<Row> rows;
    std::string line;
    while (std::getline(file, line)) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (line.empty()) {
            continue;
        }
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos) {
            throw std::runtime_error(path + ": line " + std::to_string(rows.size() + 1) + " has no tab");
        }
        rows.push_back({.reply = line.substr(0, tab), .message = line.substr(tab + 1)});
    }
    if (file.bad() || rows.empty()) {
        throw std::runtime_error(path + " has no lines that can be read");
    }
    return rows;
}

std::vector<Row> makeStream(const std::vector<Row>& rows, const std::vector<Row>& outOfScope,
                            const StreamPlan& plan) {
    Dice dice(plan.seed);
    std::map<std::string, std::vector<std::string>> lines;
    for (const Row& row : rows) {
        lines[row.reply].push_back(row.message);
    }
    std::vector<std::string> replies;
    for (auto& [reply, all] : lines) {
        replies.push_back(reply);
        shuffle(all, dice);
    }
    shuffle(replies, dice);
    std::vector<double> upTo;
    double sum = 0;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        sum += plan.order == StreamPlan::Order::Zipf ? 1 / static_cast<double>(i + 1) : 1;
        upTo.push_back(sum);
    }
    std::map<std::string, std::size_t> used;
    std::vector<Row> stream;
    while (stream.size() < plan.length) {
        Row row;
        if (!outOfScope.empty() && share(dice) < plan.outOfScope) {
            row = {.reply = "oos", .message = outOfScope[below(dice, outOfScope.size())].message};
        } else {
            const auto place = std::ranges::upper_bound(upTo, share(dice) * sum) - upTo.begin();
            row.reply = replies[std::min(static_cast<std::size_t>(place), replies.size() - 1)];
            const std::vector<std::string>& all = lines[row.reply];
            const std::size_t next = used[row.reply]++;
            row.message = all[next < all.size() ? next : below(dice, all.size())];
        }
        row.message = withTypos(row.message, plan.typos, dice);
        stream.push_back(std::move(row));
    }
    return stream;
}

}  // namespace bench
