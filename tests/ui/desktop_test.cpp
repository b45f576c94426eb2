// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "shop_world.h"

#include "ui/models/roles.h"
#include "ui/widgets/question_dialog.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/thread_pane.h"
#include "ui/widgets/tray_icon.h"

#include <QAction>
#include <QImage>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>

using uitest::ShopWorld;

namespace {

/// A desktop that keeps what it is told.
struct Told {
    Told() : seam(world.seam()) {
        seam.desktop.notify = [this](const view::Notice& notice, std::function<void()> open) {
            notices.push_back(notice);
            opens.push_back(std::move(open));
            return true;
        };
        seam.desktop.newsAfter = std::chrono::milliseconds{0};
        window = std::make_unique<ui::MainWindow>(seam);
        window->show();
        ShopWorld::settle();
    }
    /// A customer who was answered before asks anew.
    void ask(base::ConversationId conversation) {
        write(conversation);
        world.change({.conversations = {conversation}});
    }
    void write(base::ConversationId conversation) {
        model::ConversationRow* row = world.source.row(conversation);
        row->state = model::ConversationState::NeedsReply;
        row->lastDirection = model::Direction::Inbound;
        row->lastAt = world.clock.utcNow() + base::Duration{1'000};
        row->waitingSince = row->lastAt;
        row->dueAt = row->lastAt + model::ResponseTarget{}.length;
    }
    [[nodiscard]] base::ConversationId open() const {
        return window->findChild<ui::ThreadPane*>(QStringLiteral("threadPane"))->conversation();
    }
    [[nodiscard]] QAction& action(const char* name) const {
        auto* found = window->findChild<QAction*>(QLatin1String(name));
        REQUIRE(found != nullptr);
        return *found;
    }

    ShopWorld world;
    ui::ConsoleSeam seam;
    std::vector<view::Notice> notices;
    std::vector<std::function<void()>> opens;
    std::unique_ptr<ui::MainWindow> window;
};

int pixelsOf(const QPixmap& picture, const QColor& color) {
    const QImage image = picture.toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixelColor(x, y) == color ? 1 : 0;
        }
    }
    return count;
}

}  // namespace

TEST_CASE("a click on a notification opens the conversation that it is about") {
    Told told;
    told.ask(ShopWorld::kMats);
    REQUIRE(told.notices.size() == 1);
    CHECK(told.notices[0].conversation == ShopWorld::kMats);
    told.window->showMinimized();
    told.opens[0]();
    ShopWorld::settle();
    CHECK(told.open() == ShopWorld::kMats);
    CHECK_FALSE(told.window->isMinimized());
}

TEST_CASE("what turns out to be spam a moment later rings no bell") {
    const bool spam = GENERATE(false, true);
    CAPTURE(spam);
    Told told;
    told.write(ShopWorld::kMats);
    emit told.world.changes.changed({.conversations = {ShopWorld::kMats}});
    CHECK(told.notices.empty());
    if (spam) {
        told.world.source.row(ShopWorld::kMats)->state = model::ConversationState::Spam;
    }
    ShopWorld::settle();
    CHECK(told.notices.empty() == spam);
}

TEST_CASE("a click on a notification of a window that is gone does nothing") {
    Told told;
    told.ask(ShopWorld::kMats);
    REQUIRE(told.opens.size() == 1);
    told.window.reset();
    told.opens[0]();
}

TEST_CASE("notifications can be switched off, and what was missed is not told later") {
    Told told;
    told.action("notifications").setChecked(false);
    told.ask(ShopWorld::kMats);
    told.action("notifications").setChecked(true);
    model::Change change;
    change.conversations.insert(ShopWorld::kMats);
    told.world.change(change);
    CHECK(told.notices.empty());
}

TEST_CASE("what the system knows of a paid connection goes before the switch, which comes back as it was") {
    const bool byHand = GENERATE(false, true);
    CAPTURE(byHand);
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("metered"), byHand);
    ShopWorld world;
    ui::ConsoleSeam seam = world.seam();
    seam.settings = &settings;
    std::function<void(bool)> system;
    seam.desktop.watchMetered = [&](std::function<void(bool)> tell) { system = std::move(tell); };
    ui::MainWindow window(seam);
    REQUIRE(system);
    const auto& metered = *window.findChild<QAction*>(QStringLiteral("metered"));
    const auto cost = [&] {
        const auto told = world.posted<model::UseNetwork>();
        return told.empty() ? model::UseNetwork::Cost::Free : told.back().cost;
    };
    system(false);
    CHECK(metered.isChecked() == byHand);
    system(true);
    CHECK(metered.isChecked());
    CHECK_FALSE(metered.isEnabled());
    CHECK(metered.text() == QStringLiteral("&Metered connection, says the system"));
    CHECK(cost() == model::UseNetwork::Cost::Metered);
    CHECK(settings.value(QStringLiteral("metered")).toBool() == byHand);
    system(false);
    CHECK(metered.isChecked() == byHand);
    CHECK(metered.isEnabled());
    CHECK(settings.value(QStringLiteral("metered")).toBool() == byHand);
    CHECK(cost() == (byHand ? model::UseNetwork::Cost::Metered : model::UseNetwork::Cost::Free));
}

