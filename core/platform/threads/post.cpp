// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/threads/post.h"

#include "platform/answer.h"
#include "platform/graph/mention.h"
#include "platform/graph/parse.h"
#include "platform/json_fields.h"

#include "base/text.h"

#include <fmt/format.h>

#include <array>

namespace platform::threads {
namespace {

using json::Field;
using json::readOptionalId;
using json::readOptionalText;
using json::Value;

base::Status readFlag(Value& value, bool& into) {
    return value.kind() == json::Kind::Flag ? value.flag(into) : base::Status{};
}

constexpr std::array<Field<std::string>, 1> kIdFields{{
    {"id", [](Value& value, std::string& into) { return readOptionalId(value, into); }},
}};
base::Status readReference(Value& value, std::string& into) {
    return json::readOptionalObject<std::string>(value, into, kIdFields);
}
constexpr std::array<Field<WirePost>, 12> kPostFields{{
    {"id", [](Value& value, WirePost& into) { return value.identifier(into.id); }},
    {"username", [](Value& value, WirePost& into) { return readOptionalText(value, into.username); }},
    {"text", [](Value& value, WirePost& into) { return readOptionalText(value, into.text); }},
    {"timestamp", [](Value& value, WirePost& into) { return graph::readGraphTime(value, into.at); }},
    {"media_type", [](Value& value, WirePost& into) { return readOptionalText(value, into.mediaType); }},
    {"media_url", [](Value& value, WirePost& into) { return readOptionalText(value, into.mediaUrl); }},
    {"permalink", [](Value& value, WirePost& into) { return readOptionalText(value, into.permalink); }},
    {"root_post", [](Value& value, WirePost& into) { return readReference(value, into.root); }},
    {"replied_to", [](Value& value, WirePost& into) { return readReference(value, into.repliedTo); }},
    {"has_replies", [](Value& value, WirePost& into) { return readFlag(value, into.hasReplies); }},
    {"hide_status", [](Value& value, WirePost& into) { return readOptionalText(value, into.hideStatus); }},
    {"is_reply_owned_by_me", [](Value& value, WirePost& into) { return readFlag(value, into.ours); }},
}};

}  // namespace

base::Status readPost(json::Reader& reader, const json::Item& item, WirePost& post) {
    if (auto status = reader.read<WirePost>(item, post, kPostFields); !status) {
        return status;
    }
    if (post.id.empty()) {
        return graph::lacks(item.path, "id");
    }
    return post.at ? base::Status{} : graph::lacks(item.path, "timestamp");
}

graph::Server serverOf(const model::Account& account, const Secrets& secrets) {
    return {account.server, "v1.0", "Threads", secrets};
}

graph::Self selfOf(const model::Account& account) {
    const std::string_view handle = account.handle;
    return {.id = account.remoteId,
            .username = base::asciiLower(handle.substr(handle.starts_with('@') ? 1 : 0))};
}

model::IncomingMessage toMessage(const WirePost& post, const graph::Self& self) {
    using Kind = model::Attachment::Kind;
    model::IncomingMessage message;
    message.remoteId = post.id;
    message.parentRemoteId = post.repliedTo;
    message.own = post.ours || (!self.username.empty() && base::asciiLower(post.username) == self.username);
    // People are known by their names alone; those are unique there.
    message.author =
        post.username.empty()
            ? model::IncomingContact{.remoteId = "unknown:" + post.id, .name = "Threads user"}
            : model::IncomingContact{.remoteId = base::asciiLower(post.username),
                                     .handle = post.username,
                                     .name = post.username,
                                     .profileUrl = fmt::format("https://www.threads.com/@{}", post.username)};
    message.audience = kPublicAudience;
    message.text = post.text;
    message.mentionOfUs = message.own ? model::MentionOfUs::None
                                      : graph::mentionOf(self.username, post.text, !post.repliedTo.empty());
    if (!post.mediaUrl.empty()) {
        message.attachments.push_back({.kind = post.mediaType == "VIDEO" ? Kind::Video : Kind::Image,
                                       .url = post.mediaUrl,
                                       .description = {}});
    }
    // What stands deeper goes with the reply above it.
    if (post.repliedTo.empty() || (!post.root.empty() && post.repliedTo != post.root)) {
        message.deeds.canHide = false;
    }
    if (!post.hideStatus.empty()) {
        message.deeds.hidden = post.hideStatus == "HIDDEN";
    }
    message.url = post.permalink;
    message.at = post.at.value_or(base::UtcTime{});
    return message;
}

model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error, const WirePost& post,
                                    const graph::Self& self, base::UtcTime otherwiseAt) {
    WirePost known = post;
    known.at = post.at.value_or(otherwiseAt);
    if (known.id.empty()) {
        known.id = nameOfBytes(item.json);
    }
    model::IncomingMessage message = toMessage(known, self);
    message.unreadable = error.message;
    message.rawJson = keptJson(item.json);
    return message;
}

}  // namespace platform::threads
