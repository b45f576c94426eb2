// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/posting.h"

#include "practice/mastodon/conversation_book.h"
#include "practice/mastodon/notices.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::mastodon {
namespace {

constexpr std::size_t kMaxMedia = 4;

/// Valid UTF-8, one kind of line end, nothing at the ends.
std::string tidy(const std::string& raw) {
    const std::string text = base::sanitizeUtf8(raw);
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\r') {
            out += at + 1 < text.size() && text[at + 1] == '\n' ? "" : "\n";
        } else {
            out += text[at];
        }
    }
    return std::string(base::trim(out));
}

/// As the server does it: a lone warning is the text.
void tidy(Draft& draft) {
    draft.text = tidy(draft.text);
    draft.warning = tidy(draft.warning);
    if (draft.text.empty() && !draft.warning.empty()) {
        draft.text = std::exchange(draft.warning, {});
    }
    draft.sensitive = draft.sensitive || !draft.warning.empty();
}

std::vector<Id> mentionsIn(const Instance& instance, const std::string& text) {
    std::vector<Id> found;
    for (const Entity& entity : findEntities(text)) {
        const Account* account = entity.kind == Entity::Kind::Mention ? instance.mentioned(entity) : nullptr;
        if (account != nullptr && std::ranges::find(found, account->id) == found.end()) {
            found.push_back(account->id);
        }
    }
    return found;
}

void attach(Instance& instance, const Post& post) {
    for (const Id id : post.media) {
        instance.media.at(id).post = post.id;
    }
}

}  // namespace

std::optional<std::string> refusal(const Instance& instance, const Draft& asked, std::int64_t nowMs) {
    Draft draft = asked;
    tidy(draft);
    if (draft.media.size() > kMaxMedia) {
        return "Cannot attach more than 4 files";
    }
    for (const Id id : draft.media) {
        const auto media = instance.media.find(id);
        const bool isTheirs = media != instance.media.end() && media->second.owner == draft.author;
        if (!isTheirs || (media->second.post != 0 && media->second.post != draft.editing)) {
            return fmt::format("Media {} not found or already attached to another post", id);
        }
        if (media->second.readyMs > nowMs) {
            return "Cannot attach files that have not finished processing. Try again in a moment!";
        }
    }
    if (draft.text.empty() && draft.media.empty()) {
        return "Validation failed: Text can't be blank";
    }
    if (countLength(draft.warning, draft.text) > kMaxLength) {
        return fmt::format("Validation failed: Text character limit of {} exceeded", kMaxLength);
    }
    return std::nullopt;
}

Post& publish(Instance& instance, Draft draft, std::int64_t atMs) {
    tidy(draft);
    const Id id = instance.ids.snowflake(atMs);
    Post& post = instance.posts[id];
    const Post* parent = instance.post(draft.inReplyTo);
    post = {.id = id,
            .author = draft.author,
            .app = draft.app,
            .conversation = parent == nullptr ? id : parent->conversation,
            .inReplyTo = draft.inReplyTo,
            .inReplyToAuthor = parent == nullptr ? 0 : parent->author,
            .createdMs = atMs,
            .visibility = draft.visibility,
            .sensitive = draft.sensitive,
            .text = std::move(draft.text),
            .warning = std::move(draft.warning),
            .language = std::move(draft.language),
            .media = std::move(draft.media)};
    post.mentions = mentionsIn(instance, post.text);
    attach(instance, post);
    if (post.inReplyTo != 0) {
        instance.replies[post.inReplyTo].push_back(id);
    }
    Account& author = instance.accounts.at(post.author);
    if (post.visibility == Visibility::Direct) {
        fileInConversation(instance, author.id, post);
    } else {
        ++author.posts;
        author.lastPostMs = atMs;
    }
    for (const Id mentioned : post.mentions) {
        notify(instance, mentioned, post.author, "mention", id, atMs);
    }
    return post;
}

void revise(Instance& instance, Post& post, const Draft& changed, std::int64_t atMs) {
    Draft draft = changed;
    tidy(draft);
    if (draft.text == post.text && draft.warning == post.warning && draft.media == post.media &&
        draft.sensitive == post.sensitive) {
        return;
    }
    post.before.push_back({post.text, post.warning, post.media, post.sensitive,
                           post.editedMs == 0 ? post.createdMs : post.editedMs});
    post.text = draft.text;
    post.warning = draft.warning;
    post.media = draft.media;
    post.sensitive = draft.sensitive;
    post.language = draft.language ? draft.language : post.language;
    post.editedMs = atMs;
    attach(instance, post);
    const std::vector<Id> told = std::exchange(post.mentions, mentionsIn(instance, post.text));
    for (const Id mentioned : post.mentions) {
        if (std::ranges::find(told, mentioned) == told.end()) {
            notify(instance, mentioned, post.author, "mention", post.id, atMs);
        }
    }
    for (const Id booster : post.boostedBy) {
        notify(instance, booster, post.author, "update", post.id, atMs);
    }
}

void erase(Instance& instance, Id id) {
    const Post post = instance.posts.at(id);
    forgetPost(instance, id);
    removeFromConversations(instance, id);
    for (const Id reply : instance.replies[id]) {
        instance.posts.at(reply).inReplyTo = 0;
    }
    instance.replies.erase(id);
    if (const auto siblings = instance.replies.find(post.inReplyTo); siblings != instance.replies.end()) {
        std::erase(siblings->second, id);
    }
    if (post.visibility != Visibility::Direct) {
        --instance.accounts.at(post.author).posts;
    }
    instance.posts.erase(id);
}

void favourite(Instance& instance, Id account, Post& post, std::int64_t atMs) {
    if (post.favouritedBy.insert(account).second) {
        notify(instance, post.author, account, "favourite", post.id, atMs);
    }
}

void unfavourite(Instance& instance, Id account, Post& post) {
    if (post.favouritedBy.erase(account) > 0) {
        withdraw(instance, account, "favourite", post.id);
    }
}

void boost(Instance& instance, Id account, Post& post, std::int64_t atMs) {
    if (post.boostedBy.insert(account).second) {
        notify(instance, post.author, account, "reblog", post.id, atMs);
    }
}

void unboost(Instance& instance, Id account, Post& post) {
    if (post.boostedBy.erase(account) > 0) {
        withdraw(instance, account, "reblog", post.id);
    }
}

void follow(Instance& instance, Id follower, Id followed, std::int64_t atMs) {
    if (instance.accounts.at(follower).follows.insert(followed).second) {
        notify(instance, followed, follower, "follow", 0, atMs);
    }
}

}  // namespace app::practice::mastodon
