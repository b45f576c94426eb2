// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer_story.h"
#include "support/catch.h"

#include <string>

using namespace composerstory;
using view::ComposerCounter;
using view::ComposerNotice;
using view::ComposerSend;
using view::queueReply;

TEST_CASE("a reply that can go out now says where it goes and who reads it") {
    const ComposerState state = Composer().state();
    CHECK(state.banner.title == "Public reply");
    CHECK(state.banner.where == "on Mastodon, everyone can read it");
    CHECK(state.banner.permission == ReplyPermission::Allowed);
    CHECK(state.banner.permissionText == "Allowed now");
    CHECK_FALSE(state.banner.blocked);
    CHECK(state.editorHint == "Write to Mira");
    CHECK(state.send.enabled);
    CHECK(state.send.label == "Send");
    CHECK(state.send.whyOff.empty());
    CHECK(state.notices.empty());
}

TEST_CASE("who reads a reply follows its audience, never less than the truth") {
    Composer composer;
    composer.draft.audience = "unlisted";
    CHECK(composer.state().banner.where == "on Mastodon, everyone can read it, lists do not show it");
    composer.draft.visibility = Visibility::Private;
    composer.draft.audience = "direct";
    CHECK(composer.state().banner.title == "Private reply");
    CHECK(composer.state().banner.where == "on Mastodon, only Mira and you can read it");
    composer.draft.readers = {"mira@stadtfunk.example"};
    CHECK(composer.state().banner.where == "on Mastodon, only Mira and you can read it");
    composer.draft.readers = {"mira@stadtfunk.example", "@okke@b.example"};
    CHECK(composer.state().banner.where == "on Mastodon, only Mira, 1 other and you can read it");
    composer.draft.readers.push_back("pim@b.example");
    CHECK(composer.state().banner.where == "on Mastodon, only Mira, 2 others and you can read it");
    composer.draft.audience = "private";
    composer.account.capabilities.followersAudience = "private";
    CHECK(composer.state().banner.where == "on Mastodon, your followers and Mira can read it");
    composer.account.capabilities.followersAudience = "";
    CHECK(composer.state().banner.where == "on Mastodon, only Mira, 2 others and you can read it");
}

TEST_CASE("what keeps a reply from leaving now is said before anything is typed, and typing goes on") {
    Composer offline;
    offline.online = false;
    CHECK(offline.state().banner.permissionText == "Goes out when online");
    CHECK(offline.state().send.label == "Send when online");
    CHECK(offline.state().send.enabled);

    Composer login;
    login.account.state = model::AccountState::NeedsLogin;
    login.online = false;
    CHECK(login.state().banner.permissionText == "Goes out when logged in");
    CHECK(login.state().send.label == "Send when logged in");
    CHECK(login.state().send.enabled);

    Composer limited;
    limited.limitedUntil = kNow + 11min;
    CHECK(limited.state().banner.permissionText == "Goes out at 14:31");
    CHECK(limited.state().send.label == "Send");
    CHECK(limited.state().send.enabled);
    CHECK(limited.state().nextTick == kNow + 11min);
    CHECK(limited.state(kNow + 11min).banner.permission == ReplyPermission::Allowed);
}

