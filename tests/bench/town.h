// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus.h"

#include "model/account.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// A busy shop's year on a Mastodon server: about one conversation for ten messages, sizes log-normal,
/// customers and some bystanders, a third of the messages the shop's own. Tells it page by page as the server
/// would.
class Town {
public:
    Town(std::size_t messages, std::uint64_t seed);

    /// The shop's account, as a probe would have filled it in.
    [[nodiscard]] static model::Account shop();

    [[nodiscard]] std::size_t messageCount() const { return m_posts.size(); }
    [[nodiscard]] std::size_t conversationCount() const { return m_conversations; }
    /// The answer to a request of the poll, and how many items are in it. Nothing after `until` (a time) has
    /// happened yet.
    struct Page {
        std::string json;
        std::string link;  ///< the Link header, without which a server that ignores min_id is suspected
        std::size_t items = 0;
    };
    [[nodiscard]] Page answer(const std::string& url, std::int64_t until) const;
    /// The time of the n-th message.
    [[nodiscard]] std::int64_t timeOf(std::size_t index) const { return m_posts[index].at; }

private:
    struct Post {
        std::int64_t at = 0;
        std::uint32_t conversation = 0;
        std::uint32_t parent = 0;  ///< the position of its parent by time, + 1; 0 = none
        std::uint32_t author = 0;  ///< 0 = the shop
        bool direct = false;
    };
    void placeInTime(std::vector<std::vector<Post>>& conversations);
    [[nodiscard]] std::string status(std::size_t index) const;

    Corpus m_corpus;
    std::uint64_t m_seed;
    std::size_t m_conversations = 0;
    std::vector<Post> m_posts;              ///< by time
    std::vector<std::uint32_t> m_mentions;  ///< positions of what others wrote, by time
    std::vector<std::uint32_t> m_own;       ///< positions of what the shop wrote, by time
};

}  // namespace bench
