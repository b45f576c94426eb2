// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/stage.h"
#include "practice/story.h"

#include <cstdint>
#include <functional>
#include <map>
#include <queue>
#include <string>
#include <vector>

namespace app::practice {

/// Plays the stories on one stage. Nothing runs by itself: catchUp() plays everything that is due, each event
/// at its own time, so that a street that nobody has looked at for an hour has lived through that hour all
/// the same.
class Script {
public:
    Script(Stage& stage, Dice dice) : m_stage(stage), m_dice(dice) {}

    /// Plays the days before `startMs` and lets life go on from there.
    void open(std::int64_t startMs);
    void catchUp(std::int64_t nowMs);
    /// The shop has written `reply` under `parent`: whoever waits there reacts.
    void shopReplied(const PostRef& parent, const PostRef& reply, std::int64_t atMs);

private:
    struct Event {
        std::int64_t atMs;
        std::uint64_t order;
        std::function<void(std::int64_t)> play;
        bool operator>(const Event& other) const {
            return atMs != other.atMs ? atMs > other.atMs : order > other.order;
        }
    };
    enum class Ending { Open, AnsweredByTheShop };
    /// A story in progress.
    struct Tale {
        const Story* story;
        Dice dice;
        PostRef opening{};
        PostRef last{};
        Ending ending = Ending::Open;
        bool waiting = false;
        bool everAnswered = false;
        std::size_t nudges = 0;
    };
    void at(std::int64_t timeMs, std::function<void(std::int64_t)> play);
    void tell(const Story& story, std::int64_t timeMs, Ending ending);
    void begin(std::size_t tale, std::int64_t timeMs);
    void planAnswer(std::size_t tale, std::int64_t timeMs);
    void planNudge(std::size_t tale, std::int64_t timeMs);
    void nudge(std::size_t tale, std::size_t round, std::int64_t timeMs);
    void planSecondThoughts(std::size_t tale, std::int64_t timeMs);
    void planBystander(std::size_t tale, std::int64_t timeMs);
    void react(std::size_t tale, const PostRef& reply, std::int64_t timeMs);
    PostRef speak(std::size_t tale, std::string_view text, const PostRef& parent, std::int64_t timeMs);
    void tick(std::int64_t timeMs);
    void passTime(std::int64_t timeMs);
    [[nodiscard]] PostRef latestShopPost() const;

    Stage& m_stage;
    Dice m_dice;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
    std::uint64_t m_order = 0;
    std::vector<Tale> m_tales;
    std::map<PostRef, std::size_t> m_taleOf;
    std::map<PostRef, std::string> m_bystanders;
    std::vector<PostRef> m_shopPosts;
    std::vector<const Story*> m_deck;
};

}  // namespace app::practice
