// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens.h"
#include "screen_steps.h"

#include "ui/models/nav_model.h"
#include "ui/widgets/later_menu.h"
#include "ui/widgets/reply_editor.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/top_bar.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QTest>

#include <algorithm>
#include <iterator>

namespace uitest {
namespace {

constexpr base::ConversationId kSnoozed{5};
constexpr base::ConversationId kDone{7};

/// A dialog may have closed it already.
void closeMenu(ShopWorld& world, const char* name) {
    if (auto* menu = world.window().findChild<QWidget*>(QLatin1String(name))) {
        menu->close();
    }
    ShopWorld::settle();
}

QWidget* opened(ShopWorld& world, base::ConversationId conversation) {
    world.window().openConversation(conversation);
    ShopWorld::settle();
    return &world.window();
}

QWidget* writing(ShopWorld& world, base::ConversationId conversation, const QString& text) {
    QWidget* window = opened(world, conversation);
    part<ui::ReplyEditor>(world, "replyEditor").setPlainText(text);
    ShopWorld::settle();
    return window;
}

void noAccount(ShopWorld& world) {
    world.source.conversations.clear();
    world.source.accountList.clear();
    world.source.replies.clear();
    world.pulses.clear();
}

/// Somebody put off, somebody done, somebody unread, an account in trouble.
void furnishStates(ShopWorld& world) {
    model::ConversationRow& later = *world.source.row(kSnoozed);
    later.state = model::ConversationState::Snoozed;
    later.snoozedUntil = ShopWorld::at(18, 9, 0);
    world.source.row(kDone)->state = model::ConversationState::Done;
}

QWidget* searched(ShopWorld& world, const QString& words) {
    opened(world, ShopWorld::kMira);
    part<ui::SearchField>(world, "searchField").setText(words);
    REQUIRE(QTest::qWaitFor([&] {
        return world.window().findChild<QLabel*>(QStringLiteral("inboxTitle"))->text() ==
               QStringLiteral("Search");
    }));
    ShopWorld::settle();
    return &world.window();
}

QWidget* connecting(ShopWorld& world, int platform) {
    world.window().connectAccount();
    ShopWorld::settle();
    part<QComboBox>(world, "connectPlatform").setCurrentIndex(platform);
    ShopWorld::settle();
    return &part<QWidget>(world, "connectDialog");
}

QWidget* connectFails(ShopWorld& world) {
    QWidget* dialog = connecting(world, 0);
    part<QLineEdit>(world, "connectServer").setText(QStringLiteral("shop.example"));
    click(world, "connectGo");
    world.connectAnswers.done(
        base::fail(base::ErrorKind::Network, "shop.example can't be reached: the name is not known"));
    ShopWorld::settle();
    return dialog;
}

void canDoSome(ShopWorld& world) {
    using Ability = ui::ConnectAbility;
    world.testAbilities = [](base::AccountId, const ui::ConnectSeam::Tested& done) {
        done(std::vector<Ability>{
            {.kind = Ability::Kind::SignIn,
             .what = "sign-in belongs to @shop",
             .state = Ability::State::Works},
            {.kind = Ability::Kind::ReadPublic, .what = "read mentions", .state = Ability::State::Works},
            {.kind = Ability::Kind::ReadPrivate,
             .what = "read private messages",
             .state = Ability::State::Missing,
             .detail = "The permission was not given. Make a new app password and tick the messages."}});
    };
}

QWidget* reviewing(ShopWorld& world) {
    QWidget* dialog = connecting(world, 0);
    part<QLineEdit>(world, "connectServer").setText(QStringLiteral("shop.example"));
    click(world, "connectGo");
    world.connectAnswers.done(base::AccountId{7});
    ShopWorld::settle();
    return dialog;
}

QWidget* ofAccount(ShopWorld& world, const char* action, const char* dialog) {
    auto& nav = part<ui::RowList>(world, "navList");
    emit nav.chosen(nav.model()->index(nav.model()->rowCount() - 1, 0));
    ShopWorld::settle();
    trigger(world, action);
    closeMenu(world, "accountMenu");
    return &part<QWidget>(world, dialog);
}

void addPlaces(std::vector<Screen>& screens) {
    const auto place = [&screens](const char* name, const char* action) {
        screens.push_back({name, furnishStates, [action](ShopWorld& world) -> QWidget* {
                               trigger(world, action);
                               return &world.window();
                           }});
    };
    place("needs reply", "goTo1");
    place("answered", "goTo2");
    place("snoozed", "goTo3");
    place("done", "goTo4");
    place("all", "goTo5");
    screens.push_back({"nobody is waiting",
                       [](ShopWorld& world) {
                           std::erase_if(world.source.conversations, [](const model::ConversationRow& row) {
                               return row.state == model::ConversationState::NeedsReply;
                           });
                       },
                       [](ShopWorld& world) -> QWidget* { return &world.window(); }});
    screens.push_back({"a public conversation with a reply begun", asItIs, [](ShopWorld& world) {
                           return writing(world, ShopWorld::kMira, QStringLiteral("It is {{open}}."));
                       }});
    screens.push_back({"a private conversation", asItIs,
                       [](ShopWorld& world) { return opened(world, ShopWorld::kSalma); }});
    screens.push_back({"a reply that is too long", asItIs, [](ShopWorld& world) {
                           return writing(world, ShopWorld::kMira, QString(600, QLatin1Char('w')));
                       }});
    screens.push_back(
        {"a conversation put off", furnishStates, [](ShopWorld& world) { return opened(world, kSnoozed); }});
    screens.push_back({"a console that only reads",
                       [](ShopWorld& world) { world.readOnly = "another console runs on this profile"; },
                       [](ShopWorld& world) { return opened(world, ShopWorld::kMira); }});
    screens.push_back({"search with hits", asItIs,
                       [](ShopWorld& world) { return searched(world, QStringLiteral("rye")); }});
    screens.push_back({"search without hits", asItIs,
                       [](ShopWorld& world) { return searched(world, QStringLiteral("unicorn")); }});
}

void addAccounts(std::vector<Screen>& screens) {
    screens.push_back(
        {"connect by the browser", asItIs, [](ShopWorld& world) { return connecting(world, 0); }});
    screens.push_back({"connect by a token", asItIs, [](ShopWorld& world) {
                           QWidget* dialog = connecting(world, 0);
                           click(world, "connectByToken");
                           return dialog;
                       }});
    screens.push_back({"connect by a code that the page shows", asItIs, [](ShopWorld& world) {
                           QWidget* dialog = connecting(world, 0);
                           click(world, "connectByCode");
                           part<QLineEdit>(world, "connectServer").setText(QStringLiteral("shop.example"));
                           click(world, "connectGo");
                           world.connectAnswers.page("https://shop.example/allow");
                           world.connectAnswers.stage(ui::ConnectStage::WaitingForCode);
                           return dialog;
                       }});
    screens.push_back(
        {"connect by a password", asItIs, [](ShopWorld& world) { return connecting(world, 1); }});
    screens.push_back({"connect by a password on another server", asItIs, [](ShopWorld& world) {
                           QWidget* dialog = connecting(world, 1);
                           click(world, "connectOtherServer");
                           return dialog;
                       }});
    screens.push_back({"connect fails", asItIs, connectFails});
    screens.push_back({"connect, what the account can do", canDoSome, reviewing});
    screens.push_back({"test connection", canDoSome, [](ShopWorld& world) {
                           return ofAccount(world, "accountTest", "testAccountDialog");
                       }});
    screens.push_back({"account settings", asItIs, [](ShopWorld& world) {
                           return ofAccount(world, "accountSettings", "accountSettingsDialog");
                       }});
    screens.push_back({"account settings refused", asItIs, [](ShopWorld& world) {
                           QWidget* dialog = ofAccount(world, "accountSettings", "accountSettingsDialog");
                           world.settingsRefused = {
                               {"monthly_budget", "write an amount of US dollars such as 12.50, or none"},
                               {"price_reply", "write an amount of US dollars such as 0.005"}};
                           part<QLineEdit>(world, "setting_monthly_budget").setText(QStringLiteral("lots"));
                           part<QLineEdit>(world, "setting_price_reply").setText(QStringLiteral("some"));
                           click(world, "accountSettingsSave");
                           return dialog;
                       }});
    screens.push_back({"remove account", asItIs, [](ShopWorld& world) {
                           return ofAccount(world, "accountRemove", "removeAccountDialog");
                       }});
    screens.push_back({"log in again",
                       [](ShopWorld& world) {
                           world.source.accountList.front().state = model::AccountState::NeedsLogin;
                           world.source.accountList.front().problem = "the token was taken back";
                       },
                       [](ShopWorld& world) { return ofAccount(world, "accountLogIn", "connectDialog"); }});
}

/// Somebody had the shift before, somebody has it now.
void furnishShifts(ShopWorld& world) {
    furnishStates(world);
    const std::string note = "Flour delivery comes at ten, so the rye is an hour late today.";
    world.source.shiftsKept = {{{2}, "Ida", ShopWorld::at(17, 8, 55), {}, "Keys"},
                               {{1}, "Pelle", ShopWorld::at(16, 9, 0), ShopWorld::at(16, 18, 5), note}};
}

void addShifts(std::vector<Screen>& screens) {
    const auto shift = [&screens](const char* name, const char* action, const char* widget, auto furnish) {
        screens.push_back({name, furnish, [action, widget](ShopWorld& world) {
                               trigger(world, action);
                               return &part<QWidget>(world, widget);
                           }});
    };
    shift("start shift", "startShift", "startShiftDialog", furnishShifts);
    shift("shift sheet, start", "shiftSheet", "shiftWindow", furnishShifts);
    shift("shift sheet, nobody waits", "shiftSheet", "shiftWindow", noAccount);
    shift("shift sheet, hand-over", "endShift", "shiftWindow", furnishShifts);
    shift("shift sheet, hand-over without a shift", "endShift", "shiftWindow", furnishStates);
    screens.push_back({"numbers of the standing", asItIs, [](ShopWorld& world) {
                           trigger(world, "shiftSheet");
                           click(world, "standingChange");
                           return &part<QWidget>(world, "standingDialog");
                       }});
}

/// Two accounts that cost money: one with a budget that is used up, one that nothing was charged for.
void takesMoney(ShopWorld& world) {
    model::Account second = world.source.accountList.front();
    second.id = base::AccountId{2};
    second.name = "Brambleby Wholesale";
    world.source.accountList.push_back(second);
    model::Account& first = world.source.accountList.front();
    first.problem = "The budget of $10.00 for March is used up. Replies still go.";
    first.problemKind = base::ErrorKind::Money;
    world.priceList = {.kinds = {{.kind = "read", .meaning = "a mention or an own post read", .each = 1'000},
                                 {.kind = "reply", .meaning = "a reply", .each = 10'000},
                                 {.kind = "dm_sent", .meaning = "a direct message sent", .each = 15'000}},
                       .budget = 10'000'000};
    world.source.costs[first.id] = {
        {.kind = "read", .itemsMonth = 8'240, .month = 8'240'000, .itemsDay = 312, .day = 312'000},
        {.kind = "reply", .itemsMonth = 176, .month = 1'760'000, .itemsDay = 9, .day = 90'000},
        {.kind = "search", .itemsMonth = 3, .month = 15'000, .itemsDay = 0, .day = 0}};
}

void addDialogs(std::vector<Screen>& screens) {
    const auto dialog = [&screens](const char* name, const char* action, const char* widget) {
        screens.push_back({name, asItIs, [action, widget](ShopWorld& world) {
                               opened(world, ShopWorld::kMira);
                               trigger(world, action);
                               return &part<QWidget>(world, widget);
                           }});
    };
    dialog("names", "names", "namesDialog");
    dialog("keyboard", "keys", "keysDialog");
    dialog("later", "later", "laterMenu");
    dialog("costs of nothing", "costs", "costsDialog");
    screens.push_back({"costs", takesMoney, [](ShopWorld& world) {
                           trigger(world, "costs");
                           return &part<QWidget>(world, "costsDialog");
                       }});
    const auto otherTime = [](ShopWorld& world) -> QWidget* {
        opened(world, ShopWorld::kMira);
        trigger(world, "later");
        trigger(world, "laterOther");
        closeMenu(world, "laterMenu");
        return &part<QWidget>(world, "laterDialog");
    };
    screens.push_back({"later, another time", asItIs, otherTime});
    screens.push_back({"later, a time that has passed", asItIs, [otherTime](ShopWorld& world) {
                           QWidget* found = otherTime(world);
                           auto& time = part<QDateTimeEdit>(world, "laterTime");
                           time.setDate(time.date().addDays(-10));
                           return found;
                       }});
}

void addNotes(std::vector<Screen>& screens) {
    screens.push_back({"a reply leaves", asItIs, [](ShopWorld& world) {
                           QWidget* window =
                               writing(world, ShopWorld::kSalma, QStringLiteral("Yes, with pleasure."));
                           trigger(world, "sendAndStay");
                           return window;
                       }});
    screens.push_back({"replies wait while the program ends", asItIs, [](ShopWorld& world) {
                           trigger(world, "quit");
                           return &part<QWidget>(world, "unsentDialog");
                       }});
    screens.push_back({"a decision can be undone", asItIs, [](ShopWorld& world) {
                           QWidget* window = opened(world, ShopWorld::kMira);
                           trigger(world, "done");
                           return window;
                       }});
    screens.push_back({"a first import", asItIs, [](ShopWorld& world) {
                           QWidget* window = opened(world, ShopWorld::kMira);
                           world.pulses = {
                               {.id = ShopWorld::kAccount, .checking = true, .importing = 12'400}};
                           world.changes.announcePulses();
                           ShopWorld::settle();
                           return window;
                       }});
    screens.push_back({"something went wrong", asItIs, [](ShopWorld& world) {
                           QWidget* window = opened(world, ShopWorld::kMira);
                           world.changes.announceTrouble(
                               "the disk is full, and this is a sentence that needs two lines");
                           ShopWorld::settle();
                           return window;
                       }});
    screens.push_back(
        {"everything is offline",
         [](ShopWorld& world) { world.source.accountList.front().state = model::AccountState::Offline; },
         [](ShopWorld& world) { return opened(world, ShopWorld::kMira); }});
    const auto asIs = [](ShopWorld& world) -> QWidget* { return &world.window(); };
    const auto named = [](ShopWorld& world) {
        noAccount(world);
        world.source.shopNames = {.shop = "Brambleby Bakehouse", .agent = "Jo"};
    };
    screens.insert(screens.end(),
                   {{"first start", noAccount, asIs}, {"first start, names given", named, asIs}});
    screens.push_back({"first start, replies looked at", noAccount, [](ShopWorld& world) -> QWidget* {
                           click(world, "firstRunReplies");
                           part<QWidget>(world, "cannedWindow").close();
                           ShopWorld::settle();
                           return &world.window();
                       }});
}

}  // namespace

std::vector<Screen> allScreens() {
    std::vector<Screen> screens;
    addPlaces(screens);
    std::ranges::copy(outboxScreens(), std::back_inserter(screens));
    std::ranges::copy(libraryScreens(), std::back_inserter(screens));
    addAccounts(screens);
    addShifts(screens);
    addDialogs(screens);
    addNotes(screens);
    std::ranges::copy(hoursScreens(), std::back_inserter(screens));
    std::ranges::copy(reportScreens(), std::back_inserter(screens));
    std::ranges::copy(triageScreens(), std::back_inserter(screens));
    std::ranges::copy(streamScreens(), std::back_inserter(screens));
    std::ranges::copy(permissionScreens(), std::back_inserter(screens));
    std::ranges::copy(deedScreens(), std::back_inserter(screens));
    return screens;
}

void writeEverywhere(ShopWorld& world, const std::string& words) {
    for (model::ConversationRow& row : world.source.conversations) {
        row.customerName = words;
        row.customerHandle = words;
        row.snippet = words;
    }
    for (auto& [conversation, messages] : world.source.threads) {
        for (model::Message& message : messages) {
            message.text = words;
            message.authorName = words;
            message.authorHandle = words;
        }
    }
    for (auto& [conversation, holes] : world.source.holes) {
        for (model::Gap& hole : holes) {
            hole.reason = words;
        }
    }
    if (world.background.facts) {
        for (model::TurnFact& fact : *world.background.facts) {
            fact.customerName = words;
        }
    }
    for (model::OutboxRow& reply : world.source.replies) {
        reply.text = words;
        reply.error = reply.error.empty() ? "" : words;
    }
    for (model::Account& account : world.source.accountList) {
        account.name = words;
        account.handle = words;
        account.problem = account.problem.empty() ? "" : words;
    }
    for (model::CannedReply& canned : world.source.canned) {
        canned.title = words + std::to_string(canned.id.value);
        canned.text = words;
        canned.tags.assign(canned.tags.size(), words);
        for (model::CannedVariant& variant : canned.variants) {
            variant = {.text = words, .platform = words, .language = words};
        }
    }
    for (model::OwnField& field : world.source.fields) {
        field = {.name = words, .value = words};
    }
    if (!world.source.shopNames.shop.empty()) {
        world.source.shopNames = {.shop = words, .agent = words};
    }
}

std::vector<Sight> allSights() {
    return {{"light, comfortable, 1280 x 800", {1280, 800}, "theme1", false},
            {"dark, comfortable, 900 x 600", {900, 600}, "theme2", false},
            {"dark, compact, 1280 x 800", {1280, 800}, "theme2", true},
            {"light, compact, 900 x 600", {900, 600}, "theme1", true}};
}

void visitScreens(int percent, const std::vector<Sight>& sights,
                  const std::function<void(ShopWorld&)>& furnish,
                  const std::function<void(const Screen&, const Sight&, QWidget&)>& look) {
    const QFont system = QApplication::font();
    QFont text = system;
    text.setPointSizeF(system.pointSizeF() * percent / 100);
    QApplication::setFont(text);
    for (const Screen& screen : allScreens()) {
        ShopWorld world;
        screen.furnish(world);
        furnish(world);
        ui::MainWindow& window = world.window();
        window.activateWindow();
        ShopWorld::settle();
        QWidget* shown = nullptr;
        for (const Sight& sight : sights) {
            trigger(world, sight.theme);
            part<QAction>(world, "compact").setChecked(sight.compact);
            window.resize(sight.size * percent / 100);
            ShopWorld::settle();
            if (shown == nullptr) {
                shown = screen.arrange(world);
            }
            ShopWorld::settle();
            if (const QString folder = qEnvironmentVariable("SHOPBELL_SCREEN_PICTURES"); !folder.isEmpty()) {
                shown->grab().save(
                    folder + QStringLiteral("/%1 %2 %3.png")
                                 .arg(QString::fromStdString(screen.name), QString::fromStdString(sight.name))
                                 .arg(percent));
            }
            look(screen, sight, *shown);
        }
    }
    QApplication::setFont(system);
}

}  // namespace uitest
