// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/parse.h"

#include "platform/json_fields.h"

#include <array>

namespace platform::x {
namespace {

using json::Field;
using json::Kind;
using json::readOptionalObject;
using json::readOptionalText;
using json::readTime;
using json::Value;

base::Status readIds(Value& value, std::vector<std::string>& into) {
    into.clear();
    if (value.kind() != Kind::List) {
        return {};
    }
    return value.list([&into](Value& element) { return json::readOptionalId(element, into.emplace_back()); });
}

/// A list as a map by the member that names an element; a nameless one is left out.
template <class T>
base::Status readMap(Value& value, std::map<std::string, T, std::less<>>& into, std::string T::* name,
                     std::span<const Field<T>> fields) {
    if (value.kind() != Kind::List) {
        return {};
    }
    return value.list([&into, name, fields](Value& element) -> base::Status {
        T one;
        auto status = readOptionalObject<T>(element, one, fields);
        std::string key = one.*name;
        if (!key.empty()) {
            into.insert_or_assign(std::move(key), std::move(one));
        }
        return status;
    });
}

constexpr std::array<Field<WireUser>, 3> kMetricsFields{{
    {"followers_count",
     [](Value& value, WireUser& into) { return json::readOptionalNumber(value, into.followers); }},
    {"post_count",
     [](Value& /*value*/, WireUser& into) -> base::Status {
         into.countsPosts = true;
         return {};
     }},
    {"tweet_count",
     [](Value& /*value*/, WireUser& into) -> base::Status {
         into.countsTweets = true;
         return {};
     }},
}};
constexpr std::array<Field<WireUser>, 4> kUserFields{{
    {"id", [](Value& value, WireUser& into) { return value.identifier(into.id); }},
    {"username", [](Value& value, WireUser& into) { return readOptionalText(value, into.username); }},
    {"name", [](Value& value, WireUser& into) { return readOptionalText(value, into.name); }},
    {"public_metrics",
     [](Value& value, WireUser& into) { return readOptionalObject<WireUser>(value, into, kMetricsFields); }},
}};

constexpr std::array<Field<WireMedia::Variant>, 3> kVariantFields{{
    {"content_type",
     [](Value& value, WireMedia::Variant& into) { return readOptionalText(value, into.contentType); }},
    {"url", [](Value& value, WireMedia::Variant& into) { return readOptionalText(value, into.url); }},
    {"bit_rate",
     [](Value& value, WireMedia::Variant& into) { return json::readOptionalNumber(value, into.bitRate); }},
}};
constexpr std::array<Field<WireMedia>, 6> kMediaFields{{
    {"media_key", [](Value& value, WireMedia& into) { return readOptionalText(value, into.key); }},
    {"type", [](Value& value, WireMedia& into) { return readOptionalText(value, into.type); }},
    {"url", [](Value& value, WireMedia& into) { return readOptionalText(value, into.url); }},
    {"preview_image_url",
     [](Value& value, WireMedia& into) { return readOptionalText(value, into.previewUrl); }},
    {"alt_text", [](Value& value, WireMedia& into) { return readOptionalText(value, into.altText); }},
    {"variants",
     [](Value& value, WireMedia& into) {
         return json::readOptionalList<WireMedia::Variant>(value, into.variants, kVariantFields);
     }},
}};

constexpr std::array<Field<WireUrl>, 3> kUrlFields{{
    {"url", [](Value& value, WireUrl& into) { return readOptionalText(value, into.url); }},
    {"expanded_url", [](Value& value, WireUrl& into) { return readOptionalText(value, into.expandedUrl); }},
    {"media_key", [](Value& value, WireUrl& into) { return readOptionalText(value, into.mediaKey); }},
}};
constexpr std::array<Field<WireMention>, 3> kMentionFields{{
    {"start", [](Value& value, WireMention& into) { return json::readOptionalNumber(value, into.start); }},
    {"username", [](Value& value, WireMention& into) { return readOptionalText(value, into.username); }},
    {"id", [](Value& value, WireMention& into) { return json::readOptionalId(value, into.id); }},
}};
constexpr std::array<Field<WireEntities>, 2> kEntityFields{{
    {"urls",
     [](Value& value, WireEntities& into) {
         return json::readOptionalList<WireUrl>(value, into.urls, kUrlFields);
     }},
    {"mentions",
     [](Value& value, WireEntities& into) {
         return json::readOptionalList<WireMention>(value, into.mentions, kMentionFields);
     }},
}};
constexpr std::array<Field<WireReference>, 2> kReferenceFields{{
    {"type", [](Value& value, WireReference& into) { return readOptionalText(value, into.type); }},
    {"id", [](Value& value, WireReference& into) { return json::readOptionalId(value, into.id); }},
}};

template <class T>
constexpr std::array<Field<T>, 1> kAttachmentFields{{
    {"media_keys", [](Value& value, T& into) { return readIds(value, into.mediaKeys); }},
}};

base::Status readReferences(Value& value, WirePost& into) {
    return json::readOptionalList<WireReference>(value, into.references, kReferenceFields);
}
base::Status readHistory(Value& value, WirePost& into) {
    return readIds(value, into.editHistory);
}
base::Status readEntities(Value& value, WireEntities& into) {
    return readOptionalObject<WireEntities>(value, into, kEntityFields);
}
constexpr std::array<Field<WirePost>, 2> kNoteFields{{
    {"text", [](Value& value, WirePost& into) { return readOptionalText(value, into.noteText); }},
    {"entities", [](Value& value, WirePost& into) { return readEntities(value, into.noteEntities); }},
}};
base::Status readNote(Value& value, WirePost& into) {
    return readOptionalObject<WirePost>(value, into, kNoteFields);
}

constexpr std::array<Field<WirePost>, 14> kPostFields{{
    {"id", [](Value& value, WirePost& into) { return value.identifier(into.id); }},
    {"text", [](Value& value, WirePost& into) { return value.text(into.text.emplace()); }},
    {"author_id", [](Value& value, WirePost& into) { return json::readOptionalId(value, into.authorId); }},
    {"conversation_id",
     [](Value& value, WirePost& into) { return json::readOptionalId(value, into.conversationId); }},
    {"in_reply_to_user_id",
     [](Value& value, WirePost& into) { return json::readOptionalId(value, into.inReplyToUserId); }},
    {"created_at", [](Value& value, WirePost& into) { return readTime(value, into.createdAt); }},
    {"edit_history_post_ids", &readHistory},
    {"edit_history_tweet_ids", &readHistory},
    {"referenced_posts", &readReferences},
    {"referenced_tweets", &readReferences},
    {"attachments",
     [](Value& value, WirePost& into) {
         return readOptionalObject<WirePost>(value, into, kAttachmentFields<WirePost>);
     }},
    {"entities", [](Value& value, WirePost& into) { return readEntities(value, into.entities); }},
    {"note_post", &readNote},
    {"note_tweet", &readNote},
}};

base::Status readPostIds(Value& value, WireDirectMessage& into) {
    std::vector<WireReference> references;
    auto status = json::readOptionalList<WireReference>(value, references, kReferenceFields);
    for (auto& reference : references) {
        into.postIds.push_back(std::move(reference.id));
    }
    return status;
}
constexpr std::array<Field<WireDirectMessage>, 11> kDirectMessageFields{{
    {"id", [](Value& value, WireDirectMessage& into) { return value.identifier(into.id); }},
    {"event_type", [](Value& value, WireDirectMessage& into) { return readOptionalText(value, into.type); }},
    {"text", [](Value& value, WireDirectMessage& into) { return value.text(into.text.emplace()); }},
    {"sender_id",
     [](Value& value, WireDirectMessage& into) { return json::readOptionalId(value, into.senderId); }},
    {"dm_conversation_id",
     [](Value& value, WireDirectMessage& into) { return json::readOptionalId(value, into.conversationId); }},
    {"participant_ids",
     [](Value& value, WireDirectMessage& into) { return readIds(value, into.participants); }},
    {"created_at", [](Value& value, WireDirectMessage& into) { return readTime(value, into.createdAt); }},
    {"attachments",
     [](Value& value, WireDirectMessage& into) {
         return readOptionalObject<WireDirectMessage>(value, into, kAttachmentFields<WireDirectMessage>);
     }},
    {"referenced_posts", &readPostIds},
    {"referenced_tweets", &readPostIds},
    {"entities", [](Value& value, WireDirectMessage& into) { return readEntities(value, into.entities); }},
}};

base::Status readIncludedPosts(Value& value, WireIncludes& into) {
    return readMap<WirePost>(value, into.posts, &WirePost::id, kPostFields);
}
constexpr std::array<Field<WireIncludes>, 4> kIncludesFields{{
    {"users",
     [](Value& value, WireIncludes& into) {
         return readMap<WireUser>(value, into.users, &WireUser::id, kUserFields);
     }},
    {"media",
     [](Value& value, WireIncludes& into) {
         return readMap<WireMedia>(value, into.media, &WireMedia::key, kMediaFields);
     }},
    {"posts", &readIncludedPosts},
    {"tweets", &readIncludedPosts},
}};

constexpr std::array<Field<WireProblem>, 3> kProblemFields{{
    {"type", [](Value& value, WireProblem& into) { return readOptionalText(value, into.type); }},
    {"resource_id",
     [](Value& value, WireProblem& into) { return json::readOptionalId(value, into.resourceId); }},
    {"value", [](Value& value, WireProblem& into) { return json::readOptionalId(value, into.value); }},
}};

struct RawPage {
    Kind dataKind = Kind::Null;
    std::string_view data;
    WirePage page;
};
constexpr std::array<Field<RawPage>, 1> kMetaFields{{
    {"next_token", [](Value& value, RawPage& into) { return readOptionalText(value, into.page.nextToken); }},
}};
/// What is wrong beside the items costs only what stands there.
constexpr std::array<Field<RawPage>, 4> kPageFields{{
    {"data",
     [](Value& value, RawPage& into) -> base::Status {
         into.dataKind = value.kind();
         return into.dataKind == Kind::List || into.dataKind == Kind::Object ? value.raw(into.data)
                                                                             : base::Status{};
     }},
    {"includes",
     [](Value& value, RawPage& into) -> base::Status {
         static_cast<void>(readOptionalObject<WireIncludes>(value, into.page.includes, kIncludesFields));
         return {};
     }},
    {"errors",
     [](Value& value, RawPage& into) -> base::Status {
         static_cast<void>(json::readOptionalList<WireProblem>(value, into.page.problems, kProblemFields));
         return {};
     }},
    {"meta",
     [](Value& value, RawPage& into) { return readOptionalObject<RawPage>(value, into, kMetaFields); }},
}};

struct Sent {
    std::string id;
    std::string eventId;
};
constexpr std::array<Field<Sent>, 2> kSentFields{{
    {"id", [](Value& value, Sent& into) { return json::readOptionalId(value, into.id); }},
    {"dm_event_id", [](Value& value, Sent& into) { return json::readOptionalId(value, into.eventId); }},
}};
constexpr std::array<Field<Sent>, 1> kSentDataFields{{
    {"data", [](Value& value, Sent& into) { return readOptionalObject<Sent>(value, into, kSentFields); }},
}};

constexpr std::array<Field<WireToken>, 4> kTokenFields{{
    {"access_token", [](Value& value, WireToken& into) { return readOptionalText(value, into.accessToken); }},
    {"refresh_token",
     [](Value& value, WireToken& into) { return readOptionalText(value, into.refreshToken); }},
    {"scope", [](Value& value, WireToken& into) { return readOptionalText(value, into.scope); }},
    {"expires_in",
     [](Value& value, WireToken& into) { return json::readOptionalNumber(value, into.expiresIn); }},
}};

constexpr std::array<Field<WireRefusal>, 2> kListedErrorFields{{
    {"code", [](Value& value, WireRefusal& into) { return json::readOptionalNumber(value, into.code); }},
    {"message",
     [](Value& value, WireRefusal& into) {
         return into.detail.empty() ? readOptionalText(value, into.detail) : base::Status{};
     }},
}};
constexpr std::array<Field<WireRefusal>, 8> kRefusalFields{{
    {"code", [](Value& value, WireRefusal& into) { return json::readOptionalNumber(value, into.code); }},
    {"message",
     [](Value& value, WireRefusal& into) {
         return into.detail.empty() ? readOptionalText(value, into.detail) : base::Status{};
     }},
    {"title", [](Value& value, WireRefusal& into) { return readOptionalText(value, into.title); }},
    {"detail", [](Value& value, WireRefusal& into) { return readOptionalText(value, into.detail); }},
    {"type", [](Value& value, WireRefusal& into) { return readOptionalText(value, into.type); }},
    {"error", [](Value& value, WireRefusal& into) { return readOptionalText(value, into.error); }},
    {"error_description",
     [](Value& value, WireRefusal& into) { return readOptionalText(value, into.detail); }},
    {"errors",
     [](Value& value, WireRefusal& into) -> base::Status {
         if (value.kind() != Kind::List) {
             return {};
         }
         return value.list([&into](Value& element) {
             return readOptionalObject<WireRefusal>(element, into, kListedErrorFields);
         });
     }},
}};

base::Status lacks(const std::string& path, std::string_view field) {
    return base::fail(json::at(path, json::missing(field)));
}

}  // namespace

base::Result<WirePage> readPage(json::Reader& reader) {
    RawPage raw;
    if (auto status = reader.read<RawPage>(reader.whole(), raw, kPageFields); !status) {
        return base::fail(std::move(status.error()));
    }
    if (raw.dataKind == Kind::Object) {
        raw.page.one = true;
        raw.page.items.push_back({raw.data, "data", 0});
    } else if (raw.dataKind == Kind::List) {
        auto items = reader.elements({raw.data, "data", 0});
        if (!items) {
            return base::fail(std::move(items.error()));
        }
        raw.page.items = *std::move(items);
    } else if (raw.dataKind != Kind::Null) {
        return base::fail(base::ErrorKind::Unreadable,
                          "data: expected a list, found " + std::string(json::name(raw.dataKind)));
    }
    return std::move(raw.page);
}

base::Status readPost(json::Reader& reader, const json::Item& item, WirePost& post) {
    auto status = reader.read<WirePost>(item, post, kPostFields);
    if (!status) {
        return status;
    }
    if (post.id.empty()) {
        return lacks(item.path, "id");
    }
    return post.text ? base::Status{} : lacks(item.path, "text");
}

base::Status readUser(json::Reader& reader, const json::Item& item, WireUser& user) {
    auto status = reader.read<WireUser>(item, user, kUserFields);
    return status && user.id.empty() ? lacks(item.path, "id") : status;
}

base::Status readDirectMessage(json::Reader& reader, const json::Item& item, WireDirectMessage& message) {
    auto status = reader.read<WireDirectMessage>(item, message, kDirectMessageFields);
    if (!status) {
        return status;
    }
    if (message.id.empty()) {
        return lacks(item.path, "id");
    }
    const bool words = message.type.empty() || message.type == "MessageCreate";
    if (words && message.senderId.empty()) {
        return lacks(item.path, "sender_id");
    }
    return words && !message.text && message.mediaKeys.empty() ? lacks(item.path, "text") : base::Status{};
}

std::string readSentId(std::string_view body) {
    const auto sent = json::readWhole<Sent>(body, kSentDataFields);
    return !sent ? std::string() : sent->id.empty() ? sent->eventId : sent->id;
}

base::Result<WireToken> readToken(std::string_view body) {
    return json::readWhole<WireToken>(body, kTokenFields);
}

WireRefusal readRefusal(std::string_view body) {
    json::Reader reader(body);
    WireRefusal refusal;
    if (reader.startsAsJson()) {
        static_cast<void>(reader.read<WireRefusal>(reader.whole(), refusal, kRefusalFields));
    }
    return refusal;
}

}  // namespace platform::x
