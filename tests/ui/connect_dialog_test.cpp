// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "ui/widgets/connect_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>

using namespace uitest;
using Way = ui::ConnectRequest::Way;

namespace {

/// The dialog on the desk. It deletes itself when it is closed.
struct Dialog {
    Dialog() {
        desk.window.connectAccount();
        ShopWorld::settle();
        dialog = desk.window.findChild<ui::ConnectDialog*>(QStringLiteral("connectDialog"));
        REQUIRE(dialog != nullptr);
    }
    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) const {
        auto* found = dialog->findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] QLineEdit& field(const char* name) const { return child<QLineEdit>(name); }
    [[nodiscard]] QPushButton& go() const { return child<QPushButton>("connectGo"); }
    [[nodiscard]] QString status() const { return child<QLabel>("connectStatus").text(); }
    [[nodiscard]] bool shows(const char* name) const { return child<QWidget>(name).isVisible(); }
    [[nodiscard]] static QString focused() {
        return QApplication::focusWidget() == nullptr ? QString() : QApplication::focusWidget()->objectName();
    }
    /// To the second platform, by keyboard alone.
    void choosePassword() const {
        desk.press(Qt::Key_Down);
        REQUIRE(child<QComboBox>("connectPlatform").currentText() == QStringLiteral("Bluesky"));
    }
    void writeAndGo(const QString& name, const QString& password) const {
        field("connectName").setText(name);
        field("connectPassword").setText(password);
        go().click();
        ShopWorld::settle();
    }
    [[nodiscard]] const ui::ConnectRequest& request() const { return desk.world.connectRequest; }

    Desk desk;
    QPointer<ui::ConnectDialog> dialog;
};

}  // namespace

TEST_CASE("the dialog asks for the platform first, and then for what that platform needs") {
    const Dialog open;
    CHECK(Dialog::focused() == QStringLiteral("connectPlatform"));
    CHECK(open.child<QLabel>("connectTitle").text() == QStringLiteral("Connect Mastodon"));
    for (const char* asked : {"connectServer", "connectByBrowser", "connectByCode", "connectByToken"}) {
        CHECK(open.shows(asked));
    }
    for (const char* other : {"connectName", "connectPassword", "connectAdvice", "connectOtherServer"}) {
        CHECK_FALSE(open.shows(other));
    }
    CHECK(open.field("connectServer").placeholderText() == QStringLiteral("mastodon.example"));
    CHECK(open.go().text() == QStringLiteral("Sign in"));

    open.choosePassword();
    CHECK(open.child<QLabel>("connectTitle").text() == QStringLiteral("Connect Bluesky"));
    for (const char* asked : {"connectName", "connectPassword", "connectAdvice", "connectOtherServer"}) {
        CHECK(open.shows(asked));
    }
    for (const char* other : {"connectServer", "connectByBrowser", "connectByToken", "connectSecret"}) {
        CHECK_FALSE(open.shows(other));
    }
    CHECK(open.field("connectName").placeholderText() == QStringLiteral("shop.bsky.example"));
    CHECK(open.child<QLabel>("connectAdvice").text() ==
          QStringLiteral("Make one in the settings. Tick the messages there."));
    CHECK(open.go().text() == QStringLiteral("Connect"));
}

TEST_CASE("a platform whose tokens are the easier way begins with them, and each way has its own advice") {
    const Dialog open;
    auto& platforms = open.child<QComboBox>("connectPlatform");
    platforms.setCurrentIndex(platforms.count() - 1);
    CHECK(open.child<QRadioButton>("connectByToken").isChecked());
    CHECK_FALSE(open.shows("connectByBrowser"));
    CHECK(open.shows("connectByCode"));
    CHECK(open.child<QLabel>("connectAdvice").text().startsWith(QStringLiteral("Open the page of your app")));
    CHECK(open.field("connectKey2").placeholderText() == QStringLiteral("if the token opens several"));
    CHECK(open.field("connectKey3").placeholderText() == QStringLiteral("if it has one"));
    open.child<QRadioButton>("connectByCode").click();
    CHECK(open.child<QLabel>("connectAdvice").text().startsWith(QStringLiteral("Take ID and secret")));
    CHECK(open.field("connectKey3").placeholderText() == QStringLiteral("https://…, as registered"));
    platforms.setCurrentIndex(0);
    CHECK(open.child<QRadioButton>("connectByBrowser").isChecked());
}

TEST_CASE("the dialog grows with what a platform has to say and asks for") {
    const Dialog open;
    auto& platforms = open.child<QComboBox>("connectPlatform");
    for (int place = 0; place < platforms.count(); ++place) {
        platforms.setCurrentIndex(place);
        for (const char* way : {"connectByBrowser", "connectByCode", "connectByToken"}) {
            if (!open.shows(way)) {
                continue;
            }
            open.child<QRadioButton>(way).click();
            ShopWorld::settle();
            CAPTURE(place, way);
            const auto& advice = open.child<QLabel>("connectAdvice");
            CHECK((!advice.isVisible() || advice.height() >= advice.heightForWidth(advice.width())));
            const auto& choice = open.child<QRadioButton>(way);
            CHECK(choice.height() >= choice.sizeHint().height());
            const auto& status = open.child<QLabel>("connectStatus");
            CHECK(status.height() >= status.heightForWidth(status.width()));
        }
    }
}

