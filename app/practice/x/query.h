// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/x/town.h"

#include <memory>
#include <optional>
#include <string_view>

/// X's search language, as far as a shop's searches need it: words, "phrases", #tags, @names, from: to:
/// conversation_id: in_reply_to_tweet_id: quotes_of_tweet_id: is:reply is:quote is:retweet has:links, - OR
/// ().
namespace app::practice::x {

class Query {
public:
    /// Nothing for what is no query.
    [[nodiscard]] static std::optional<Query> parse(std::string_view text);
    [[nodiscard]] bool matches(const Post& post, const Town& town) const;

private:
    struct Node;
    explicit Query(std::shared_ptr<const Node> root) : m_root(std::move(root)) {}
    class Parser;
    static bool holds(const Node& node, const Post& post, const Town& town);
    static bool termHolds(const std::string& term, const Post& post, const Town& town);
    std::shared_ptr<const Node> m_root;
};

}  // namespace app::practice::x
