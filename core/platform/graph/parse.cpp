// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/parse.h"

#include "platform/json_fields.h"

#include "base/iso8601.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace platform::graph {
namespace {

using json::Field;
using json::Kind;
using json::readOptionalId;
using json::readOptionalNumber;
using json::readOptionalObject;
using json::readOptionalText;
using json::Value;

/// {"data":[…]} around a list that stands inside an object.
template <class T>
struct Wrapped {
    std::vector<T>& items;
    std::span<const Field<T>> fields;
};
template <class T>
base::Status readWrapped(Value& value, std::vector<T>& into, std::span<const Field<T>> fields) {
    if (value.kind() == Kind::List) {
        return json::readOptionalList<T>(value, into, fields);
    }
    Wrapped<T> wrapped{into, fields};
    const std::array<Field<Wrapped<T>>, 1> data{{
        {"data",
         [](Value& list, Wrapped<T>& target) {
             return json::readOptionalList<T>(list, target.items, target.fields);
         }},
    }};
    return readOptionalObject<Wrapped<T>>(value, wrapped, data);
}

base::Status readFlag(Value& value, bool& into) {
    return value.kind() == Kind::Flag ? value.flag(into) : base::Status{};
}

constexpr std::array<Field<WirePerson>, 3> kPersonFields{{
    {"id", [](Value& value, WirePerson& into) { return readOptionalId(value, into.id); }},
    {"name", [](Value& value, WirePerson& into) { return readOptionalText(value, into.name); }},
    {"username", [](Value& value, WirePerson& into) { return readOptionalText(value, into.username); }},
}};

constexpr std::array<Field<WireMedia>, 2> kMediaFields{{
    {"url", [](Value& value, WireMedia& into) { return readOptionalText(value, into.url); }},
    {"preview_url", [](Value& value, WireMedia& into) { return readOptionalText(value, into.previewUrl); }},
}};
constexpr std::array<Field<WireAttachment>, 5> kAttachmentFields{{
    {"mime_type", [](Value& value, WireAttachment& into) { return readOptionalText(value, into.mimeType); }},
    {"name", [](Value& value, WireAttachment& into) { return readOptionalText(value, into.name); }},
    {"file_url", [](Value& value, WireAttachment& into) { return readOptionalText(value, into.fileUrl); }},
    {"image_data",
     [](Value& value, WireAttachment& into) {
         return readOptionalObject<WireMedia>(value, into.image, kMediaFields);
     }},
    {"video_data",
     [](Value& value, WireAttachment& into) {
         return readOptionalObject<WireMedia>(value, into.video, kMediaFields);
     }},
}};
constexpr std::array<Field<WireShare>, 3> kShareFields{{
    {"link", [](Value& value, WireShare& into) { return readOptionalText(value, into.link); }},
    {"name", [](Value& value, WireShare& into) { return readOptionalText(value, into.name); }},
    {"description", [](Value& value, WireShare& into) { return readOptionalText(value, into.description); }},
}};

constexpr std::array<Field<std::string>, 1> kLinkFields{{
    {"link", [](Value& value, std::string& into) { return readOptionalText(value, into); }},
}};
constexpr std::array<Field<WireStory>, 2> kStoryFields{{
    {"reply_to",
     [](Value& value, WireStory& into) {
         return readOptionalObject<std::string>(value, into.replyTo, kLinkFields);
     }},
    {"mention",
     [](Value& value, WireStory& into) {
         return readOptionalObject<std::string>(value, into.mention, kLinkFields);
     }},
}};

constexpr std::array<Field<WireMessage>, 10> kMessageFields{{
    {"id", [](Value& value, WireMessage& into) { return value.identifier(into.id); }},
    {"created_time", [](Value& value, WireMessage& into) { return readGraphTime(value, into.createdAt); }},
    {"from", [](Value& value, WireMessage& into) { return readPerson(value, into.from); }},
    {"to",
     [](Value& value, WireMessage& into) { return readWrapped<WirePerson>(value, into.to, kPersonFields); }},
    {"message", [](Value& value, WireMessage& into) { return readOptionalText(value, into.text); }},
    {"sticker", [](Value& value, WireMessage& into) { return readOptionalText(value, into.sticker); }},
    {"attachments",
     [](Value& value, WireMessage& into) {
         return readWrapped<WireAttachment>(value, into.attachments, kAttachmentFields);
     }},
    {"shares", [](Value& value,
                  WireMessage& into) { return readWrapped<WireShare>(value, into.shares, kShareFields); }},
    {"story",
     [](Value& value, WireMessage& into) {
         return readOptionalObject<WireStory>(value, into.story, kStoryFields);
     }},
    {"is_unsupported", [](Value& value, WireMessage& into) { return readFlag(value, into.unsupported); }},
}};

struct RawConversation {
    WireConversation& conversation;
    std::string_view& messages;
};
constexpr std::array<Field<RawConversation>, 5> kConversationFields{{
    {"id", [](Value& value, RawConversation& into) { return value.identifier(into.conversation.id); }},
    {"updated_time",
     [](Value& value, RawConversation& into) { return readGraphTime(value, into.conversation.updatedAt); }},
    {"link",
     [](Value& value, RawConversation& into) { return readOptionalText(value, into.conversation.link); }},
    {"participants",
     [](Value& value, RawConversation& into) {
         return readWrapped<WirePerson>(value, into.conversation.participants, kPersonFields);
     }},
    {"messages", [](Value& value, RawConversation& into) { return readRaw(value, into.messages); }},
}};

struct RawPage {
    bool hasData = false;
    Kind dataKind = Kind::Null;
    std::string_view data;
    WirePage page;
};
constexpr std::array<Field<WirePage>, 1> kCursorFields{{
    {"after", [](Value& value, WirePage& into) { return readOptionalText(value, into.after); }},
}};
constexpr std::array<Field<WirePage>, 2> kPagingFields{{
    {"cursors",
     [](Value& value, WirePage& into) { return readOptionalObject<WirePage>(value, into, kCursorFields); }},
    {"next",
     [](Value& value, WirePage& into) -> base::Status {
         // Its URL has the token in it and is never asked for as it stands.
         into.more = value.kind() == Kind::Text;
         return {};
     }},
}};
constexpr std::array<Field<RawPage>, 2> kPageFields{{
    {"data",
     [](Value& value, RawPage& into) {
         into.hasData = true;
         into.dataKind = value.kind();
         return readRaw(value, into.data);
     }},
    {"paging", [](Value& value,
                  RawPage& into) { return readOptionalObject<WirePage>(value, into.page, kPagingFields); }},
}};

constexpr std::array<Field<WireError>, 5> kErrorFields{{
    {"code", [](Value& value, WireError& into) { return readOptionalNumber(value, into.code); }},
    {"error_subcode", [](Value& value, WireError& into) { return readOptionalNumber(value, into.subcode); }},
    {"message", [](Value& value, WireError& into) { return readOptionalText(value, into.message); }},
    {"error_user_msg",
     [](Value& value, WireError& into) { return readOptionalText(value, into.userMessage); }},
    {"is_transient", [](Value& value, WireError& into) { return readFlag(value, into.transient); }},
}};
constexpr std::array<Field<WireError>, 1> kRefusalFields{{
    {"error",
     [](Value& value, WireError& into) {
         into.given = value.kind() == Kind::Object;
         return readOptionalObject<WireError>(value, into, kErrorFields);
     }},
}};

base::Status readScopes(Value& value, WireTokenFacts& into) {
    return value.kind() == Kind::List ? value.list([&into](Value& element) {
        return readOptionalText(element, into.scopes.emplace_back());
    })
                                      : base::Status{};
}
constexpr std::array<Field<WireTokenFacts>, 5> kTokenFactFields{{
    {"is_valid", [](Value& value, WireTokenFacts& into) { return readFlag(value, into.valid); }},
    {"type", [](Value& value, WireTokenFacts& into) { return readOptionalText(value, into.type); }},
    {"scopes", &readScopes},
    {"expires_at",
     [](Value& value, WireTokenFacts& into) { return readOptionalNumber(value, into.expiresAt); }},
    {"data_access_expires_at",
     [](Value& value, WireTokenFacts& into) { return readOptionalNumber(value, into.dataAccessExpiresAt); }},
}};
constexpr std::array<Field<WireTokenFacts>, 1> kTokenDataFields{{
    {"data",
     [](Value& value, WireTokenFacts& into) {
         into.given = value.kind() == Kind::Object;
         return readOptionalObject<WireTokenFacts>(value, into, kTokenFactFields);
     }},
}};

constexpr std::array<Field<WireToken>, 2> kTokenFields{{
    {"access_token", [](Value& value, WireToken& into) { return readOptionalText(value, into.accessToken); }},
    {"expires_in", [](Value& value, WireToken& into) { return readOptionalNumber(value, into.expiresIn); }},
}};

constexpr std::array<Field<WireSent>, 2> kSentFields{{
    {"id", [](Value& value, WireSent& into) { return readOptionalId(value, into.id); }},
    {"message_id", [](Value& value, WireSent& into) { return readOptionalId(value, into.messageId); }},
}};

}  // namespace