TEST_CASE("a reply can wait for the opening, and where there is none to wait for it is said why") {
    Composer composer;
    CHECK_FALSE(composer.state().later.send);
    CHECK(composer.state().later.label == "Send at opening");
    CHECK(composer.state().later.whyOff == "no opening hours are set, there is no opening to wait for");
    model::HoursVersion hours{.validFrom = {}, .timeZone = "UTC", .week = {}, .exceptions = {}};
    for (int day = 1; day <= 7; ++day) {
        hours.week.push_back({.day = day, .open = {.from = 9 * 60, .to = 18 * 60}});
    }
    composer.account.rule = std::make_shared<const model::ResponseRule>(
        model::ResponseRule{.target = {}, .hours = model::BusinessHours({hours})});
    CHECK_FALSE(composer.state().later.send);
    CHECK(composer.state().later.whyOff == "the shop is open now, there is no opening to wait for");
    const base::UtcTime evening = kNow + 7h;
    const base::UtcTime opening = kNow + 19h + 40min;
    CHECK(composer.state(evening).later.send == model::LaterSend{.at = opening});
    CHECK(composer.state(evening).later.label == "Send at opening, Wed 10:00");
    composer.conversation.windowClosesAt = evening + 2h;
    CHECK(composer.state(evening).later.send ==
          model::LaterSend{.at = evening + 105min, .why = model::LaterSend::Why::WindowCloses});
    CHECK(composer.state(evening).later.label == "Send before the reply window closes, 23:05");
    CHECK(queueReply(composer.draft, {3}, Visibility::Public, 8s, opening).sendAt == opening);
    CHECK_FALSE(queueReply(composer.draft, {3}, Visibility::Public, 8s).sendAt);
    hours.week.clear();
    hours.exceptions = {{.date = std::chrono::year{2026} / 1 / 1, .open = {}}};
    composer.account.rule = std::make_shared<const model::ResponseRule>(
        model::ResponseRule{.target = {}, .hours = model::BusinessHours({hours})});
    CHECK(composer.state().later.whyOff ==
          "the shop never opens by its hours, there is no opening to wait for");
}

TEST_CASE("an account that went offline sends when online, whatever the window thinks") {
    Composer composer;
    composer.account.state = model::AccountState::Offline;
    CHECK(composer.state().banner.permission == ReplyPermission::WhenOnline);
}

TEST_CASE(
    "where no reply is possible the banner is grey, the editor says why, and Send is off for that reason") {
    Composer composer;
    composer.account.capabilities.replies.pop_back();
    composer.draft.visibility = Visibility::Private;
    auto state = composer.state();
    CHECK(state.banner.blocked);
    CHECK(state.banner.title == "No reply from here");
    CHECK(state.banner.where == "on Mastodon");
    CHECK(state.editorHint == "Mastodon takes no private reply here");
    CHECK_FALSE(state.send.enabled);
    CHECK(state.send.whyOff == state.editorHint);
    CHECK(state.counter.text.empty());

    composer.draft.visibility = Visibility::Public;
    composer.target.deletedAt = kNow;
    state = composer.state();
    CHECK(state.banner.permission == ReplyPermission::TargetDeleted);
    CHECK(state.send.whyOff == "Mira deleted this message. Choose another one to answer");
}

TEST_CASE("where only those are answered who mentioned us, it is said before a word is typed") {
    Composer composer;
    composer.account.platform = "x";
    composer.account.capabilities.replies[0].onlyIfAddressed = true;
    const auto state = composer.state();
    CHECK(state.banner.permission == ReplyPermission::OnlyIfAddressed);
    CHECK(state.banner.blocked);
    CHECK(state.banner.permissionText == "Only if they mention you");
    CHECK(state.editorHint ==
          "X takes a reply only to people who mention or quote you. Mira did neither here. "
          "Open it in the browser");
    CHECK_FALSE(state.send.enabled);
    CHECK(state.send.whyOff == state.editorHint);
    composer.draft.parentAddressesUs = true;
    CHECK(composer.state().banner.permission == ReplyPermission::Allowed);
    composer.draft.parentAddressesUs = false;
    composer.draft.visibility = Visibility::Private;
    CHECK(composer.state().banner.permission == ReplyPermission::Allowed);
}

TEST_CASE("a window that has closed blocks, and one that closes later tells when to look again") {
    Composer composer;
    composer.account.platform = "facebook";
    composer.conversation.windowClosesAt = kNow;
    const auto state = composer.state();
    CHECK(state.banner.permission == ReplyPermission::WindowClosed);
    CHECK(state.banner.permissionText == "window closed 14:20");
    CHECK(state.send.whyOff == "Facebook closed the window for this answer");
    CHECK(state.banner.grey);
    CHECK(state.banner.window.empty());
    composer.conversation.windowClosesAt = kNow + 500ms;
    CHECK(composer.state().send.enabled);
    CHECK(composer.state().nextTick == kNow + 500ms);
}

