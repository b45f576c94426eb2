// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/parse_status.h"

#include "platform/mastodon/parse.h"

#include <array>

namespace platform::mastodon {

namespace {

using json::Field;
using json::Kind;
using json::readOptionalId;
using json::readOptionalList;
using json::readOptionalText;
using json::readTime;
using json::Value;

constexpr std::array<Field<WireAccount>, 8> kAccountFields{{
    {"id", [](Value& value, WireAccount& into) { return value.identifier(into.id); }},
    {"username", [](Value& value, WireAccount& into) { return readOptionalText(value, into.username); }},
    {"acct", [](Value& value, WireAccount& into) { return readOptionalText(value, into.acct); }},
    {"display_name",
     [](Value& value, WireAccount& into) { return readOptionalText(value, into.displayName); }},
    {"url", [](Value& value, WireAccount& into) { return readOptionalText(value, into.url); }},
    {"uri", [](Value& value, WireAccount& into) { return readOptionalText(value, into.uri); }},
    {"bot",
     [](Value& value, WireAccount& into) {
         return value.kind() == Kind::Flag ? value.flag(into.bot) : base::Status{};
     }},
    {"followers_count",
     [](Value& value, WireAccount& into) {
         if (value.kind() == Kind::Number && !value.integer(into.followers)) {
             into.followers = 0;
         }
         return base::Status{};
     }},
}};

base::Status completed(base::Status status, const WireAccount& account) {
    return status && account.id.empty() ? base::fail(json::missing("id")) : status;
}

constexpr std::array<Field<WireMention>, 4> kMentionFields{{
    {"id", [](Value& value, WireMention& into) { return readOptionalId(value, into.id); }},
    {"username", [](Value& value, WireMention& into) { return readOptionalText(value, into.username); }},
    {"acct", [](Value& value, WireMention& into) { return readOptionalText(value, into.acct); }},
    {"url", [](Value& value, WireMention& into) { return readOptionalText(value, into.url); }},
}};

constexpr std::array<Field<WireAttachment>, 4> kAttachmentFields{{
    {"type", [](Value& value, WireAttachment& into) { return readOptionalText(value, into.type); }},
    {"url", [](Value& value, WireAttachment& into) { return readOptionalText(value, into.url); }},
    {"remote_url",
     [](Value& value, WireAttachment& into) { return readOptionalText(value, into.remoteUrl); }},
    {"description",
     [](Value& value, WireAttachment& into) { return readOptionalText(value, into.description); }},
}};

constexpr std::array<Field<std::string>, 1> kPollOptionFields{{
    {"title", [](Value& value, std::string& into) { return readOptionalText(value, into); }},
}};
constexpr std::array<Field<std::vector<std::string>>, 1> kPollFields{{
    {"options",
     [](Value& value, std::vector<std::string>& into) {
         return readOptionalList<std::string>(value, into, kPollOptionFields);
     }},
}};

struct Quoted {
    std::string url;
    std::string uri;
};
constexpr std::array<Field<Quoted>, 2> kQuotedStatusFields{{
    {"url", [](Value& value, Quoted& into) { return readOptionalText(value, into.url); }},
    {"uri", [](Value& value, Quoted& into) { return readOptionalText(value, into.uri); }},
}};
constexpr std::array<Field<Quoted>, 1> kQuoteFields{{
    {"quoted_status",
     [](Value& value, Quoted& into) -> base::Status {
         return value.kind() == Kind::Object ? value.object<Quoted>(into, kQuotedStatusFields)
                                             : base::Status{};
     }},
}};

base::Status readQuote(Value& value, WireStatus& into) {
    if (value.kind() != Kind::Object) {
        return {};
    }
    Quoted quoted;
    auto status = value.object<Quoted>(quoted, kQuoteFields);
    into.quotedUrl = quoted.url.empty() ? quoted.uri : quoted.url;
    return status;
}

constexpr std::array<Field<WireStatus>, 17> kStatusFields{{
    {"id", [](Value& value, WireStatus& into) { return value.identifier(into.id); }},
    {"created_at", [](Value& value, WireStatus& into) { return readTime(value, into.createdAt); }},
    {"edited_at",
     [](Value& value, WireStatus& into) -> base::Status {
         if (value.kind() == Kind::Text && !readTime(value, into.editedAt)) {
             into.editedAt.reset();
         }
         return {};
     }},
    {"in_reply_to_id",
     [](Value& value, WireStatus& into) { return readOptionalId(value, into.inReplyToId); }},
    {"visibility", [](Value& value, WireStatus& into) { return value.text(into.visibility); }},
    {"spoiler_text",
     [](Value& value, WireStatus& into) { return readOptionalText(value, into.spoilerText); }},
    {"content",
     [](Value& value, WireStatus& into) -> base::Status {
         return value.kind() == Kind::Null ? (into.content = "", base::Status{})
                                           : value.textView(into.content.emplace());
     }},
    {"text",
     [](Value& value, WireStatus& into) -> base::Status {
         return value.kind() == Kind::Text ? value.textView(into.source) : base::Status{};
     }},
    {"url", [](Value& value, WireStatus& into) { return readOptionalText(value, into.url); }},
    {"uri", [](Value& value, WireStatus& into) { return readOptionalText(value, into.uri); }},
    {"account",
     [](Value& value, WireStatus& into) {
         into.hasAccount = true;
         return readAccountFields(value, into.account);
     }},
    {"mentions",
     [](Value& value, WireStatus& into) {
         return readOptionalList<WireMention>(value, into.mentions, kMentionFields);
     }},
    {"media_attachments",
     [](Value& value, WireStatus& into) {
         return readOptionalList<WireAttachment>(value, into.attachments, kAttachmentFields);
     }},
    {"poll",
     [](Value& value, WireStatus& into) -> base::Status {
         return value.kind() == Kind::Object
                    ? value.object<std::vector<std::string>>(into.pollOptions, kPollFields)
                    : base::Status{};
     }},
    {"quote", [](Value& value, WireStatus& into) { return readQuote(value, into); }},
    {"favourited",
     [](Value& value, WireStatus& into) -> base::Status {
         return value.kind() == Kind::Flag ? value.flag(into.favourited.emplace()) : base::Status{};
     }},
    {"reblog",
     [](Value& value, WireStatus& into) -> base::Status {
         return value.kind() == Kind::Object ? value.raw(into.reblogged) : base::Status{};
     }},
}};

base::Status completed(base::Status status, const WireStatus& wire) {
    if (!status) {
        return status;
    }
    const std::string_view lacking = wire.id.empty()           ? "id"
                                     : !wire.createdAt         ? "created_at"
                                     : wire.visibility.empty() ? "visibility"
                                     : !wire.content           ? "content"
                                     : !wire.hasAccount        ? "account"
                                                               : "";
    return lacking.empty() ? base::Status{} : base::fail(json::missing(lacking));
}

}  // namespace

base::Status readAccountFields(Value& value, WireAccount& account) {
    account = {};
    return completed(value.object<WireAccount>(account, kAccountFields), account);
}

base::Status readStatusFields(Value& value, WireStatus& status) {
    return completed(value.object<WireStatus>(status, kStatusFields), status);
}

base::Status readStatus(json::Reader& reader, const json::Item& item, WireStatus& status) {
    auto read = reader.read<WireStatus>(item, status, kStatusFields);
    if (!read) {
        return read;
    }
    read = completed(std::move(read), status);
    return read ? read : base::fail(json::at(item.path, std::move(read.error())));
}

base::Status readAccountItem(json::Reader& reader, const json::Item& item, WireAccount& account) {
    return completed(reader.read<WireAccount>(item, account, kAccountFields), account);
}

}  // namespace platform::mastodon