std::unexpected<base::Error> lacks(std::string_view path, std::string_view field) {
    return base::fail(json::at(path, json::missing(field)));
}

base::Status readGraphTime(Value& value, std::optional<base::UtcTime>& target) {
    const auto take = [&target](std::int64_t seconds) -> base::Status {
        constexpr std::int64_t kLatest = 32'503'680'000;  // the year 3000
        if (seconds < 0 || seconds > kLatest) {
            return base::fail(base::ErrorKind::Unreadable, ": expected a time, found another number");
        }
        target = base::fromMs(seconds * 1000);
        return {};
    };
    std::int64_t seconds = 0;
    if (value.kind() == Kind::Number) {
        const base::Status read = value.integer(seconds);
        return read ? take(seconds) : read;
    }
    std::string text;
    if (base::Status read = value.text(text); !read) {
        return read;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc{} && end == text.data() + text.size()) {
        return take(seconds);
    }
    target = base::parseIso8601(text);
    return target ? base::Status{}
                  : base::fail(base::ErrorKind::Unreadable, ": expected a time, found other text");
}

base::Status readPerson(Value& value, WirePerson& person) {
    return readOptionalObject<WirePerson>(value, person, kPersonFields);
}

base::Status readRaw(Value& value, std::string_view& target) {
    return value.kind() == Kind::Object || value.kind() == Kind::List ? value.raw(target) : base::Status{};
}

