// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "desk.h"

#include "ui/widgets/surface.h"
#include "ui/widgets/thread_list.h"

#include <QAbstractScrollArea>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSplitterHandle>
#include <QTemporaryDir>

#include <string>
#include <vector>

using uitest::Desk;
using uitest::ShopWorld;

namespace {

/// A toast floats by design; a splitter's grip is wider than its line.
bool floats(const QWidget& widget) {
    return widget.objectName() == QStringLiteral("toast") ||
           qobject_cast<const QSplitterHandle*>(&widget) != nullptr || widget.isWindow();
}

std::vector<QWidget*> shownChildren(const QWidget& parent) {
    std::vector<QWidget*> shown;
    for (QWidget* child : parent.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (child->isVisible() && !floats(*child) && !child->size().isEmpty()) {
            shown.push_back(child);
        }
    }
    return shown;
}

std::string described(const QWidget& widget) {
    const QRect place = widget.geometry();
    return QStringLiteral("%1 %2 %3,%4 %5x%6")
        .arg(QLatin1String(widget.metaObject()->className()), widget.objectName())
        .arg(place.x())
        .arg(place.y())
        .arg(place.width())
        .arg(place.height())
        .toStdString();
}

/// Every visible widget lies within its parent and over none of its siblings. Qt's splitters are one pixel
/// off from right to left, and its scroll areas lay out their own parts.
void checkPlaces(const QWidget& parent) {
    const std::vector<QWidget*> shown = shownChildren(parent);
    std::string wrong;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const QRect place = shown[i]->geometry();
        if (!parent.rect().adjusted(-1, -1, 1, 1).contains(place)) {
            wrong += described(*shown[i]) + " is not within " + described(parent) + '\n';
        }
        for (std::size_t other = i + 1; other < shown.size(); ++other) {
            if (place.intersects(shown[other]->geometry())) {
                wrong += described(*shown[i]) + " lies over " + described(*shown[other]) + '\n';
            }
        }
        if (qobject_cast<const QAbstractScrollArea*>(shown[i]) == nullptr) {
            checkPlaces(*shown[i]);
        }
    }
    CHECK(wrong == std::string());
}

/// Everything that words can be cut in, filled with long words.
void fill(ShopWorld& world) {
    model::ConversationRow& row = *world.source.row(ShopWorld::kSalma);
    row.customerName = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of the Long Bakery Lane";
    row.customerHandle = "a.very.long.handle.indeed.with.many.parts@a-rather-long-server-name.example";
    world.source.replies.front().error = std::string(300, 'w');
    world.source.replies.front().text = std::string(400, 'w');
}

std::vector<QRect> inkRows(const QImage& image, const QColor& ground) {
    std::vector<QRect> rows;
    for (int y = 0; y < image.height(); ++y) {
        int left = -1;
        int right = -1;
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) != ground) {
                left = left < 0 ? x : left;
                right = x;
            }
        }
        rows.emplace_back(QPoint(left, y), QPoint(right, y));
    }
    return rows;
}

/// Where the words of a label stand: the first and last column with ink.
QRect inkOf(QLabel& label) {
    const QImage image = label.grab().toImage();
    const QColor ground = image.pixelColor(image.width() / 2, 0);
    QRect ink;
    for (const QRect& row : inkRows(image, ground)) {
        if (row.left() >= 0) {
            ink |= row;
        }
    }
    return ink;
}

}  // namespace

TEST_CASE("at 900 by 600 nothing lies over anything or outside its pane") {
    Desk desk;
    fill(desk.world);
    desk.window.resize(900, 600);
    ShopWorld::settle();
    CHECK(desk.window.size() == QSize(900, 600));
    checkPlaces(desk.window);
    desk.write(ShopWorld::kMira, QStringLiteral("It is {{open}}."));
    checkPlaces(desk.window);
    desk.window.openConversation(ShopWorld::kSalma);
    ShopWorld::settle();
    desk.world.changes.announceTrouble(
        "the disk is full, and this takes a sentence that goes on for quite a while until it "
        "needs another line of the notice");
    ShopWorld::settle();
    checkPlaces(desk.window);
    desk.window.showOutbox();
    ShopWorld::settle();
    checkPlaces(desk.window);
}

TEST_CASE("no size is so small that the window loses its controls") {
    Desk desk;
    desk.window.resize(300, 200);
    ShopWorld::settle();
    CHECK(desk.window.width() >= 600);
    CHECK(desk.window.size() == desk.window.minimumSize());
    desk.window.openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    checkPlaces(desk.window);
}

TEST_CASE("in a wide window and in a usual one nothing lies over anything") {
    Desk desk;
    fill(desk.world);
    for (const QSize& size : {QSize(1079, 679), QSize(1280, 800), QSize(2560, 1440)}) {
        desk.window.resize(size);
        desk.window.openConversation(ShopWorld::kMira);
        ShopWorld::settle();
        CAPTURE(size.width());
        checkPlaces(desk.window);
        desk.window.showOutbox();
        ShopWorld::settle();
        checkPlaces(desk.window);
    }
}

TEST_CASE("at the first start nothing lies over anything at any size") {
    ShopWorld world;
    world.source.conversations.clear();
    world.source.accountList.clear();
    ui::MainWindow& window = world.window();
    if (GENERATE(false, true)) {
        window.setLayoutDirection(Qt::RightToLeft);
    }
    for (const QSize& size : {QSize(900, 600), QSize(2560, 1440)}) {
        window.resize(size);
        ShopWorld::settle();
        CAPTURE(size.width());
        CHECK(window.findChild<QWidget*>(QStringLiteral("firstRun"))->isVisible());
        checkPlaces(window);
    }
}

