// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_background.h"
#include "shop_world.h"

#include "support/catch.h"
#include "ui/promise_watch.h"
#include "ui/widgets/profile_dialog.h"
#include "ui/widgets/surface.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

using namespace uitest;
using std::chrono::minutes;

namespace {

/// Thirty turns of today, answered within 1, 2, 3 … minutes.
std::vector<model::TurnFact> answers(minutes slower = minutes{0}) {
    std::vector<model::TurnFact> facts;
    for (int i = 1; i <= 30; ++i) {
        const base::UtcTime from = ShopWorld::at(17, 9, i);
        facts.push_back({.turn = i,
                         .account = ShopWorld::kAccount,
                         .platform = "mastodon",
                         .startedAt = from,
                         .endedAt = from + minutes{i} + slower,
                         .outcome = model::TurnOutcome::Answered});
    }
    return facts;
}

struct Profile {
    Profile()
        : settings(folder.filePath(QStringLiteral("ui.ini")), QSettings::IniFormat), seam(world.seam()) {
        seam.background = &background;
        seam.settings = &settings;
        background.answers = FakeBackground::Answers::Held;
        background.facts = answers();
        renew();
    }
    void renew() {
        window = std::make_unique<ui::MainWindow>(seam);
        window->show();
        window->findChild<QAction*>(QStringLiteral("profileText"))->trigger();
        ShopWorld::settle();
    }
    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) const {
        auto* found = window->findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] QString words(const char* label) const { return child<ui::PlainLabel>(label).text(); }
    [[nodiscard]] QString text() const { return child<QPlainTextEdit>("profileText").toPlainText(); }
    void answer() {
        background.give();
        ShopWorld::settle();
    }
    void copy() const {
        child<QPushButton>("profileCopy").click();
        ShopWorld::settle();
    }

    ShopWorld world;
    QTemporaryDir folder;
    QSettings settings;
    FakeBackground background;
    ui::ConsoleSeam seam;
    std::unique_ptr<ui::MainWindow> window;
};

}  // namespace

TEST_CASE("the text for a profile is proposed from real figures, and copied as the owner words it") {
    Profile profile;
    CHECK(profile.words("profileBasis").startsWith(QStringLiteral("Reading")));
    CHECK_FALSE(profile.child<QPushButton>("profileCopy").isEnabled());
    CHECK(profile.child<QPlainTextEdit>("profileText").isReadOnly());
    profile.answer();
    CHECK(profile.words("profileBasis") ==
          QStringLiteral("Nine in ten of the 30 answers of the last 30 days came within 27 m"));
    CHECK(profile.text() == QStringLiteral("Nine in ten messages are answered within 30 minutes."));
    CHECK_FALSE(profile.child<QPlainTextEdit>("profileText").isReadOnly());
    CHECK(profile.words("profileLength") == QStringLiteral("52 characters"));
    profile.child<QPlainTextEdit>("profileText").appendPlainText(QStringLiteral("Come in!"));
    profile.copy();
    CHECK(QGuiApplication::clipboard()->text() ==
          QStringLiteral("Nine in ten messages are answered within 30 minutes.\nCome in!"));
    CHECK(profile.words("profileSaid").contains(QStringLiteral("longer than 30 minutes")));
    const auto kept = ui::publishedPromise(&profile.settings);
    REQUIRE(kept);
    CHECK(kept->within == minutes{30});
    CHECK(kept->at == profile.world.clock.utcNow());
}

TEST_CASE("once the figures no longer keep what was copied, the text's window says so") {
    Profile profile;
    profile.answer();
    CHECK(profile.words("profileWarning").isEmpty());
    profile.copy();
    profile.background.facts = answers(minutes{30});
    profile.renew();
    profile.answer();
    CHECK(profile.words("profileWarning").contains(QStringLiteral("your profile says 30 minutes")));
    CHECK(profile.words("profileWarning").endsWith(QStringLiteral("up to 57 minutes")));
    // A new text is a new promise.
    profile.copy();
    profile.renew();
    profile.answer();
    CHECK(profile.words("profileWarning").isEmpty());
}

TEST_CASE("a text whose time was worded anew promises nothing that could be watched") {
    Profile profile;
    profile.answer();
    profile.child<QPlainTextEdit>("profileText").setPlainText(QStringLiteral("We are quick."));
    profile.copy();
    CHECK_FALSE(ui::publishedPromise(&profile.settings));
    CHECK(profile.words("profileSaid").contains(QStringLiteral("names no time")));
    profile.child<QPlainTextEdit>("profileText").clear();
    CHECK_FALSE(profile.child<QPushButton>("profileCopy").isEnabled());
}

TEST_CASE("too few answers name no time") {
    Profile profile;
    profile.background.facts->resize(19);
    profile.answer();
    CHECK(profile.text() == QStringLiteral("We answer every message."));
    profile.copy();
    CHECK_FALSE(ui::publishedPromise(&profile.settings));
}

TEST_CASE("what was published is watched while the window is open, and a broken promise is told once a day") {
    Profile profile;
    profile.answer();
    profile.copy();
    profile.child<QDialog>("profileDialog").reject();
    const auto warned = [&] {
        const auto& bar = profile.child<QWidget>("noticeBar");
        return bar.isVisible() && profile.words("noticeText").contains(QStringLiteral("your profile says"));
    };
    const auto pass = [&](base::Duration time) {
        profile.world.clock.advance(time);
        profile.world.change({});
        QMetaObject::invokeMethod(profile.window->findChild<ui::PromiseWatch*>(), "look");
        profile.answer();
    };
    pass(minutes{1});
    CHECK_FALSE(warned());
    profile.background.facts = answers(minutes{30});
    pass(std::chrono::hours{6});
    CHECK(warned());
    profile.child<QAbstractButton>("noticeClose").click();
    pass(std::chrono::hours{2});
    CHECK_FALSE(warned());
    pass(std::chrono::hours{24});
    CHECK(warned());
}

TEST_CASE("another time that holds the same words is not the one that was proposed") {
    Profile profile;
    profile.answer();
    auto& text = profile.child<QPlainTextEdit>("profileText");
    for (const char* other : {"We answer within 130 minutes.", "We answer within 1 hour 30 minutes.",
                              "in 30 minutes 15 seconds"}) {
        CAPTURE(other);
        text.setPlainText(QLatin1String(other));
        profile.copy();
        CHECK_FALSE(ui::publishedPromise(&profile.settings));
    }
    text.setPlainText(QStringLiteral("Not in 130 minutes, but in 30 minutes!"));
    profile.copy();
    CHECK(ui::publishedPromise(&profile.settings));
}

TEST_CASE("where nothing was published nothing is read for it") {
    Profile profile;
    profile.answer();
    const int asked = profile.background.promisesAsked;
    QMetaObject::invokeMethod(profile.window->findChild<ui::PromiseWatch*>(), "look");
    CHECK(profile.background.promisesAsked == asked);
}