base::Result<WirePage> readPage(json::Reader& reader) {
    return readPage(reader, reader.whole());
}

base::Result<WirePage> readPage(json::Reader& reader, const json::Item& list) {
    if (list.json.empty() && !list.path.empty()) {
        return WirePage{};
    }
    RawPage raw;
    if (auto status = reader.read<RawPage>(list, raw, kPageFields); !status) {
        return base::fail(std::move(status.error()));
    }
    const std::string path = list.path.empty() ? std::string("data") : list.path + ".data";
    if (raw.dataKind != Kind::List) {
        return base::fail(base::ErrorKind::Unreadable,
                          raw.hasData
                              ? fmt::format("{}: expected a list, found {}", path, json::name(raw.dataKind))
                              : fmt::format("{}: missing", path));
    }
    auto items = reader.elements({raw.data, path, 0});
    if (!items) {
        return base::fail(std::move(items.error()));
    }
    raw.page.items = *std::move(items);
    return std::move(raw.page);
}

base::Status readConversation(json::Reader& reader, const json::Item& item, WireConversation& conversation,
                              std::string_view& messages) {
    RawConversation raw{conversation, messages};
    if (auto status = reader.read<RawConversation>(item, raw, kConversationFields); !status) {
        return status;
    }
    if (conversation.id.empty()) {
        return lacks(item.path, "id");
    }
    return conversation.updatedAt ? base::Status{} : lacks(item.path, "updated_time");
}

base::Status readMessage(json::Reader& reader, const json::Item& item, WireMessage& message) {
    if (auto status = reader.read<WireMessage>(item, message, kMessageFields); !status) {
        return status;
    }
    if (message.id.empty()) {
        return lacks(item.path, "id");
    }
    return message.createdAt ? base::Status{} : lacks(item.path, "created_time");
}

base::Status readPerson(json::Reader& reader, const json::Item& item, WirePerson& person) {
    auto status = reader.read<WirePerson>(item, person, kPersonFields);
    return status && person.id.empty() ? lacks(item.path, "id") : status;
}

WireError readError(std::string_view body) {
    json::Reader reader(body);
    WireError error;
    if (reader.startsAsJson() && !reader.startsAsList()) {
        static_cast<void>(reader.read<WireError>(reader.whole(), error, kRefusalFields));
    }
    return error;
}

WireTokenFacts readTokenFacts(std::string_view body) {
    const auto facts = json::readWhole<WireTokenFacts>(body, kTokenDataFields);
    return facts ? *facts : WireTokenFacts{};
}

json::Item objectOf(json::Reader& reader) {
    RawPage raw;
    if (!reader.read<RawPage>(reader.whole(), raw, kPageFields) || raw.dataKind != Kind::List) {
        return reader.whole();
    }
    const auto items = reader.elements({raw.data, "data", 0});
    return items && !items->empty() ? items->front() : reader.whole();
}

base::Result<WireToken> readToken(std::string_view body) {
    json::Reader reader(body);
    WireToken token;
    if (auto status = reader.read<WireToken>(objectOf(reader), token, kTokenFields); !status) {
        return base::fail(std::move(status.error()));
    }
    return token;
}

WireSent readSent(std::string_view body) {
    const auto sent = json::readWhole<WireSent>(body, kSentFields);
    return sent ? *sent : WireSent{};
}

base::Result<WirePerson> readPerson(std::string_view body) {
    return json::readWhole<WirePerson>(body, kPersonFields);
}

}  // namespace platform::graph
