// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/posting.h"

#include "practice/x/post_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace app::practice::x {
namespace {

constexpr std::int64_t kMemoryMs = 86'400'000;  ///< how long X remembers what has been said before

constexpr std::array<std::string_view, 15> kMembers{"card_uri",
                                                    "community_id",
                                                    "direct_message_deep_link",
                                                    "edit_options",
                                                    "for_super_followers_only",
                                                    "geo",
                                                    "made_with_ai",
                                                    "media",
                                                    "nullcast",
                                                    "paid_partnership",
                                                    "poll",
                                                    "quote_tweet_id",
                                                    "reply",
                                                    "reply_settings",
                                                    "text"};

/// What a practice account can't do: it has no media, no polls, and quoting is not for small customers.
constexpr std::array<std::string_view, 7> kRefused{"card_uri", "community_id", "edit_options", "geo",
                                                   "media",    "nullcast",     "poll"};

std::string textAt(const Json& json, const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

Answer unknownMember(Dialect dialect, const std::string& name) {
    return invalidRequest(dialect, {name, "",
                                    fmt::format("$.{}: is not defined in the schema and the schema "
                                                "does not allow additional properties",
                                                name)});
}

std::optional<Answer> checkShape(Dialect dialect, const Json& body) {
    if (!body.is_object()) {
        return invalidRequest(dialect, {"", "",
                                        "Requests with bodies must have content-type of "
                                        "application/json and hold a JSON object."});
    }
    for (const auto& [name, value] : body.items()) {
        if (std::ranges::find(kMembers, name) == kMembers.end()) {
            return unknownMember(dialect, name);
        }
        if (std::ranges::find(kRefused, name) != kRefused.end()) {
            return forbidden(dialect, fmt::format("You are not permitted to use {}.", name));
        }
    }
    if (body.contains("text") && !body["text"].is_string()) {
        return invalidRequest(dialect, {"text", dump(body["text"]), "$.text: must be a string"});
    }
    for (const char* name : {"reply"}) {
        if (body.contains(name) && !body[name].is_object()) {
            return invalidRequest(dialect, {name, dump(body[name]), "$.reply: must be an object"});
        }
    }
    return std::nullopt;
}

std::optional<Answer> checkText(Dialect dialect, const std::string& text) {
    if (text.empty()) {
        return invalidRequest(dialect, {"text", "", "Your post must have text, media or a poll."});
    }
    if (weightOf(text) > kMaxWeight) {
        return invalidRequest(dialect, {"text", text,
                                        "Your Tweet text is too long. For more information, please visit "
                                        "https://docs.x.com/fundamentals/counting-characters"});
    }
    const auto tags = findEntities(text);
    if (std::ranges::count(tags, Entity::Kind::Cashtag, &Entity::kind) > 1) {
        return forbidden(dialect, "A post may hold one cashtag at most.");
    }
    return std::nullopt;
}

bool mayReply(const Network& network, const Post& parent, const Account& author) {
    if (parent.replySettings == "everyone" || parent.author == author.id) {
        return true;
    }
    const bool isNamed = std::ranges::find(parent.mentions, author.id) != parent.mentions.end();
    return isNamed ||
           (parent.replySettings == "following" && network.follows.contains({parent.author, author.id}));
}

std::optional<Answer> checkReply(const Network& network, Dialect dialect, const Account& author,
                                 const Json& reply, Accepted& accepted) {
    const std::string id = textAt(reply, "in_reply_to_tweet_id");
    const std::optional<Id> parentId = parseId(id);
    if (!parentId) {
        return invalidRequest(dialect, {"reply.in_reply_to_tweet_id", id,
                                        fmt::format("$.reply.in_reply_to_tweet_id: does not match the regex "
                                                    "pattern ^[0-9]{{1,19}}$")});
    }
    const Post* parent = network.post(*parentId);
    if (parent == nullptr || !network.sees(&author, *parent)) {
        return notThere(dialect, postWord(dialect),
                        "You attempted to reply to a Tweet that is deleted or not visible to you.");
    }
    for (const Json& unnamed :
         reply.contains("exclude_reply_user_ids") ? reply["exclude_reply_user_ids"] : Json::array()) {
        if (unnamed.is_string()) {
            accepted.draft.unnamed.insert(parseId(unnamed.get<std::string>()).value_or(0));
        }
    }
    accepted.draft.inReplyTo = parent->id;
    if (!mayReply(network, *parent, author)) {
        return forbidden(dialect, "You can't reply to this conversation: its author has limited who may.");
    }
    if (parent->author != author.id) {
        if (!summons(network, *parent, author)) {
            return forbidden(dialect,
                             "Reply to this conversation is not allowed because you have not been mentioned "
                             "or otherwise engaged by the author of the post you are replying to.");
        }
        accepted.charge = Charge::SummonedReply;
    }
    return std::nullopt;
}

/// The same words to the same people within a day.
bool isRepetition(const Network& network, const Draft& draft, std::int64_t nowMs) {
    return std::ranges::any_of(network.posts, [&](const auto& entry) {
        const Post& post = entry.second;
        const bool isRecent = post.author == draft.author->id && post.atMs > nowMs - kMemoryMs;
        return isRecent && post.inReplyTo == draft.inReplyTo && post.text.ends_with(draft.text) &&
               (post.text.size() == draft.text.size() || draft.inReplyTo != 0);
    });
}

}  // namespace

bool summons(const Network& network, const Post& post, const Account& who) {
    const Post* quoted = network.post(post.quoted);
    return std::ranges::find(post.mentions, who.id) != post.mentions.end() ||
           (quoted != nullptr && quoted->author == who.id);
}

std::expected<Accepted, Answer> judgePost(const Network& network, Dialect dialect, const Account& author,
                                          const Json& body, std::int64_t nowMs) {
    if (auto refused = checkShape(dialect, body)) {
        return std::unexpected(*std::move(refused));
    }
    if (body.contains("quote_tweet_id")) {
        return std::unexpected(forbidden(dialect, "You are not permitted to create a quote post."));
    }
    Accepted accepted{.draft = {.author = &author, .text = textAt(body, "text")}};
    if (auto refused = checkText(dialect, accepted.draft.text)) {
        return std::unexpected(*std::move(refused));
    }
    if (const std::string settings = textAt(body, "reply_settings"); !settings.empty()) {
        if (settings != "following" && settings != "mentionedUsers" && settings != "subscribers" &&
            settings != "verified") {
            return std::unexpected(invalidRequest(
                dialect,
                {"reply_settings", settings,
                 "$.reply_settings: must be one of following, mentionedUsers, subscribers, verified"}));
        }
        accepted.draft.replySettings = settings;
    }
    if (body.contains("reply")) {
        if (auto refused = checkReply(network, dialect, author, body["reply"], accepted)) {
            return std::unexpected(*std::move(refused));
        }
    }
    if (isRepetition(network, accepted.draft, nowMs)) {
        return std::unexpected(
            forbidden(dialect, "You are not allowed to create a Tweet with duplicate content."));
    }
    const auto entities = findEntities(accepted.draft.text);
    if (std::ranges::find(entities, Entity::Kind::Link, &Entity::kind) != entities.end()) {
        accepted.charge = Charge::PostWithLink;
    }
    return accepted;
}

}  // namespace app::practice::x