TEST_CASE("an account is connected with a password by the keyboard alone") {
    const Dialog open;
    open.choosePassword();
    open.desk.press(Qt::Key_Tab);
    CHECK(Dialog::focused() == QStringLiteral("connectName"));
    open.desk.type(QStringLiteral(" shop.bsky.example "));
    CHECK_FALSE(open.go().isEnabled());
    CHECK(open.go().toolTip() == QStringLiteral("Write the app password first"));
    open.desk.press(Qt::Key_Tab);
    CHECK(Dialog::focused() == QStringLiteral("connectPassword"));
    open.desk.type(QStringLiteral("abcd-efgh-ijkl-mnop"));
    open.desk.press(Qt::Key_Return);
    CHECK(open.request().platform == "bluesky");
    CHECK(open.request().way == Way::Password);
    CHECK(open.request().name == "shop.bsky.example");
    CHECK(open.request().password == "abcd-efgh-ijkl-mnop");
    CHECK(open.request().server.empty());
    CHECK(open.request().keys.empty());
}

TEST_CASE("a password is never shown, and gone from its field once it is used, for undo as well") {
    const Dialog open;
    open.choosePassword();
    QLineEdit& password = open.field("connectPassword");
    CHECK(password.echoMode() == QLineEdit::Password);
    open.writeAndGo(QStringLiteral("shop.bsky.example"), QStringLiteral("abcd-efgh"));
    CHECK(password.text().isEmpty());
    password.undo();
    CHECK(password.text().isEmpty());
    CHECK(open.field("connectName").text() == QStringLiteral("shop.bsky.example"));
    CHECK_FALSE(open.field("connectName").isEnabled());
    CHECK_FALSE(open.child<QComboBox>("connectPlatform").isEnabled());
}

TEST_CASE("a pasted token does not come back in the field of the code") {
    const Dialog open;
    open.field("connectServer").setText(QStringLiteral("mastodon.example"));
    open.child<QRadioButton>("connectByToken").click();
    QLineEdit& secret = open.field("connectSecret");
    secret.setFocus();
    open.desk.type(QStringLiteral("token-of-the-shop"));
    open.go().click();
    CHECK(open.request().keys.at("access_token") == "token-of-the-shop");
    open.desk.world.connectAnswers.stage(ui::ConnectStage::WaitingForCode);
    CHECK(secret.echoMode() == QLineEdit::Normal);
    secret.undo();
    CHECK(secret.text().isEmpty());
}

TEST_CASE("what was typed for one platform does not go to another") {
    const Dialog open;
    open.choosePassword();
    open.field("connectName").setText(QStringLiteral("shop"));
    open.field("connectPassword").setText(QStringLiteral("abcd-efgh"));
    open.child<QAbstractButton>("connectOtherServer").click();
    open.field("connectServer").setText(QStringLiteral("pds.example"));
    auto& platform = open.child<QComboBox>("connectPlatform");
    platform.setCurrentIndex(0);
    for (const char* name : {"connectName", "connectPassword", "connectServer", "connectSecret"}) {
        CHECK(open.field(name).text().isEmpty());
    }
    platform.setCurrentIndex(1);
    CHECK(open.shows("connectOtherServer"));
    CHECK_FALSE(open.shows("connectServer"));
}

TEST_CASE("another server than the usual one is asked for only on demand") {
    const Dialog open;
    open.choosePassword();
    open.child<QAbstractButton>("connectOtherServer").click();
    ShopWorld::settle();
    CHECK(open.shows("connectServer"));
    CHECK_FALSE(open.shows("connectOtherServer"));
    CHECK(Dialog::focused() == QStringLiteral("connectServer"));
    CHECK(open.field("connectServer").placeholderText() == QStringLiteral("bsky.example"));
    open.desk.type(QStringLiteral("pds.example"));
    open.writeAndGo(QStringLiteral("shop.pds.example"), QStringLiteral("abcd-efgh"));
    CHECK(open.request().server == "pds.example");
}

TEST_CASE("a refused password is one sentence, and the caret waits for the next one") {
    const Dialog open;
    open.choosePassword();
    open.writeAndGo(QStringLiteral("shop.bsky.example"), QStringLiteral("wrong-one"));
    CHECK(open.status() == QStringLiteral("Asking the server…"));
    CHECK_FALSE(open.go().isEnabled());
    open.desk.world.connectAnswers.done(
        base::fail(base::ErrorKind::NeedsLogin, "bsky.example does not accept this handle"));
    ShopWorld::settle();
    REQUIRE(open.dialog != nullptr);
    CHECK(open.status() == QStringLiteral("Bsky.example does not accept this handle"));
    CHECK(open.dialog->accessibleDescription() == open.status());
    CHECK(Dialog::focused() == QStringLiteral("connectPassword"));
    CHECK(open.field("connectPassword").text().isEmpty());
    open.desk.type(QStringLiteral("right-one"));
    open.desk.press(Qt::Key_Return);
    CHECK(open.request().password == "right-one");
}

TEST_CASE("a dialog that is left while it works connects nothing") {
    const Dialog open;
    open.choosePassword();
    open.writeAndGo(QStringLiteral("shop.bsky.example"), QStringLiteral("abcd-efgh"));
    open.desk.press(Qt::Key_Escape);
    CHECK(open.desk.world.connectCancelled == 1);
}
