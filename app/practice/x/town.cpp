// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/town.h"

#include "practice/persona.h"
#include "practice/x/text.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace app::practice::x {
namespace {

constexpr std::int64_t kEpochMs = 1'288'834'974'657;
/// So long the same words are not taken again.
constexpr std::int64_t kDuplicateMs = 24 * 3'600'000;
constexpr std::size_t kLongestMessage = 10'000;

}  // namespace

std::string conversationOf(Id one, Id other) {
    return std::to_string(std::min(one, other)) + "-" + std::to_string(std::max(one, other));
}

std::optional<Id> parseId(std::string_view text) {
    Id id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(id)
                                                                                     : std::nullopt;
}

Town::Town(const HouseSettings& settings, DeliveryLog& deliveries)
    : baseUrl(settings.baseUrl), startMs(settings.startMs), dice(settings.dice.fork("x")),
      rateLimits(settings.rateLimits), log(deliveries) {
    constexpr std::int64_t kYear = std::int64_t{365} * 86'400'000;
    Dice people = settings.dice.fork("x people");
    for (const Persona& persona : practice::people()) {
        User user{.id = mint(startMs - kYear - people.between(0, kYear)),
                  .key = std::string(persona.key),
                  .username = std::string(persona.userName),
                  .name = std::string(persona.displayName),
                  .followers = static_cast<int>(people.between(3, 4'000)),
                  .takesMessages = persona.acquaintance != Acquaintance::Stranger};
        shop = persona.key == kShop ? user.id : shop;
        users.emplace(user.id, std::move(user));
    }
}

const User* Town::userByKey(std::string_view key) const {
    const auto found =
        std::ranges::find_if(users, [key](const auto& entry) { return entry.second.key == key; });
    return found == users.end() ? nullptr : &found->second;
}

const User* Town::userByName(std::string_view username) const {
    const std::string wanted = base::asciiLower(username);
    const auto found = std::ranges::find_if(
        users, [&wanted](const auto& entry) { return base::asciiLower(entry.second.username) == wanted; });
    return found == users.end() ? nullptr : &found->second;
}

const Post* Town::post(Id version) const {
    const auto first = firstVersions.find(version);
    if (first == firstVersions.end()) {
        return nullptr;
    }
    const Post& found = posts.at(first->second);
    return found.deleted ? nullptr : &found;
}

Post* Town::post(Id version) {
    return const_cast<Post*>(std::as_const(*this).post(version));
}

std::vector<Id> Town::mentionedIn(const std::string& text) const {
    std::vector<Id> ids;
    for (const std::string& name : mentionNames(text)) {
        const User* user = userByName(name);
        if (user != nullptr && std::ranges::find(ids, user->id) == ids.end()) {
            ids.push_back(user->id);
        }
    }
    return ids;
}

bool Town::addresses(const Post& post, Id whom) const {
    const auto mentioned = mentionedIn(post.last().text);
    const Post* original = this->post(post.quoted);
    return std::ranges::find(mentioned, whom) != mentioned.end() ||
           (original != nullptr && original->author == whom);
}

Id Town::mint(std::int64_t atMs) {
    const auto since = static_cast<Id>(std::max<std::int64_t>(atMs - kEpochMs, 1));
    return (since << 22U) | (++m_sequence & 0x3FFFFFU);
}

Taken Town::judge(const Draft& draft, std::int64_t atMs) const {
    if (base::trim(draft.text).empty() && draft.pictures.empty()) {
        return Taken::Empty;
    }
    if (weightedLength(draft.text) > kLongestPost) {
        return Taken::TooLong;
    }
    const Post* parent = draft.inReplyTo == 0 ? nullptr : post(draft.inReplyTo);
    if (draft.inReplyTo != 0 && parent == nullptr) {
        return Taken::ParentGone;
    }
    if (parent != nullptr && parent->author != draft.author && !addresses(*parent, draft.author)) {
        return Taken::NotSummoned;
    }
    const bool again = std::ranges::any_of(posts, [&](const auto& entry) {
        const Post& other = entry.second;
        return other.author == draft.author && !other.deleted && other.inReplyTo == draft.inReplyTo &&
               atMs - other.last().atMs < kDuplicateMs &&
               withoutLeadingMentions(other.last().text) == withoutLeadingMentions(draft.text);
    });
    return again ? Taken::Duplicate : Taken::Yes;
}

Post& Town::publish(Draft draft, std::int64_t atMs, bool byApi) {
    const Post* parent = draft.inReplyTo == 0 ? nullptr : post(draft.inReplyTo);
    std::string text = draft.text;
    if (parent != nullptr) {
        // The one answered and whom they named, unless the words name them already.
        std::vector<Id> whom{parent->author};
        std::ranges::copy(mentionedIn(parent->last().text), std::back_inserter(whom));
        std::string leading;
        const auto named = mentionedIn(text);
        std::set<Id> done{draft.author};
        for (const Id id : whom) {
            if (done.insert(id).second && std::ranges::find(named, id) == named.end()) {
                leading += "@" + user(id).username + " ";
            }
        }
        text = leading + text;
    }
    const Id id = mint(atMs);
    Post made{.versions = {{id, text, atMs}},
              .author = draft.author,
              .inReplyTo = draft.inReplyTo,
              .quoted = draft.quoted,
              .conversation = parent == nullptr ? id : parent->conversation,
              .replySettings = std::move(draft.replySettings),
              .pictures = std::move(draft.pictures),
              .likes = {}};
    firstVersions[id] = id;
    Post& stored = posts.emplace(id, std::move(made)).first->second;
    if (byApi) {
        log.delivered({.platform = "x",
                       .atMs = atMs,
                       .by = user(draft.author).username,
                       .statusId = std::to_string(id),
                       .text = draft.text,
                       .inReplyTo = draft.inReplyTo == 0 ? "" : std::to_string(draft.inReplyTo),
                       .visibility = "public",
                       .idempotencyKey = {}});
    }
    if (draft.author == shop && parent != nullptr && onShopReply) {
        onShopReply(std::to_string(parent->first()), std::to_string(id), atMs);
    }
    return stored;
}

void Town::revise(Post& post, const std::string& text, std::int64_t atMs) {
    const Id id = mint(atMs);
    post.versions.push_back({id, text, atMs});
    firstVersions[id] = post.first();
}

Taken Town::judgeMessage(Id sender, Id other, const std::string& text) const {
    const auto found = users.find(other);
    if (found == users.end()) {
        return Taken::NoSuchPerson;
    }
    if (base::trim(text).empty()) {
        return Taken::Empty;
    }
    if (base::countGraphemes(text) > kLongestMessage) {
        return Taken::TooLong;
    }
    const bool known = std::ranges::any_of(messages, [&](const DirectMessage& message) {
        return message.sender == other && message.other == sender;
    });
    return found->second.takesMessages || known ? Taken::Yes : Taken::NoMessages;
}

const DirectMessage& Town::send(Id sender, Id other, const std::string& text, std::int64_t atMs, bool byApi) {
    const Id id = mint(atMs);
    messages.push_back({.id = id, .sender = sender, .other = other, .text = text, .atMs = atMs});
    if (byApi) {
        log.delivered({.platform = "x",
                       .atMs = atMs,
                       .by = user(sender).username,
                       .statusId = std::to_string(id),
                       .text = text,
                       .inReplyTo = {},
                       .visibility = "direct",
                       .idempotencyKey = {}});
    }
    if (sender == shop && onShopReply) {
        const auto asked =
            std::ranges::find_if(messages.rbegin(), messages.rend(), [&](const DirectMessage& one) {
                return one.sender == other && one.other == sender;
            });
        if (asked != messages.rend()) {
            onShopReply(std::to_string(asked->id), std::to_string(id), atMs);
        }
    }
    return messages.back();
}

}  // namespace app::practice::x
