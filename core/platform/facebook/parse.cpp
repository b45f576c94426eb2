// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/parse.h"

#include "platform/graph/parse.h"
#include "platform/json_fields.h"

#include <array>

namespace platform::facebook {
namespace {

using json::Field;
using json::readOptionalId;
using json::readOptionalObject;
using json::readOptionalText;
using json::Value;

constexpr std::array<Field<std::string>, 1> kIdFields{{
    {"id", [](Value& value, std::string& into) { return readOptionalId(value, into); }},
}};
constexpr std::array<Field<WireTag>, 2> kTagFields{{
    {"id", [](Value& value, WireTag& into) { return readOptionalId(value, into.id); }},
    {"offset", [](Value& value, WireTag& into) { return json::readOptionalNumber(value, into.offset); }},
}};

constexpr std::array<Field<WireCommentAttachment>, 1> kImageFields{{
    {"src", [](Value& value, WireCommentAttachment& into) { return readOptionalText(value, into.imageUrl); }},
}};
constexpr std::array<Field<WireCommentAttachment>, 2> kMediaFields{{
    {"image",
     [](Value& value, WireCommentAttachment& into) {
         return readOptionalObject<WireCommentAttachment>(value, into, kImageFields);
     }},
    {"source",
     [](Value& value, WireCommentAttachment& into) { return readOptionalText(value, into.videoUrl); }},
}};
constexpr std::array<Field<WireCommentAttachment>, 4> kAttachmentFields{{
    {"type", [](Value& value, WireCommentAttachment& into) { return readOptionalText(value, into.type); }},
    {"title", [](Value& value, WireCommentAttachment& into) { return readOptionalText(value, into.title); }},
    {"url", [](Value& value, WireCommentAttachment& into) { return readOptionalText(value, into.url); }},
    {"media",
     [](Value& value, WireCommentAttachment& into) {
         return readOptionalObject<WireCommentAttachment>(value, into, kMediaFields);
     }},
}};

base::Status readFlag(Value& value, std::optional<bool>& into) {
    return value.kind() == json::Kind::Flag ? value.flag(into.emplace()) : base::Status{};
}

constexpr std::array<Field<WireComment>, 13> kCommentFields{{
    {"id", [](Value& value, WireComment& into) { return value.identifier(into.id); }},
    {"created_time",
     [](Value& value, WireComment& into) { return graph::readGraphTime(value, into.createdAt); }},
    {"from", [](Value& value, WireComment& into) { return graph::readPerson(value, into.from); }},
    {"message", [](Value& value, WireComment& into) { return value.text(into.text.emplace()); }},
    {"parent",
     [](Value& value, WireComment& into) {
         return readOptionalObject<std::string>(value, into.parentId, kIdFields);
     }},
    {"permalink_url", [](Value& value, WireComment& into) { return readOptionalText(value, into.url); }},
    {"attachment",
     [](Value& value, WireComment& into) {
         return readOptionalObject<WireCommentAttachment>(value, into.attachment, kAttachmentFields);
     }},
    {"message_tags",
     [](Value& value, WireComment& into) {
         return json::readOptionalList<WireTag>(value, into.tags, kTagFields);
     }},
    {"can_reply_privately",
     [](Value& value, WireComment& into) { return readFlag(value, into.canReplyPrivately); }},
    {"is_hidden", [](Value& value, WireComment& into) { return readFlag(value, into.hidden); }},
    {"can_hide", [](Value& value, WireComment& into) { return readFlag(value, into.canHide); }},
    {"can_like", [](Value& value, WireComment& into) { return readFlag(value, into.canLike); }},
    {"user_likes", [](Value& value, WireComment& into) { return readFlag(value, into.liked); }},
}};

constexpr std::array<Field<WirePost>, 10> kPostFields{{
    {"id", [](Value& value, WirePost& into) { return value.identifier(into.id); }},
    {"created_time",
     [](Value& value, WirePost& into) { return graph::readGraphTime(value, into.createdAt); }},
    {"from", [](Value& value, WirePost& into) { return graph::readPerson(value, into.from); }},
    {"message", [](Value& value, WirePost& into) { return readOptionalText(value, into.text); }},
    {"story", [](Value& value, WirePost& into) { return readOptionalText(value, into.story); }},
    {"permalink_url", [](Value& value, WirePost& into) { return readOptionalText(value, into.url); }},
    {"full_picture", [](Value& value, WirePost& into) { return readOptionalText(value, into.pictureUrl); }},
    {"message_tags",
     [](Value& value, WirePost& into) {
         return json::readOptionalList<WireTag>(value, into.tags, kTagFields);
     }},
    {"can_reply_privately",
     [](Value& value, WirePost& into) { return readFlag(value, into.canReplyPrivately); }},
    {"comments", [](Value& value, WirePost& into) { return graph::readRaw(value, into.comments); }},
}};

}  // namespace

base::Status readComment(json::Reader& reader, const json::Item& item, WireComment& comment) {
    if (auto status = reader.read<WireComment>(item, comment, kCommentFields); !status) {
        return status;
    }
    if (comment.id.empty()) {
        return graph::lacks(item.path, "id");
    }
    return comment.createdAt ? base::Status{} : graph::lacks(item.path, "created_time");
}

base::Status readPost(json::Reader& reader, const json::Item& item, WirePost& post) {
    if (auto status = reader.read<WirePost>(item, post, kPostFields); !status) {
        return status;
    }
    if (post.id.empty()) {
        return graph::lacks(item.path, "id");
    }
    return post.createdAt ? base::Status{} : graph::lacks(item.path, "created_time");
}

base::Result<std::vector<NamedItem>> readNamed(json::Reader& reader, const std::vector<std::string>& ids) {
    std::vector<NamedItem> named;
    for (const std::string& id : ids) {
        std::string_view raw;
        struct Wanted {
            std::string_view& raw;
        } wanted{raw};
        const std::array<Field<Wanted>, 1> one{{
            {id, [](Value& value, Wanted& into) { return graph::readRaw(value, into.raw); }},
        }};
        if (auto status = reader.read<Wanted>(reader.whole(), wanted, one); !status) {
            return base::fail(std::move(status.error()));
        }
        if (!raw.empty()) {
            named.push_back({id, {raw, id, 0}});
        }
    }
    return named;
}

}  // namespace platform::facebook
