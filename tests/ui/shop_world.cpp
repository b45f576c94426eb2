// SPDX-License-Identifier: GPL-3.0-or-later
#include "shop_world.h"

#include <QElapsedTimer>

namespace uitest {
namespace {

using model::ConversationState;
using model::Direction;
using model::Visibility;

constexpr base::Duration kMinute{60'000};

}  // namespace

base::UtcTime ShopWorld::at(int day, int hour, int minute) {
    const std::chrono::sys_days date =
        std::chrono::year(2026) / std::chrono::March / static_cast<unsigned>(day);
    return base::UtcTime(date.time_since_epoch() + std::chrono::hours(hour) + std::chrono::minutes(minute));
}

ShopWorld::ShopWorld() : clock(at(17, 14, 20)) {
    model::Account account{.id = kAccount,
                           .platform = "mastodon",
                           .server = "https://brambleby.example",
                           .remoteId = "1",
                           .handle = "@brambleby@brambleby.example",
                           .name = "Brambleby Bakehouse"};
    account.profileUrl = "https://brambleby.example/@brambleby";
    account.facts.software = "mastodon";
    const model::LengthRule rule{
        .unit = model::LengthUnit::Graphemes, .limit = 500, .urlLength = 23, .mentionsWithoutDomain = true};
    account.capabilities.replies = {{.visibility = Visibility::Public, .length = rule},
                                    {.visibility = Visibility::Private, .length = rule}};
    source.accountList = {account};
    pulses = {{.id = kAccount, .lastCheckedAt = at(17, 14, 20) - base::Duration{12'000}}};
    source.canned = {{.id = base::CannedReplyId{1},
                      .title = "Nuts and allergens",
                      .text = "Hello {{customer.first_name|there}}, the rye loaf has no nuts in it, but it "
                              "shares an oven with our hazelnut cake."},
                     {.id = base::CannedReplyId{2},
                      .title = "Order is ready",
                      .text = "Your order {{order}} is ready, the cake waits for you."},
                     {.id = base::CannedReplyId{3},
                      .title = "Rye days and hours",
                      .text = "The rye comes out on Mondays, label and oven."}};
    addPeople();
    addMira();
    addSalma();
}

void ShopWorld::addPeople() {
    struct Person {
        std::int64_t id;
        const char* name;
        Visibility visibility;
        const char* snippet;
        base::UtcTime last;
        base::Duration waiting;
        bool unread;
        ConversationState state = ConversationState::NeedsReply;
    };
    const std::vector<Person> people{
        {1, "Anneke Vos", Visibility::Private,
         "Then please tell me if the two trays for Saturday are confirmed. I asked in the shop as well and "
         "nobody knew.",
         at(16, 17, 32), 348 * kMinute, true},
        {2, "Jonas Feldner", Visibility::Public,
         "Third day in a row the card reader is down. Cash only, or is it worth the walk?", at(17, 13, 44),
         66 * kMinute, true},
        {3, "Mira Oduya", Visibility::Public, "It’s hazelnut, mainly. Is it the same oven as the nut cake?",
         at(17, 13, 33), 54 * kMinute, false},
        {4, "Salma Idris", Visibility::Private,
         "Can I still change the name on tomorrow’s cake? “Yusra”, with one s.", at(17, 13, 34), 46 * kMinute,
         true},
        {5, "Priya Nandakumar", Visibility::Public,
         "Your seeded loaf got me through exam week. Will there be one on Friday before the holidays?",
         at(17, 13, 48), 32 * kMinute, true},
        {6, "Tomasz Wilk", Visibility::Private,
         "[Picture] The box arrived like this, only the lid is bent. The bread is fine, though.",
         at(17, 14, 2), 18 * kMinute, false},
        {7, "Lena & Otto", Visibility::Public,
         "Do you have a table for six on Sunday, or is it standing only?", at(17, 14, 8), 12 * kMinute, true},
        {8, "ميرا عودة", Visibility::Public, "البندق تحديدًا. هل هو الفرن نفسه الذي تُخبز فيه كعكة المكسرات؟",
         at(17, 12, 30), 3 * kMinute, true},
        {9,
         "Mats Hellborn",
         Visibility::Private,
         "Two rye for tomorrow, please. I can come at nine.",
         at(17, 12, 2),
         {},
         false,
         ConversationState::Answered},
    };
    for (const Person& person : people) {
        model::ConversationRow row{.id = base::ConversationId{person.id},
                                   .account = kAccount,
                                   .platform = "mastodon",
                                   .visibility = person.visibility,
                                   .customer = base::ContactId{person.id},
                                   .customerName = person.name,
                                   .customerHandle =
                                       "person" + std::to_string(person.id) + "@stadtfunk.example",
                                   .snippet = person.snippet,
                                   .state = person.state,
                                   .unread = person.unread ? 1 : 0,
                                   .messageCount = 1,
                                   .lastAt = person.last};
        if (person.state == ConversationState::NeedsReply) {
            row.waitingSince = at(17, 14, 20) - person.waiting;
            row.dueAt = *row.waitingSince + model::ResponseTarget{}.length;
        }
        source.conversations.push_back(row);
        if (person.id != kMira.value && person.id != kSalma.value) {
            model::Message& message = addMessage(row.id, person.snippet, person.last);
            if (row.waitingSince) {
                message.turn = {.startedAt = *row.waitingSince};
            }
            source.row(row.id)->unread = row.unread;
        }
    }
}

base::ConversationId ShopWorld::addHit(std::int64_t id, const std::string& who, const std::string& text) {
    source.accountList.front().settings["brand_search"] = "bakery";
    const base::ConversationId conversation{id};
    source.conversations.push_back({.id = conversation,
                                    .account = kAccount,
                                    .platform = "mastodon",
                                    .visibility = model::Visibility::Public,
                                    .snippet = text,
                                    .state = model::ConversationState::Answered,
                                    .messageCount = 1,
                                    .lastAt = at(17, 14, 0)});
    model::Message& message = addMessage(conversation, text, at(17, 14, 0));
    message.author = base::ContactId{id};
    message.authorName = who;
    source.hits.insert(source.hits.begin(), {.message = message.id,
                                             .conversation = conversation,
                                             .account = kAccount,
                                             .platform = "mastodon",
                                             .authorName = who,
                                             .authorHandle = "person" + std::to_string(id) + "@else.example",
                                             .text = text,
                                             .url = message.url,
                                             .foundBy = "bakery",
                                             .at = message.at});
    return conversation;
}

model::Message& ShopWorld::addMessage(base::ConversationId conversation, const std::string& text,
                                      base::UtcTime when) {
    model::ConversationRow& row = *source.row(conversation);
    std::vector<model::Message>& thread = source.threads[conversation];
    const std::int64_t id = m_nextMessage++;
    thread.push_back({.id = base::MessageId{id},
                      .conversation = conversation,
                      .account = kAccount,
                      .remoteId = std::to_string(id),
                      .author = row.customer,
                      .authorName = row.customerName,
                      .authorHandle = row.customerHandle,
                      .visibility = row.visibility,
                      .audience = row.visibility == Visibility::Public ? "public" : "direct",
                      .text = text,
                      .url = "https://stadtfunk.example/@person/" + std::to_string(id),
                      .at = when,
                      .seenAt = when});
    row.lastAt = std::max(row.lastAt, when);
    row.snippet = text;
    row.messageCount = static_cast<int>(thread.size());
    return thread.back();
}

void ShopWorld::addMira() {
    const auto ours = [](model::Message& message) {
        message.direction = Direction::Outbound;
        message.author = {};
        message.authorName = "Brambleby Bakehouse";
        message.delivery = model::Delivery::Sent;
    };
    const auto third = [](model::Message& message, std::int64_t who, const char* name) {
        message.author = base::ContactId{who};
        message.authorName = name;
        message.authorHandle = "somebody@stadtfunk.example";
    };
    const base::UtcTime asked = at(16, 16, 10);
    const base::UtcTime told = at(16, 16, 19);
    const model::TurnOfMessage answered{
        .startedAt = asked, .endedAt = told, .outcome = model::TurnOutcome::Answered};
    const model::TurnOfMessage open{.startedAt = at(17, 13, 26)};

    model::Message& question =
        addMessage(kMira, "Do you bake the rye loaf on Mondays, or only for the weekend market?", asked);
    question.turn = answered;
    const base::MessageId questionId = question.id;
    model::Message& answer = addMessage(
        kMira, "Hello Mira, the rye comes out on Mondays, Thursdays and Saturdays, from nine on.", told);
    ours(answer);
    answer.parent = questionId;
    answer.turn = answered;
    const base::MessageId answerId = answer.id;
    model::Message& okke = addMessage(kMira, "Thursday is the best batch, trust me.", at(16, 17, 2));
    third(okke, 21, "Okke Brandt");
    okke.parent = answerId;
    model::Message& label = addMessage(kMira,
                                       "Is it really free of nuts now? The label at the stall says “may "
                                       "contain”, the website says it doesn’t. My son is "
                                       "allergic, and we’d like to buy it for Saturday.",
                                       at(17, 13, 26));
    label.parent = answerId;
    label.turn = open;
    const base::MessageId labelId = label.id;
    model::Message& pim =
        addMessage(kMira, "We asked the same at the stall and nobody knew.", at(17, 13, 31));
    third(pim, 22, "Pim Aster");
    pim.parent = labelId;
    model::Message& hazel =
        addMessage(kMira, "It’s hazelnut, mainly. Is it the same oven as the nut cake?", at(17, 13, 33));
    hazel.parent = labelId;
    hazel.turn = open;
    hazel.editedAt = at(17, 13, 35);
}

void ShopWorld::addSalma() {
    const auto ours = [](model::Message& message, model::Delivery delivery) {
        message.direction = Direction::Outbound;
        message.author = {};
        message.authorName = "Brambleby Bakehouse";
        message.delivery = delivery;
    };
    const model::TurnOfMessage first{
        .startedAt = at(16, 16, 40), .endedAt = at(16, 16, 48), .outcome = model::TurnOutcome::Answered};
    const model::TurnOfMessage open{.startedAt = at(17, 13, 34)};
    addMessage(kSalma, "A lemon cake for 12, please, Wednesday at four. Name: Jusra", at(16, 16, 40)).turn =
        first;
    model::Message& noted =
        addMessage(kSalma, "Hello Salma, noted: lemon, for 12, Wednesday 16:00.", at(16, 16, 48));
    ours(noted, model::Delivery::Sent);
    noted.turn = first;
    addMessage(kSalma, "Perfect, thank you 🙂", at(16, 16, 51)).turn = model::TurnOfMessage{
        .startedAt = at(16, 16, 51), .endedAt = at(16, 17, 0), .outcome = model::TurnOutcome::NoReplyNeeded};
    model::Message& unsent = addMessage(kSalma, "Wait, is it the other one?", at(17, 8, 12));
    unsent.deletedAt = at(17, 8, 20);
    addMessage(kSalma, "Can I still change the name on tomorrow’s cake? “Yusra”, with one s.", at(17, 13, 34))
        .turn = open;
    model::Message& uncertain =
        addMessage(kSalma, "Of course: Yusra, with one s. The order is changed.", at(17, 14, 15));
    ours(uncertain, model::Delivery::Uncertain);
    source.replies.push_back({.id = base::ReplyId{1},
                              .account = kAccount,
                              .conversation = kSalma,
                              .message = uncertain.id,
                              .state = model::Delivery::Uncertain,
                              .attempts = 1,
                              .text = uncertain.text,
                              .queuedAt = at(17, 14, 15),
                              .firstAttemptAt = at(17, 14, 16),
                              .lookUps = 2});
    model::Message& queued =
        addMessage(kSalma, "It is ready from half past three, if you want to come earlier.", at(17, 14, 19));
    ours(queued, model::Delivery::Queued);
    source.replies.push_back({.id = base::ReplyId{2},
                              .account = kAccount,
                              .conversation = kSalma,
                              .message = queued.id,
                              .state = model::Delivery::Queued,
                              .text = queued.text,
                              .queuedAt = at(17, 14, 19)});
    model::ConversationRow& row = *source.row(kSalma);
    row.lastAt = at(17, 13, 34);
    row.snippet = "Can I still change the name on tomorrow’s cake? “Yusra”, with one s.";
    source.replies.push_back(
        {.id = base::ReplyId{3},
         .account = kAccount,
         .conversation = base::ConversationId{2},
         .message = {},
         .state = model::Delivery::Failed,
         .attempts = 1,
         .text = "Sorry, Jonas. The reader is back since noon.",
         .queuedAt = at(17, 13, 58),
         .firstAttemptAt = at(17, 13, 58),
         .error = "the server refused: the same text was posted a minute before; change a few words"});
    source.holes[kSalma] = {{.id = base::GapId{1},
                             .account = kAccount,
                             .conversation = kSalma,
                             .after = at(14, 14, 10),
                             .before = at(16, 8, 55),
                             .reason = "the server shows only its newest 40"}};
}

ui::ConsoleSeam ShopWorld::seam() {
    ui::ConsoleSeam seam{.source = source,
                         .changes = changes,
                         .clock = clock,
                         .post = [this](model::Intent intent, ui::ConsoleSeam::Done done) {
                             intents.push_back({.intent = std::move(intent), .done = std::move(done)});
                         }};
    seam.pulses = [this] { return pulses; };
    seam.background = &background;
    background.library = [this] { return source.canned; };
    seam.connect = {
        .platforms =
            {{.name = "mastodon",
              .displayName = "Mastodon",
              .serverExample = "mastodon.example",
              .nameExample = {},
              .advice = {},
              .appKeys = {}},
             {.name = "bluesky",
              .displayName = "Bluesky",
              .signIn = ui::ConnectPlatform::SignIn::Password,
              .serverExample = "bsky.example",
              .usualServer = true,
              .nameExample = "shop.bsky.example",
              .advice = "Make one in the settings. Tick the messages there.",
              .appKeys = {}},
             {.name = "x",
              .displayName = "X",
              .serverExample = "api.x.example",
              .usualServer = true,
              .nameExample = {},
              .advice = "Make an app of your own first. Its client ID stands under Keys.",
              .appKeys = {{.name = "client_id", .label = "Client ID", .secret = false},
                          {.name = "client_secret", .label = "Client secret", .optional = true}},
              .tokenKeys = {{.name = "access_token", .label = "Access token"},
                            {.name = "refresh_token", .label = "Refresh token", .optional = true},
                            {.name = "client_id", .label = "Client ID", .optional = true, .secret = false}},
              .codeToPaste = false},
             {.name = "threads",
              .displayName = "Threads",
              .serverExample = "graph.threads.example",
              .usualServer = true,
              .nameExample = {},
              .advice = "Take ID and secret from the page of your app and register an https page of your own "
                        "there: the code to paste is in its address afterwards.",
              .tokenAdvice =
                  "Open the page of your app, choose Use cases and then Settings, add your profile as a "
                  "tester, accept that in the app of the platform, and generate a token there: it is good "
                  "for sixty days and renewed every week, as long as this program runs at least once in "
                  "them. "
                  "What people who are no testers write is shown after a review, which takes some days.",
              .appKeys = {{.name = "client_id", .label = "Threads app ID", .secret = false},
                          {.name = "client_secret", .label = "Threads app secret"},
                          {.name = "redirect_uri",
                           .label = "Redirect page",
                           .secret = false,
                           .hint = "https://…, as registered"}},
              .tokenKeys = {{.name = "access_token", .label = "Token"},
                            {.name = "account",
                             .label = "Account",
                             .optional = true,
                             .hint = "if the token opens several"},
                            {.name = "app_secret", .label = "App secret", .optional = true}},
              .comesBack = false,
              .tokenFirst = true}},
        .start =
            [this](ui::ConnectRequest request, ui::ConnectAnswers answers) {
                connectRequest = std::move(request);
                connectAnswers = std::move(answers);
            },
        .giveCode = [this](std::string code) { connectCode = std::move(code); },
        .cancel = [this] { ++connectCancelled; },
        .test =
            [this](base::AccountId account, const ui::ConnectSeam::Tested& done) {
                if (testAbilities) {
                    testAbilities(account, done);
                } else {
                    done(std::vector<ui::ConnectAbility>{});
                }
            }};
    seam.accounts = {
        .settings = [this](const model::Account&) { return settingsKnown; },
        .set =
            [this](base::AccountId, ui::AccountSeam::Values values, const ui::AccountSeam::Set& done) {
                settingsSet.push_back(std::move(values));
                done(settingsRefused);
            },
        .replyPage =
            [this](const model::Account&, const model::ReplyDraft& draft) {
                return replyPage ? replyPage(draft) : std::string();
            },
        .prices = [this](const model::Account&) { return priceList; }};
    seam.openInBrowser = [this](const std::string& address) { opened.push_back(address); };
    seam.openPracticeStreet = [this]() -> base::Status {
        ++streetsOpened;
        return streetRefusal.empty() ? base::Status{} : base::fail(base::ErrorKind::Internal, streetRefusal);
    };
    // Asked when it is used: a test may set it once the window is there.
    seam.cannedFiles = {.read = [this](const std::string& path) { return cannedFiles.read(path); },
                        .write =
                            [this](const std::string& path, const std::vector<model::CannedReply>& replies) {
                                return cannedFiles.write(path, replies);
                            }};
    seam.zone = QTimeZone::utc();
    seam.settings = settings;
    seam.readOnly = readOnly;
    return seam;
}

ui::MainWindow& ShopWorld::window() {
    if (!m_window) {
        m_window = std::make_unique<ui::MainWindow>(seam());
        m_window->resize(1280, 800);
        m_window->show();
        settle();
    }
    return *m_window;
}

int ShopWorld::writes() const {
    int count = 0;
    for (const Posted& one : intents) {
        count += !std::holds_alternative<model::Presence>(one.intent);
    }
    return count;
}

void ShopWorld::change(const model::Change& change) {
    changes.announce(change);
    settle();
}

void ShopWorld::settle() {
    for (int round = 0; round < 4; ++round) {
        QApplication::sendPostedEvents();
        QApplication::processEvents();
    }
}

}  // namespace uitest