TEST_CASE("in the library of canned replies nothing lies over anything at any size") {
    Desk desk;
    fill(desk.world);
    desk.world.source.canned.front().title = std::string(200, 'w');
    desk.window.openConversation(ShopWorld::kSalma);
    if (GENERATE(false, true)) {
        desk.window.setLayoutDirection(Qt::RightToLeft);
    }
    desk.window.showCannedReplies();
    auto& library = desk.child<QWidget>("cannedWindow");
    for (const QSize& size : {QSize(300, 200), QSize(920, 600), QSize(1600, 1000)}) {
        library.resize(size);
        ShopWorld::settle();
        CAPTURE(library.width(), library.height());
        checkPlaces(library);
    }
}

TEST_CASE("from right to left the panes change sides and nothing lies over anything") {
    Desk desk;
    desk.window.setLayoutDirection(Qt::RightToLeft);
    desk.window.openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    checkPlaces(desk.window);
    const auto left = [&](const char* name) {
        return desk.child<QWidget>(name).mapTo(&desk.window, QPoint(0, 0)).x();
    };
    CHECK(left("navPane") > left("inboxPane"));
    CHECK(left("inboxPane") > left("threadPane"));
    CHECK(left("checkNowButton") > left("searchField"));
    CHECK(left("threadVisibility") > left("threadPlatform"));
    CHECK(left("sendButton") < desk.child<QWidget>("threadPane").width() / 2);
    desk.window.resize(900, 600);
    ShopWorld::settle();
    checkPlaces(desk.window);
}

TEST_CASE("a label of several lines is as wide as its longest one") {
    const ui::Theme theme(ui::ThemeChoice::Light);
    ui::PlainLabel one(theme, ui::Type::Body, ui::Token::Text);
    ui::PlainLabel two(theme, ui::Type::Body, ui::Token::Text);
    one.setWordWrap(true);
    two.setWordWrap(true);
    one.setText(QStringLiteral("The longest line"));
    two.setText(QStringLiteral("The longest line\nand another"));
    CHECK(two.sizeHint().width() == one.sizeHint().width());
    CHECK(two.sizeHint().height() == 2 * one.sizeHint().height());
}

TEST_CASE("the mark of a conversation and its platform are parted by one dot") {
    Desk desk;
    desk.window.openConversation(ShopWorld::kMira);
    CHECK(desk.child<QLabel>("threadVisibility").text() == QStringLiteral("Public"));
    CHECK(desk.child<QLabel>("threadPlatform").text().startsWith(QStringLiteral("Mastodon")));
}

TEST_CASE("an Arabic name stands where the window begins, from either side") {
    Desk desk;
    desk.window.openConversation(base::ConversationId{8});
    ShopWorld::settle();
    auto& name = desk.child<QLabel>("threadName");
    REQUIRE(name.text().isRightToLeft());
    CHECK(inkOf(name).left() < 20);
    const auto& header = desk.child<QWidget>("threadHeader");
    const auto inHeader = [&](const QPoint& place) { return name.mapTo(&header, place).x(); };
    CHECK(inHeader(inkOf(name).topRight()) < header.width() / 2);
    desk.window.setLayoutDirection(Qt::RightToLeft);
    ShopWorld::settle();
    CHECK(inkOf(name).right() > name.width() - 20);
    CHECK(inHeader(inkOf(name).topLeft()) > header.width() / 2);
}

TEST_CASE("emoji, Chinese, a lone surrogate and no text at all are painted in every list") {
    Desk desk;
    const std::vector<std::string> texts{"👩‍👩‍👧‍👦🇨🇭🏳️‍🌈 family",
                                         "北海道の小麦粉のパンはありますか。",
                                         "",
                                         "e\u0301\u0301\u0301\u0301\u0301 Zalgo",
                                         "\xED\xA0\x80 half a letter",
                                         "\u200B\u200D\uFEFF",
                                         std::string(3, '\0'),
                                         "ﷺ﷽"};
    std::int64_t id = 1;
    for (const std::string& text : texts) {
        model::ConversationRow& row = *desk.world.source.row(base::ConversationId{id});
        row.customerName = text;
        row.snippet = text;
        desk.world.addMessage(row.id, text, ShopWorld::at(17, 14, 19));
        model::Change change;
        change.conversations.insert(row.id);
        desk.world.change(change);
        desk.window.openConversation(row.id);
        ShopWorld::settle();
        CHECK_FALSE(desk.window.grab().isNull());
        ++id;
    }
    for (int row = 0; row < desk.list().model()->rowCount(); ++row) {
        const QModelIndex index = desk.list().model()->index(row, 0);
        CHECK_FALSE(index.data(Qt::AccessibleTextRole).toString().isEmpty());
        // A customer without a name has a stand-in.
        CHECK_FALSE(index.data(Qt::DisplayRole).toString().trimmed().isEmpty());
    }
    desk.window.showOutbox();
    CHECK_FALSE(desk.window.grab().isNull());
}

TEST_CASE("the window remembers its size, its theme and its density") {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    ShopWorld world;
    world.settings = &settings;
    world.window().resize(1100, 700);
    ShopWorld::settle();
    world.window().findChild<QAction*>(QStringLiteral("compact"))->trigger();
    world.window().findChild<QAction*>(QStringLiteral("theme2"))->trigger();
    world.window().close();
    world.closeWindow();
    ui::MainWindow again(world.seam());
    CHECK(again.size() == QSize(1100, 700));
    CHECK(again.findChild<QAction*>(QStringLiteral("compact"))->isChecked());
    CHECK(again.findChild<QAction*>(QStringLiteral("theme2"))->isChecked());
}
