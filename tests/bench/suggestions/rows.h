// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// A line "reply<TAB>message" of a file.
struct Row {
    std::string reply;
    std::string message;
    /// No canned reply is right: "oos" or "-".
    [[nodiscard]] bool isOutOfScope() const { return reply == "oos" || reply == "-"; }
};

/// Every line of the file. Throws std::runtime_error, one sentence, when it can't be read or a line has no
/// tab.
[[nodiscard]] std::vector<Row> readRows(const std::string& path);

/// One agent's history, made of labelled lines.
struct StreamPlan {
    std::size_t length = 2'000;
    enum class Order { Uniform, Zipf } order = Order::Uniform;  ///< how often each reply is the right one
    double outOfScope = 0;                                      ///< share of messages without a right reply
    double typos = 0;                                           ///< share of letters that are wrong
    std::uint64_t seed = 1;
};
/// Lines are drawn without replacement until a reply's are used up. The same plan and rows give the same
/// stream.
[[nodiscard]] std::vector<Row> makeStream(const std::vector<Row>& rows, const std::vector<Row>& outOfScope,
                                          const StreamPlan& plan);

}  // namespace bench
