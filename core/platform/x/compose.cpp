// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/compose.h"

#include "platform/x/settings.h"

#include "base/text.h"
#include "model/text_limits.h"
#include "net/http.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace platform::x {
namespace {

constexpr std::int64_t kLongestPost = 280;
constexpr std::int64_t kLengthOfUrl = 23;
constexpr std::int64_t kLongestDirectMessage = 10'000;

std::string textIn(const nlohmann::json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// A conversation of two is named by the other one; only groups by their own id.
std::string threadPath(const model::ReplyDraft& draft) {
    const bool group = !draft.threadId.empty() && draft.threadId.find('-') == std::string::npos;
    return group ? "/2/dm_conversations/" + net::percentEncode(draft.threadId)
                 : "/2/dm_conversations/with/" + net::percentEncode(draft.addresseeRemoteId);
}

}  // namespace

model::LengthRule postLength() {
    return {.unit = model::LengthUnit::Weighted, .limit = kLongestPost, .urlLength = kLengthOfUrl};
}

model::LengthRule directMessageLength() {
    return {.unit = model::LengthUnit::Graphemes, .limit = kLongestDirectMessage};
}

base::Status check(const model::Account& account, const model::ReplyDraft& draft) {
    if (base::trim(draft.text).empty()) {
        return base::fail(base::ErrorKind::BadInput, "the reply is empty");
    }
    const bool isPublic = draft.visibility == model::Visibility::Public;
    if (!isPublic && !directMessagesOn(account)) {
        return base::fail(base::ErrorKind::Permission,
                          "direct messages are switched off for this account; to switch them on, choose "
                          "Settings in the account's menu");
    }
    const bool nobody = draft.addresseeRemoteId.empty() || draft.addresseeRemoteId.starts_with("unknown:");
    if (!isPublic && draft.threadId.empty() && nobody) {
        return base::fail(base::ErrorKind::BadInput, "X does not say whom this message would reach");
    }
    if (isPublic && !draft.parentAddressesUs) {
        return base::fail(
            base::ErrorKind::Permission,
            "X takes replies only to posts whose author mentions or quotes you; open this one in "
            "the browser");
    }
    const auto rule = isPublic ? postLength() : directMessageLength();
    const auto length = model::measure(draft.text, rule);
    if (length.count > length.limit) {
        return base::fail(
            base::ErrorKind::TooLong,
            fmt::format("the reply counts {} on X, which takes {} at most", length.count, length.limit));
    }
    return {};
}

std::string replyPage(const model::ReplyDraft& draft) {
    if (draft.visibility != model::Visibility::Public || draft.parentRemoteId.empty()) {
        return {};
    }
    const std::string address =
        "https://x.com/intent/post?in_reply_to=" + net::percentEncode(draft.parentRemoteId);
    return draft.text.empty() ? address : address + "&text=" + net::percentEncode(draft.text);
}

model::FrozenReply freeze(const model::ReplyDraft& draft) {
    nlohmann::json body{{"text", draft.text}};
    nlohmann::json frozen;
    if (draft.visibility == model::Visibility::Private) {
        const std::string thread = threadPath(draft);
        frozen = {{"kind", "direct_message"}, {"path", thread + "/messages"}, {"thread", thread}};
    } else {
        if (!draft.parentRemoteId.empty()) {
            body["reply"] = {{"in_reply_to_tweet_id", draft.parentRemoteId}};
        }
        frozen = {{"kind", "post"}, {"path", "/2/tweets"}, {"parent", draft.parentRemoteId}};
    }
    frozen["text"] = draft.text;
    frozen["call"] = body.dump();
    return {.body = frozen.dump(), .repeatKey = {}, .remoteId = {}};
}

Frozen thaw(const model::FrozenReply& frozen) {
    const auto read = nlohmann::json::parse(frozen.body, nullptr, false);
    if (!read.is_object()) {
        return {};
    }
    return {.kind =
                textIn(read, "kind") == "direct_message" ? Frozen::Kind::DirectMessage : Frozen::Kind::Post,
            .path = textIn(read, "path"),
            .call = textIn(read, "call"),
            .text = textIn(read, "text"),
            .parent = textIn(read, "parent"),
            .thread = textIn(read, "thread")};
}

}  // namespace platform::x
