// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/network.h"

#include "practice/bluesky/indexer.h"
#include "practice/persona.h"

#include "base/text.h"

#include <algorithm>

namespace app::practice::bluesky {
namespace {

constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;

/// Handles are host names: at home on the shop's own server is one below ".bsky.test", a person with a host
/// of their own has a name there.
std::string handleOf(const Persona& persona) {
    if (persona.key == kShop) {
        return "kettle-and-kiln.test";
    }
    std::string name(persona.userName);
    std::ranges::replace(name, '_', '-');
    std::string host = persona.host.empty() ? "bsky.test" : std::string(persona.host);
    if (host.ends_with(".example")) {
        host.replace(host.size() - 8, 8, ".test");
    }
    return name + "." + host;
}

void knowEachOther(Network& network, const Account& who, const Account& whom, std::int64_t atMs) {
    static_cast<void>(keep(network,
                           {.did = who.did,
                            .collection = std::string(kFollow),
                            .rkey = network.ids.tid(atMs),
                            .value = {{"$type", kFollow}, {"subject", whom.did}, {"createdAt", stamp(atMs)}}},
                           atMs, Telling::Nobody));
}

std::string found(const std::map<std::pair<std::string, std::string>, std::string>& pairs,
                  const std::string& who, const std::string& whom) {
    const auto pair = pairs.find({who, whom});
    return pair == pairs.end() ? "" : pair->second;
}

}  // namespace

Network::Network(std::string url, std::int64_t startMs, const Dice& dice)
    : baseUrl(std::move(url)), ids(dice) {
    Dice ages = dice.fork("accounts");
    for (const Persona& persona : people()) {
        accounts.push_back({.key = std::string(persona.key),
                            .did = ids.did(),
                            .handle = handleOf(persona),
                            .displayName = std::string(persona.displayName),
                            .about = std::string(persona.about),
                            .language = std::string(persona.language),
                            .createdMs = startMs - ages.between(200, 900) * kDay});
    }
    const Account& shop = accounts.front();
    std::int64_t atMs = startMs - 30 * kDay;
    for (const Persona& persona : people()) {
        const Account& account = *byKey(persona.key);
        if (persona.key == kShop || persona.acquaintance == Acquaintance::Stranger) {
            continue;
        }
        knowEachOther(*this, account, shop, atMs += 1000);
        if (persona.acquaintance == Acquaintance::Friend) {
            knowEachOther(*this, shop, account, atMs += 1000);
        }
    }
}

const Account* Network::byKey(std::string_view key) const {
    const auto account = std::ranges::find(accounts, key, &Account::key);
    return account == accounts.end() ? nullptr : &*account;
}

const Account* Network::byDid(std::string_view did) const {
    const auto account = std::ranges::find(accounts, did, &Account::did);
    return account == accounts.end() ? nullptr : &*account;
}

const Account* Network::byIdentifier(std::string_view identifier) const {
    if (const Account* account = byDid(identifier)) {
        return account;
    }
    const auto account = std::ranges::find(accounts, base::asciiLower(identifier), &Account::handle);
    return account == accounts.end() ? nullptr : &*account;
}

const Record* Network::record(const std::string& uri) const {
    const auto record = records.find(uri);
    return record == records.end() ? nullptr : &record->second;
}

const Record* Network::post(const std::string& uri) const {
    const Record* found = record(uri);
    return found != nullptr && found->collection == kPost ? found : nullptr;
}

const Record* Network::gate(const std::string& root) const {
    const std::optional<AtUri> uri = parseAtUri(root);
    return uri ? record(atUri(uri->authority, kGate, uri->rkey)) : nullptr;
}

std::string Network::followOf(const std::string& who, const std::string& whom) const {
    return found(follows, who, whom);
}

std::string Network::blockOf(const std::string& who, const std::string& whom) const {
    return found(blocks, who, whom);
}

bool Network::apart(const std::string& one, const std::string& other) const {
    return !blockOf(one, other).empty() || !blockOf(other, one).empty();
}

bool Network::shutOut(const std::string& root, const std::string& did) const {
    const Record* rules = gate(root);
    if (rules == nullptr || rules->did == did || !rules->value.contains("allow")) {
        return false;
    }
    for (const Json& rule : rules->value["allow"]) {
        const std::string type = textAt(rule, "/$type");
        const bool lets = (type.ends_with("#followerRule") && !followOf(did, rules->did).empty()) ||
                          (type.ends_with("#followingRule") && !followOf(rules->did, did).empty()) ||
                          (type.ends_with("#mentionRule") && mentions(post(root), did));
        if (lets) {
            return false;
        }
    }
    return true;
}

std::string rootOf(const Record& post) {
    const std::string root = textAt(post.value, "/reply/root/uri");
    return root.empty() ? post.uri : root;
}

std::string parentOf(const Record& post) {
    return textAt(post.value, "/reply/parent/uri");
}

}  // namespace app::practice::bluesky
