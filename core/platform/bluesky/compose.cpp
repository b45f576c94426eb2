// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/compose.h"

#include "platform/bluesky/prepared.h"
#include "platform/bluesky/rich_text.h"
#include "platform/bluesky/tid.h"

#include "base/iso8601.h"
#include "base/text.h"
#include "model/text_limits.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace platform::bluesky {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kCollection = "app.bsky.feed.post";

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string learnt(const Preparation& prepared, const std::string& name) {
    const auto found = prepared.find(name);
    return found == prepared.end() ? std::string() : found->second;
}

Json feature(const TextPart& part, const std::string& did) {
    switch (part.kind) {
    case TextPart::Kind::Link:
        return {{"$type", "app.bsky.richtext.facet#link"}, {"uri", part.value}};
    case TextPart::Kind::Tag:
        return {{"$type", "app.bsky.richtext.facet#tag"}, {"tag", part.value}};
    case TextPart::Kind::Mention:
        break;
    }
    return {{"$type", "app.bsky.richtext.facet#mention"}, {"did", did}};
}

/// A mention of nobody stays plain text, as in Bluesky's own apps.
Json facetsOf(std::string_view text, const Preparation& prepared) {
    Json facets = Json::array();
    for (const TextPart& part : findParts(text)) {
        const auto did = part.kind == TextPart::Kind::Mention
                             ? learnt(prepared, std::string(prepared::kPerson) + part.value)
                             : std::string();
        if (part.kind == TextPart::Kind::Mention && did.empty()) {
            continue;
        }
        facets.push_back({{"index", {{"byteStart", part.begin}, {"byteEnd", part.end}}},
                          {"features", Json::array({feature(part, did)})}});
    }
    return facets;
}

Json ref(const Preparation& prepared, std::string_view uri, std::string_view cid) {
    return {{"uri", learnt(prepared, std::string(uri))}, {"cid", learnt(prepared, std::string(cid))}};
}

std::string stringIn(const nlohmann::json& object, const char* name) {
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                             : std::string();
}

model::FrozenReply freezeMessage(const model::ReplyDraft& draft, const Preparation& prepared) {
    Json message{{"text", draft.text}};
    if (Json facets = facetsOf(draft.text, prepared); !facets.empty()) {
        message["facets"] = std::move(facets);
    }
    const bool accept = learnt(prepared, std::string(prepared::kConvoStatus)) == "request";
    return {.body = dump({{"kind", "message"},
                          {"accept_first", accept},
                          {"call",
                           {{"convoId", learnt(prepared, std::string(prepared::kConvoId))},
                            {"message", std::move(message)}}}}),
            .repeatKey = {}};
}

}  // namespace

model::LengthRule postLength() {
    return {.unit = model::LengthUnit::Graphemes, .limit = 300, .byteLimit = 3000};
}

model::LengthRule chatLength() {
    return {.unit = model::LengthUnit::Graphemes, .limit = 1000, .byteLimit = 10'000};
}

base::Status check(const model::ReplyDraft& draft) {
    if (base::trim(draft.text).empty()) {
        return base::fail(base::ErrorKind::BadInput, "There is nothing to send yet.");
    }
    const auto rule = draft.visibility == model::Visibility::Public ? postLength() : chatLength();
    const auto length = model::measure(draft.text, rule);
    if (length.count > length.limit) {
        return base::fail(base::ErrorKind::TooLong,
                          fmt::format("{} too many: {} of {} {}.", length.count - length.limit, length.count,
                                      length.limit,
                                      length.unit == model::LengthUnit::Bytes ? "bytes" : "characters"));
    }
    return {};
}

model::FrozenReply freeze(const model::Account& account, const model::ReplyDraft& draft,
                          const Preparation& prepared, base::UtcTime now, base::Random& random) {
    if (draft.visibility == model::Visibility::Private) {
        return freezeMessage(draft, prepared);
    }
    Json record{{"$type", kCollection}, {"text", draft.text}, {"createdAt", base::toIso8601(now)}};
    if (!draft.parentRemoteId.empty()) {
        record["reply"] = {{"root", ref(prepared, prepared::kRootUri, prepared::kRootCid)},
                           {"parent", ref(prepared, prepared::kParentUri, prepared::kParentCid)}};
    }
    if (Json facets = facetsOf(draft.text, prepared); !facets.empty()) {
        record["facets"] = std::move(facets);
    }
    const std::string key = makeTid(now, random);
    return {.body = dump({{"kind", "post"},
                          {"call",
                           {{"repo", account.remoteId},
                            {"collection", kCollection},
                            {"rkey", key},
                            {"record", std::move(record)}}}}),
            .repeatKey = key,
            .remoteId = fmt::format("at://{}/{}/{}", account.remoteId, kCollection, key)};
}

Frozen thaw(const model::FrozenReply& frozen) {
    const auto body = Json::parse(frozen.body, nullptr, false);
    const auto call = body.is_object() ? body.find("call") : body.end();
    if (!body.is_object() || call == body.end()) {
        return {};
    }
    Frozen result{.call = dump(*call)};
    const bool message = stringIn(body, "kind") == "message";
    result.kind = message ? Frozen::Kind::Message : Frozen::Kind::Post;
    const auto words = call->find(message ? "message" : "record");
    if (words != call->end()) {
        result.text = stringIn(*words, "text");
        result.createdAt = base::parseIso8601(stringIn(*words, "createdAt")).value_or(base::UtcTime{});
    }
    result.convoId = stringIn(*call, "convoId");
    const auto accept = body.find("accept_first");
    result.acceptFirst = accept != body.end() && accept->is_boolean() && accept->get<bool>();
    return result;
}

}  // namespace platform::bluesky
