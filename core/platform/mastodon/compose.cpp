// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/compose.h"

#include "platform/mastodon/message.h"
#include "platform/mastodon/self.h"

#include "base/text.h"
#include "model/text_entities.h"
#include "model/text_limits.h"
#include "net/http.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace platform::mastodon {

namespace {

/// Handles that the text mentions, each as "@user" or "@user@domain".
std::vector<std::string_view> mentionsIn(std::string_view text) {
    std::vector<std::string_view> mentions;
    for (const auto& entity : model::findEntities(text)) {
        if (entity.kind == model::TextEntity::Kind::Mention) {
            mentions.push_back(text.substr(entity.begin, entity.end - entity.begin));
        }
    }
    return mentions;
}

bool mentions(std::string_view text, std::string_view handle, std::string_view host) {
    const auto wanted = fullHandle(handle, host);
    return std::ranges::any_of(mentionsIn(text),
                               [&](std::string_view each) { return fullHandle(each, host) == wanted; });
}

/// "@user@domain"; of people on our own server "@user", which every server takes (snac2 links nothing else
/// when it runs on a port).
std::string mentionOf(std::string_view handle, std::string_view host) {
    handle.remove_prefix(handle.starts_with('@') ? 1 : 0);
    const auto sign = handle.find('@');
    const bool isLocal =
        sign != std::string_view::npos && base::asciiLower(handle.substr(sign + 1)) == base::asciiLower(host);
    return fmt::format("@{}", isLocal ? handle.substr(0, sign) : handle);
}

std::string visibilityFor(const model::Account& account, const model::ReplyDraft& draft) {
    constexpr std::string_view kDirect = "direct";
    if (draft.visibility == model::Visibility::Private &&
        visibilityOf(draft.audience) == model::Visibility::Public) {
        return std::string(kDirect);
    }
    if (draft.audience == "public" || draft.audience == "unlisted") {
        return draft.audience;
    }
    // "private" is for followers. Servers other than Mastodon call direct messages so as well, and an answer
    // there would reach all our followers: the narrower word is always right.
    return draft.audience == "private" && account.facts.software == "mastodon" ? draft.audience
                                                                               : std::string(kDirect);
}

bool isOurs(const model::Account& account, std::string_view handle, std::string_view host) {
    return fullHandle(handle, host) == fullHandle(account.handle, host);
}

/// Somebody named in a private reply would get to read it.
base::Status checkReaders(const model::Account& account, const model::ReplyDraft& draft) {
    const auto host = net::authorityOf(account.server);
    std::vector<std::string> known{fullHandle(account.handle, host), fullHandle(draft.addresseeHandle, host)};
    for (const auto& reader : draft.readers) {
        known.push_back(fullHandle(reader, host));
    }
    for (const auto mention : mentionsIn(draft.text)) {
        if (std::ranges::find(known, fullHandle(mention, host)) == known.end()) {
            return base::fail(
                base::ErrorKind::BadInput,
                fmt::format("This reply is private, but {} would get to read it. Leave out the @ to only "
                            "name them.",
                            mention));
        }
    }
    return {};
}

}  // namespace

model::LengthRule lengthRule(const model::ServerFacts& facts) {
    constexpr std::int64_t kUsualLimit = 500;
    constexpr std::int64_t kUsualUrlLength = 23;
    return {.unit = model::LengthUnit::Graphemes,
            .limit = facts.largestReply.value_or(kUsualLimit),
            .urlLength = facts.urlLength.value_or(kUsualUrlLength),
            .mentionsWithoutDomain = true};
}

Composed compose(const model::Account& account, const model::ReplyDraft& draft) {
    const auto host = net::authorityOf(account.server);
    const bool needsMention = !draft.addresseeHandle.empty() &&
                              !isOurs(account, draft.addresseeHandle, host) &&
                              !mentions(draft.text, draft.addresseeHandle, host);
    return {.status = needsMention ? fmt::format("{} {}", mentionOf(draft.addresseeHandle, host), draft.text)
                                   : draft.text,
            .visibility = visibilityFor(account, draft),
            .spoilerText = draft.parentSubject,
            .inReplyToId = draft.parentRemoteId};
}

std::int64_t lengthOf(const Composed& composed, const model::LengthRule& rule) {
    return model::countLength(composed.status, rule) + model::countLength(composed.spoilerText, rule);
}

base::Status check(const model::Account& account, const model::ReplyDraft& draft) {
    if (base::trim(draft.text).empty()) {
        return base::fail(base::ErrorKind::BadInput, "There is nothing to send yet.");
    }
    const auto composed = compose(account, draft);
    const auto rule = lengthRule(account.facts);
    if (const auto length = lengthOf(composed, rule); length > rule.limit) {
        return base::fail(base::ErrorKind::TooLong, fmt::format("{} too many: {} of {} characters.",
                                                                length - rule.limit, length, rule.limit));
    }
    if (visibilityOf(composed.visibility) == model::Visibility::Public) {
        return {};
    }
    if (composed.visibility == "direct" && mentionsIn(composed.status).empty()) {
        return base::fail(base::ErrorKind::BadInput,
                          "Nobody would get to read this private reply: nobody is named in it.");
    }
    return checkReaders(account, draft);
}

model::FrozenReply freeze(const model::Account& account, const model::ReplyDraft& draft,
                          base::Random& random) {
    const auto composed = compose(account, draft);
    nlohmann::ordered_json body{{"status", composed.status}, {"visibility", composed.visibility}};
    if (!composed.inReplyToId.empty()) {
        body["in_reply_to_id"] = composed.inReplyToId;
    }
    if (!composed.spoilerText.empty()) {
        body["spoiler_text"] = composed.spoilerText;
    }
    return {.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace),
            .repeatKey = random.uuid()};
}

Composed thaw(const model::FrozenReply& frozen) {
    const auto body = nlohmann::json::parse(frozen.body, nullptr, false);
    const auto text = [&body](const char* name) {
        const auto found = body.is_object() ? body.find(name) : body.end();
        return body.is_object() && found != body.end() && found->is_string() ? found->get<std::string>()
                                                                             : std::string();
    };
    return {.status = text("status"),
            .visibility = text("visibility"),
            .spoilerText = text("spoiler_text"),
            .inReplyToId = text("in_reply_to_id")};
}

}  // namespace platform::mastodon
