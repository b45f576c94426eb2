// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace app::practice {

/// How a customer comes into the shop.
enum class Door {
    Mention,   ///< a public post that names the shop
    ShopPost,  ///< a public reply under something the shop has posted
    Direct,    ///< a private message
};

/// Who else joins in, and how.
struct Bystander {
    std::string_view persona;
    std::string_view text;
};

/// What one customer wants, in their own words. Texts come without the @handle that addresses somebody.
struct Story {
    std::string_view persona;
    Door door = Door::Mention;
    std::string_view opening;
    std::string_view warning{};                ///< a content warning over the opening
    std::vector<std::string_view> pictures{};  ///< one description each; "" = a picture without a description
    std::vector<std::string_view> nudges{};    ///< written while nobody answers
    std::string_view correction{};             ///< the opening's text after the customer edits it
    bool regrets = false;                      ///< deletes the opening if it stays unanswered
    Bystander bystander{};
    std::string_view answer{};    ///< what the shop answered, where the story is already over
    std::string_view followUp{};  ///< a further question after an answer
    std::string_view thanks{};
};

/// Stories that wait for an answer when the street opens: each shows something a reader of messages must get
/// right.
[[nodiscard]] const std::vector<Story>& waitingStories();
/// Stories of the days before and of the time after opening.
[[nodiscard]] const std::vector<Story>& passingStories();
/// What the shop itself posts, oldest first.
[[nodiscard]] std::span<const std::string_view> shopPosts();

}  // namespace app::practice