TEST_CASE("what the desktop can't do is not offered") {
    ShopWorld world;
    const auto shown = [](ui::MainWindow& window, const char* name) {
        return window.findChild<QAction*>(QLatin1String(name))->isVisible();
    };
    CHECK_FALSE(shown(world.window(), "notifications"));
    CHECK_FALSE(shown(world.window(), "stayInTray"));
    CHECK(shown(*Told().window, "notifications"));
}

TEST_CASE("without a tray, closing the window closes it") {
    Told told;
    told.world.source.replies.clear();
    told.action("stayInTray").setChecked(true);
    CHECK(told.window->close());
}

TEST_CASE("before the program ends it lists what would not be sent, and who stays keeps it running") {
    Told told;
    model::OutboxRow later = told.world.source.replies.at(1);
    REQUIRE(later.state == model::Delivery::Queued);
    later.id = base::ReplyId{9};
    later.conversation = ShopWorld::kMira;
    later.sendAt = later.notBefore = told.world.clock.utcNow() + std::chrono::hours(18);
    told.world.source.replies.push_back(later);
    const auto question = [&] { return told.window->findChild<ui::QuestionDialog*>(); };
    CHECK_FALSE(told.window->close());
    ShopWorld::settle();
    REQUIRE(question() != nullptr);
    // The tray offers to quit while the question stands.
    told.action("quit").trigger();
    ShopWorld::settle();
    CHECK(told.window->findChildren<ui::QuestionDialog*>().size() == 1);
    const auto text = [&](const char* name) {
        return question()->findChild<QLabel*>(QLatin1String(name))->text();
    };
    CHECK(text("questionTitle") == "2 replies have not been sent");
    // The uncertain one and the failed one are not: they wait for a decision, not for Shopbell.
    CHECK(text("questionWords").count('\n') == 3);
    CHECK(text("questionWords").contains("waiting for network"));
    CHECK(text("questionWords").contains("goes out Wed 08:20"));
    question()->reject();
    ShopWorld::settle();
    CHECK(told.window->isVisible());

    told.action("quit").trigger();
    ShopWorld::settle();
    REQUIRE(question() != nullptr);
    question()->accept();
    ShopWorld::settle();
    CHECK_FALSE(told.window->isVisible());
}

TEST_CASE("what another console sends is not this one's to warn of") {
    Told told;
    told.window.reset();
    told.seam.readOnly = "another console runs";
    told.window = std::make_unique<ui::MainWindow>(told.seam);
    CHECK(told.window->close());
}

TEST_CASE(
    "the icon in the tray has a chip for those who wait, red when somebody is overdue, and a bar offline") {
    const ui::Theme theme(ui::ThemeChoice::Light);
    const auto picture = [&](view::TrayLevel level, const char* chip) {
        return ui::trayPicture(theme, {.level = level, .chip = chip}, 32);
    };
    const QColor accent = theme.color(ui::Token::Accent);
    const QColor red = theme.color(ui::Token::OverdueGround);
    const QPixmap quiet = picture(view::TrayLevel::Quiet, "");
    CHECK(pixelsOf(quiet, accent) == 0);
    CHECK(pixelsOf(picture(view::TrayLevel::Waiting, "9"), accent) > 50);
    CHECK(pixelsOf(picture(view::TrayLevel::Overdue, "99+"), red) > 50);
    const QPixmap offline = picture(view::TrayLevel::Offline, "9");
    CHECK(pixelsOf(offline, accent) + pixelsOf(offline, red) == 0);
    CHECK(offline.toImage() != quiet.toImage());
}

TEST_CASE("the program's icon is drawn in every size, the small ones by a drawing of their own") {
    const QIcon icon = ui::applicationIcon();
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        CHECK(icon.availableSizes().contains(QSize(size, size)));
        const QImage image = icon.pixmap(size).toImage();
        CHECK(image.size() == QSize(size, size));
        CHECK(image.pixelColor(size / 2, size / 2).alpha() == 255);
    }
    const QImage shrunk =
        icon.pixmap(256).toImage().scaled(32, 32, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    CHECK(shrunk != icon.pixmap(32).toImage().convertToFormat(shrunk.format()));
}
