// SPDX-License-Identifier: GPL-3.0-or-later
// Tags, wordings, uses, own fields and files of the library of canned replies.
#include "desk.h"

#include "ui/widgets/canned_window.h"
#include "ui/widgets/library_menu.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

using namespace uitest;

namespace {

/// The library beside Mira's conversation, on "Rye days and hours".
struct Library {
    explicit Library(const std::function<void(ShopWorld&)>& furnish = {}) {
        if (furnish) {
            furnish(desk.world);
        }
        desk.window.openConversation(ShopWorld::kMira);
        desk.window.showCannedReplies();
        window = desk.window.findChild<ui::CannedWindow*>(QStringLiteral("cannedWindow"));
        REQUIRE(window != nullptr);
        REQUIRE(QTest::qWaitForWindowActive(window));
        ShopWorld::settle();
        REQUIRE(child<QLineEdit>("cannedSearch").hasFocus());
        desk.type(QStringLiteral("rye days"));
    }

    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) const {
        auto* found = window->findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] std::string says(const char* label) const {
        return child<QLabel>(label).text().toStdString();
    }
    [[nodiscard]] QComboBox& wording() const { return child<QComboBox>("cannedWording"); }
    [[nodiscard]] QString text() const { return child<ui::ReplyEditor>("cannedText").toPlainText(); }
    [[nodiscard]] model::CannedReply saved() const {
        const auto changes = desk.world.posted<model::ChangeCannedReply>();
        REQUIRE_FALSE(changes.empty());
        return changes.back().reply;
    }
    void save() const { desk.press(Qt::Key_S, Qt::ControlModifier); }
    /// Somebody opens the box and takes this.
    static void take(QComboBox& box, const QString& value) {
        const int index = box.findData(value);
        REQUIRE(index >= 0);
        box.setCurrentIndex(index);
        emit box.activated(index);
        ShopWorld::settle();
    }

    Desk desk;
    ui::CannedWindow* window = nullptr;
};

void furnishWordings(ShopWorld& world) {
    world.source.canned[2].tags = {"opening", "bread"};
    world.source.canned[2].variants = {{.text = "Montags.", .language = "de"},
                                       {.text = "Mondays.", .platform = "mastodon"}};
}

}  // namespace

TEST_CASE("tags are written with commas between them, shown in the list, and saved") {
    const Library library(furnishWordings);
    auto& tags = library.child<QLineEdit>("cannedTags");
    CHECK(tags.text() == QStringLiteral("opening, bread"));
    tags.setFocus();
    library.desk.press(Qt::Key_End);
    library.desk.type(QStringLiteral(", Bread,  weekend ,"));
    library.save();
    CHECK(library.saved().tags == std::vector<std::string>{"opening", "bread", "weekend"});
    CHECK(library.saved().variants.size() == 2);
}

TEST_CASE("the library opens a reply in the wording for the customer at hand, and inserts what it shows") {
    const Library library(furnishWordings);
    CHECK(library.wording().currentIndex() == 2);
    CHECK(library.text() == QStringLiteral("Mondays."));
    CHECK(library.child<ui::ReplyEditor>("cannedPreview").toPlainText() == QStringLiteral("Mondays."));
    library.wording().setCurrentIndex(1);
    emit library.wording().activated(1);
    CHECK(library.text() == QStringLiteral("Montags."));
    library.desk.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(library.desk.editor().toPlainText() == QStringLiteral("Montags."));
}

TEST_CASE("a wording is added, meant for somebody, and removed") {
    const Library library;
    CHECK_FALSE(library.wording().isVisible());
    library.child<QPushButton>("cannedAddWording").click();
    ShopWorld::settle();
    CHECK(library.wording().isVisible());
    CHECK(library.child<QWidget>("cannedText").hasFocus());
    // Nothing is in it yet: nothing is to be saved.
    CHECK_FALSE(library.child<QPushButton>("cannedSave").isEnabled());
    library.desk.type(QStringLiteral("Lundi."));
    Library::take(library.child<QComboBox>("cannedVariantLanguage"), QStringLiteral("fr"));
    Library::take(library.child<QComboBox>("cannedVariantPlatform"), QStringLiteral("mastodon"));
    CHECK(library.wording().currentText() == QStringLiteral("Mastodon, Français"));
    library.save();
    const model::CannedVariant variant{.text = "Lundi.", .platform = "mastodon", .language = "fr"};
    CHECK(library.saved().variants == std::vector<model::CannedVariant>{variant});
    CHECK(library.saved().text == "The rye comes out on Mondays, label and oven.");

    library.child<QPushButton>("cannedVariantRemove").click();
    ShopWorld::settle();
    CHECK(library.text() == QStringLiteral("The rye comes out on Mondays, label and oven."));
    CHECK_FALSE(library.wording().isVisible());
}

