// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/message.h"

#include "platform/answer.h"
#include "platform/bluesky/rich_text.h"
#include "platform/bluesky/tid.h"

#include <fmt/format.h>

#include <algorithm>

namespace platform::bluesky {

namespace {

std::string profileAddress(std::string_view did) {
    return did.empty() ? std::string() : fmt::format("https://bsky.app/profile/{}", did);
}

model::IncomingContact contactOf(const WireProfile& profile) {
    // What the network says of somebody whose name it can't verify.
    const bool nameless = profile.handle == "handle.invalid";
    return {.remoteId = profile.did,
            .handle = nameless ? std::string() : profile.handle,
            .name = profile.displayName,
            .profileUrl = profileAddress(profile.did),
            .bot = std::ranges::find(profile.botBy, profile.did) != profile.botBy.end()};
}

/// A post and the notification of it show pictures at different addresses, a record at none: the address is
/// made from what all of them have.
model::Attachment attachmentOf(const WireMedia& media, const WirePost& post) {
    using Kind = model::Attachment::Kind;
    const bool image = media.type == "app.bsky.embed.images";
    return {.kind = image ? Kind::Image : Kind::Video,
            .url = image && !media.blobCid.empty()
                       ? fmt::format("https://cdn.bsky.app/img/feed_fullsize/plain/{}/{}@jpeg",
                                     post.author.did, media.blobCid)
                       : webAddressOf(post.uri),
            .description = media.description};
}

void appendParagraph(std::string& text, std::string_view paragraph) {
    text.append(text.empty() ? "" : "\n\n").append(paragraph);
}

model::MentionOfUs mentionOfUs(const WireRecord& record, const std::string& me) {
    const auto named = mentionedDids(record.text.value_or(""), record.facets);
    const bool quoted = !me.empty() && partsOf(record.embed.quotedUri).did == me;
    return quoted || std::ranges::find(named, me) != named.end() ? model::MentionOfUs::Written
                                                                 : model::MentionOfUs::None;
}

const WireProfile* memberOf(const WireConvo& convo, std::string_view did) {
    const auto found = std::ranges::find(convo.members, did, &WireProfile::did);
    return found == convo.members.end() ? nullptr : &*found;
}

model::IncomingContact memberContact(const WireConvo& convo, const std::string& did) {
    const WireProfile* member = memberOf(convo, did);
    return member != nullptr ? contactOf(*member)
                             : model::IncomingContact{.remoteId = did, .profileUrl = profileAddress(did)};
}

/// What every message of a private conversation has.
model::IncomingMessage privateMessage(const WireMessage& message, const WireConvo& convo,
                                      const std::string& me) {
    model::IncomingMessage result;
    result.remoteId = message.id;
    result.threadId = convo.id;
    result.parentRemoteId = message.replyToId;
    result.visibility = model::Visibility::Private;
    result.audience = kPrivateAudience;
    result.author = memberContact(convo, message.senderDid);
    result.own = message.senderDid == me;
    result.automatic = result.own && result.author.bot;
    for (const WireProfile& member : convo.members) {
        if (member.did == me || member.did == message.senderDid) {
            continue;
        }
        result.otherReaders.push_back(member.did);
        if (result.own) {
            result.addressees.push_back(contactOf(member));
        }
    }
    return result;
}

}  // namespace

model::IncomingMessage toMessage(const WirePost& post, const std::string& me) {
    const WireRecord& record = post.record;
    model::IncomingMessage message;
    message.remoteId = post.uri;
    message.parentRemoteId = record.parent.uri;
    message.author = contactOf(post.author);
    message.own = post.author.did == me;
    // Marked as automated by its owner: what it posts is a machine's. Replies of ours are known by their
    // outbox.
    message.automatic = message.own && message.author.bot;
    message.visibility = model::Visibility::Public;
    message.audience = kPublicAudience;
    message.url = webAddressOf(post.uri);
    message.at = post.indexedAt.value_or(base::UtcTime{});
    if (!message.own) {
        message.mentionOfUs = mentionOfUs(record, me);
    }
    message.writtenMentions = mentionedDids(record.text.value_or(""), record.facets);
    std::erase(message.writtenMentions, me);
    message.text = shownText(record.text.value_or(""), record.facets);
    for (const WireMedia& media : record.embed.media) {
        message.attachments.push_back(attachmentOf(media, post));
    }
    if (!record.embed.linkUri.empty() && message.text.find(record.embed.linkUri) == std::string::npos) {
        appendParagraph(message.text, record.embed.linkUri);
    }
    if (const auto quoted = webAddressOf(record.embed.quotedUri); !quoted.empty()) {
        appendParagraph(message.text, "RE: " + quoted);
    }
    if (!post.reason.empty()) {
        message.notificationId = post.uri;
    }
    if (post.hasViewer) {
        message.deeds.liked = !post.like.empty();
    }
    return message;
}

model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error, const WirePost& post,
                                    const std::string& me) {
    model::IncomingMessage message;
    message.unreadable = error.message;
    message.rawJson = keptJson(item.json);
    message.remoteId = post.uri.empty() ? nameOfBytes(item.json) : post.uri;
    message.parentRemoteId = post.record.parent.uri;
    message.author = contactOf(post.author);
    message.own = !me.empty() && post.author.did == me;
    message.visibility = model::Visibility::Public;
    message.audience = kPublicAudience;
    message.url = webAddressOf(post.uri);
    message.at = post.indexedAt.value_or(timeOfTid(partsOf(post.uri).key).value_or(base::UtcTime{}));
    if (!post.reason.empty() && !post.uri.empty()) {
        message.notificationId = post.uri;
    }
    return message;
}

model::IncomingMessage toHidden(const WireHidden& hidden, base::UtcTime seenFrom, const std::string& me) {
    const AtUri parts = partsOf(hidden.uri);
    const std::string did(hidden.did.empty() ? std::string(parts.did) : hidden.did);
    const base::UtcTime latest = seenFrom - base::Duration{1};
    model::IncomingMessage message;
    message.remoteId = hidden.uri;
    message.author = {.remoteId = did, .profileUrl = profileAddress(did)};
    message.own = did == me;
    message.visibility = model::Visibility::Public;
    message.audience = kPublicAudience;
    message.url = webAddressOf(hidden.uri);
    message.at = std::min(timeOfTid(parts.key).value_or(latest), latest);
    message.sight = hidden.blocked ? model::Sight::Blocked : model::Sight::Gone;
    return message;
}

model::IncomingMessage toMessage(const WireMessage& message, const WireConvo& convo, const std::string& me) {
    model::IncomingMessage result = privateMessage(message, convo, me);
    result.at = message.sentAt.value_or(base::UtcTime{});
    result.text = shownText(message.text.value_or(""), message.facets);
    if (const auto quoted = webAddressOf(message.quotedUri); !quoted.empty()) {
        appendParagraph(result.text, quoted);
    }
    return result;
}

model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                    const WireMessage& message, const WireConvo& convo,
                                    const std::string& me) {
    model::IncomingMessage result = privateMessage(message, convo, me);
    if (message.senderDid.empty() && convo.members.size() == 2) {
        // Somebody wrote, most likely the other one.
        const bool second = convo.members.front().did == me;
        result.author = contactOf(convo.members[second ? 1 : 0]);
        result.otherReaders.clear();
    }
    result.unreadable = error.message;
    result.rawJson = keptJson(item.json);
    result.remoteId = message.id.empty() ? nameOfBytes(item.json) : message.id;
    result.at = message.sentAt.value_or(timeOfTid(message.id).value_or(base::UtcTime{}));
    return result;
}

}  // namespace platform::bluesky
