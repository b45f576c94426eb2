// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/script.h"

#include "practice/persona.h"

#include <algorithm>
#include <utility>

namespace app::practice {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::size_t kAnsweredBefore = 9;

/// How long a customer waits before writing again.
std::int64_t patience(const Persona& persona, Dice& dice) {
    switch (persona.temper) {
    case Temper::Patient:
        return dice.between(30 * kMinute, 50 * kMinute);
    case Temper::Ordinary:
        return dice.between(12 * kMinute, 25 * kMinute);
    case Temper::Impatient:
        return dice.between(3 * kMinute, 6 * kMinute);
    }
    return kHour;
}

template <class T>
void shuffle(std::vector<T>& list, Dice& dice) {
    for (std::size_t left = list.size(); left > 1; --left) {
        std::swap(list[left - 1], list[dice.below(left)]);
    }
}

std::vector<const Story*> pointersTo(const std::vector<Story>& stories) {
    std::vector<const Story*> list;
    for (const Story& story : stories) {
        list.push_back(&story);
    }
    return list;
}

}  // namespace

void Script::at(std::int64_t timeMs, std::function<void(std::int64_t)> play) {
    m_events.push({timeMs, m_order++, std::move(play)});
}

void Script::catchUp(std::int64_t nowMs) {
    while (!m_events.empty() && m_events.top().atMs <= nowMs) {
        const Event event = m_events.top();
        m_events.pop();
        event.play(event.atMs);
    }
}

void Script::open(std::int64_t startMs) {
    const std::int64_t postTimes[] = {3 * kDay + 2 * kHour, kDay + 5 * kHour, 6 * kHour};
    for (std::size_t index = 0; index < std::size(postTimes); ++index) {
        at(startMs - postTimes[index], [this, index](std::int64_t now) {
            m_shopPosts.push_back(
                m_stage.say({.persona = kShop, .text = std::string(shopPosts()[index])}, now));
        });
    }

    m_deck = pointersTo(passingStories());
    shuffle(m_deck, m_dice);
    for (std::size_t count = 0; count < kAnsweredBefore; ++count) {
        tell(*m_deck.back(), startMs - m_dice.between(5 * kHour, 3 * kDay), Ending::AnsweredByTheShop);
        m_deck.pop_back();
    }

    std::vector<const Story*> waiting = pointersTo(waitingStories());
    shuffle(waiting, m_dice);
    // The newest has waited five minutes, the oldest two hours.
    std::int64_t ago = 5 * kMinute;
    for (const Story* story : waiting) {
        tell(*story, startMs - ago, Ending::Open);
        ago = std::min(ago + m_dice.between(8 * kMinute, 20 * kMinute), 2 * kHour);
    }
    at(startMs + m_dice.between(40 * kSecond, 90 * kSecond), [this](std::int64_t now) { tick(now); });
    catchUp(startMs);
}

/// One sign of life every 40 to 90 seconds, for ever.
void Script::tick(std::int64_t timeMs) {
    if (m_dice.chance(70)) {
        if (m_deck.empty()) {
            m_deck = pointersTo(passingStories());
            for (const Story* story : pointersTo(waitingStories())) {
                m_deck.push_back(story);
            }
            shuffle(m_deck, m_dice);
        }
        const Story* story = m_deck.back();
        m_deck.pop_back();
        tell(*story, timeMs, Ending::Open);
    } else {
        passTime(timeMs);
    }
    at(timeMs + m_dice.between(40 * kSecond, 90 * kSecond), [this](std::int64_t now) { tick(now); });
}

/// Somebody likes, passes on or follows: no words, nothing to answer.
void Script::passTime(std::int64_t timeMs) {
    const Persona& persona = people()[1 + m_dice.below(people().size() - 1)];
    const PostRef post = latestShopPost();
    const std::uint64_t throwOf = m_dice.below(4);
    if (throwOf == 0 || post.empty()) {
        m_stage.follow(persona.key, timeMs);
    } else if (throwOf == 1) {
        m_stage.passOn(persona.key, post, timeMs);
    } else {
        m_stage.like(persona.key, post, timeMs);
    }
}

PostRef Script::latestShopPost() const {
    for (auto post = m_shopPosts.rbegin(); post != m_shopPosts.rend(); ++post) {
        if (m_stage.exists(*post)) {
            return *post;
        }
    }
    return {};
}

void Script::tell(const Story& story, std::int64_t timeMs, Ending ending) {
    const std::size_t tale = m_tales.size();
    m_tales.push_back({.story = &story, .dice = m_dice.fork("tale", tale), .ending = ending});
    at(timeMs, [this, tale](std::int64_t now) { begin(tale, now); });
}

PostRef Script::speak(std::size_t tale, std::string_view text, const PostRef& parent, std::int64_t timeMs) {
    Tale& told = m_tales[tale];
    Utterance utterance{.persona = told.story->persona, .text = std::string(text)};
    utterance.reach = told.story->door == Door::Direct ? Reach::Direct : Reach::Public;
    utterance.inReplyTo = m_stage.exists(parent) ? parent : PostRef{};
    if (told.opening.empty()) {
        utterance.warning = told.story->warning;
        utterance.pictures.assign(told.story->pictures.begin(), told.story->pictures.end());
    }
    PostRef post = m_stage.say(utterance, timeMs);
    m_taleOf[post] = tale;
    return post;
}

