// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer_story.h"
#include "support/catch.h"

using namespace composerstory;

namespace {

/// In private to a comment on a platform that takes one such reply, for a week.
Composer toComment() {
    Composer composer;
    composer.account.platform = "facebook";
    composer.account.capabilities.replies[1].onePrivateReplyWithin = base::Duration{7 * 24h};
    composer.draft.visibility = Visibility::Private;
    composer.draft.fromPublic = true;
    composer.draft.parentAt = kNow - 22h;
    return composer;
}

}  // namespace

TEST_CASE("the one private reply to a comment is counted before a word is typed") {
    Composer composer = toComment();
    auto state = composer.state();
    CHECK(state.banner.permission == ReplyPermission::OnePrivateReply);
    CHECK(state.banner.permissionText == "One private reply left");
    CHECK(state.banner.window.text == "window 6 d 2 h");
    CHECK_FALSE(state.banner.grey);
    CHECK(state.send.enabled);
    CHECK(state.nextTick);

    composer.draft.privateAnswer =
        model::PrivateAnswer{.id = {9}, .conversation = {12}, .at = kNow - 18min, .to = {3}};
    state = composer.state();
    CHECK(state.banner.permission == ReplyPermission::PrivateReplyUsed);
    CHECK(state.banner.permissionText == "Private reply used, 14:02");
    CHECK(state.banner.goOn == base::ConversationId{12});
    CHECK(state.banner.grey);
    CHECK_FALSE(state.send.enabled);
    CHECK(state.send.whyOff ==
          "Facebook takes one private reply to each message. Go on in the private conversation with Mira");
    CHECK(state.editorHint == state.send.whyOff);
    // In public there is still all to say.
    composer.draft.visibility = Visibility::Public;
    composer.draft.fromPublic = false;
    composer.draft.privateAnswer.reset();
    CHECK(composer.state().banner.permission == ReplyPermission::Allowed);
    CHECK(composer.state().banner.window.empty());
}

TEST_CASE("a private reply that comes too late, or that the platform does not take, says so") {
    Composer composer = toComment();
    composer.draft.parentAt = kNow - 7 * 24h;
    CHECK(composer.state().banner.permission == ReplyPermission::WindowClosed);
    CHECK(composer.state().banner.permissionText == "window closed 14:20");
    CHECK(composer.state().editorHint ==
          "Facebook takes a private reply only in the 7 d after the message. Answer in public");
    composer = toComment();
    composer.draft.parentTakes = model::PrivateReply::NotTaken;
    CHECK(composer.state().banner.permissionText == "No private reply left");
    CHECK(composer.state().editorHint ==
          "Facebook takes no private reply to this message. It may have had one "
          "from another app. Answer in public");
    CHECK_FALSE(composer.state().send.enabled);
}

TEST_CASE("behind a private reply it is their turn, and the banner says whose") {
    Composer composer = toComment();
    composer.draft.fromPublic = false;
    composer.draft.privateAnswer = model::PrivateAnswer{.id = {9}, .conversation = {1}, .at = kNow - 18min};
    const auto state = composer.state();
    CHECK(state.banner.permission == ReplyPermission::AwaitsAnswer);
    CHECK(state.banner.permissionText == "Waiting for Mira");
    CHECK(state.editorHint == "Facebook takes your next message once Mira has answered");
    CHECK_FALSE(state.banner.goOn);
}

TEST_CASE("a permission that the sign-in lacks is named, with the way to get it") {
    Composer composer;
    composer.account.platform = "facebook";
    composer.account.capabilities.replies[0].missingPermission = "pages_manage_engagement";
    const auto state = composer.state();
    CHECK(state.banner.permission == ReplyPermission::PermissionMissing);
    CHECK(state.banner.permissionText == "Permission missing");
    CHECK(state.send.whyOff == "The sign-in lacks pages_manage_engagement. Connect Facebook again with it; "
                               "meanwhile answer in the browser");
}
