// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/message.h"

#include "platform/answer.h"
#include "platform/html_text.h"

#include "base/text.h"
#include "model/text_entities.h"

#include <algorithm>

namespace platform::mastodon {

namespace {

model::IncomingContact contactOf(const WireAccount& account) {
    return {.remoteId = account.id,
            .handle = account.acct.empty() ? account.username : account.acct,
            .name = account.displayName,
            .profileUrl = account.url.empty() ? account.uri : account.url,
            .bot = account.bot,
            .followers = account.followers};
}

/// snac2 numbers the mentions of a status 0, 1, 2 and writes the whole handle into `username`: no ids of
/// people.
bool hasRealId(const WireMention& mention) {
    return !mention.id.empty() && mention.username.find('@') == std::string::npos;
}

model::Attachment attachmentOf(const WireAttachment& wire) {
    using Kind = model::Attachment::Kind;
    const Kind kind = wire.type == "image"                          ? Kind::Image
                      : wire.type == "video" || wire.type == "gifv" ? Kind::Video
                      : wire.type == "audio"                        ? Kind::Audio
                                                                    : Kind::File;
    return {kind, wire.url.empty() ? wire.remoteUrl : wire.url, wire.description};
}

model::MentionOfUs mentionOfUs(const WireStatus& status, const HtmlText& content, const Self& self) {
    using model::MentionOfUs;
    // In a post that answers nothing, whoever it starts with is written to on purpose.
    const bool isReply = !status.inReplyToId.empty();
    bool named = false;
    for (const auto& anchor : content.mentions) {
        if (self.is(anchor)) {
            if (!anchor.leading || !isReply) {
                return MentionOfUs::Written;
            }
            named = true;
        }
    }
    const bool listed =
        std::ranges::any_of(status.mentions, [&](const auto& mention) { return self.is(mention); });
    if (!named && !listed) {
        return MentionOfUs::None;
    }
    return isReply ? MentionOfUs::Leading : MentionOfUs::Written;
}

std::vector<std::string> writtenMentions(const WireStatus& status, const HtmlText& content,
                                         const Self& self) {
    std::vector<std::string> ids;
    for (const auto& anchor : content.mentions) {
        if ((anchor.leading && !status.inReplyToId.empty()) || self.is(anchor)) {
            continue;
        }
        const auto mention = std::ranges::find_if(
            status.mentions, [&](const auto& each) { return hasRealId(each) && samePerson(anchor, each); });
        if (mention != status.mentions.end() && std::ranges::find(ids, mention->id) == ids.end()) {
            ids.push_back(mention->id);
        }
    }
    return ids;
}

/// Who else reads a private message, or to whom our own one went.
void fillReaders(const WireStatus& status, const HtmlText& content, const Self& self,
                 model::IncomingMessage& message) {
    for (const auto& mention : status.mentions) {
        const bool isAuthor = hasRealId(mention) && mention.id == status.account.id;
        if (self.is(mention) || isAuthor) {
            continue;
        }
        if (hasRealId(mention)) {
            message.otherReaders.push_back(mention.id);
        }
        if (message.own) {
            message.addressees.push_back({.remoteId = hasRealId(mention) ? mention.id : std::string(),
                                          .handle = mention.acct.empty() ? mention.username : mention.acct,
                                          .profileUrl = mention.url});
        }
    }
    if (!message.own || !message.addressees.empty()) {
        return;
    }
    for (const auto& anchor : content.mentions) {
        if (!self.is(anchor) && anchor.text.size() > 1) {
            message.addressees.push_back({.handle = anchor.text.substr(anchor.text.starts_with('@') ? 1 : 0),
                                          .profileUrl = anchor.href});
        }
    }
}

void appendParagraph(std::string& text, std::string_view paragraph) {
    text.append(text.empty() ? "" : "\n\n").append(paragraph);
}

void appendExtras(const WireStatus& status, std::string& text) {
    if (!status.pollOptions.empty()) {
        std::string options;
        for (const auto& option : status.pollOptions) {
            options.append(options.empty() ? "" : "\n").append("○ ").append(option);
        }
        appendParagraph(text, options);
    }
    if (!status.quotedUrl.empty()) {
        appendParagraph(text, "RE: " + status.quotedUrl);
    }
}

/// "@user" of "@user@domain".
std::string_view shortMention(std::string_view mention) {
    return mention.substr(0, mention.find('@', 1));
}

}  // namespace

model::Visibility visibilityOf(std::string_view audience) {
    return audience == "public" || audience == "unlisted" ? model::Visibility::Public
                                                          : model::Visibility::Private;
}

model::IncomingMessage toMessage(const WireStatus& status, const Self& self) {
    HtmlText content = htmlToText(status.content.value_or(""));
    model::IncomingMessage message;
    message.remoteId = status.id;
    message.parentRemoteId = status.inReplyToId;
    message.author = contactOf(status.account);
    message.own = self.is(status.account);
    // Marked as a robot by its owner: what it posts is a machine's. Replies of ours are known by their
    // outbox.
    message.automatic = message.own && status.account.bot;
    message.visibility = visibilityOf(status.visibility);
    message.audience = status.visibility;
    message.subject = status.spoilerText;
    message.url = status.url.empty() ? status.uri : status.url;
    message.at = status.createdAt.value_or(base::UtcTime{});
    message.editedAt = status.editedAt;
    if (!message.own) {
        message.mentionOfUs = mentionOfUs(status, content, self);
    }
    message.writtenMentions = writtenMentions(status, content, self);
    if (message.visibility == model::Visibility::Private) {
        fillReaders(status, content, self, message);
    }
    for (const auto& attachment : status.attachments) {
        message.attachments.push_back(attachmentOf(attachment));
    }
    if (message.visibility == model::Visibility::Public) {
        message.deeds.liked = status.favourited;
    }
    message.text = std::move(content.text);
    appendExtras(status, message.text);
    return message;
}

model::IncomingMessage toUnreadable(const UnreadableItem& unreadable, const Self& self) {
    const WireNotification* const notification = unreadable.notification;
    const WireStatus* const status = unreadable.status;
    model::IncomingMessage message;
    message.unreadable = unreadable.error.message;
    message.rawJson = keptJson(unreadable.item.json);
    message.at = unreadable.otherwiseAt;
    if (notification != nullptr) {
        message.notificationId = notification->id;
        message.at = notification->createdAt.value_or(message.at);
        message.author = contactOf(notification->account);
    }
    // Unknown to whom it was open: never answered more widely than to its author.
    message.audience = "direct";
    message.visibility = model::Visibility::Private;
    if (status != nullptr) {
        message.remoteId = status->id;
        message.parentRemoteId = status->inReplyToId;
        message.url = status->url.empty() ? status->uri : status->url;
        message.at = status->createdAt.value_or(message.at);
        if (!status->account.id.empty()) {
            message.author = contactOf(status->account);
            message.own = self.is(status->account);
        }
        if (!status->visibility.empty()) {
            message.audience = status->visibility;
            message.visibility = visibilityOf(status->visibility);
        }
    }
    if (message.remoteId.empty()) {
        message.remoteId = message.notificationId.empty() ? nameOfBytes(unreadable.item.json)
                                                          : "notification:" + message.notificationId;
    }
    return message;
}

std::string comparableHtml(std::string_view html) {
    const HtmlText content = htmlToText(html);
    std::string text;
    std::size_t position = content.leadingEnd;
    for (const auto& anchor : content.mentions) {
        if (anchor.offset >= position) {
            text.append(content.text, position, anchor.offset - position);
            text.append(base::asciiLower(shortMention(anchor.text)));
            position = anchor.offset + anchor.text.size();
        }
    }
    text.append(content.text, position);
    return std::string(base::trim(text));
}

std::string comparablePlain(std::string_view text) {
    std::string result;
    std::size_t position = 0;
    bool leading = true;
    for (const auto& entity : model::findEntities(text)) {
        if (entity.kind != model::TextEntity::Kind::Mention) {
            continue;
        }
        const auto between = text.substr(position, entity.begin - position);
        leading = leading && base::trim(between).empty();
        if (!leading) {
            result.append(between);
            result.append(base::asciiLower(text.substr(entity.begin, entity.nameEnd - entity.begin)));
        }
        position = entity.end;
    }
    result.append(text.substr(position));
    return std::string(base::trim(result));
}

}  // namespace platform::mastodon
