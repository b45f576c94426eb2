// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk.h"

#include "app/qt_street.h"

#include "ui/models/roles.h"
#include "ui/widgets/reply_editor.h"
#include "ui/widgets/row_list.h"

#include <QTcpSocket>
#include <QUrl>

namespace walking {
namespace {

/// Tuesday, 17 March 2026, 13:20 UTC.
constexpr std::int64_t kStreetTime = 1'773'753'600'000;
constexpr int kPatienceMs = 20'000;

/// Asks the street itself, over a connection of its own.
Json askStreet(const std::string& url, const char* method, const std::string& path, const std::string& body) {
    const QUrl place(QString::fromStdString(url));
    QTcpSocket socket;
    socket.connectToHost(place.host(), static_cast<quint16>(place.port()));
    REQUIRE(socket.waitForConnected(kPatienceMs));
    socket.write(QByteArray(method) + " " + QByteArray::fromStdString(path) +
                 " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                 "Content-Type: application/json\r\nContent-Length: " +
                 QByteArray::number(static_cast<qulonglong>(body.size())) + "\r\n\r\n" +
                 QByteArray::fromStdString(body));
    QByteArray answer;
    while (socket.waitForReadyRead(kPatienceMs)) {
        answer += socket.readAll();
    }
    const auto blank = answer.indexOf("\r\n\r\n");
    REQUIRE(answer.startsWith("HTTP/1.1 200"));
    REQUIRE(blank > 0);
    return Json::parse(answer.mid(blank + 4).toStdString());
}

QWidget& receiver() {
    if (QWidget* menu = QApplication::activePopupWidget()) {
        return *menu;
    }
    QWidget* focus = QApplication::focusWidget();
    QWidget* found = focus != nullptr ? focus : QApplication::activeWindow();
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

std::unique_ptr<app::practice::Street> standingStreet() {
    app::practice::StreetOptions options;
    options.startAt = base::fromMs(kStreetTime);
    options.flow = app::practice::TimeFlow::Frozen;
    auto street = app::practice::Street::start(options);
    REQUIRE(street);
    return std::move(*street);
}

app::Core::Options coreOptions(const app::Profile& profile, const base::Clock& clock) {
    return {.profile = profile,
            .clock = clock,
            .secrets = {
                .vaultPath = profile.vault(), .noKeyring = true, .keyring = {}, .passphrase = "a sentence"}};
}

Walk::Walk(Shop shop) {
    auto console =
        app::Console::open(coreOptions(m_profile, m_street->clock()), app::Console::Traffic::ByHand, nullptr,
                           app::Console::PracticeStreet::Offered);
    REQUIRE(console);
    m_console = std::move(*console);
    if (shop == Shop::Connected) {
        REQUIRE(app::connectShop(*m_console, *m_street));
        REQUIRE(m_console->syncOnce());
        REQUIRE(m_console->makeWindow(nullptr));
    }
    m_before = deliveries().size();
    window().show();
    window().activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window()));
    settle();
}

Walk::~Walk() = default;

std::unique_ptr<store::Reader> Walk::reader() const {
    auto opened = m_console->core().reader();
    REQUIRE(opened);
    return std::move(*opened);
}

std::string Walk::focus() {
    return receiver().objectName().toStdString();
}

void Walk::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(&receiver(), key, modifiers);
    settle();
}

void Walk::press(const char* letters) {
    for (const char* letter = letters; *letter != '\0'; ++letter) {
        QTest::keyClick(&receiver(), *letter);
        settle();
    }
}

void Walk::tabTo(const char* name) {
    CAPTURE(name);
    for (int i = 0; i < 40 && focus() != name; ++i) {
        press(Qt::Key_Tab);
    }
    REQUIRE(focus() == name);
}

void Walk::waitUntil(const std::function<bool()>& holds) {
    REQUIRE(QTest::qWaitFor(holds, kPatienceMs));
    settle();
}

void Walk::settle() {
    for (int i = 0; i < 5; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

std::int64_t Walk::chosen() const {
    return child<ui::RowList>("inboxList").currentIndex().data(ui::ConversationRole).toLongLong();
}

std::vector<std::int64_t> Walk::listed() const {
    QAbstractItemModel& rows = *child<ui::RowList>("inboxList").model();
    while (rows.canFetchMore({})) {
        rows.fetchMore({});
    }
    std::vector<std::int64_t> found;
    for (int row = 0; row < rows.rowCount(); ++row) {
        found.push_back(rows.index(row, 0).data(ui::ConversationRole).toLongLong());
    }
    return found;
}

model::ConversationState Walk::stateOf(std::int64_t conversation) const {
    const auto row = reader()->conversation(base::ConversationId{conversation});
    REQUIRE(row);
    return row->state;
}

QString Walk::written() const {
    return child<ui::ReplyEditor>("replyEditor").toPlainText();
}

void Walk::passTime(base::Duration time) const {
    askStreet(m_street->url(m_street->platforms().front()), "POST", "/_street/advance",
              Json{{"ms", time.count()}}.dump());
    REQUIRE(m_console->syncOnce());
    settle();
}

std::vector<Json> Walk::deliveries() const {
    const Json log = askStreet(m_street->url(m_street->platforms().front()), "GET", "/_street/log", "");
    const Json& all = log.at("deliveries");
    return {all.begin(), all.end()};
}

std::vector<Json> Walk::delivered() const {
    std::vector<Json> all = deliveries();
    std::vector<Json> ours;
    for (std::size_t i = m_before; i < all.size(); ++i) {
        ours.push_back(all[i]);
    }
    return ours;
}

}  // namespace walking