void Script::begin(std::size_t tale, std::int64_t timeMs) {
    const Story& story = *m_tales[tale].story;
    const PostRef parent = story.door == Door::ShopPost ? latestShopPost() : PostRef{};
    const PostRef opening = speak(tale, story.opening, parent, timeMs);
    Tale& told = m_tales[tale];
    told.opening = opening;
    told.last = opening;
    told.waiting = true;
    if (told.ending == Ending::AnsweredByTheShop) {
        planAnswer(tale, timeMs);
        return;
    }
    planNudge(tale, timeMs);
    planSecondThoughts(tale, timeMs);
    planBystander(tale, timeMs);
}

void Script::planAnswer(std::size_t tale, std::int64_t timeMs) {
    at(timeMs + m_tales[tale].dice.between(3 * kMinute, 40 * kMinute), [this, tale](std::int64_t now) {
        const Tale& waiting = m_tales[tale];
        const Reach reach = waiting.story->door == Door::Direct ? Reach::Direct : Reach::Public;
        m_stage.say({.persona = kShop,
                     .text = std::string(waiting.story->answer),
                     .reach = reach,
                     .inReplyTo = waiting.last},
                    now);
    });
}

void Script::planNudge(std::size_t tale, std::int64_t timeMs) {
    Tale& told = m_tales[tale];
    const std::size_t round = told.nudges;
    if (round < told.story->nudges.size()) {
        at(timeMs + patience(*findPersona(told.story->persona), told.dice),
           [this, tale, round](std::int64_t now) { nudge(tale, round, now); });
    }
}

void Script::nudge(std::size_t tale, std::size_t round, std::int64_t timeMs) {
    // A plan of an earlier wait may still come up; by then the customer has been answered or has written
    // again.
    if (!m_tales[tale].waiting || m_tales[tale].nudges != round || !m_stage.exists(m_tales[tale].opening)) {
        return;
    }
    const PostRef post = speak(tale, m_tales[tale].story->nudges[round], m_tales[tale].last, timeMs);
    m_tales[tale].last = post;
    ++m_tales[tale].nudges;
    planNudge(tale, timeMs);
}

void Script::planSecondThoughts(std::size_t tale, std::int64_t timeMs) {
    Tale& told = m_tales[tale];
    if (!told.story->correction.empty()) {
        at(timeMs + told.dice.between(kMinute, 3 * kMinute), [this, tale](std::int64_t now) {
            const Tale& edited = m_tales[tale];
            if (m_stage.exists(edited.opening)) {
                m_stage.edit(edited.opening, std::string(edited.story->correction), now);
            }
        });
    }
    if (told.story->regrets) {
        at(timeMs + told.dice.between(4 * kMinute, 15 * kMinute), [this, tale](std::int64_t now) {
            const Tale& regretted = m_tales[tale];
            if (!regretted.everAnswered && m_stage.exists(regretted.opening)) {
                m_stage.remove(regretted.opening, now);
            }
        });
    }
}

void Script::planBystander(std::size_t tale, std::int64_t timeMs) {
    Tale& told = m_tales[tale];
    if (told.story->bystander.persona.empty()) {
        return;
    }
    at(timeMs + told.dice.between(kMinute, 5 * kMinute), [this, tale](std::int64_t now) {
        const Tale& joined = m_tales[tale];
        if (m_stage.exists(joined.opening)) {
            const Bystander& bystander = joined.story->bystander;
            const PostRef post = m_stage.say({.persona = bystander.persona,
                                              .text = std::string(bystander.text),
                                              .inReplyTo = joined.opening},
                                             now);
            m_bystanders[post] = bystander.persona;
        }
    });
}

void Script::shopReplied(const PostRef& parent, const PostRef& reply, std::int64_t atMs) {
    if (const auto bystander = m_bystanders.find(parent); bystander != m_bystanders.end()) {
        at(atMs + kMinute,
           [this, who = bystander->second, reply](std::int64_t now) { m_stage.like(who, reply, now); });
        return;
    }
    const auto found = m_taleOf.find(parent);
    if (found == m_taleOf.end() || !m_tales[found->second].waiting) {
        return;
    }
    const std::size_t tale = found->second;
    m_tales[tale].waiting = false;
    at(atMs + m_tales[tale].dice.between(40 * kSecond, 3 * kMinute),
       [this, tale, reply](std::int64_t now) { react(tale, reply, now); });
}

void Script::react(std::size_t tale, const PostRef& reply, std::int64_t timeMs) {
    Tale& told = m_tales[tale];
    if (!m_stage.exists(reply)) {
        // The shop has taken its answer back: the customer has nothing to react to and waits on.
        told.waiting = true;
        return;
    }
    const bool asksOn = told.ending == Ending::Open && !told.everAnswered && !told.story->followUp.empty() &&
                        told.dice.chance(60);
    told.everAnswered = true;
    if (asksOn) {
        const PostRef post = speak(tale, m_tales[tale].story->followUp, reply, timeMs);
        m_tales[tale].last = post;
        m_tales[tale].waiting = true;
        planNudge(tale, timeMs);
        return;
    }
    const std::uint64_t mood = told.dice.below(100);
    if (mood < 70) {
        speak(tale, told.story->thanks, reply, timeMs);
    }
    if (mood >= 55 && mood < 90) {
        m_stage.like(m_tales[tale].story->persona, reply, timeMs + kSecond);
    }
}

}  // namespace app::practice
