// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/message.h"

#include "platform/answer.h"
#include "platform/x/snowflake.h"

#include "base/text.h"
#include "model/text_entities.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace platform::x {
namespace {

bool isNameLetter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_';
}

void appendParagraph(std::string& text, std::string_view paragraph) {
    text.append(text.empty() ? "" : "\n\n").append(paragraph);
}

/// X escapes these three and nothing else.
std::string unescaped(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 3> kEscapes{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}}};
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const auto found = std::ranges::find_if(
            kEscapes, [text](const auto& escape) { return text.starts_with(escape.first); });
        if (found != kEscapes.end()) {
            plain += found->second;
            text.remove_prefix(found->first.size());
        } else {
            plain += text.front();
            text.remove_prefix(1);
        }
    }
    return plain;
}

/// The link that X puts behind a post's text for its own pictures.
bool isOfMedia(const WireUrl& url) {
    if (!url.mediaKey.empty()) {
        return true;
    }
    const std::string_view address = url.expandedUrl;
    const bool ofX = address.starts_with("https://x.com/") || address.starts_with("https://twitter.com/");
    const auto status = address.find("/status/");
    return ofX && status != std::string_view::npos &&
           (address.find("/photo/", status) != std::string_view::npos ||
            address.find("/video/", status) != std::string_view::npos);
}

/// The text as its author wrote it: t.co taken back. URLs are looked for by their own words; the places that
/// X names count in a unit that is not documented.
std::string shownText(std::string_view escaped, const WireEntities& entities, bool hasMedia) {
    std::string text = unescaped(escaped);
    for (const WireUrl& url : entities.urls) {
        const auto at = url.url.empty() ? std::string::npos : text.rfind(url.url);
        if (at == std::string::npos) {
            continue;
        }
        if (hasMedia && isOfMedia(url)) {
            text.erase(at, url.url.size());
        } else if (!url.expandedUrl.empty()) {
            text.replace(at, url.url.size(), url.expandedUrl);
        }
    }
    return std::string(base::trim(text));
}

model::Attachment attachmentOf(const WireMedia& media) {
    using Kind = model::Attachment::Kind;
    model::Attachment attachment{.kind = media.type == "photo"                                   ? Kind::Image
                                         : media.type == "video" || media.type == "animated_gif" ? Kind::Video
                                                                                                 : Kind::File,
                                 .url = media.url,
                                 .description = media.altText};
    std::int64_t best = -1;
    for (const auto& variant : media.variants) {
        if (variant.contentType == "video/mp4" && variant.bitRate > best) {
            best = variant.bitRate;
            attachment.url = variant.url;
        }
    }
    if (attachment.url.empty()) {
        attachment.url = media.previewUrl;
    }
    return attachment;
}

std::vector<model::Attachment> attachmentsOf(const std::vector<std::string>& keys,
                                             const WireIncludes& includes) {
    std::vector<model::Attachment> attachments;
    for (const auto& key : keys) {
        const auto media = includes.media.find(key);
        if (media != includes.media.end()) {
            attachments.push_back(attachmentOf(media->second));
        }
    }
    return attachments;
}

model::IncomingContact contactOf(const std::string& id, const WireIncludes& includes) {
    const auto user = includes.users.find(id);
    return user != includes.users.end() ? contactOf(user->second) : model::IncomingContact{.remoteId = id};
}

bool isUs(const WireMention& mention, const Self& self) {
    return (!mention.id.empty() && mention.id == self.id) ||
           (!self.username.empty() && base::asciiLower(mention.username) == self.username);
}

/// Does "@name" stand in the text, as a word?
bool names(std::string_view text, std::string_view username) {
    if (username.empty()) {
        return false;
    }
    const std::string lower = base::asciiLower(text);
    const std::string wanted = "@" + base::asciiLower(username);
    for (auto at = lower.find(wanted); at != std::string::npos; at = lower.find(wanted, at + 1)) {
        const auto end = at + wanted.size();
        if ((at == 0 || !isNameLetter(lower[at - 1])) && (end == lower.size() || !isNameLetter(lower[end]))) {
            return true;
        }
    }
    return false;
}

/// What stands behind the mentions that a reply begins with: X puts them there by itself.
std::string_view ownWords(const WirePost& post, std::string_view text) {
    return referenceOf(post, "replied_to") != nullptr ? model::behindLeadingMentions(text, text.size())
                                                      : text;
}

