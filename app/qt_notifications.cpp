// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_notifications.h"

#ifdef SHOPBELL_HAS_DBUS
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>
#endif

#include <utility>

namespace app {

#ifdef SHOPBELL_HAS_DBUS

namespace {

constexpr int kPatienceMs = 500;

QDBusMessage call(const QString& method) {
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.Notifications"),
                                          QStringLiteral("/org/freedesktop/Notifications"),
                                          QStringLiteral("org.freedesktop.Notifications"), method);
}

}  // namespace

bool Notifications::begin() {
    if (m_there) {
        return *m_there;
    }
    m_there = false;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return false;
    }
    const QDBusMessage answer = bus.call(call(QStringLiteral("GetCapabilities")), QDBus::Block, kPatienceMs);
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty()) {
        return false;
    }
    m_readsMarkup = answer.arguments().constFirst().toStringList().contains(QStringLiteral("body-markup"));
    const auto listen = [&](const char* signal, const char* slot) {
        return bus.connect(
            QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
            QStringLiteral("org.freedesktop.Notifications"), QLatin1String(signal), this, slot);
    };
    m_there = listen("ActionInvoked", SLOT(actionInvoked(uint, QString))) &&
              listen("NotificationClosed", SLOT(notificationClosed(uint, uint)));
    return *m_there;
}

bool Notifications::show(const view::Notice& notice, Open open) {
    if (!begin()) {
        return false;
    }
    const std::string body = m_readsMarkup ? view::escapeMarkup(notice.body) : notice.body;
    QDBusMessage message = call(QStringLiteral("Notify"));
    const bool critical = notice.urgency == view::Urgency::Critical;
    message.setArguments(
        {QStringLiteral("Shopbell"), 0U, QStringLiteral("shopbell"), QString::fromStdString(notice.title),
         QString::fromStdString(body), QStringList{QStringLiteral("default"), tr("Open")},
         QVariantMap{{QStringLiteral("urgency"), QVariant::fromValue<uchar>(critical ? 2 : 1)},
                     {QStringLiteral("category"), QStringLiteral("im.received")},
                     {QStringLiteral("desktop-entry"), QStringLiteral("shopbell")}},
         -1});
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, open = std::move(open), watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        if (!reply.isError()) {
            m_open[reply.value()] = open;
        }
        watcher->deleteLater();
    });
    return true;
}

#else

bool Notifications::begin() {
    return false;
}

bool Notifications::show(const view::Notice&, Open) {
    return begin();
}

#endif

void Notifications::actionInvoked(uint id, const QString& action) {
    const auto found = m_open.find(id);
    if (found != m_open.end() && action == QStringLiteral("default")) {
        const Open open = found->second;
        open();
    }
}

void Notifications::notificationClosed(uint id, uint) {
    m_open.erase(id);
}

}  // namespace app
