// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/indexer.h"

#include "practice/bluesky/cid.h"

#include <algorithm>
#include <functional>
#include <set>

namespace app::practice::bluesky {
namespace {

/// An answer notifies the authors of this many posts above it.
constexpr int kReplyReach = 4;

std::string quotedBy(const Record& post) {
    const std::string plain = textAt(post.value, "/embed/record/uri");
    return plain.empty() ? textAt(post.value, "/embed/record/record/uri") : plain;
}

void forEachMention(const Record& post, const std::function<void(const std::string&)>& visit) {
    if (!post.value.contains("facets") || !post.value["facets"].is_array()) {
        return;
    }
    for (const Json& facet : post.value["facets"]) {
        if (!facet.contains("features") || !facet["features"].is_array()) {
            continue;
        }
        for (const Json& feature : facet["features"]) {
            if (textAt(feature, "/$type").ends_with("#mention")) {
                visit(textAt(feature, "/did"));
            }
        }
    }
}

/// One post notifies an account once at most: as a mention before a quote, and as a quote before a reply.
void tellOfPost(Network& network, const Record& post) {
    std::set<std::string> told{post.did};
    const auto tell = [&](const std::string& did, const char* reason, const std::string& subject) {
        if (network.byDid(did) != nullptr && told.insert(did).second) {
            network.notices[did].push_back({post.uri, reason, subject, post.indexedMs});
        }
    };
    forEachMention(post, [&](const std::string& did) { tell(did, "mention", ""); });
    if (const std::string quoted = quotedBy(post); !quoted.empty()) {
        tell(parseAtUri(quoted).value_or(AtUri{}).authority, "quote", quoted);
    }
    if (post.outsideGate) {
        return;
    }
    std::string above = parentOf(post);
    for (int height = 0; height < kReplyReach && !above.empty(); ++height) {
        const Record* ancestor = network.post(above);
        if (ancestor == nullptr) {
            return;
        }
        tell(ancestor->did, "reply", ancestor->uri);
        above = parentOf(*ancestor);
    }
}

void tellOf(Network& network, const Record& record) {
    if (record.collection == kPost) {
        tellOfPost(network, record);
        return;
    }
    const bool isFollow = record.collection == kFollow;
    if (!isFollow && record.collection != kLike && record.collection != kRepost) {
        return;
    }
    const std::string subject = isFollow ? "" : textAt(record.value, "/subject/uri");
    const std::string whom =
        isFollow ? textAt(record.value, "/subject") : parseAtUri(subject).value_or(AtUri{}).authority;
    if (network.byDid(whom) != nullptr && whom != record.did) {
        const char* reason = isFollow ? "follow" : record.collection == kLike ? "like" : "repost";
        network.notices[whom].push_back({record.uri, reason, subject, record.indexedMs});
    }
}

using UriLists = std::map<std::string, std::vector<std::string>>;

/// Every list that this record stands in, with the key it stands under.
void forEachList(Network& network, const Record& record,
                 const std::function<void(UriLists&, const std::string&)>& visit) {
    if (record.collection == kPost) {
        visit(network.replies, parentOf(record));
        visit(network.quotes, quotedBy(record));
    } else if (record.collection == kLike) {
        visit(network.likes, textAt(record.value, "/subject/uri"));
    } else if (record.collection == kRepost) {
        visit(network.reposts, textAt(record.value, "/subject/uri"));
    }
}

void enter(Network& network, const Record& record) {
    forEachList(network, record, [&](UriLists& lists, const std::string& key) {
        if (!key.empty()) {
            lists[key].push_back(record.uri);
        }
    });
    const std::pair pair{record.did, textAt(record.value, "/subject")};
    if (record.collection == kFollow) {
        network.follows[pair] = record.uri;
    } else if (record.collection == kBlock) {
        network.blocks[pair] = record.uri;
    }
}

void leave(Network& network, const Record& record) {
    forEachList(network, record, [&](UriLists& lists, const std::string& key) {
        if (const auto list = lists.find(key); list != lists.end()) {
            std::erase(list->second, record.uri);
        }
    });
    const std::pair pair{record.did, textAt(record.value, "/subject")};
    if (record.collection == kFollow) {
        network.follows.erase(pair);
    } else if (record.collection == kBlock) {
        network.blocks.erase(pair);
    }
    for (auto& [did, list] : network.notices) {
        std::erase_if(list, [&](const Notice& notice) { return notice.uri == record.uri; });
    }
}

}  // namespace

bool mentions(const Record* post, std::string_view did) {
    bool found = false;
    if (post != nullptr) {
        forEachMention(*post, [&](const std::string& one) { found = found || one == did; });
    }
    return found;
}

const Record& keep(Network& network, NewRecord record, std::int64_t atMs, Telling telling) {
    const std::string uri = atUri(record.did, record.collection, record.rkey);
    if (const auto before = network.records.find(uri); before != network.records.end()) {
        leave(network, before->second);
    }
    if (!record.value.contains("$type")) {
        record.value["$type"] = record.collection;
    }
    network.lastIndexedMs = std::max(network.lastIndexedMs + 1, atMs);
    network.revisions[record.did] = network.ids.tid(atMs);
    Record& kept = network.records[uri];
    kept = {.uri = uri,
            .did = std::move(record.did),
            .collection = std::move(record.collection),
            .rkey = std::move(record.rkey),
            .cid = recordCid(record.value),
            .value = canonical(record.value),
            .indexedMs = network.lastIndexedMs};
    kept.outsideGate =
        kept.collection == kPost && !parentOf(kept).empty() && network.shutOut(rootOf(kept), kept.did);
    enter(network, kept);
    if (telling == Telling::Everybody) {
        tellOf(network, kept);
    }
    return kept;
}

void drop(Network& network, const std::string& uri, std::int64_t atMs) {
    const auto record = network.records.find(uri);
    if (record == network.records.end()) {
        return;
    }
    network.revisions[record->second.did] = network.ids.tid(atMs);
    leave(network, record->second);
    network.records.erase(record);
}

}  // namespace app::practice::bluesky
