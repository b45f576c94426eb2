// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/parse.h"

#include "platform/mastodon/parse_status.h"

#include <array>

namespace platform::mastodon {

namespace {

using json::Field;
using json::Kind;
using json::readOptionalText;
using json::readTime;
using json::readWhole;
using json::Value;

constexpr std::array<Field<WireNotification>, 5> kNotificationFields{{
    {"id", [](Value& value, WireNotification& into) { return value.identifier(into.id); }},
    {"type", [](Value& value, WireNotification& into) { return value.text(into.type); }},
    // Time and author stand in the status as well; these two matter only when that can't be read.
    {"created_at",
     [](Value& value, WireNotification& into) -> base::Status {
         static_cast<void>(readTime(value, into.createdAt));
         return {};
     }},
    {"account",
     [](Value& value, WireNotification& into) -> base::Status {
         static_cast<void>(readAccountFields(value, into.account));
         return {};
     }},
    {"status",
     [](Value& value, WireNotification& into) -> base::Status {
         into.status = {};
         into.hasStatus = value.kind() != Kind::Null;
         return into.hasStatus ? readStatusFields(value, into.status) : base::Status{};
     }},
}};

constexpr std::array<Field<WireConversation>, 1> kConversationFields{{
    {"last_status",
     [](Value& value, WireConversation& into) -> base::Status {
         into.lastStatus = {};
         into.hasLastStatus = value.kind() != Kind::Null;
         return into.hasLastStatus ? readStatusFields(value, into.lastStatus) : base::Status{};
     }},
}};

struct RawFound {
    std::string_view statuses;
};
constexpr std::array<Field<RawFound>, 1> kFoundFields{{
    {"statuses", [](Value& value, RawFound& into) { return value.raw(into.statuses); }},
}};

struct RawContext {
    std::string_view ancestors;
    std::string_view descendants;
};
constexpr std::array<Field<RawContext>, 2> kContextFields{{
    {"ancestors", [](Value& value, RawContext& into) { return value.raw(into.ancestors); }},
    {"descendants", [](Value& value, RawContext& into) { return value.raw(into.descendants); }},
}};

base::Status readPositive(Value& value, std::optional<std::int64_t>& target) {
    std::int64_t number = 0;
    if (value.kind() != Kind::Null) {
        if (auto status = value.integer(number); !status) {
            return status;
        }
    }
    if (number > 0) {
        target = number;
    }
    return {};
}

constexpr std::array<Field<WireInstance>, 2> kInstanceStatusesFields{{
    {"max_characters",
     [](Value& value, WireInstance& into) { return readPositive(value, into.largestStatus); }},
    {"characters_reserved_per_url",
     [](Value& value, WireInstance& into) { return readPositive(value, into.urlLength); }},
}};
constexpr std::array<Field<WireInstance>, 1> kInstanceConfigurationFields{{
    {"statuses",
     [](Value& value, WireInstance& into) {
         return value.object<WireInstance>(into, kInstanceStatusesFields);
     }},
}};
/// `uri` is version 1's word for the domain, `max_toot_chars` that of older forks for the limit.
constexpr std::array<Field<WireInstance>, 5> kInstanceFields{{
    {"domain", [](Value& value, WireInstance& into) { return value.text(into.domain); }},
    {"uri",
     [](Value& value, WireInstance& into) {
         return into.domain.empty() ? value.text(into.domain) : base::Status{};
     }},
    {"version", [](Value& value, WireInstance& into) { return value.text(into.version); }},
    {"max_toot_chars",
     [](Value& value, WireInstance& into) {
         return into.largestStatus ? base::Status{} : readPositive(value, into.largestStatus);
     }},
    {"configuration",
     [](Value& value, WireInstance& into) {
         return value.object<WireInstance>(into, kInstanceConfigurationFields);
     }},
}};

constexpr std::array<Field<WireApp>, 3> kAppFields{{
    {"client_id", [](Value& value, WireApp& into) { return value.identifier(into.clientId); }},
    {"client_secret", [](Value& value, WireApp& into) { return value.text(into.clientSecret); }},
    {"scopes",
     [](Value& value, WireApp& into) -> base::Status {
         if (value.kind() != Kind::List) {
             return {};
         }
         return value.list([&into](Value& scope) { return scope.text(into.scopes.emplace_back()); });
     }},
}};

constexpr std::array<Field<WireToken>, 2> kTokenFields{{
    {"access_token", [](Value& value, WireToken& into) { return value.identifier(into.accessToken); }},
    {"scope", [](Value& value, WireToken& into) { return readOptionalText(value, into.scope); }},
}};

struct NodeinfoLink {
    std::string rel;
    std::string href;
};
constexpr std::array<Field<NodeinfoLink>, 2> kNodeinfoLinkFields{{
    {"rel", [](Value& value, NodeinfoLink& into) { return value.text(into.rel); }},
    {"href", [](Value& value, NodeinfoLink& into) { return value.text(into.href); }},
}};
constexpr std::array<Field<NodeinfoLink>, 1> kNodeinfoLinksFields{{
    {"links",
     [](Value& value, NodeinfoLink& newest) {
         return value.list([&newest](Value& element) {
             NodeinfoLink link;
             auto status = element.object<NodeinfoLink>(link, kNodeinfoLinkFields);
             constexpr std::string_view kSchema = "http://nodeinfo.diaspora.software/ns/schema/";
             if (status && link.rel.starts_with(kSchema) && link.rel > newest.rel) {
                 newest = std::move(link);
             }
             return status;
         });
     }},
}};
constexpr std::array<Field<WireNodeinfo>, 2> kSoftwareFields{{
    {"name", [](Value& value, WireNodeinfo& into) { return value.text(into.software); }},
    {"version", [](Value& value, WireNodeinfo& into) { return readOptionalText(value, into.version); }},
}};
constexpr std::array<Field<WireNodeinfo>, 1> kNodeinfoFields{{
    {"software",
     [](Value& value, WireNodeinfo& into) { return value.object<WireNodeinfo>(into, kSoftwareFields); }},
}};

constexpr std::array<Field<WireError>, 2> kErrorFields{{
    {"error", [](Value& value, WireError& into) { return readOptionalText(value, into.error); }},
    {"error_description",
     [](Value& value, WireError& into) { return readOptionalText(value, into.description); }},
}};

}  // namespace

base::Status readNotification(json::Reader& reader, const json::Item& item, WireNotification& notification) {
    auto status = reader.read<WireNotification>(item, notification, kNotificationFields);
    const auto lacks = [&item](std::string_view field) {
        return base::fail(json::at(item.path, json::missing(field)));
    };
    if (!status) {
        return status;
    }
    if (notification.id.empty()) {
        return lacks("id");
    }
    if (notification.type.empty()) {
        return lacks("type");
    }
    if (notification.type == "mention" && !notification.hasStatus) {
        return lacks("status");
    }
    return {};
}

base::Status readConversation(json::Reader& reader, const json::Item& item, WireConversation& conversation) {
    return reader.read<WireConversation>(item, conversation, kConversationFields);
}

base::Result<std::vector<json::Item>> readFound(json::Reader& reader) {
    RawFound raw;
    if (auto status = reader.read<RawFound>(reader.whole(), raw, kFoundFields); !status) {
        return base::fail(std::move(status.error()));
    }
    return raw.statuses.empty() ? base::Result<std::vector<json::Item>>(std::vector<json::Item>{})
                                : reader.elements({raw.statuses, "statuses", 0});
}

base::Result<WireContext> readContext(json::Reader& reader) {
    RawContext raw;
    if (auto status = reader.read<RawContext>(reader.whole(), raw, kContextFields); !status) {
        return base::fail(std::move(status.error()));
    }
    WireContext context;
    const auto split = [&reader](std::string_view json, std::string path,
                                 std::vector<json::Item>& into) -> base::Status {
        if (json.empty()) {
            return {};
        }
        auto items = reader.elements({json, std::move(path), 0});
        if (!items) {
            return base::fail(std::move(items.error()));
        }
        into = *std::move(items);
        return {};
    };
    auto status = split(raw.ancestors, "ancestors", context.ancestors);
    if (status) {
        status = split(raw.descendants, "descendants", context.descendants);
    }
    if (!status) {
        return base::fail(std::move(status.error()));
    }
    return context;
}

base::Result<WireAccount> readAccount(std::string_view body) {
    json::Reader reader(body);
    WireAccount account;
    if (auto status = readAccountItem(reader, reader.whole(), account); !status) {
        return base::fail(std::move(status.error()));
    }
    return account;
}

base::Result<WireInstance> readInstance(std::string_view body) {
    return readWhole<WireInstance>(body, kInstanceFields);
}

base::Result<WireApp> readApp(std::string_view body) {
    return readWhole<WireApp>(body, kAppFields);
}

base::Result<WireToken> readToken(std::string_view body) {
    return readWhole<WireToken>(body, kTokenFields);
}

std::string readNodeinfoLink(std::string_view body) {
    json::Reader reader(body);
    NodeinfoLink newest;
    static_cast<void>(reader.read<NodeinfoLink>(reader.whole(), newest, kNodeinfoLinksFields));
    return newest.href;
}

base::Result<WireNodeinfo> readNodeinfo(std::string_view body) {
    return readWhole<WireNodeinfo>(body, kNodeinfoFields);
}

WireError readError(std::string_view body) {
    json::Reader reader(body);
    WireError error;
    if (reader.startsAsJson()) {
        static_cast<void>(reader.read<WireError>(reader.whole(), error, kErrorFields));
    }
    return error;
}

}  // namespace platform::mastodon