model::MentionOfUs mentionOfUs(const WirePost& post, const WireIncludes& includes, std::string_view text,
                               const Self& self) {
    using model::MentionOfUs;
    const WireReference* quoted = referenceOf(post, "quoted");
    const auto original = quoted == nullptr ? includes.posts.end() : includes.posts.find(quoted->id);
    if (names(ownWords(post, text), self.username) ||
        (original != includes.posts.end() && !self.id.empty() && original->second.authorId == self.id)) {
        return MentionOfUs::Written;
    }
    const auto& mentions = post.entities.mentions;
    const bool listed =
        std::ranges::any_of(mentions, [&self](const auto& mention) { return isUs(mention, self); });
    if (!listed && !names(text, self.username)) {
        return MentionOfUs::None;
    }
    // Renamed since: the text has another name of ours.
    return referenceOf(post, "replied_to") != nullptr ? MentionOfUs::Leading : MentionOfUs::Written;
}

std::vector<std::string> writtenMentions(const WirePost& post, std::string_view text, const Self& self) {
    std::vector<std::string> ids;
    for (const auto& mention : post.entities.mentions) {
        if (!mention.id.empty() && !isUs(mention, self) && names(ownWords(post, text), mention.username) &&
            std::ranges::find(ids, mention.id) == ids.end()) {
            ids.push_back(mention.id);
        }
    }
    return ids;
}

/// Whose post it is when X does not say: nobody else's.
std::string nobody(const std::string& postId) {
    return "unknown:" + postId;
}

/// What every post has, whether or not it could be read whole.
model::IncomingMessage bareMessage(const WirePost& post, const WireIncludes& includes, const Self& self,
                                   base::UtcTime otherwiseAt) {
    model::IncomingMessage message;
    message.remoteId = firstId(post);
    if (const auto* parent = referenceOf(post, "replied_to")) {
        const auto known = includes.posts.find(parent->id);
        message.parentRemoteId = known == includes.posts.end() ? parent->id : firstId(known->second);
    }
    message.author = post.authorId.empty()
                         ? model::IncomingContact{.remoteId = nobody(message.remoteId), .name = "X user"}
                         : contactOf(post.authorId, includes);
    message.own = !self.id.empty() && post.authorId == self.id;
    message.visibility = model::Visibility::Public;
    message.audience = kPublicAudience;
    message.url = webAddress(message.own ? self.username : message.author.handle, post.id);
    message.at = post.createdAt ? *post.createdAt : timeOfId(message.remoteId).value_or(otherwiseAt);
    if (message.remoteId != post.id) {
        message.at = timeOfId(message.remoteId).value_or(message.at);
        message.editedAt = post.createdAt && timeOfId(post.id) ? timeOfId(post.id) : post.createdAt;
    }
    return message;
}

model::IncomingMessage barePrivate(const WireDirectMessage& message, const WireIncludes& includes,
                                   const Self& self, base::UtcTime otherwiseAt) {
    model::IncomingMessage result;
    result.remoteId = message.id;
    result.threadId = message.conversationId;
    result.visibility = model::Visibility::Private;
    result.audience = kPrivateAudience;
    result.own = !self.id.empty() && message.senderId == self.id;
    result.at = message.createdAt ? *message.createdAt : timeOfId(message.id).value_or(otherwiseAt);
    const std::string other = otherOf(message.conversationId, self.id);
    const std::string& sender = message.senderId.empty() ? other : message.senderId;
    result.author = sender.empty() ? model::IncomingContact{.remoteId = nobody(message.id), .name = "X user"}
                                   : contactOf(sender, includes);
    std::vector<std::string> readers = message.participants;
    if (!other.empty()) {
        readers = {other};
    }
    for (const auto& reader : readers) {
        if (reader.empty() || reader == self.id || reader == sender) {
            continue;
        }
        result.otherReaders.push_back(reader);
        if (result.own) {
            result.addressees.push_back(contactOf(reader, includes));
        }
    }
    return result;
}

}  // namespace

Self::Self(const model::Account& account)
    : id(account.remoteId),
      username(base::asciiLower(
          std::string_view(account.handle).substr(account.handle.starts_with('@') ? 1 : 0))) {}

const std::string& firstId(const WirePost& post) {
    return post.editHistory.empty() || post.editHistory.front().empty() ? post.id : post.editHistory.front();
}

bool isFormerVersion(const WirePost& post) {
    return !post.editHistory.empty() && !post.editHistory.back().empty() &&
           post.editHistory.back() != post.id;
}

const WireReference* referenceOf(const WirePost& post, std::string_view type) {
    const auto found = std::ranges::find(post.references, type, &WireReference::type);
    return found == post.references.end() || found->id.empty() ? nullptr : &*found;
}

