// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/notices.h"

#include "practice/mastodon/conversation_book.h"

#include <algorithm>

namespace app::practice::mastodon {
namespace {

bool mentions(const Post& post, Id account) {
    return std::ranges::find(post.mentions, account) != post.mentions.end();
}

/// Whether the recipient has written to the sender in private further up in this thread.
bool answersRecipient(const Instance& instance, Id recipient, Id sender, const Post& post) {
    for (const Post* above = instance.post(post.inReplyTo); above != nullptr;
         above = instance.post(above->inReplyTo)) {
        if (above->author == recipient && above->visibility == Visibility::Direct &&
            mentions(*above, sender)) {
            return true;
        }
    }
    return false;
}

enum class Verdict { Accept, Filter, Drop };

Verdict judge(const Instance& instance, Id recipient, Id from, std::string_view type, const Post* post) {
    const NotificationPolicy& policy = instance.policies.at(recipient);
    Verdict verdict = Verdict::Accept;
    const auto apply = [&](const std::string& setting, bool concerned) {
        if (concerned && setting == "drop") {
            verdict = Verdict::Drop;
        } else if (concerned && setting == "filter" && verdict == Verdict::Accept) {
            verdict = Verdict::Filter;
        }
    };
    if (instance.permissions.contains({recipient, from})) {
        return verdict;
    }
    const bool follows = instance.account(recipient).follows.contains(from);
    apply(policy.notFollowing, !follows);
    apply(policy.notFollowers, !instance.account(from).follows.contains(recipient));
    apply(policy.privateMentions, type == "mention" && post != nullptr &&
                                      post->visibility == Visibility::Direct && !follows &&
                                      !answersRecipient(instance, recipient, from, *post));
    return verdict;
}

auto findRequest(Instance& instance, Id recipient, Id from) {
    return std::ranges::find_if(instance.requests, [&](const auto& entry) {
        return entry.second.recipient == recipient && entry.second.from == from;
    });
}

void noteRequest(Instance& instance, Id recipient, Id from, std::int64_t atMs) {
    auto found = findRequest(instance, recipient, from);
    if (found == instance.requests.end()) {
        const Id id = instance.ids.snowflake(atMs);
        found = instance.requests
                    .emplace(id,
                             NotificationRequest{
                                 .id = id, .recipient = recipient, .from = from, .createdMs = atMs})
                    .first;
    }
    found->second.updatedMs = atMs;
}

/// A request lives as long as something of its sender is filtered.
void dropEmptyRequests(Instance& instance) {
    std::erase_if(instance.requests, [&](const auto& entry) {
        return std::ranges::none_of(instance.notifications, [&](const auto& other) {
            const Notification& one = other.second;
            return one.filtered && one.recipient == entry.second.recipient && one.from == entry.second.from;
        });
    });
}

}  // namespace

void notify(Instance& instance, Id recipient, Id from, std::string_view type, Id postId, std::int64_t atMs) {
    if (recipient == from) {
        return;
    }
    const Post* post = instance.post(postId);
    const Verdict verdict = judge(instance, recipient, from, type, post);
    if (verdict == Verdict::Drop) {
        return;
    }
    const Id id = instance.ids.notification();
    instance.notifications.emplace(id, Notification{.id = id,
                                                    .recipient = recipient,
                                                    .from = from,
                                                    .post = postId,
                                                    .type = std::string(type),
                                                    .atMs = atMs,
                                                    .filtered = verdict == Verdict::Filter});
    if (verdict == Verdict::Filter) {
        noteRequest(instance, recipient, from, atMs);
    } else if (type == "mention" && post != nullptr && post->visibility == Visibility::Direct) {
        fileInConversation(instance, recipient, *post);
    }
}

void withdraw(Instance& instance, Id from, std::string_view type, Id post) {
    std::erase_if(instance.notifications, [&](const auto& entry) {
        return entry.second.from == from && entry.second.type == type && entry.second.post == post;
    });
    dropEmptyRequests(instance);
}

void forgetPost(Instance& instance, Id post) {
    std::erase_if(instance.notifications, [&](const auto& entry) { return entry.second.post == post; });
    dropEmptyRequests(instance);
}

void acceptRequest(Instance& instance, Id request) {
    const NotificationRequest accepted = instance.requests.at(request);
    instance.permissions.insert({accepted.recipient, accepted.from});
    for (auto& [id, one] : instance.notifications) {
        if (!one.filtered || one.recipient != accepted.recipient || one.from != accepted.from) {
            continue;
        }
        one.filtered = false;
        const Post* post = instance.post(one.post);
        if (one.type == "mention" && post != nullptr && post->visibility == Visibility::Direct) {
            fileInConversation(instance, one.recipient, *post);
        }
    }
    instance.requests.erase(request);
}

void dismissRequest(Instance& instance, Id request) {
    const NotificationRequest dismissed = instance.requests.at(request);
    std::erase_if(instance.notifications, [&](const auto& entry) {
        const Notification& one = entry.second;
        return one.filtered && one.recipient == dismissed.recipient && one.from == dismissed.from;
    });
    instance.requests.erase(request);
}

}  // namespace app::practice::mastodon
