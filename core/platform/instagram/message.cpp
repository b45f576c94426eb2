// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/message.h"

#include "platform/answer.h"
#include "platform/graph/mention.h"

#include "base/text.h"

#include <fmt/format.h>

namespace platform::instagram {
namespace {

graph::WirePerson writerOf(const WireComment& comment) {
    graph::WirePerson writer = comment.from;
    if (writer.username.empty()) {
        writer.username = comment.username;
    }
    return writer;
}

/// Somebody of whom Instagram tells the name alone is known by it; names are unique there.
model::IncomingContact contactOf(const graph::WirePerson& person, const std::string& messageId) {
    const std::string id = !person.id.empty() ? person.id
                           : !person.username.empty()
                               ? std::string(kNamePrefix) + base::asciiLower(person.username)
                               : "unknown:" + messageId;
    return {.remoteId = id,
            .handle = person.username,
            .name = person.username.empty() ? "Instagram user" : person.username,
            .profileUrl = person.username.empty()
                              ? std::string()
                              : fmt::format("https://www.instagram.com/{}/", person.username)};
}

}  // namespace

model::IncomingMessage toMessage(const WireComment& comment, std::string_view mediaId, std::string_view top,
                                 const graph::Self& self) {
    const graph::WirePerson writer = writerOf(comment);
    model::IncomingMessage message;
    message.remoteId = comment.id;
    message.parentRemoteId =
        !comment.parentId.empty() ? comment.parentId : std::string(top.empty() ? mediaId : top);
    message.own = self.is(writer);
    message.author = contactOf(writer, comment.id);
    message.audience = kPublicAudience;
    message.text = comment.text;
    const bool reply = !comment.parentId.empty() || !top.empty();
    message.mentionOfUs =
        message.own ? model::MentionOfUs::None : graph::mentionOf(self.username, message.text, reply);
    message.at = comment.at.value_or(base::UtcTime{});
    message.deeds.hidden = comment.hidden;
    return message;
}

model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                    const WireComment& comment, std::string_view mediaId,
                                    std::string_view top, const graph::Self& self,
                                    base::UtcTime otherwiseAt) {
    WireComment known = comment;
    known.at = comment.at.value_or(otherwiseAt);
    if (known.id.empty()) {
        known.id = nameOfBytes(item.json);
    }
    model::IncomingMessage message = toMessage(known, mediaId, top, self);
    message.unreadable = error.message;
    message.rawJson = keptJson(item.json);
    return message;
}

model::IncomingMessage toMessage(const WireMedium& medium, Whose whose, const graph::Self& self) {
    using Kind = model::Attachment::Kind;
    const graph::WirePerson owner{.id = {}, .name = {}, .username = medium.username};
    model::IncomingMessage message;
    message.remoteId = medium.id;
    message.own = whose == Whose::Ours || self.is(owner);
    message.author = message.own ? model::IncomingContact{.remoteId = self.id, .handle = self.username}
                                 : contactOf(owner, medium.id);
    message.audience = message.own ? kPublicAudience : kTaggedAudience;
    message.mentionOfUs = message.own ? model::MentionOfUs::None : model::MentionOfUs::Written;
    message.text = medium.caption;
    const bool video = medium.type == "VIDEO";
    if (const std::string& url = medium.url.empty() ? medium.thumbnailUrl : medium.url; !url.empty()) {
        message.attachments.push_back({.kind = video && !medium.url.empty() ? Kind::Video : Kind::Image,
                                       .url = url,
                                       .description = {}});
    }
    message.deeds.canHide = false;  // only what stands below one of ours
    message.url = medium.permalink;
    message.at = medium.at.value_or(base::UtcTime{});
    return message;
}

}  // namespace platform::instagram