model::IncomingContact contactOf(const WireUser& user) {
    return {.remoteId = user.id,
            .handle = user.username,
            .name = user.name,
            .profileUrl = user.username.empty() ? std::string() : "https://x.com/" + user.username,
            .followers = user.followers};
}

model::IncomingMessage toMessage(const WirePost& post, const WireIncludes& includes, const Self& self,
                                 base::UtcTime otherwiseAt) {
    model::IncomingMessage message = bareMessage(post, includes, self, otherwiseAt);
    message.attachments = attachmentsOf(post.mediaKeys, includes);
    const bool isLong = !post.noteText.empty();
    message.text = shownText(isLong ? std::string_view(post.noteText) : std::string_view(*post.text),
                             isLong ? post.noteEntities : post.entities, !message.attachments.empty());
    if (!message.own) {
        message.mentionOfUs = mentionOfUs(post, includes, message.text, self);
    }
    message.writtenMentions = writtenMentions(post, message.text, self);
    const auto* quoted = referenceOf(post, "quoted");
    if (quoted != nullptr && message.text.find("/status/" + quoted->id) == std::string::npos) {
        appendParagraph(message.text, "RE: " + webAddress({}, quoted->id));
    }
    return message;
}

model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error, const WirePost& post,
                                    const Self& self, base::UtcTime otherwiseAt) {
    model::IncomingMessage message = bareMessage(post, {}, self, otherwiseAt);
    message.unreadable = error.message;
    message.rawJson = keptJson(item.json);
    if (message.remoteId.empty()) {
        message.remoteId = nameOfBytes(item.json);
        message.url.clear();
        if (post.authorId.empty()) {
            message.author.remoteId = nobody(message.remoteId);
        }
    }
    return message;
}

model::IncomingMessage toHidden(const std::string& id, model::Sight sight, base::UtcTime otherwiseAt) {
    model::IncomingMessage message;
    message.remoteId = id;
    message.author = {.remoteId = nobody(id), .name = "X user"};
    message.visibility = model::Visibility::Public;
    message.audience = kPublicAudience;
    message.url = webAddress({}, id);
    message.at = timeOfId(id).value_or(otherwiseAt);
    message.sight = sight;
    return message;
}

model::IncomingMessage toMessage(const WireDirectMessage& message, const WireIncludes& includes,
                                 const Self& self, base::UtcTime otherwiseAt) {
    model::IncomingMessage result = barePrivate(message, includes, self, otherwiseAt);
    result.attachments = attachmentsOf(message.mediaKeys, includes);
    result.text = shownText(message.text.value_or(""), message.entities, !result.attachments.empty());
    for (const auto& post : message.postIds) {
        if (!post.empty() && result.text.find("/status/" + post) == std::string::npos) {
            appendParagraph(result.text, webAddress({}, post));
        }
    }
    return result;
}

model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                    const WireDirectMessage& message, const Self& self,
                                    base::UtcTime otherwiseAt) {
    model::IncomingMessage result = barePrivate(message, {}, self, otherwiseAt);
    result.unreadable = error.message;
    result.rawJson = keptJson(item.json);
    if (result.remoteId.empty()) {
        result.remoteId = nameOfBytes(item.json);
    }
    return result;
}

std::string otherOf(std::string_view conversationId, std::string_view me) {
    const auto dash = conversationId.find('-');
    if (dash == std::string_view::npos || me.empty()) {
        return {};
    }
    const auto first = conversationId.substr(0, dash);
    const auto second = conversationId.substr(dash + 1);
    return first == me ? std::string(second) : second == me ? std::string(first) : std::string();
}

std::string webAddress(std::string_view username, std::string_view id) {
    return id.empty() ? std::string()
                      : fmt::format("https://x.com/{}/status/{}", username.empty() ? "i" : username, id);
}

std::string comparable(std::string_view text) {
    std::string plain;
    for (std::string_view rest = model::behindLeadingMentions(text, text.size()); !rest.empty();) {
        // X shows "shop.example" as "http://shop.example/".
        if (rest.starts_with("https://") || rest.starts_with("http://")) {
            rest.remove_prefix(rest.find("//") + 2);
            continue;
        }
        const bool slashAtEnd =
            rest.front() == '/' && (rest.size() == 1 || rest[1] == ' ' || rest[1] == '\n');
        if (!slashAtEnd) {
            plain += rest.front();
        }
        rest.remove_prefix(1);
    }
    return plain;
}

}  // namespace platform::x
