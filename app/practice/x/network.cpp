// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/network.h"

#include "practice/persona.h"
#include "practice/x/post_text.h"

#include "base/text.h"

#include <algorithm>

namespace app::practice::x {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

bool holds(const std::vector<Id>& ids, Id id) {
    return std::ranges::find(ids, id) != ids.end();
}

/// Accounts from before snowflakes have short ids.
Id accountId(IdMint& ids, std::size_t number, std::int64_t createdMs) {
    return number % 4 == 1 ? 2244 + number * 1'000'003 : ids.snowflake(createdMs);
}

}  // namespace

Network::Network(std::string url, std::int64_t startMs, const Dice& dice)
    : baseUrl(std::move(url)), ids(dice) {
    Dice ages = dice.fork("ages");
    // Oldest first: ids only grow.
    std::int64_t createdMs = startMs - 3000 * kDayMs;
    for (const Persona& persona : people()) {
        createdMs += ages.between(20 * kDayMs, 150 * kDayMs);
        accounts.push_back({.key = std::string(persona.key),
                            .id = accountId(ids, accounts.size(), createdMs),
                            .userName = std::string(persona.userName),
                            .displayName = std::string(persona.displayName),
                            .about = std::string(persona.about),
                            .language = std::string(persona.language),
                            .createdMs = createdMs,
                            .takesMessages = persona.acquaintance == Acquaintance::Friend});
        if (persona.acquaintance != Acquaintance::Stranger && persona.key != kShop) {
            follows.emplace(accounts.back().id, shop().id);
        }
    }
}

Account* Network::byKey(std::string_view key) {
    const auto found = std::ranges::find(accounts, key, &Account::key);
    return found == accounts.end() ? nullptr : &*found;
}

const Account* Network::byKey(std::string_view key) const {
    const auto found = std::ranges::find(accounts, key, &Account::key);
    return found == accounts.end() ? nullptr : &*found;
}

const Account* Network::byId(Id id) const {
    const auto found = std::ranges::find(accounts, id, &Account::id);
    return found == accounts.end() ? nullptr : &*found;
}

const Account* Network::byUserName(std::string_view userName) const {
    const std::string wanted = base::asciiLower(userName);
    const auto found = std::ranges::find_if(
        accounts, [&](const Account& one) { return base::asciiLower(one.userName) == wanted; });
    return found == accounts.end() ? nullptr : &*found;
}

const Post* Network::post(Id id) const {
    const auto found = posts.find(id);
    return found == posts.end() ? nullptr : &found->second;
}

Post* Network::latest(Id id) {
    const auto found = posts.find(id);
    return found == posts.end() ? nullptr : &posts.at(found->second.history.back());
}

const Post* Network::latest(Id id) const {
    const Post* one = post(id);
    return one == nullptr ? nullptr : &posts.at(one->history.back());
}

std::size_t Network::replyCount(const Post& post) const {
    return static_cast<std::size_t>(std::ranges::count_if(posts, [&](const auto& entry) {
        return !entry.second.replaced && holds(post.history, entry.second.inReplyTo);
    }));
}

std::size_t Network::quoteCount(const Post& post) const {
    return static_cast<std::size_t>(std::ranges::count_if(posts, [&](const auto& entry) {
        return !entry.second.replaced && holds(post.history, entry.second.quoted);
    }));
}

bool Network::sees(const Account* viewer, const Post& post) const {
    return !byId(post.author)->isProtected || (viewer != nullptr && viewer->id == post.author);
}

bool Network::takesMessage(const Account& who, const Account& from) const {
    return who.takesMessages || follows.contains({who.id, from.id}) ||
           std::ranges::any_of(messages, [&](const auto& entry) {
               return entry.second.sender == who.id && entry.second.recipient == from.id;
           });
}

std::vector<Id> Network::namedIn(std::string_view text) const {
    std::vector<Id> named;
    for (const Entity& entity : findEntities(text)) {
        const Account* account = entity.kind == Entity::Kind::Mention ? byUserName(entity.name) : nullptr;
        if (account != nullptr && !holds(named, account->id)) {
            named.push_back(account->id);
        }
    }
    return named;
}

/// A reply begins with the author above and whom they named, unless the writer has put them there.
std::string Network::headed(const Draft& draft, const Post& parent) const {
    const std::vector<Id> already = namedIn(draft.text);
    std::vector<Id> whom{parent.author};
    std::ranges::copy(parent.mentions, std::back_inserter(whom));
    std::string head;
    std::set<Id> done{draft.author->id};
    for (const Id id : whom) {
        const bool isUnnamed = id != parent.author && draft.unnamed.contains(id);
        if (!isUnnamed && !holds(already, id) && done.insert(id).second) {
            head += "@" + byId(id)->userName + " ";
        }
    }
    return head + draft.text;
}

Post& Network::publish(const Draft& draft, std::int64_t atMs) {
    const Post* parent = post(draft.inReplyTo);
    const Id id = ids.snowflake(atMs);
    std::string text = parent == nullptr ? draft.text : headed(draft, *parent);
    std::vector<Id> named = namedIn(text);
    return posts[id] = {.id = id,
                        .author = draft.author->id,
                        .text = std::move(text),
                        .language = draft.author->language,
                        .atMs = atMs,
                        .conversation = parent == nullptr ? id : parent->conversation,
                        .inReplyTo = draft.inReplyTo,
                        .inReplyToUser = parent == nullptr ? 0 : parent->author,
                        .quoted = draft.quoted,
                        .mentions = std::move(named),
                        .history = {id},
                        .pictures = draft.pictures,
                        .replySettings = draft.replySettings};
}

Post& Network::revise(Post& post, const std::string& text, std::int64_t atMs) {
    Post next = post;
    next.id = ids.snowflake(atMs);
    // The head that the server has put there stays.
    const Post* parent = this->post(post.inReplyTo);
    next.text = parent == nullptr ? text : headed({.author = byId(post.author), .text = text}, *parent);
    next.mentions = namedIn(next.text);
    next.atMs = atMs;
    next.history.push_back(next.id);
    for (const Id version : post.history) {
        Post& old = posts.at(version);
        old.replaced = true;
        old.history = next.history;
    }
    return posts[next.id] = next;
}

void Network::erase(Id id) {
    if (const Post* gone = post(id)) {
        for (const Id version : std::vector<Id>(gone->history)) {
            posts.erase(version);
        }
    }
}

Message& Network::write(const Account& from, const Account& to, std::string text, std::int64_t atMs) {
    const Id id = ids.snowflake(atMs);
    return messages[id] = {
               .id = id, .sender = from.id, .recipient = to.id, .text = std::move(text), .atMs = atMs};
}

}  // namespace app::practice::x