TEST_CASE("the library says how often a reply was used, and when last") {
    const auto used = [](int times, base::UtcTime at) {
        return [times, at](ShopWorld& world) {
            world.background.used = ui::BackgroundReader::Uses{};
            if (times > 0) {
                world.background.used->push_back(
                    {.reply = base::CannedReplyId{3}, .times = times, .lastAt = at});
            }
        };
    };
    CHECK(Library(used(0, {})).says("cannedUse") == "Never used yet");
    CHECK(Library(used(1, ShopWorld::at(3, 9, 0))).says("cannedUse").find("Used once, on Tuesday") == 0);
    CHECK(
        Library(used(14, ShopWorld::at(3, 9, 0))).says("cannedUse").find("Used 14 times, last on Tuesday") ==
        0);
    const std::string longAgo =
        Library(used(2, ShopWorld::at(3, 9, 0) - base::Duration{std::chrono::days(400)})).says("cannedUse");
    CHECK(longAgo.find("2025") != std::string::npos);
}

TEST_CASE("own fields are written by keys, saved as a whole, and say what is wrong with them") {
    const Library library(
        [](ShopWorld& world) { world.source.fields = {{.name = "shop.address", .value = "5 Mill Lane"}}; });
    library.child<QPushButton>("cannedMore").click();
    ShopWorld::settle();
    auto* menu = library.window->findChild<QMenu*>(QStringLiteral("cannedMoreMenu"));
    REQUIRE(menu != nullptr);
    REQUIRE_FALSE(menu->actions().isEmpty());
    menu->actions().constFirst()->trigger();
    menu->close();
    ShopWorld::settle();
    auto* dialog = library.window->findChild<QDialog*>(QStringLiteral("fieldsDialog"));
    REQUIRE(dialog != nullptr);
    REQUIRE(QTest::qWaitForWindowActive(dialog));
    const auto field = [&](const char* name) {
        auto* found = dialog->findChild<QLineEdit*>(QLatin1String(name));
        REQUIRE(found != nullptr);
        return found;
    };
    CHECK(field("fieldName1")->text() == QStringLiteral("shop.address"));
    field("fieldName2")->setFocus();
    library.desk.type(QStringLiteral("return days"));
    auto* save = dialog->findChild<QPushButton*>(QStringLiteral("fieldsSave"));
    save->click();
    const auto* words = dialog->findChild<QLabel*>(QStringLiteral("fieldsWords"));
    CHECK(words->text() == QStringLiteral("Not saved: a name has no spaces, braces, bars or question marks"));
    CHECK(field("fieldName2")->hasFocus());
    field("fieldName2")->setText(QStringLiteral("return.days"));
    save->click();
    CHECK(words->text() == QStringLiteral("Not saved: this field has no value"));
    CHECK(field("fieldValue2")->hasFocus());
    library.desk.type(QStringLiteral("14"));
    dialog->findChild<QPushButton*>(QStringLiteral("fieldRemove1"))->click();
    ShopWorld::settle();
    CHECK(field("fieldName1")->text() == QStringLiteral("return.days"));
    save->click();
    REQUIRE(library.desk.world.posted<model::SaveOwnFields>().size() == 1);
    CHECK(library.desk.world.posted<model::SaveOwnFields>().back().fields ==
          std::vector<model::OwnField>{{.name = "return.days", .value = "14"}});
    library.desk.world.intents.back().done(base::ReplyId{});
    ShopWorld::settle();
    CHECK_FALSE(dialog->isVisible());
}

TEST_CASE("an own field fills in a canned reply and is offered among the placeholders") {
    const Library library([](ShopWorld& world) {
        world.source.fields = {{.name = "shop.address", .value = "5 Mill Lane"}};
        world.source.canned[2].text = "We are at {{shop.address}}.";
        world.change({.names = true});
    });
    CHECK(library.child<ui::ReplyEditor>("cannedPreview").toPlainText() ==
          QStringLiteral("We are at 5 Mill Lane."));
    library.child<QPushButton>("cannedPlaceholder").click();
    ShopWorld::settle();
    auto* menu = library.window->findChild<QMenu*>(QStringLiteral("cannedPlaceholderMenu"));
    REQUIRE(menu != nullptr);
    bool offered = false;
    for (const QAction* action : menu->actions()) {
        offered = offered || action->text() == QStringLiteral("shop.address\t5 Mill Lane");
    }
    CHECK(offered);
    menu->close();
}

