// SPDX-License-Identifier: GPL-3.0-or-later
#include "persona_world.h"

#include <algorithm>

namespace uitest {
namespace {

using model::ConversationState;
using model::Delivery;
using model::Direction;
using model::TurnOutcome;
using model::Visibility;

constexpr base::AccountId kFirst{1};
constexpr base::AccountId kSecond{2};
/// Tuesday, 17 March 2026, 13:20 UTC: 14:20 in Berlin.
constexpr base::UtcTime kNow{std::chrono::sys_days{std::chrono::year{2026} / 3 / 17} +
                             std::chrono::hours{13} + std::chrono::minutes{20}};
constexpr base::Duration kMinute{60'000};

}  // namespace

PersonaWorld::PersonaWorld() : clock(kNow) {
    addAccounts();
    addPublicThread();
    addPrivateThread();
    addScripts();
    addLongThread();
    addPeople();
}

base::UtcTime PersonaWorld::ago(int minutes) const {
    return clock.utcNow() - minutes * kMinute;
}

void PersonaWorld::addAccounts() {
    model::Account first{.id = kFirst,
                         .platform = "mastodon",
                         .server = "https://brambleby.example",
                         .remoteId = "1",
                         .handle = "@brambleby@brambleby.example",
                         .name = "Brambleby Bakehouse"};
    model::Account second{.id = kSecond,
                          .platform = "bluesky",
                          .server = "https://sky.example",
                          .remoteId = "2",
                          .handle = "@brambleby.sky.example",
                          .name = "Brambleby <b>Bakehouse</b>"};
    second.state = model::AccountState::NeedsLogin;
    second.problem = "the app password was taken back";
    source.accountList = {first, second};
    pulses = {{.id = kFirst, .lastCheckedAt = clock.utcNow() - base::Duration{40'000}}, {.id = kSecond}};
}

model::ConversationRow& PersonaWorld::addConversation(std::int64_t id, const std::string& name,
                                                      Visibility visibility, ConversationState state) {
    source.conversations.push_back({.id = base::ConversationId{id},
                                    .account = kFirst,
                                    .platform = "mastodon",
                                    .visibility = visibility,
                                    .customer = base::ContactId{id},
                                    .customerName = name,
                                    .customerHandle = "person" + std::to_string(id) + "@stadtfunk.example",
                                    .snippet = {},
                                    .state = state});
    return source.conversations.back();
}

model::Message& PersonaWorld::hears(base::ConversationId conversation, const std::string& text,
                                    int minutesAgo) {
    model::ConversationRow& row = *source.row(conversation);
    std::vector<model::Message>& thread = source.threads[conversation];
    const std::int64_t id = m_nextMessage++;
    thread.push_back({.id = base::MessageId{id},
                      .conversation = conversation,
                      .account = row.account,
                      .remoteId = std::to_string(id),
                      .author = row.customer,
                      .authorName = row.customerName,
                      .authorHandle = row.customerHandle,
                      .visibility = row.visibility,
                      .audience = row.visibility == Visibility::Public ? "public" : "direct",
                      .text = text,
                      .at = ago(minutesAgo),
                      .seenAt = ago(minutesAgo)});
    row.lastAt = std::max(row.lastAt, ago(minutesAgo));
    row.snippet = text;
    row.messageCount = static_cast<int>(thread.size());
    return thread.back();
}

model::Message& PersonaWorld::says(base::ConversationId conversation, const std::string& text, int minutesAgo,
                                   Delivery delivery) {
    model::Message& message = hears(conversation, text, minutesAgo);
    message.direction = Direction::Outbound;
    message.author = {};
    message.authorName = "Brambleby Bakehouse";
    message.authorHandle = "brambleby@brambleby.example";
    message.delivery = delivery;
    if (delivery != Delivery::Sent) {
        message.remoteId.clear();
    }
    return message;
}

model::OutboxRow& PersonaWorld::queue(const model::Message& message, Delivery state) {
    source.replies.push_back({.id = base::ReplyId{m_nextReply++},
                              .account = kFirst,
                              .conversation = message.conversation,
                              .message = message.id,
                              .state = state,
                              .text = message.text,
                              .queuedAt = message.at});
    return source.replies.back();
}

void PersonaWorld::addPeople() {
    const auto add = [this](std::int64_t id, const char* name, Visibility visibility, ConversationState state,
                            const char* text, int minutesAgo) -> model::ConversationRow& {
        addConversation(id, name, visibility, state);
        model::Message& message = hears(base::ConversationId{id}, text, minutesAgo);
        model::ConversationRow& row = *source.row(base::ConversationId{id});
        const TurnOutcome outcome = state == ConversationState::Answered ? TurnOutcome::Answered
                                    : state == ConversationState::Done   ? TurnOutcome::Missed
                                                                         : TurnOutcome::Open;
        message.turn = {.startedAt = message.at, .outcome = outcome};
        if (outcome == TurnOutcome::Open) {
            row.waitingSince = message.at;
            row.dueAt = message.at + model::ResponseTarget{}.length;
        }
        return row;
    };
    using enum ConversationState;
    add(10, "Anneke Vos", Visibility::Private, NeedsReply, "Are the two trays for Saturday confirmed?", 348)
        .unread = 3;
    add(11, "Lena & Otto", Visibility::Public, NeedsReply, "A table for six on Sunday?\nOr standing only?",
        54);
    add(12, "<b>Bold</b> &amp; co", Visibility::Public, NeedsReply, "<img src=x> & <script>", 12).unread = 1;
    add(13, "ميرا عودة", Visibility::Public, NeedsReply, "هل هو الفرن نفسه الذي تُخبز فيه كعكة المكسرات؟", 3);
    add(14, "דנה לוי", Visibility::Private, NeedsReply, "אפשר להזמין שתי חלות ליום שישי?", 2);
    add(15, "", Visibility::Public, NeedsReply, "", 61);
    add(16, "渡辺 春香", Visibility::Public, Answered, "ありがとうございます！", 190);
    add(17, "👩🏽‍🚀 Priya 🫖", Visibility::Private, Done, "👍🏽👍🏽", 3'000);
    model::ConversationRow& snoozed = add(18, "Tomasz Wilk", Visibility::Private, Snoozed,
                                          "The box arrived like this, only the lid is bent.", 80);
    snoozed.snoozedUntil = kNow + 1'120 * kMinute;
    model::ConversationRow& thanked =
        add(19, "Mats Hellborn", Visibility::Private, Answered, "Thank you 🙂", 140);
    source.threads[thanked.id].back().turn = model::TurnOfMessage{
        .startedAt = ago(140), .endedAt = ago(139), .outcome = TurnOutcome::NoReplyNeeded};
}

void PersonaWorld::addPublicThread() {
    constexpr base::ConversationId kHere = kEverythingPublic;
    addConversation(kHere.value, "Mira Oduya", Visibility::Public, ConversationState::NeedsReply);
    const model::TurnOfMessage answered{
        .startedAt = ago(1'330), .endedAt = ago(1'321), .outcome = TurnOutcome::Answered};
    const model::TurnOfMessage open{.startedAt = ago(54)};
    model::Message& question = hears(kHere, "Do you bake the rye loaf on Mondays?", 1'330);
    question.turn = answered;
    const base::MessageId questionId = question.id;
    model::Message& answer = says(kHere, "Mondays, Thursdays and Saturdays, from nine on.", 1'321);
    answer.parent = questionId;
    answer.turn = answered;
    const base::MessageId answerId = answer.id;
    model::Message& bystander = hears(kHere, "Thursday is the best batch, trust me.", 1'278);
    bystander.author = base::ContactId{90};
    bystander.authorName = "Okke Brandt";
    bystander.authorHandle = "okke@stadtfunk.example";
    bystander.parent = answerId;
    model::Message& automatic = says(kHere, "We are closed now and answer from nine.", 1'000);
    automatic.automatic = true;
    automatic.parent = questionId;
    model::Message& label = hears(kHere, "Is it really free of nuts?", 54);
    label.parent = answerId;
    label.turn = open;
    label.editedAt = ago(50);
    const base::MessageId labelId = label.id;
    model::Message& picture = hears(kHere, "The label says this.", 48);
    picture.parent = labelId;
    picture.turn = open;
    picture.subject = "a label";
    picture.attachments = {
        {.kind = model::Attachment::Kind::Image, .description = "A label on a bag of flour"},
        {.kind = model::Attachment::Kind::Image}};
    model::Message& unreadable = hears(kHere, "", 40);
    unreadable.unreadable = "status.content: no string";
    unreadable.parent = labelId;
    model::Message& lost = hears(kHere, "And this hangs below something that is not here.", 30);
    lost.parentRemoteId = "elsewhere";
    lost.turn = open;
    model::ConversationRow& row = *source.row(kHere);
    row.waitingSince = ago(54);
    row.dueAt = ago(54) + model::ResponseTarget{}.length;
    row.unread = 2;
}

void PersonaWorld::addPrivateThread() {
    constexpr base::ConversationId kHere = kEverythingPrivate;
    addConversation(kHere.value, "Salma Idris", Visibility::Private, ConversationState::NeedsReply);
    const model::TurnOfMessage open{.startedAt = ago(46)};
    hears(kHere, "A lemon cake for 12, please. Name: Jusra", 4'000).turn = model::TurnOfMessage{
        .startedAt = ago(4'000), .endedAt = ago(3'900), .outcome = TurnOutcome::Answered};
    says(kHere, "Noted: lemon, for 12.", 3'900).turn = model::TurnOfMessage{
        .startedAt = ago(4'000), .endedAt = ago(3'900), .outcome = TurnOutcome::Answered};
    hears(kHere, "Perfect 🙂", 3'890).turn = model::TurnOfMessage{
        .startedAt = ago(3'890), .endedAt = ago(3'889), .outcome = TurnOutcome::NoReplyNeeded};
    hears(kHere, "Hello? Nobody there?", 2'900).turn =
        model::TurnOfMessage{.startedAt = ago(2'900), .endedAt = ago(2'000), .outcome = TurnOutcome::Missed};
    hears(kHere, "Wait, is it the other one?", 368).deletedAt = ago(360);
    hears(kHere, "Can I still change the name? “Yusra”, with one s.", 46).turn = open;
    model::OutboxRow& uncertain =
        queue(says(kHere, "Of course: Yusra.", 15, Delivery::Uncertain), Delivery::Uncertain);
    uncertain.attempts = 1;
    uncertain.firstAttemptAt = ago(14);
    uncertain.lookUps = 2;
    model::OutboxRow& failed = queue(says(kHere, "Yusra, noted.", 9, Delivery::Failed), Delivery::Failed);
    failed.attempts = 1;
    failed.error = "the server refused: the same text was posted a minute before";
    failed.errorKind = "rejected";
    queue(says(kHere, "Sending this one.", 1, Delivery::InFlight), Delivery::InFlight).attempts = 1;
    queue(says(kHere, "It is ready from half past three.", 0, Delivery::Queued), Delivery::Queued);
    model::OutboxRow sent = source.replies.front();
    sent.id = base::ReplyId{90};
    sent.state = Delivery::Sent;
    sent.text = "Noted: lemon, for 12.";
    sent.lastAttemptAt = ago(120);
    sent.queuedAt = ago(121);
    source.sentReplies = {sent};
    source.holes[kHere] = {{.id = base::GapId{1},
                            .account = kFirst,
                            .conversation = kHere,
                            .after = ago(2'800),
                            .before = ago(1'500),
                            .reason = "the server shows only its newest 40"}};
    model::ConversationRow& row = *source.row(kHere);
    row.waitingSince = ago(46);
    row.dueAt = ago(46) + model::ResponseTarget{}.length;
}

void PersonaWorld::addScripts() {
    constexpr base::ConversationId kHere = kScripts;
    addConversation(kHere.value, "نور \u202Etxt.exe", Visibility::Public, ConversationState::NeedsReply);
    for (const char* text : {"السَّلامُ عَلَيْكُم، هَلْ تُرْسِلُونَ الطَّرْدَ؟", "שלום, mixed עם English 123",
                             "この急須、左利き用もありますか？\n二行目。",
                             "👩‍👩‍👧‍👦 + 👩🏽‍🚀 = 5 🏳️‍🌈 🇨🇭",
                             "e\u0301\u0301\u0301 Zalgo", "\u200B\u200D\uFEFF", "<b>x</b> &amp; %1 {name}",
                             "ไม่มีถั่วใช่ไหม", "नमस्ते, क्या यह ताज़ा है?", "   spaces   and\ttab  "}) {
        hears(kHere, text, 20).turn = model::TurnOfMessage{.startedAt = ago(20)};
    }
    model::ConversationRow& row = *source.row(kHere);
    row.waitingSince = ago(20);
    row.dueAt = ago(20) + model::ResponseTarget{}.length;
}

void PersonaWorld::addLongThread() {
    constexpr base::ConversationId kHere = kLong;
    addConversation(kHere.value, "Bo Lindqvist", Visibility::Private, ConversationState::Answered);
    source.threads[kHere].reserve(kLongCount);
    for (int i = 1; i <= kLongCount; ++i) {
        // Six hours apart; every third is the shop's.
        const int minutesAgo = 200 + (kLongCount - i) * 360;
        const std::string text = "Message " + std::to_string(i);
        if (i % 3 == 0) {
            says(kHere, text, minutesAgo);
        } else {
            hears(kHere, text, minutesAgo);
        }
    }
}

}  // namespace uitest
