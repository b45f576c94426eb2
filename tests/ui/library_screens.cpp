// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_steps.h"
#include "screens.h"

#include "ui/widgets/canned_window.h"
#include "ui/widgets/library_menu.h"
#include "ui/widgets/reply_editor.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

namespace uitest {
namespace {

constexpr const char* kRye = "The rye comes out on Mondays, label and oven.";

QWidget* library(ShopWorld& world, base::ConversationId conversation) {
    if (conversation) {
        world.window().openConversation(conversation);
        ShopWorld::settle();
    }
    world.window().showCannedReplies();
    ShopWorld::settle();
    return &part<QWidget>(world, "cannedWindow");
}

/// A library that has been used for a while.
void furnishLibrary(ShopWorld& world) {
    auto& canned = world.source.canned;
    canned[0].tags = {"allergy", "bread"};
    canned[0].variants = {
        {.text = "Hallo {{customer.first_name|du}}, im Roggenbrot sind keine Nüsse.", .language = "de"},
        {.text = "No nuts in the rye, but the same oven.", .platform = "mastodon"}};
    canned[1].text = "Your order {{order}} is ready in {{?how many days}} at {{shop.address}}.";
    canned[2].tags = {"opening"};
    world.source.fields = {{.name = "return.days", .value = "14"},
                           {.name = "shop.address", .value = "5 Mill Lane, Brambleby"}};
    world.background.used = ui::BackgroundReader::Uses{
        {.reply = base::CannedReplyId{1}, .times = 14, .lastAt = ShopWorld::at(3, 9, 0)}};
}

/// Types into Mira's reply as a person does.
QWidget* typing(ShopWorld& world, const QString& words) {
    world.window().openConversation(ShopWorld::kMira);
    auto& editor = part<ui::ReplyEditor>(world, "replyEditor");
    editor.setFocus();
    QTest::keyClicks(&editor, words);
    ShopWorld::settle();
    return &world.window();
}

QWidget* fields(ShopWorld& world) {
    library(world, ShopWorld::kMira);
    click(world, "cannedMore");
    auto& menu = part<QMenu>(world, "cannedMoreMenu");
    part<QAction>(world, "cannedFields").trigger();
    menu.close();
    ShopWorld::settle();
    return &part<QWidget>(world, "fieldsDialog");
}

void addWordings(std::vector<Screen>& screens) {
    screens.push_back({"canned replies, wordings and uses", furnishLibrary,
                       [](ShopWorld& world) { return library(world, ShopWorld::kMira); }});
    screens.push_back({"canned replies, never used", furnishLibrary, [](ShopWorld& world) {
                           QWidget* dialog = library(world, ShopWorld::kMira);
                           part<QLineEdit>(world, "cannedSearch").setText(QStringLiteral("order"));
                           return dialog;
                       }});
    screens.push_back({"canned replies, a file that is wrong",
                       [](ShopWorld& world) {
                           world.cannedFiles.read = [](const std::string&) {
                               return base::Result<ui::CannedFilesSeam::Read>(base::fail(
                                   base::ErrorKind::BadInput,
                                   "replies.csv: line 3 has too few fields; nothing was imported"));
                           };
                       },
                       [](ShopWorld& world) {
                           QWidget* dialog = library(world, ShopWorld::kMira);
                           part<ui::CannedWindow>(world, "cannedWindow").menu().importFrom({});
                           return dialog;
                       }});
    screens.push_back({"canned replies, fields and files", furnishLibrary, [](ShopWorld& world) -> QWidget* {
                           library(world, ShopWorld::kMira);
                           click(world, "cannedMore");
                           return &part<QMenu>(world, "cannedMoreMenu");
                       }});
    screens.push_back(
        {"canned replies, one proposed",
         [](ShopWorld& world) {
             furnishLibrary(world);
             world.background.mined = ui::BackgroundReader::Mined{
                 {.title = "Your order left today, follow it…",
                  .text = "Hello {{customer.first_name}}, your order {{?number}} left today, you can "
                          "follow it here: {{?link}}. Tell us when it has come.",
                  .times = 5},
                 {.title = "We bake", .text = "We bake again on Monday.", .times = 3}};
         },
         [](ShopWorld& world) { return library(world, ShopWorld::kMira); }});
    screens.push_back({"own fields", furnishLibrary, fields});
    screens.push_back({"own fields, one that is wrong", furnishLibrary, [](ShopWorld& world) {
                           QWidget* dialog = fields(world);
                           part<QLineEdit>(world, "fieldName3").setText(QStringLiteral("shop.name"));
                           click(world, "fieldsSave");
                           return dialog;
                       }});
    screens.push_back({"a canned reply is looked for in the reply", furnishLibrary,
                       [](ShopWorld& world) { return typing(world, QStringLiteral("Hello Mira, :")); }});
    screens.push_back({"a canned reply is found in the reply", furnishLibrary,
                       [](ShopWorld& world) { return typing(world, QStringLiteral("Hello Mira, :rye")); }});
    screens.push_back({"a reply with placeholders that are not filled", furnishLibrary, [](ShopWorld& world) {
                           QWidget* window = typing(world, QStringLiteral(":ready"));
                           auto& editor = part<ui::ReplyEditor>(world, "replyEditor");
                           QTest::keyClick(&editor, Qt::Key_Return);
                           QTest::keyClick(&editor, Qt::Key_Tab);
                           ShopWorld::settle();
                           return window;
                       }});
}

/// The draft says what somebody got before.
QWidget* repeating(ShopWorld& world) {
    return typing(world, QString::fromLatin1(kRye));
}

void addRepetitions(std::vector<Screen>& screens) {
    screens.push_back({"a reply that the customer got before",
                       [](ShopWorld& world) {
                           const auto mira = world.source.conversation(ShopWorld::kMira)->customer;
                           world.source.earlier = {
                               {.text = kRye, .customer = mira, .at = ShopWorld::at(16, 9, 12)}};
                       },
                       repeating});
    screens.push_back({"a reply that everybody gets",
                       [](ShopWorld& world) {
                           for (std::int64_t i = 0; i < 6; ++i) {
                               world.source.earlier.push_back(
                                   {.text = kRye, .customer = {900 + i}, .at = ShopWorld::at(17, 13, 2)});
                           }
                       },
                       repeating});
}

}  // namespace

std::vector<Screen> libraryScreens() {
    std::vector<Screen> screens;
    screens.push_back(
        {"canned replies", asItIs, [](ShopWorld& world) { return library(world, ShopWorld::kMira); }});
    screens.push_back(
        {"canned replies without a customer", asItIs, [](ShopWorld& world) { return library(world, {}); }});
    screens.push_back({"canned replies, none", [](ShopWorld& world) { world.source.canned.clear(); },
                       [](ShopWorld& world) { return library(world, ShopWorld::kMira); }});
    screens.push_back({"canned replies, nothing found", asItIs, [](ShopWorld& world) {
                           QWidget* dialog = library(world, ShopWorld::kMira);
                           part<QLineEdit>(world, "cannedSearch").setText(QStringLiteral("unicorn"));
                           return dialog;
                       }});
    screens.push_back({"canned replies, a title that is taken", asItIs, [](ShopWorld& world) {
                           QWidget* dialog = library(world, ShopWorld::kMira);
                           auto& title = part<QLineEdit>(world, "cannedTitle");
                           title.selectAll();
                           QTest::keyClicks(&title, QStringLiteral("rye days and hours"));
                           return dialog;
                       }});
    screens.push_back({"canned replies, one removed", asItIs, [](ShopWorld& world) {
                           QWidget* dialog = library(world, ShopWorld::kMira);
                           click(world, "cannedRemove");
                           return dialog;
                       }});
    addWordings(screens);
    addRepetitions(screens);
    return screens;
}

}  // namespace uitest
