// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/parse.h"
#include "platform/bluesky/parse_fields.h"

#include <array>

/// Posts, notifications and threads.
namespace platform::bluesky {
namespace {

using json::Field;
using json::Kind;
using json::readOptionalObject;
using json::readOptionalText;
using json::readTime;
using json::readWhole;
using json::Value;

base::Status readOptionalFlag(Value& value, bool& target) {
    return value.kind() == Kind::Flag ? value.flag(target) : base::Status{};
}

constexpr std::array<Field<WireProfile>, 3> kViewerFields{{
    {"blockedBy",
     [](Value& value, WireProfile& into) -> base::Status {
         bool blocked = false;
         auto status = readOptionalFlag(value, blocked);
         into.blocks = into.blocks || blocked;
         return status;
     }},
    {"blocking",
     [](Value& value, WireProfile& into) -> base::Status {
         into.blocks = into.blocks || value.kind() == Kind::Text;
         return {};
     }},
    {"blockingByList",
     [](Value& value, WireProfile& into) -> base::Status {
         into.blocks = into.blocks || value.kind() == Kind::Object;
         return {};
     }},
}};
struct Label {
    std::string source;
    std::string value;
    bool negated = false;
};
constexpr std::array<Field<Label>, 3> kLabelFields{{
    {"src", [](Value& value, Label& into) { return readOptionalText(value, into.source); }},
    {"val", [](Value& value, Label& into) { return readOptionalText(value, into.value); }},
    {"neg", [](Value& value, Label& into) { return readOptionalFlag(value, into.negated); }},
}};

/// A label that makes no sense says nothing; the person is who they are.
base::Status readLabels(Value& value, std::vector<std::string>& botBy) {
    if (value.kind() != Kind::List) {
        return {};
    }
    static_cast<void>(value.list([&botBy](Value& element) -> base::Status {
        Label label;
        static_cast<void>(readOptionalObject<Label>(element, label, kLabelFields));
        if (label.value == "bot" && !label.negated) {
            botBy.push_back(std::move(label.source));
        }
        return {};
    }));
    return {};
}

constexpr std::array<Field<WireProfile>, 5> kProfileFields{{
    {"did", [](Value& value, WireProfile& into) { return value.identifier(into.did); }},
    {"handle", [](Value& value, WireProfile& into) { return readOptionalText(value, into.handle); }},
    {"displayName",
     [](Value& value, WireProfile& into) { return readOptionalText(value, into.displayName); }},
    {"labels", [](Value& value, WireProfile& into) { return readLabels(value, into.botBy); }},
    {"viewer", [](Value& value,
                  WireProfile& into) { return readOptionalObject<WireProfile>(value, into, kViewerFields); }},
}};

constexpr std::array<Field<WireFacet>, 2> kIndexFields{{
    {"byteStart", [](Value& value, WireFacet& into) { return value.integer(into.byteStart); }},
    {"byteEnd", [](Value& value, WireFacet& into) { return value.integer(into.byteEnd); }},
}};
constexpr std::array<Field<WireFacet>, 3> kFeatureFields{{
    {"did", [](Value& value, WireFacet& into) { return readOptionalText(value, into.did); }},
    {"uri", [](Value& value, WireFacet& into) { return readOptionalText(value, into.uri); }},
    {"tag", [](Value& value, WireFacet& into) { return readOptionalText(value, into.tag); }},
}};
/// A range may mean several things; each becomes a facet of its own.
struct Facet {
    WireFacet range;
    std::vector<WireFacet> features;
};
constexpr std::array<Field<Facet>, 2> kFacetFields{{
    {"index", [](Value& value,
                 Facet& into) { return readOptionalObject<WireFacet>(value, into.range, kIndexFields); }},
    {"features",
     [](Value& value, Facet& into) -> base::Status {
         if (value.kind() != Kind::List) {
             return {};
         }
         return value.list([&into](Value& feature) {
             return readOptionalObject<WireFacet>(feature, into.features.emplace_back(), kFeatureFields);
         });
     }},
}};

constexpr std::array<Field<WireRef>, 2> kRefFields{{
    {"uri", [](Value& value, WireRef& into) { return readOptionalText(value, into.uri); }},
    {"cid", [](Value& value, WireRef& into) { return readOptionalText(value, into.cid); }},
}};
constexpr std::array<Field<WireRecord>, 2> kReplyFields{{
    {"root", [](Value& value,
                WireRecord& into) { return readOptionalObject<WireRef>(value, into.root, kRefFields); }},
    {"parent", [](Value& value,
                  WireRecord& into) { return readOptionalObject<WireRef>(value, into.parent, kRefFields); }},
}};

constexpr std::array<Field<WireMedia>, 1> kLinkFields{{
    {"$link", [](Value& value, WireMedia& into) { return readOptionalText(value, into.blobCid); }},
}};
constexpr std::array<Field<WireMedia>, 1> kBlobFields{{
    {"ref",
     [](Value& value, WireMedia& into) { return readOptionalObject<WireMedia>(value, into, kLinkFields); }},
}};
constexpr std::array<Field<WireMedia>, 2> kImageFields{{
    {"alt", [](Value& value, WireMedia& into) { return readOptionalText(value, into.description); }},
    {"image",
     [](Value& value, WireMedia& into) { return readOptionalObject<WireMedia>(value, into, kBlobFields); }},
}};
constexpr std::array<Field<WireEmbed>, 1> kExternalFields{{
    {"uri", [](Value& value, WireEmbed& into) { return readOptionalText(value, into.linkUri); }},
}};

constexpr std::string_view kVideo = "app.bsky.embed.video";

base::Status readImages(Value& value, WireEmbed& into) {
    if (value.kind() != Kind::List) {
        return {};
    }
    into.media.clear();
    return value.list([&into](Value& image) {
        WireMedia& media = into.media.emplace_back();
        media.type = "app.bsky.embed.images";
        return readOptionalObject<WireMedia>(image, media, kImageFields);
    });
}

base::Status readVideo(Value& value, WireEmbed& into) {
    if (value.kind() != Kind::Object) {
        return {};
    }
    into.media.clear();
    WireMedia& media = into.media.emplace_back();
    media.type = kVideo;
    media.description = into.description;
    return value.object<WireMedia>(media, kBlobFields);
}

/// "record" is a reference, and in a quote with pictures an embed that holds one.
struct Quote {
    std::string uri;
    std::string inner;
};
constexpr std::array<Field<std::string>, 1> kQuotedFields{{
    {"uri", [](Value& value, std::string& into) { return readOptionalText(value, into); }},
}};
constexpr std::array<Field<Quote>, 2> kQuoteFields{{
    {"uri", [](Value& value, Quote& into) { return readOptionalText(value, into.uri); }},
    {"record", [](Value& value,
                  Quote& into) { return readOptionalObject<std::string>(value, into.inner, kQuotedFields); }},
}};
base::Status readQuote(Value& value, WireEmbed& into) {
    Quote quote;
    auto status = readOptionalObject<Quote>(value, quote, kQuoteFields);
    into.quotedUri = quote.uri.empty() ? quote.inner : quote.uri;
    return status;
}

base::Status readAlt(Value& value, WireEmbed& into) {
    auto status = readOptionalText(value, into.description);
    if (!into.media.empty() && into.media.back().type == kVideo) {
        into.media.back().description = into.description;
    }
    return status;
}

/// An embed has one of these; "media" of a quote with pictures has them again.
constexpr std::array<Field<WireEmbed>, 5> kMediaFields{{
    {"images", &readImages},
    {"items", &readImages},
    {"video", &readVideo},
    {"alt", &readAlt},
    {"external", [](Value& value,
                    WireEmbed& into) { return readOptionalObject<WireEmbed>(value, into, kExternalFields); }},
}};
constexpr std::array<Field<WireEmbed>, 7> kEmbedFields{{
    kMediaFields[0],
    kMediaFields[1],
    kMediaFields[2],
    kMediaFields[3],
    kMediaFields[4],
    {"record", &readQuote},
    {"media",
     [](Value& value, WireEmbed& into) { return readOptionalObject<WireEmbed>(value, into, kMediaFields); }},
}};

constexpr std::array<Field<WireRecord>, 6> kRecordFields{{
    {"$type", [](Value& value, WireRecord& into) { return readOptionalText(value, into.type); }},
    {"text", [](Value& value, WireRecord& into) { return value.text(into.text.emplace()); }},
    {"createdAt",
     [](Value& value, WireRecord& into) -> base::Status {
         // Claimed by the author's app: nonsense there is no reason not to show the post.
         if (!readTime(value, into.createdAt)) {
             into.createdAt.reset();
         }
         return {};
     }},
    {"facets", [](Value& value, WireRecord& into) { return readFacets(value, into.facets); }},
    {"reply", [](Value& value,
                 WireRecord& into) { return readOptionalObject<WireRecord>(value, into, kReplyFields); }},
    {"embed",
     [](Value& value, WireRecord& into) {
         into.embed = {};
         return readOptionalObject<WireEmbed>(value, into.embed, kEmbedFields);
     }},
}};

constexpr std::array<Field<WirePost>, 2> kPostViewerFields{{
    {"replyDisabled",
     [](Value& value, WirePost& into) { return readOptionalFlag(value, into.replyDisabled); }},
    {"like", [](Value& value, WirePost& into) { return readOptionalText(value, into.like); }},
}};
constexpr std::array<Field<WirePost>, 7> kPostFields{{
    {"uri", [](Value& value, WirePost& into) { return value.identifier(into.uri); }},
    {"cid", [](Value& value, WirePost& into) { return readOptionalText(value, into.cid); }},
    {"author",
     [](Value& value, WirePost& into) {
         into.hasAuthor = true;
         return readProfileFields(value, into.author);
     }},
    {"record",
     [](Value& value, WirePost& into) {
         into.hasRecord = true;
         into.record = {};
         return value.object<WireRecord>(into.record, kRecordFields);
     }},
    {"reason", [](Value& value, WirePost& into) { return readOptionalText(value, into.reason); }},
    {"indexedAt", [](Value& value, WirePost& into) { return readTime(value, into.indexedAt); }},
    {"viewer",
     [](Value& value, WirePost& into) {
         into.hasViewer = value.kind() == Kind::Object;
         return readOptionalObject<WirePost>(value, into, kPostViewerFields);
     }},
}};

constexpr std::array<Field<WirePost>, 3> kRecordAnswerFields{{
    {"uri", [](Value& value, WirePost& into) { return value.identifier(into.uri); }},
    {"cid", [](Value& value, WirePost& into) { return readOptionalText(value, into.cid); }},
    {"value",
     [](Value& value, WirePost& into) {
         into.hasRecord = true;
         return value.object<WireRecord>(into.record, kRecordFields);
     }},
}};

base::Status completed(base::Status status, const WirePost& post) {
    if (!status) {
        return status;
    }
    const bool isPost = post.record.type == "app.bsky.feed.post" || post.record.type.empty();
    const std::string_view lacking = post.uri.empty()              ? "uri"
                                     : !post.hasAuthor             ? "author"
                                     : post.author.did.empty()     ? "author.did"
                                     : !post.hasRecord             ? "record"
                                     : isPost && !post.record.text ? "record.text"
                                     : !post.indexedAt             ? "indexedAt"
                                                                   : "";
    return lacking.empty() ? base::Status{} : base::fail(json::missing(lacking));
}

struct RawFeedItem {
    std::string_view post;
    bool reposted = false;
};
constexpr std::array<Field<RawFeedItem>, 2> kFeedFields{{
    {"post", [](Value& value, RawFeedItem& into) { return value.raw(into.post); }},
    {"reason",
     [](Value& value, RawFeedItem& into) -> base::Status {
         into.reposted = value.kind() == Kind::Object;
         return {};
     }},
}};

/// A node of the tree, which is taken apart while it is walked.
struct Node {
    WireThread* thread = nullptr;
    std::string_view post;
    WireHidden hidden;
    bool notFound = false;
    bool isParent = false;
    int depth = 0;
};
base::Status readNode(Value& value, WireThread& thread, bool isParent, int depth);

base::Status readReplies(Value& value, Node& into) {
    if (value.kind() != Kind::List) {
        return {};
    }
    return value.list([&into](Value& reply) -> base::Status {
        return reply.kind() == Kind::Object ? readNode(reply, *into.thread, false, into.depth + 1)
                                            : base::Status{};
    });
}

constexpr std::array<Field<WireHidden>, 1> kBlockedAuthorFields{{
    {"did", [](Value& value, WireHidden& into) { return readOptionalText(value, into.did); }},
}};
constexpr std::array<Field<Node>, 7> kNodeFields{{
    {"post", [](Value& value, Node& into) { return value.raw(into.post); }},
    {"uri", [](Value& value, Node& into) { return readOptionalText(value, into.hidden.uri); }},
    {"notFound", [](Value& value, Node& into) { return readOptionalFlag(value, into.notFound); }},
    {"blocked", [](Value& value, Node& into) { return readOptionalFlag(value, into.hidden.blocked); }},
    {"author",
     [](Value& value, Node& into) {
         return readOptionalObject<WireHidden>(value, into.hidden, kBlockedAuthorFields);
     }},
    {"parent",
     [](Value& value, Node& into) -> base::Status {
         return value.kind() == Kind::Object ? readNode(value, *into.thread, true, into.depth + 1)
                                             : base::Status{};
     }},
    {"replies", &readReplies},
}};

base::Status readNode(Value& value, WireThread& thread, bool isParent, int depth) {
    Node node{.thread = &thread, .isParent = isParent, .depth = depth};
    if (depth > json::kDeepest) {
        return base::fail(base::ErrorKind::Unreadable, ": nested too deeply");
    }
    auto status = value.object<Node>(node, kNodeFields);
    if (!node.post.empty()) {
        thread.posts.push_back({node.post, isParent ? "parent.post" : "post", 0});
    } else if ((isParent || depth == 0) && !node.hidden.uri.empty() &&
               (node.notFound || node.hidden.blocked)) {
        // A reply that is not shown is nothing that anybody misses; a parent is what the others talk about.
        thread.hidden.push_back(std::move(node.hidden));
    }
    return status;
}

constexpr std::array<Field<WireThread>, 1> kThreadFields{{
    {"thread",
     [](Value& value, WireThread& into) -> base::Status {
         into.given = value.kind() == Kind::Object;
         return into.given ? readNode(value, into, false, 0) : base::Status{};
     }},
}};

}  // namespace

base::Status readProfileFields(Value& value, WireProfile& profile) {
    return value.object<WireProfile>(profile, kProfileFields);
}

base::Status readFacets(Value& value, std::vector<WireFacet>& facets) {
    facets.clear();
    if (value.kind() != Kind::List) {
        return {};
    }
    // A facet that makes no sense is not shown; the words are the message.
    static_cast<void>(value.list([&facets](Value& element) -> base::Status {
        Facet facet;
        static_cast<void>(readOptionalObject<Facet>(element, facet, kFacetFields));
        for (WireFacet& feature : facet.features) {
            feature.byteStart = facet.range.byteStart;
            feature.byteEnd = facet.range.byteEnd;
            facets.push_back(std::move(feature));
        }
        return {};
    }));
    return {};
}

base::Status readPost(json::Reader& reader, const json::Item& item, WirePost& post) {
    auto read = reader.read<WirePost>(item, post, kPostFields);
    if (!read) {
        return read;
    }
    read = completed(std::move(read), post);
    return read ? read : base::fail(json::at(item.path, std::move(read.error())));
}

base::Status readFeedItem(json::Reader& reader, const json::Item& item, WireFeedItem& feed) {
    RawFeedItem raw;
    if (auto status = reader.read<RawFeedItem>(item, raw, kFeedFields); !status) {
        return status;
    }
    feed.reposted = raw.reposted;
    return readPost(reader, {raw.post, item.path + ".post", 0}, feed.post);
}

base::Result<WireThread> readThread(json::Reader& reader) {
    WireThread thread;
    if (auto status = reader.read<WireThread>(reader.whole(), thread, kThreadFields); !status) {
        return base::fail(std::move(status.error()));
    }
    if (!thread.given) {
        return base::fail(json::missing("thread"));
    }
    return thread;
}

base::Result<WireProfile> readProfile(std::string_view body) {
    return readWhole<WireProfile>(body, kProfileFields);
}

base::Result<WirePost> readRecordAnswer(std::string_view body) {
    return readWhole<WirePost>(body, kRecordAnswerFields);
}

}  // namespace platform::bluesky