TEST_CASE("beside what is allowed stands how long, until the very moment at which it is not") {
    Composer composer;
    composer.conversation.windowClosesAt = kNow + 3h + 12min + 59s;
    const auto state = composer.state();
    CHECK(state.banner.permission == ReplyPermission::Allowed);
    CHECK_FALSE(state.banner.grey);
    CHECK(state.banner.window.text == "window 3 h 12 m");
    CHECK(state.nextTick == kNow + 59s + 1ms);
    CHECK(composer.state(kNow + 59s).banner.window.text == "window 3 h 12 m");
    CHECK(composer.state(kNow + 59s + 1ms).banner.window.text == "window 3 h 11 m");
    const base::UtcTime closes = *composer.conversation.windowClosesAt;
    CHECK(composer.state(closes - 1ms).banner.permission == ReplyPermission::Allowed);
    CHECK(composer.state(closes).banner.permission == ReplyPermission::WindowClosed);
    CHECK_FALSE(composer.state(closes).nextTick);
    // What else keeps it from leaving is said too.
    composer.online = false;
    CHECK(composer.state().banner.permission == ReplyPermission::WhenOnline);
    CHECK(composer.state().banner.window.text == "window 3 h 12 m");
}

TEST_CASE("where a person may answer longer it says so, and by when, and then the window is closed for all") {
    Composer composer;
    composer.account.platform = "facebook";
    composer.conversation.windowClosesAt = kNow;
    composer.conversation.answerableUntil = kNow + std::chrono::days(6) + 2h;
    const auto state = composer.state();
    CHECK(state.banner.permission == ReplyPermission::PersonOnly);
    CHECK(state.banner.grey);
    CHECK_FALSE(state.banner.blocked);
    CHECK(state.banner.permissionText == "window closed 14:20");
    CHECK(state.editorHint ==
          "Facebook closed the window for this answer. A person may still answer for 6 d 2 h");
    CHECK(state.send.enabled);
    CHECK(state.send.way == ComposerSend::Way::AsPerson);
    CHECK(state.send.label == "Answer as a person");
    CHECK(state.nextTick == kNow + 1ms);
    CHECK(composer.state(kNow - 1ms).banner.permission == ReplyPermission::Allowed);
    CHECK(composer.state(kNow - 1ms).send.label == "Send");
    const base::UtcTime ends = *composer.conversation.answerableUntil;
    CHECK(composer.state(ends - 1ms).send.enabled);
    CHECK(composer.state(ends).banner.permission == ReplyPermission::WindowClosed);
    CHECK(composer.state(ends).banner.permissionText == "window closed 16:20");
    CHECK_FALSE(composer.state(ends).send.enabled);
}

TEST_CASE("an account of which nothing is probed yet forbids nothing") {
    Composer composer;
    composer.account.capabilities.replies.clear();
    CHECK(composer.state().send.enabled);
    CHECK(composer.state().counter.text.empty());
}

