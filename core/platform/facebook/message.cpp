// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/message.h"

#include "platform/answer.h"

#include <fmt/format.h>

#include <algorithm>

namespace platform::facebook {
namespace {

using Kind = model::Attachment::Kind;

/// Facebook does not tell everybody's name.
model::IncomingContact authorOf(const graph::WirePerson& from, const std::string& id) {
    if (from.id.empty()) {
        return {.remoteId = "unknown:" + id, .name = from.name.empty() ? "Facebook user" : from.name};
    }
    return {.remoteId = from.id, .name = from.name, .profileUrl = fmt::format("{}/{}", kWebOrigin, from.id)};
}

model::MentionOfUs mentionOfUs(const std::vector<WireTag>& tags, const graph::Self& self, bool reply) {
    const auto found = std::ranges::find(tags, self.id, &WireTag::id);
    if (found == tags.end()) {
        return model::MentionOfUs::None;
    }
    // Facebook puts the name of whoever is answered in front of a reply.
    return reply && found->offset == 0 ? model::MentionOfUs::Leading : model::MentionOfUs::Written;
}

std::vector<std::string> writtenMentions(const std::vector<WireTag>& tags, const graph::Self& self) {
    std::vector<std::string> ids;
    for (const WireTag& tag : tags) {
        if (!tag.id.empty() && tag.id != self.id && tag.offset != 0 &&
            std::ranges::find(ids, tag.id) == ids.end()) {
            ids.push_back(tag.id);
        }
    }
    return ids;
}

void addAttachment(const WireCommentAttachment& attachment, model::IncomingMessage& message) {
    if (!attachment.videoUrl.empty()) {
        message.attachments.push_back(
            {.kind = Kind::Video, .url = attachment.videoUrl, .description = attachment.title});
    } else if (!attachment.imageUrl.empty()) {
        message.attachments.push_back(
            {.kind = Kind::Image, .url = attachment.imageUrl, .description = attachment.title});
    } else if (!attachment.url.empty() && message.text.find(attachment.url) == std::string::npos) {
        message.attachments.push_back(
            {.kind = Kind::File, .url = attachment.url, .description = attachment.title});
    }
}

model::PrivateReply privateReply(std::optional<bool> taken) {
    return !taken   ? model::PrivateReply::NotSaid
           : *taken ? model::PrivateReply::Taken
                    : model::PrivateReply::NotTaken;
}

}  // namespace

model::IncomingMessage toMessage(const WireComment& comment, std::string_view postId,
                                 const graph::Self& self) {
    model::IncomingMessage message;
    message.remoteId = comment.id;
    message.parentRemoteId = comment.parentId.empty() ? std::string(postId) : comment.parentId;
    message.author = authorOf(comment.from, comment.id);
    message.own = self.is(comment.from);
    message.audience = kPublicAudience;
    message.mentionOfUs = mentionOfUs(comment.tags, self, !comment.parentId.empty());
    message.writtenMentions = writtenMentions(comment.tags, self);
    message.text = comment.text.value_or("");
    addAttachment(comment.attachment, message);
    message.url = comment.url.empty() ? fmt::format("{}/{}", kWebOrigin, comment.id) : comment.url;
    message.at = comment.createdAt.value_or(base::UtcTime{});
    message.privateReply = privateReply(comment.canReplyPrivately);
    // There is no list of what was edited or deleted: comments are looked at again one by one.
    message.notificationId = message.own ? std::string() : comment.id;
    message.deeds = {.hidden = comment.hidden,
                     .liked = comment.liked,
                     .canHide = comment.canHide,
                     .canLike = comment.canLike};
    return message;
}

model::IncomingMessage toMessage(const WirePost& post, const graph::Self& self) {
    model::IncomingMessage message;
    message.remoteId = post.id;
    message.author = authorOf(post.from, post.id);
    message.own = self.is(post.from);
    message.audience = kPublicAudience;
    // A visitor writes to us by writing on our Page, or by naming it.
    message.mentionOfUs = message.own ? model::MentionOfUs::None : model::MentionOfUs::Written;
    message.writtenMentions = writtenMentions(post.tags, self);
    message.text = post.text.empty() ? post.story : post.text;
    if (!post.pictureUrl.empty()) {
        message.attachments.push_back({.kind = Kind::Image, .url = post.pictureUrl, .description = {}});
    }
    // A visitor's post is hidden in the Page's own settings, and nobody tells whether we like it.
    message.deeds = {.canHide = false, .canLike = false};
    message.url = post.url.empty() ? fmt::format("{}/{}", kWebOrigin, post.id) : post.url;
    message.at = post.createdAt.value_or(base::UtcTime{});
    message.privateReply = privateReply(post.canReplyPrivately);
    return message;
}

model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                    const WireComment& comment, std::string_view postId,
                                    const graph::Self& self, base::UtcTime otherwiseAt) {
    WireComment known = comment;
    known.createdAt = comment.createdAt.value_or(otherwiseAt);
    if (known.id.empty()) {
        known.id = nameOfBytes(item.json);
    }
    model::IncomingMessage message = toMessage(known, postId, self);
    message.unreadable = error.message;
    message.rawJson = keptJson(item.json);
    return message;
}

}  // namespace platform::facebook