TEST_CASE("a file joins the library, or one sentence says what is wrong with it") {
    Library library([](ShopWorld& world) {
        world.cannedFiles.read = [](const std::string& path) -> base::Result<ui::CannedFilesSeam::Read> {
            if (path == "bad.csv") {
                return base::fail(base::ErrorKind::BadInput, "bad.csv: line 3 has too few fields");
            }
            return ui::CannedFilesSeam::Read{
                .replies = {{.id = {}, .title = "Parking", .text = "Behind the mill."},
                            {.id = {}, .title = "Order is ready", .text = "It is."}},
                .foreign = {"contact.email"}};
        };
    });
    library.window->menu().importFrom(QStringLiteral("bad.csv"));
    CHECK(library.says("cannedState") == "Bad.csv: line 3 has too few fields");
    CHECK(library.desk.world.posted<model::ImportCannedReplies>().empty());
    library.window->menu().importFrom(QStringLiteral("good.csv"));
    REQUIRE(library.desk.world.posted<model::ImportCannedReplies>().size() == 1);
    library.desk.world.source.canned.push_back(
        {.id = base::CannedReplyId{9}, .title = "Parking", .text = "Behind the mill."});
    library.desk.world.intents.back().done(base::ReplyId{});
    ShopWorld::settle();
    CHECK(library.says("cannedState") ==
          "1 imported, 1 there already. These placeholders have no like here and stay: contact.email");
}

TEST_CASE("the library is exported as it is, and a disk that refuses is told") {
    std::vector<model::CannedReply> written;
    base::Status answer{};
    const Library library([&](ShopWorld& world) {
        furnishWordings(world);
        world.cannedFiles.write = [&](const std::string&, const std::vector<model::CannedReply>& replies) {
            written = replies;
            return answer;
        };
    });
    library.window->menu().exportTo(QStringLiteral("/x/replies.json"));
    CHECK(written.size() == 3);
    CHECK(library.says("cannedState").find("3 exported to ") == 0);
    CHECK(library.says("cannedState").find("replies.json") != std::string::npos);
    answer = base::fail(base::ErrorKind::DiskFull, "replies.json can't be written: the disk is full");
    library.window->menu().exportTo(QStringLiteral("/x/replies.json"));
    CHECK(library.says("cannedState") == "Replies.json can't be written: the disk is full");
}

TEST_CASE("what is typed again and again becomes a canned reply by one button") {
    const model::MinedReply order{
        .title = "Your order left today", .text = "Your order {{?number}} left today.", .times = 5};
    const model::MinedReply bread{.title = "We bake", .text = "We bake again on Monday.", .times = 3};
    Library library([&](ShopWorld& world) { world.background.mined = {{order, bread}}; });
    CHECK(library.says("minedTimes") == "Typed 5 times");
    CHECK(library.says("minedMore") == "1 of 2");
    library.child<QAbstractButton>("minedAdopt").click();
    ShopWorld::settle();
    CHECK(library.text() == QStringLiteral("Your order {{?number}} left today."));
    CHECK(library.child<QLineEdit>("cannedTitle").text() == QStringLiteral("Your order left today"));
    CHECK(library.desk.world.posted<model::AddCannedReply>().empty());
    library.save();
    REQUIRE(library.desk.world.posted<model::AddCannedReply>().size() == 1);
    CHECK(library.desk.world.posted<model::AddCannedReply>().front().reply.text == order.text);
    CHECK(library.says("minedTimes") == "Typed 3 times");
    CHECK(library.child<QWidget>("minedStrip").isVisible());
    library.child<QAbstractButton>("minedDecline").click();
    ShopWorld::settle();
    CHECK_FALSE(library.child<QWidget>("minedStrip").isVisible());
}

TEST_CASE("what is not wanted as a canned reply is not proposed again") {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    const model::MinedReply bread{.title = "We bake", .text = "We bake again on Monday.", .times = 3};
    const auto furnish = [&](ShopWorld& world) {
        world.settings = &settings;
        world.background.mined = {{bread}};
    };
    {
        const Library library([&](ShopWorld& world) { world.background.mined = {{bread}}; });
        CHECK(library.child<QWidget>("minedStrip").isVisible());
    }
    ShopWorld world;
    furnish(world);
    for (const bool proposed : {true, false}) {
        world.window().showCannedReplies();
        ShopWorld::settle();
        auto* strip = world.window().findChild<QWidget*>(QStringLiteral("minedStrip"));
        REQUIRE(strip != nullptr);
        CHECK(strip->isVisible() == proposed);
        if (proposed) {
            world.window().findChild<QAbstractButton*>(QStringLiteral("minedDecline"))->click();
        }
        world.closeWindow();
    }
    CHECK_FALSE(settings.value(QStringLiteral("canned/declined"))
                    .toStringList()
                    .join(QString())
                    .contains(QStringLiteral("bake")));
}
