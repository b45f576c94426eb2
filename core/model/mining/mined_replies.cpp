// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/mining/mined_replies.h"

#include "model/mining/sentences.h"
#include "model/ranking/function_words.h"
#include "model/ranking/reply_matcher.h"
#include "model/small_talk.h"

#include "base/text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace model {
namespace {

using Kind = SentenceWord::Kind;

constexpr std::size_t kFewestWords = 4;
constexpr std::size_t kMostWords = 80;
constexpr double kNearlyTheSame = 0.8;
/// Of a word: less often the same, and it is another one each time.
constexpr double kMostlyTheSame = 0.7;
/// A word that stands in more groups than this tells none of them.
constexpr std::size_t kTellingGroups = 200;
constexpr std::size_t kTitleLetters = 40;

using Keys = std::vector<std::string>;

/// What is compared of a word: numbers and addresses are all alike.
std::string keyOf(const SentenceWord& word) {
    switch (word.kind) {
    case Kind::Number:
        return "#";
    case Kind::Address:
        return "@";
    case Kind::Name:
        return "{" + word.folded + "}";
    case Kind::Word:
        break;
    }
    return word.folded;
}

Keys keysOf(const Sentence& sentence) {
    Keys keys;
    for (const SentenceWord& word : sentence.words) {
        keys.push_back(keyOf(word));
    }
    return keys;
}

/// For each word of `one`, which of `other` it is in a longest common subsequence; nothing = none.
std::vector<std::optional<std::size_t>> aligned(const Keys& one, const Keys& other) {
    const std::size_t width = other.size() + 1;
    std::vector<std::size_t> longest((one.size() + 1) * width, 0);
    for (std::size_t i = one.size(); i-- > 0;) {
        for (std::size_t k = other.size(); k-- > 0;) {
            longest[i * width + k] = one[i] == other[k]
                                         ? longest[(i + 1) * width + k + 1] + 1
                                         : std::max(longest[(i + 1) * width + k], longest[i * width + k + 1]);
        }
    }
    std::vector<std::optional<std::size_t>> places(one.size());
    std::size_t k = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        while (k < other.size() && one[i] != other[k] &&
               longest[i * width + k] == longest[i * width + k + 1]) {
            ++k;
        }
        if (k < other.size() && one[i] == other[k]) {
            places[i] = k++;
        }
    }
    return places;
}

double likenessOf(const Keys& one, const Keys& other) {
    const auto places = aligned(one, other);
    const auto common = std::ranges::count_if(places, [](const auto& place) { return place.has_value(); });
    return 2 * static_cast<double>(common) / static_cast<double>(one.size() + other.size());
}

/// Sentences that are nearly the same.
struct Group {
    Keys keys;  ///< of the first
    std::vector<Sentence> members;
    std::set<std::size_t> replies;  ///< in which they stand

    [[nodiscard]] int times() const { return static_cast<int>(replies.size()); }
};

/// Each sentence joins the group that it resembles most, or begins one.
class Groups {
public:
    std::size_t add(const Sentence& sentence, std::size_t reply) {
        Keys keys = keysOf(sentence);
        const std::size_t group = find(keys).value_or(m_groups.size());
        if (group == m_groups.size()) {
            for (const std::string& key : std::set<std::string>(keys.begin(), keys.end())) {
                m_places[key].push_back(group);
            }
            m_groups.push_back({.keys = std::move(keys), .members = {}, .replies = {}});
        }
        m_groups[group].members.push_back(sentence);
        m_groups[group].replies.insert(reply);
        return group;
    }
    [[nodiscard]] const std::vector<Group>& all() const { return m_groups; }

private:
    [[nodiscard]] std::optional<std::size_t> find(const Keys& keys) const {
        std::unordered_map<std::size_t, std::size_t> shared;
        for (const std::string& key : std::set<std::string>(keys.begin(), keys.end())) {
            const auto places = m_places.find(key);
            if (places != m_places.end() && places->second.size() <= kTellingGroups) {
                for (const std::size_t group : places->second) {
                    ++shared[group];
                }
            }
        }
        std::optional<std::size_t> found;
        double best = 0;
        for (const auto& [group, count] : shared) {
            const Keys& other = m_groups[group].keys;
            if (2 * count + 2 < keys.size() / 2) {
                continue;
            }
            const double alike = likenessOf(keys, other);
            if (alike >= kNearlyTheSame && std::tuple(alike, group) > std::tuple(best, found.value_or(0))) {
                best = alike;
                found = group;
            }
        }
        return found;
    }

    std::vector<Group> m_groups;
    std::unordered_map<std::string, std::vector<std::size_t>> m_places;
};

/// What stands in place of a word that is another one each time.
std::string_view questionOf(Kind kind) {
    return kind == Kind::Number ? "{{?number}}" : kind == Kind::Address ? "{{?link}}" : "{{?words}}";
}