TEST_CASE("the counter counts what the server will, with the mention and the warning that answering adds") {
    Composer composer;
    composer.draft.text = std::string(240, 'a');
    CHECK(composer.state().counter.text == "246 of 500");  // "@mira " in front
    composer.draft.text = "@mira@stadtfunk.example " + std::string(240, 'a');
    CHECK(composer.state().counter.text == "246 of 500");
    composer.draft.text = "@Mira@STADTFUNK.example " + std::string(240, 'a');
    CHECK(composer.state().counter.text == "246 of 500");
    composer.draft.text = "@okke@b.example " + std::string(240, 'a');
    CHECK(composer.state().counter.text == "252 of 500");
    composer.draft.text = std::string(240, 'a');
    composer.draft.parentSubject = "nuts";
    CHECK(composer.state().counter.text == "250 of 500");
    composer.account.capabilities.replies[0].length = {.unit = model::LengthUnit::Bytes, .limit = 1'000};
    composer.draft.parentSubject.clear();
    composer.draft.text.clear();
    CHECK(composer.state().counter.text == "0 of 1,000 bytes");
}

TEST_CASE("what answering adds is counted from the first letter on") {
    Composer composer;
    composer.draft.text = " \n";
    CHECK(composer.state().counter.text == "0 of 500");
    composer.draft.text = "a";
    CHECK(composer.state().counter.used > 1);
}

TEST_CASE("the counter warns from nine tenths on and is over only beyond the limit") {
    Composer composer;
    const auto level = [&composer](std::size_t length) {
        composer.draft.text = std::string(length - 6, 'a');
        return composer.state().counter.level;
    };
    CHECK(level(449) == ComposerCounter::Level::Normal);
    CHECK(level(450) == ComposerCounter::Level::Near);
    CHECK(level(500) == ComposerCounter::Level::Near);
    CHECK(level(501) == ComposerCounter::Level::Over);
}

TEST_CASE("a text that is too long says by how much, marks from which word on, and is not sent") {
    Composer composer;
    composer.draft.text = std::string(480, 'a') + " keeps for four days at least";
    const auto state = composer.state();
    CHECK(state.counter.text == "515 of 500");
    REQUIRE(state.notices.size() == 1);
    CHECK(state.notices[0].kind == ComposerNotice::Kind::TooLong);
    CHECK(state.notices[0].text == "15 too many. Shorten it to send");
    CHECK_FALSE(state.send.enabled);
    CHECK(state.send.whyOff == "15 too many. Shorten it to send");
    REQUIRE(state.overFrom);
    CHECK(composer.draft.text.substr(*state.overFrom) == "four days at least");
    composer.draft.text = std::string(480, 'a');
    CHECK_FALSE(composer.state().overFrom);
}

TEST_CASE("placeholders that are not filled block, with their places") {
    Composer composer;
    composer.draft.text = "Hi {{customer.first_name|there}}, {{order.number}}";
    const auto state = composer.state();
    REQUIRE(state.placeholders.size() == 2);
    CHECK(state.placeholders[0].begin == 3);
    REQUIRE(state.notices.size() == 1);
    CHECK(state.notices[0].text == "2 placeholders are not filled");
    CHECK(state.notices[0].action == "Go to the first");
    CHECK(state.send.whyOff == "2 placeholders are not filled");
    composer.draft.text = "{{x}}";
    CHECK(composer.state().send.whyOff == "1 placeholder is not filled");
}

TEST_CASE("an empty text is not sent, and says so beside the button") {
    Composer composer;
    composer.draft.text = " \n";
    CHECK_FALSE(composer.state().send.enabled);
    CHECK(composer.state().send.whyOff == "Nothing is written yet");
}

TEST_CASE("a customer who wrote again since the draft is pointed out, and the button says anyway") {
    Composer composer;
    composer.draftBegunAt = kNow - 1min;
    composer.customerWroteAt = kNow - 20s;
    const auto state = composer.state();
    REQUIRE(state.notices.size() == 1);
    CHECK(state.notices[0].text == "Mira wrote again 20 s ago");
    CHECK(state.notices[0].action == "Read first");
    CHECK(state.send.enabled);
    CHECK(state.send.label == "Send anyway");
    CHECK(state.nextTick == kNow + 1s);
    composer.customerWroteAt = kNow - 1min;
    CHECK(composer.state().send.label == "Send");
    composer.draftBegunAt.reset();
    CHECK(composer.state().notices.empty());
}

TEST_CASE("a reply to a third party is written to them") {
    Composer composer;
    composer.target.authorName = "Okke Brandt";
    CHECK(composer.state().editorHint == "Write to Okke");
}

TEST_CASE("what Send queues says privately only where the conversation is public") {
    Composer composer;
    composer.draft.visibility = Visibility::Private;
    const auto intent = queueReply(composer.draft, {3}, Visibility::Public, 6s);
    CHECK(intent.conversation == base::ConversationId{1});
    CHECK(intent.to == base::MessageId{3});
    CHECK(intent.text == "Hello Mira");
    CHECK(intent.privately);
    CHECK(intent.holdBack == base::Duration{6s});
    CHECK_FALSE(queueReply(composer.draft, {3}, Visibility::Private, 6s).privately);
    composer.draft.visibility = Visibility::Public;
    CHECK_FALSE(queueReply(composer.draft, {3}, Visibility::Public, 6s).privately);
}

TEST_CASE(
    "where all that waits is thanks, it is proposed that no reply is needed, until something is written") {
    model::Message thanks;
    thanks.text = "Thank you so much!";
    thanks.turn = model::TurnOfMessage{.startedAt = kNow};
    model::Message nod = thanks;
    nod.text = "👍";
    model::Message answered = thanks;
    answered.text = "When do you open?";
    answered.turn->outcome = model::TurnOutcome::Answered;
    CHECK(view::onlyThanksWait(std::vector{answered, thanks, nod}));
    model::Message question = thanks;
    question.text = "When do you open?";
    CHECK_FALSE(view::onlyThanksWait(std::vector{thanks, question}));
    CHECK_FALSE(view::onlyThanksWait(std::vector{answered}));
    model::Message picture = nod;
    picture.attachments = {{}};
    CHECK_FALSE(view::onlyThanksWait(std::vector{picture}));
    question.deletedAt = kNow;
    CHECK(view::onlyThanksWait(std::vector{thanks, question}));

    const Composer composer;
    model::ReplyDraft draft = composer.draft;
    draft.text = "";
    view::ComposerInput input{.conversation = composer.conversation,
                              .account = composer.account,
                              .draft = draft,
                              .onlyThanksWait = true};
    const auto notices = composerState(input, words(), kNow).notices;
    REQUIRE(notices.size() == 1);
    CHECK(notices.front().kind == view::ComposerNotice::Kind::LooksLikeThanks);
    CHECK(notices.front().text == "Looks like thanks. No reply needed?");
    CHECK(notices.front().action == "No reply needed");
    draft.text = "You are welcome";
    CHECK(composerState(input, words(), kNow).notices.empty());
}

TEST_CASE("what a customer would take for a machine is pointed out before it is sent") {
    const Composer composer;
    model::ReplyDraft draft = composer.draft;
    draft.text = "We are open from nine to six.";
    view::ComposerInput input{.conversation = composer.conversation,
                              .account = composer.account,
                              .draft = draft,
                              .repetition = model::Repetition{.kind = model::Repetition::Kind::SameCustomer,
                                                              .at = kNow - base::Duration{60 * 60'000}}};
    auto state = composerState(input, words(), kNow);
    REQUIRE(state.notices.size() == 1);
    CHECK(state.notices.front().kind == view::ComposerNotice::Kind::SameReply);
    CHECK(state.notices.front().text.find("this same reply before, ") != std::string::npos);
    CHECK(state.send.enabled);
    input.repetition = model::Repetition{.kind = model::Repetition::Kind::ManyInARow, .times = 4};
    state = composerState(input, words(), kNow);
    REQUIRE(state.notices.size() == 1);
    CHECK(state.notices.front().text == "The last 4 customers got this same reply. Change a few words?");
    // First things first: it can't be sent yet.
    draft.text = "We are open from {{when}} to six.";
    CHECK(composerState(input, words(), kNow).notices.size() == 1);
}

TEST_CASE("a link that makes a reply dearer is told of, with both prices") {
    Composer composer;
    composer.account.platform = "x";
    composer.account.capabilities.replies[0].price = {.plain = 10'000, .withUrl = 200'000};
    composer.draft.text = "see https://shop.example/size";
    const ComposerState state = composer.state();
    REQUIRE(state.notices.size() == 1);
    CHECK(state.notices[0].kind == ComposerNotice::Kind::LinkCosts);
    CHECK(state.notices[0].text == "A reply with a link costs $0.20 on X; without one $0.01");
    CHECK(state.send.enabled);

    composer.draft.text = "until six";
    CHECK(composer.state().notices.empty());
    composer.draft.text = "see https://shop.example/size";
    composer.account.capabilities.replies[0].price = {.plain = 15'000, .withUrl = 15'000};
    CHECK(composer.state().notices.empty());
}
