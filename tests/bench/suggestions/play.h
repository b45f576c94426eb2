// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rows.h"

#include "model/ranking/reply_ranker.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bench {

/// Figures by their names, in the order in which they are shown; nothing = there was nothing to count.
using Figures = std::vector<std::pair<std::string, std::optional<double>>>;

/// Null: none.
using Vectors = std::shared_ptr<const model::WordVectors>;

struct StreamOptions {
    bool titles = true;
    double wrongPicks = 0;  ///< share of messages after which another reply is learnt
    std::uint64_t seed = 1;
    model::ReplyRanker::Method method = model::ReplyRanker::Method::Learnt;
    Vectors vectors;
};
/// Plays one agent's history: suggest, count, then learn the right reply. Hits are counted over the messages
/// that have a right reply; "shown" is the share of all messages with a probability of 0.5 or more, and its
/// precision how many of those had the right reply among the first three.
[[nodiscard]] Figures playStream(const std::vector<Row>& titles, const std::vector<Row>& stream,
                                 const StreamOptions& options);

/// Learns `train` in order, then only asks. oos_auroc: how well the best score tells messages that have a
/// right reply.
[[nodiscard]] Figures playFewShot(const std::vector<Row>& train, const std::vector<Row>& test,
                                  model::ReplyRanker::Method method, const Vectors& vectors);

/// The mean of each figure over the runs that have it.
[[nodiscard]] Figures mean(const std::vector<Figures>& runs);

/// Cost at 1,000 replies with 10 examples each: processor time of one core, and what the ranker keeps in
/// memory.
[[nodiscard]] Figures playSpeed(const std::vector<Row>& rows, const Vectors& vectors);

}  // namespace bench