/// The latest of a group's sentences with its placeholders; empty when too little of it is the same each
/// time.
std::string textOf(const Group& group) {
    const Sentence& model = group.members.back();
    const Keys keys = keysOf(model);
    std::vector<int> same(keys.size(), 0);
    for (const Sentence& member : group.members) {
        const auto places = aligned(keys, keysOf(member));
        for (std::size_t i = 0; i < keys.size(); ++i) {
            same[i] += places[i] && member.words[*places[i]].folded == model.words[i].folded ? 1 : 0;
        }
    }
    std::string text;
    std::size_t copied = 0;
    std::size_t open = 0;
    std::string_view latest;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const SentenceWord& word = model.words[i];
        std::string placeholder;
        if (word.kind == Kind::Name) {
            placeholder = "{{" + word.folded + "}}";
        } else if (same[i] < kMostlyTheSame * static_cast<double>(group.members.size())) {
            ++open;
            placeholder = questionOf(word.kind);
        }
        if (placeholder.empty()) {
            latest = {};
            continue;
        }
        if (placeholder != latest) {  // of several words in a row one question is asked
            text += std::string(model.text.substr(copied, word.begin - copied)) + placeholder;
        }
        latest = word.kind == Kind::Word ? questionOf(word.kind) : std::string_view();
        copied = word.end;
    }
    text += model.text.substr(copied);
    return 2 * open > keys.size() ? std::string() : text;
}

/// Groups that nearly always stand behind one another are one text.
class Chains {
public:
    explicit Chains(const std::vector<Group>& groups) : m_groups(groups) {}

    /// The groups of a reply's sentences, in order.
    void add(std::span<const std::size_t> reply) {
        for (std::size_t i = 0; i + 1 < reply.size(); ++i) {
            ++m_follows[{reply[i], reply[i + 1]}];
        }
    }
    /// Each group that is often enough, once.
    [[nodiscard]] std::vector<std::vector<std::size_t>> all() const {
        std::map<std::size_t, std::size_t> next;
        std::set<std::size_t> follows;
        for (const auto& [pair, times] : m_follows) {
            const int both = std::max(m_groups[pair.first].times(), m_groups[pair.second].times());
            if (times >= kOftenEnough && times >= kNearlyTheSame * both && pair.first != pair.second &&
                !next.contains(pair.first) && !follows.contains(pair.second)) {
                next[pair.first] = pair.second;
                follows.insert(pair.second);
            }
        }
        std::vector<std::vector<std::size_t>> chains;
        std::set<std::size_t> used;
        const auto take = [&](std::size_t group) {
            std::vector<std::size_t> chain;
            while (used.insert(group).second) {
                chain.push_back(group);
                const auto behind = next.find(group);
                if (behind == next.end()) {
                    break;
                }
                group = behind->second;
            }
            if (!chain.empty()) {
                chains.push_back(std::move(chain));
            }
        };
        for (std::size_t i = 0; i < m_groups.size(); ++i) {
            if (m_groups[i].times() >= kOftenEnough && !follows.contains(i)) {
                take(i);
            }
        }
        for (std::size_t i = 0; i < m_groups.size(); ++i) {  // what follows itself in a circle
            if (m_groups[i].times() >= kOftenEnough) {
                take(i);
            }
        }
        return chains;
    }

private:
    const std::vector<Group>& m_groups;
    std::map<std::pair<std::size_t, std::size_t>, int> m_follows;
};

bool isWorthKeeping(const Sentence& sentence) {
    const auto telling = std::ranges::count_if(sentence.words, [](const SentenceWord& word) {
        return word.kind == Kind::Word && !isFunctionWord(word.folded);
    });
    return sentence.words.size() >= kFewestWords && sentence.words.size() <= kMostWords && telling >= 2 &&
           !asksForNothing(sentence.text);
}

MinedReply replyOf(const std::vector<std::size_t>& chain, const std::vector<Group>& groups) {
    MinedReply reply;
    for (const std::size_t number : chain) {
        const std::string text = textOf(groups[number]);
        if (!text.empty()) {
            reply.text += (reply.text.empty() ? "" : " ") + text;
            reply.times =
                reply.times == 0 ? groups[number].times() : std::min(reply.times, groups[number].times());
        }
    }
    reply.title = base::snippet(withoutPlaceholders(reply.text), kTitleLetters);
    return reply;
}

}  // namespace

std::vector<MinedReply> minedReplies(std::span<const TypedReply> typed, const ShopNames& names,
                                     std::span<const CannedReply> library) {
    const ReplyMatcher known(library);
    Groups groups;
    std::vector<std::vector<std::size_t>> replies;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const PlaceholderValues values =
            placeholderValues(typed[i].customerName, typed[i].customerHandle, names.shop, names.agent);
        std::vector<std::size_t> order;
        for (const Sentence& sentence : sentencesOf(typed[i].text, values)) {
            if (isWorthKeeping(sentence) && !known.contains(sentence.text)) {
                order.push_back(groups.add(sentence, i));
            }
        }
        replies.push_back(std::move(order));
    }
    Chains chains(groups.all());
    for (const std::vector<std::size_t>& order : replies) {
        chains.add(order);
    }
    std::vector<MinedReply> mined;
    for (const std::vector<std::size_t>& chain : chains.all()) {
        if (MinedReply reply = replyOf(chain, groups.all()); !reply.text.empty()) {
            mined.push_back(std::move(reply));
        }
    }
    std::ranges::stable_sort(mined, [](const MinedReply& one, const MinedReply& other) {
        return std::tuple(other.times, one.text) < std::tuple(one.times, other.text);
    });
    mined.resize(std::min(mined.size(), kMostMined));
    return mined;
}

}  // namespace model
