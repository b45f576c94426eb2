// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/composer_view.h"

#include "moments.h"

#include <optional>

/// A composer put together by hand, as the window would show it.
namespace composerstory {

using namespace moments;
using model::ReplyPermission;
using model::Visibility;
using view::ComposerState;

/// A reply to Mira on Mastodon that could go out now.
struct Composer {
    model::ConversationRow conversation;
    model::Account account;
    model::ReplyDraft draft;
    model::Message target;
    bool online = true;
    std::optional<base::UtcTime> limitedUntil{};
    std::optional<base::UtcTime> draftBegunAt{};
    std::optional<base::UtcTime> customerWroteAt{};

    Composer() {
        conversation.id = {1};
        conversation.customerName = "Mira Oduya";
        account.platform = "mastodon";
        account.capabilities.replies = {
            {.visibility = Visibility::Public,
             .length = {.limit = 500, .urlLength = 23, .mentionsWithoutDomain = true}},
            {.visibility = Visibility::Private,
             .length = {.limit = 500, .urlLength = 23, .mentionsWithoutDomain = true}}};
        draft.conversation = {1};
        draft.audience = "public";
        draft.addresseeHandle = "mira@stadtfunk.example";
        draft.text = "Hello Mira";
        target.id = {3};
        target.authorName = "Mira Oduya";
        target.authorHandle = draft.addresseeHandle;
    }

    [[nodiscard]] ComposerState state(base::UtcTime now = kNow) const {
        return composerState({.conversation = conversation,
                              .account = account,
                              .draft = draft,
                              .target = &target,
                              .online = online,
                              .limitedUntil = limitedUntil,
                              .draftBegunAt = draftBegunAt,
                              .customerWroteAt = customerWroteAt},
                             words(), now);
    }
};

}  // namespace composerstory
