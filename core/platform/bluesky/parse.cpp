// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/parse.h"

#include "platform/bluesky/parse_fields.h"

#include <array>

/// Pages, sessions, chat, errors.
namespace platform::bluesky {
namespace {

using json::Field;
using json::Kind;
using json::readOptionalObject;
using json::readOptionalText;
using json::readTime;
using json::readWhole;
using json::Value;

struct Service {
    std::string id;
    std::string endpoint;
};
constexpr std::array<Field<Service>, 2> kServiceFields{{
    {"id", [](Value& value, Service& into) { return readOptionalText(value, into.id); }},
    {"serviceEndpoint", [](Value& value, Service& into) { return readOptionalText(value, into.endpoint); }},
}};
constexpr std::array<Field<WireSession>, 1> kDidDocumentFields{{
    {"service",
     [](Value& value, WireSession& into) -> base::Status {
         if (value.kind() != Kind::List) {
             return {};
         }
         return value.list([&into](Value& element) {
             Service service;
             auto status = readOptionalObject<Service>(element, service, kServiceFields);
             if (service.id.ends_with("#atproto_pds")) {
                 into.pds = std::move(service.endpoint);
             }
             return status;
         });
     }},
}};
constexpr std::array<Field<WireSession>, 7> kSessionFields{{
    {"accessJwt", [](Value& value, WireSession& into) { return readOptionalText(value, into.accessToken); }},
    {"refreshJwt",
     [](Value& value, WireSession& into) { return readOptionalText(value, into.refreshToken); }},
    {"did", [](Value& value, WireSession& into) { return value.identifier(into.did); }},
    {"handle", [](Value& value, WireSession& into) { return readOptionalText(value, into.handle); }},
    {"didDoc",
     [](Value& value, WireSession& into) {
         return readOptionalObject<WireSession>(value, into, kDidDocumentFields);
     }},
    {"active",
     [](Value& value, WireSession& into) -> base::Status {
         bool active = true;
         auto status = value.kind() == Kind::Flag ? value.flag(active) : base::Status{};
         into.inactive = !active;
         return status;
     }},
    {"status", [](Value& value, WireSession& into) { return readOptionalText(value, into.status); }},
}};

constexpr std::array<Field<std::string>, 1> kDidFields{{
    {"did", [](Value& value, std::string& into) { return readOptionalText(value, into); }},
}};
constexpr std::array<Field<std::string>, 1> kIdFields{{
    {"id", [](Value& value, std::string& into) { return readOptionalText(value, into); }},
}};
constexpr std::array<Field<std::string>, 1> kUriFields{{
    {"uri", [](Value& value, std::string& into) { return readOptionalText(value, into); }},
}};
constexpr std::array<Field<std::string>, 1> kEmbedFields{{
    {"record", [](Value& value,
                  std::string& into) { return readOptionalObject<std::string>(value, into, kUriFields); }},
}};
constexpr std::array<Field<WireMessage>, 8> kMessageFields{{
    {"$type", [](Value& value, WireMessage& into) { return readOptionalText(value, into.type); }},
    {"id", [](Value& value, WireMessage& into) { return value.identifier(into.id); }},
    {"text", [](Value& value, WireMessage& into) { return value.text(into.text.emplace()); }},
    {"facets", [](Value& value, WireMessage& into) { return readFacets(value, into.facets); }},
    {"sender",
     [](Value& value, WireMessage& into) {
         return readOptionalObject<std::string>(value, into.senderDid, kDidFields);
     }},
    {"sentAt", [](Value& value, WireMessage& into) { return readTime(value, into.sentAt); }},
    {"replyTo",
     [](Value& value, WireMessage& into) {
         return readOptionalObject<std::string>(value, into.replyToId, kIdFields);
     }},
    {"embed",
     [](Value& value, WireMessage& into) {
         return readOptionalObject<std::string>(value, into.quotedUri, kEmbedFields);
     }},
}};

constexpr std::array<Field<WireConvo>, 4> kConvoFields{{
    {"id", [](Value& value, WireConvo& into) { return value.identifier(into.id); }},
    {"rev", [](Value& value, WireConvo& into) { return readOptionalText(value, into.rev); }},
    {"status", [](Value& value, WireConvo& into) { return readOptionalText(value, into.status); }},
    {"members",
     [](Value& value, WireConvo& into) -> base::Status {
         if (value.kind() != Kind::List) {
             return {};
         }
         into.members.clear();
         return value.list(
             [&into](Value& member) { return readProfileFields(member, into.members.emplace_back()); });
     }},
}};
constexpr std::array<Field<WireConvo>, 1> kOneConvoFields{{
    {"convo", [](Value& value, WireConvo& into) { return value.object<WireConvo>(into, kConvoFields); }},
}};

constexpr std::array<Field<WireLog>, 4> kLogFields{{
    {"$type", [](Value& value, WireLog& into) { return readOptionalText(value, into.type); }},
    {"rev", [](Value& value, WireLog& into) { return readOptionalText(value, into.rev); }},
    {"convoId", [](Value& value, WireLog& into) { return readOptionalText(value, into.convoId); }},
    {"message",
     [](Value& value, WireLog& into) {
         into.hasMessage = true;
         return readOptionalObject<WireMessage>(value, into.message, kMessageFields);
     }},
}};

constexpr std::array<Field<std::string>, 1> kRevisionFields{{
    {"rev", [](Value& value, std::string& into) { return readOptionalText(value, into); }},
}};
constexpr std::array<Field<WireWritten>, 3> kWrittenFields{{
    {"uri", [](Value& value, WireWritten& into) { return readOptionalText(value, into.uri); }},
    {"cid", [](Value& value, WireWritten& into) { return readOptionalText(value, into.cid); }},
    {"commit",
     [](Value& value, WireWritten& into) {
         return readOptionalObject<std::string>(value, into.revision, kRevisionFields);
     }},
}};

constexpr std::array<Field<WireError>, 2> kErrorFields{{
    {"error", [](Value& value, WireError& into) { return readOptionalText(value, into.error); }},
    {"message", [](Value& value, WireError& into) { return readOptionalText(value, into.message); }},
}};

/// A list by its name, and the cursor beside it.
struct RawPage {
    std::string_view wanted;
    std::string_view list;
    std::string cursor;
};

template <std::size_t kIndex>
base::Status readListNamed(Value& value, RawPage& into);

constexpr std::array<std::string_view, 6> kLists{"notifications", "posts",    "feed",
                                                 "convos",        "messages", "logs"};

template <std::size_t kIndex>
base::Status readListNamed(Value& value, RawPage& into) {
    return into.wanted == kLists[kIndex] && value.kind() == Kind::List ? value.raw(into.list)
                                                                       : base::Status{};
}

constexpr std::array<Field<RawPage>, 7> kPageFields{{
    {"cursor", [](Value& value, RawPage& into) { return readOptionalText(value, into.cursor); }},
    {kLists[0], &readListNamed<0>},
    {kLists[1], &readListNamed<1>},
    {kLists[2], &readListNamed<2>},
    {kLists[3], &readListNamed<3>},
    {kLists[4], &readListNamed<4>},
    {kLists[5], &readListNamed<5>},
}};

struct NamedText {
    std::string did;
    std::string version;
};
constexpr std::array<Field<NamedText>, 2> kNamedTextFields{{
    {"did", [](Value& value, NamedText& into) { return readOptionalText(value, into.did); }},
    {"version", [](Value& value, NamedText& into) { return readOptionalText(value, into.version); }},
}};

base::Status lacks(const std::string& path, std::string_view field) {
    return base::fail(json::at(path, json::missing(field)));
}

base::Status completed(const WireMessage& message, const std::string& path) {
    if (message.id.empty()) {
        return lacks(path, "id");
    }
    const bool words = message.type.empty() || message.type.ends_with("#messageView");
    if (words && !message.text) {
        return lacks(path, "text");
    }
    if (words && !message.sentAt) {
        return lacks(path, "sentAt");
    }
    return words && message.senderDid.empty() ? lacks(path, "sender.did") : base::Status{};
}

}  // namespace

base::Result<WirePage> readPage(json::Reader& reader, std::string_view list) {
    RawPage raw{.wanted = list};
    if (auto status = reader.read<RawPage>(reader.whole(), raw, kPageFields); !status) {
        return base::fail(std::move(status.error()));
    }
    if (raw.list.empty()) {
        return base::fail(json::missing(list));
    }
    auto items = reader.elements({raw.list, std::string(list), 0});
    if (!items) {
        return base::fail(std::move(items.error()));
    }
    return WirePage{*std::move(items), std::move(raw.cursor)};
}

base::Status readMessage(json::Reader& reader, const json::Item& item, WireMessage& message) {
    auto status = reader.read<WireMessage>(item, message, kMessageFields);
    return status ? completed(message, item.path) : status;
}

base::Status readConvo(json::Reader& reader, const json::Item& item, WireConvo& convo) {
    auto status = reader.read<WireConvo>(item, convo, kConvoFields);
    return status && convo.id.empty() ? lacks(item.path, "id") : status;
}

base::Result<WireConvo> readOneConvo(std::string_view body) {
    auto convo = readWhole<WireConvo>(body, kOneConvoFields);
    return convo && convo->id.empty() ? base::fail(json::missing("convo.id")) : convo;
}

base::Status readLog(json::Reader& reader, const json::Item& item, WireLog& log) {
    auto status = reader.read<WireLog>(item, log, kLogFields);
    const bool created = log.type.ends_with("#logCreateMessage");
    return status && created ? completed(log.message, item.path + ".message") : status;
}

base::Result<WireSession> readSession(std::string_view body) {
    auto session = readWhole<WireSession>(body, kSessionFields);
    return session && session->did.empty() ? base::fail(json::missing("did")) : session;
}

base::Result<WireWritten> readWritten(std::string_view body) {
    return readWhole<WireWritten>(body, kWrittenFields);
}

std::string readText(std::string_view body, std::string_view field) {
    const auto texts = readWhole<NamedText>(body, kNamedTextFields);
    return !texts ? std::string() : field == "did" ? texts->did : texts->version;
}

WireError readError(std::string_view body) {
    json::Reader reader(body);
    WireError error;
    if (reader.startsAsJson()) {
        static_cast<void>(reader.read<WireError>(reader.whole(), error, kErrorFields));
    }
    return error;
}

}  // namespace platform::bluesky
