// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reply_permission.h"

#include "support/catch.h"

#include <set>
#include <string>

using namespace std::chrono_literals;
using model::ReplyPermission;
using model::Visibility;

namespace {

constexpr base::UtcTime kNow = base::fromMs(1'760'000'000'000);

/// An account that takes one private reply to a public message, and messages for a day, a person's for seven.
struct Page {
    model::Account account;
    model::ConversationRow conversation;
    model::ReplyDraft draft;
    bool online = true;

    Page() {
        account.capabilities.replies = {{.visibility = Visibility::Public},
                                        {.visibility = Visibility::Private,
                                         .window = base::Duration{24h},
                                         .onePrivateReplyWithin = base::Duration{7 * 24h}}};
        draft.parentAt = kNow - 1h;
    }

    /// In private to a comment.
    Page& privately() {
        draft.visibility = Visibility::Private;
        draft.fromPublic = true;
        return *this;
    }
    /// In a private conversation in which they wrote so long ago.
    Page& inPrivate(base::Duration ago) {
        draft.visibility = Visibility::Private;
        conversation.visibility = Visibility::Private;
        conversation.windowClosesAt = kNow - ago + 24h;
        return *this;
    }
    Page& answered(base::ConversationId where) {
        draft.privateAnswer = model::PrivateAnswer{.id = {8}, .conversation = where, .at = kNow};
        return *this;
    }
    [[nodiscard]] model::ReplyQuestion question() const {
        return {.account = account, .conversation = conversation, .draft = draft, .online = online};
    }
    [[nodiscard]] ReplyPermission at(base::UtcTime now = kNow) const {
        return model::replyPermission(question(), now);
    }
};

}  // namespace

TEST_CASE("a comment is answered in public at any time, and in private once within seven days") {
    Page page;
    CHECK(page.at() == ReplyPermission::Allowed);
    CHECK(page.at(kNow + 24h * 400) == ReplyPermission::Allowed);
    page.privately();
    const base::UtcTime ends = *page.draft.parentAt + 7 * 24h;
    CHECK(model::replyUntil(page.question()) == ends);
    CHECK(page.at() == ReplyPermission::OnePrivateReply);
    CHECK(page.at(ends - 1ms) == ReplyPermission::OnePrivateReply);
    CHECK(page.at(ends) == ReplyPermission::WindowClosed);
    // A clock set back gives no more than the platform does, one set far back no less.
    CHECK(page.at(*page.draft.parentAt - 24h) == ReplyPermission::OnePrivateReply);
    page.answered({5});
    CHECK(page.at() == ReplyPermission::PrivateReplyUsed);
    CHECK(model::isBlocked(page.at()));
    page.draft.visibility = Visibility::Public;
    page.draft.fromPublic = false;
    page.draft.privateAnswer.reset();
    CHECK(page.at(ends) == ReplyPermission::Allowed);
}

TEST_CASE("the platform's word on a private reply counts, and its silence does not") {
    Page page;
    page.privately().draft.parentTakes = model::PrivateReply::NotTaken;
    CHECK(page.at() == ReplyPermission::PrivateReplyRefused);
    page.draft.parentTakes = model::PrivateReply::Taken;
    CHECK(page.at() == ReplyPermission::OnePrivateReply);
    page.draft.parentTakes = model::PrivateReply::NotSaid;
    CHECK(page.at() == ReplyPermission::OnePrivateReply);
    // Elsewhere a comment takes as many as one likes.
    page.account.capabilities.replies[1].onePrivateReplyWithin.reset();
    page.answered({5}).draft.parentTakes = model::PrivateReply::NotTaken;
    CHECK(page.at(kNow + 24h * 8) == ReplyPermission::Allowed);
    CHECK_FALSE(model::replyUntil(page.question()));
}

TEST_CASE("behind a private reply the next message waits for theirs") {
    Page page;
    page.inPrivate(1h).conversation.windowClosesAt.reset();
    page.answered({5});
    CHECK(page.at() == ReplyPermission::AwaitsAnswer);
    page.draft.privateAnswer.reset();
    CHECK(page.at() == ReplyPermission::Allowed);
    // What they wrote before keeps its window.
    page.answered({5}).inPrivate(23h);
    CHECK(page.at() == ReplyPermission::Allowed);
    CHECK(page.at(kNow + 1h) == ReplyPermission::AwaitsAnswer);
    page.conversation.answerableUntil = kNow + 24h;
    CHECK(page.at(kNow + 1h) == ReplyPermission::PersonOnly);
}

TEST_CASE("a message is answered for a day, by a person for seven, to the millisecond") {
    Page page;
    page.inPrivate(24h - 1ms);
    CHECK(page.at() == ReplyPermission::Allowed);
    CHECK(page.at(kNow + 1ms) == ReplyPermission::WindowClosed);
    page.conversation.answerableUntil = *page.conversation.windowClosesAt + 6 * 24h;
    CHECK(page.at(kNow + 1ms) == ReplyPermission::PersonOnly);
    CHECK(page.at(*page.conversation.answerableUntil - 1ms) == ReplyPermission::PersonOnly);
    CHECK(page.at(*page.conversation.answerableUntil) == ReplyPermission::WindowClosed);
    CHECK(page.at(kNow - 24h * 30) == ReplyPermission::Allowed);
}

TEST_CASE("what no waiting changes is said before what does") {
    Page page;
    page.online = false;
    CHECK(page.at() == ReplyPermission::WhenOnline);
    page.account.state = model::AccountState::NeedsLogin;
    CHECK(page.at() == ReplyPermission::WhenLoggedIn);
    page.account.capabilities.replies[0].missingPermission = "pages_manage_engagement";
    CHECK(page.at() == ReplyPermission::PermissionMissing);
    page.privately();
    CHECK(page.at() == ReplyPermission::WhenLoggedIn);
    page.answered({5});
    CHECK(page.at() == ReplyPermission::PrivateReplyUsed);
}

TEST_CASE("a reply of the outbox meets the window of what it answers") {
    Page page;
    page.inPrivate(1h).conversation.answerableUntil = kNow + 24h * 6;
    model::OutboxRow reply;
    const auto meets = [&](base::UtcTime now) {
        return model::windowToMeet(reply, page.conversation, page.account, now);
    };
    CHECK(meets(kNow) == page.conversation.windowClosesAt);
    CHECK(meets(kNow + 24h) == page.conversation.answerableUntil);
    reply.answersPublicOf = kNow - 6 * 24h;
    CHECK(meets(kNow) == kNow + 24h);
    page.account.capabilities.replies[1].onePrivateReplyWithin.reset();
    CHECK(meets(kNow) == page.conversation.windowClosesAt);
}

TEST_CASE("each answer has a name of its own") {
    std::set<std::string> names;
    for (int value = 0; value <= static_cast<int>(ReplyPermission::TargetDeleted); ++value) {
        names.emplace(model::name(static_cast<ReplyPermission>(value)));
    }
    CHECK(names.size() == static_cast<std::size_t>(ReplyPermission::TargetDeleted) + 1);
    CHECK(names.contains("one_private_reply"));
}
