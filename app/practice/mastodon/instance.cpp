// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/instance.h"

#include "practice/persona.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace app::practice::mastodon {
namespace {

constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;

constexpr std::array kVisibilities{
    std::pair{Visibility::Public, std::string_view("public")},
    std::pair{Visibility::Unlisted, std::string_view("unlisted")},
    std::pair{Visibility::Private, std::string_view("private")},
    std::pair{Visibility::Direct, std::string_view("direct")},
};

/// The id in an address is that of the author's own server; only for local posts it is the id we know.
Id idAtHome(const Account& author, const Post& post) {
    constexpr Id kElsewhere = 0x2'0000'0000'0001;
    return author.isLocal() ? post.id : post.id - kElsewhere;
}

}  // namespace

Instance::Instance(std::string url, std::int64_t startMs, const Dice& dice)
    : baseUrl(std::move(url)), domain(baseUrl.substr(baseUrl.find("//") + 2)), ids(dice) {
    Dice ages = dice.fork("accounts");
    for (const Persona& persona : people()) {
        const std::int64_t created = startMs - ages.between(400, 2500) * kDay;
        Account account{.id = ids.oldSnowflake(created),
                        .key = std::string(persona.key),
                        .userName = std::string(persona.userName),
                        .host = std::string(persona.host),
                        .displayName = std::string(persona.displayName),
                        .about = std::string(persona.about),
                        .language = std::string(persona.language),
                        .createdMs = created};
        policies[account.id] = {};
        accounts.emplace(account.id, std::move(account));
    }
    Account& shop = *accountByKey(kShop);
    for (const Persona& persona : people()) {
        Account& customer = *accountByKey(persona.key);
        if (persona.key != kShop && persona.acquaintance != Acquaintance::Stranger) {
            customer.follows.insert(shop.id);
        }
        if (persona.acquaintance == Acquaintance::Friend) {
            shop.follows.insert(customer.id);
        }
    }
}

Account* Instance::accountByKey(std::string_view key) {
    const auto found =
        std::ranges::find_if(accounts, [&](const auto& entry) { return entry.second.key == key; });
    return found == accounts.end() ? nullptr : &found->second;
}

const Account* Instance::accountByHandle(std::string_view handle) const {
    std::string wanted = base::asciiLower(handle.starts_with('@') ? handle.substr(1) : handle);
    if (wanted.ends_with("@" + domain)) {
        wanted.resize(wanted.size() - domain.size() - 1);
    }
    const auto found = std::ranges::find_if(
        accounts, [&](const auto& entry) { return base::asciiLower(entry.second.acct()) == wanted; });
    return found == accounts.end() ? nullptr : &found->second;
}

const Account* Instance::mentioned(const Entity& mention) const {
    return accountByHandle(mention.domain.empty() ? mention.name : mention.name + "@" + mention.domain);
}

const Post* Instance::post(Id id) const {
    const auto found = posts.find(id);
    return found == posts.end() ? nullptr : &found->second;
}

bool Instance::visible(const Post& post, Id viewer) const {
    if (post.visibility == Visibility::Public || post.visibility == Visibility::Unlisted ||
        post.author == viewer) {
        return true;
    }
    if (viewer == 0) {
        return false;
    }
    return std::ranges::find(post.mentions, viewer) != post.mentions.end() ||
           (post.visibility == Visibility::Private && account(viewer).follows.contains(post.author));
}

std::string Instance::profileUrl(const Account& account) const {
    return account.isLocal() ? fmt::format("{}/@{}", baseUrl, account.userName)
                             : fmt::format("https://{}/@{}", account.host, account.userName);
}

std::string Instance::accountUri(const Account& account) const {
    return account.isLocal() ? fmt::format("{}/ap/users/{}", baseUrl, account.id)
                             : fmt::format("https://{}/users/{}", account.host, account.userName);
}

std::string Instance::postUrl(const Post& post) const {
    const Account& author = account(post.author);
    return fmt::format("{}/{}", profileUrl(author), idAtHome(author, post));
}

std::string Instance::postUri(const Post& post) const {
    const Account& author = account(post.author);
    return fmt::format("{}/statuses/{}", accountUri(author), idAtHome(author, post));
}

std::string_view name(Visibility visibility) {
    return std::ranges::find(kVisibilities, visibility, [](const auto& entry) { return entry.first; })
        ->second;
}

std::optional<Visibility> parseVisibility(std::string_view text) {
    const auto* found =
        std::ranges::find(kVisibilities, text, [](const auto& entry) { return entry.second; });
    return found == kVisibilities.end() ? std::nullopt : std::optional(found->first);
}

std::optional<Id> parseId(std::string_view text) {
    Id id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return id;
}

}  // namespace app::practice::mastodon
