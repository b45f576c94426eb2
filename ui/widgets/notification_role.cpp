// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notification_role.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace ui {
namespace {

constexpr const char* kIsNotification = "isNotification";

class NotificationInterface final : public QAccessibleWidget {
public:
    explicit NotificationInterface(QWidget* widget) : QAccessibleWidget(widget, QAccessible::Notification) {}
};

/// Asked for every object before Qt's own interfaces.
QAccessibleInterface* interfaceOf(const QString& /*className*/, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    return widget != nullptr && widget->property(kIsNotification).toBool() ? new NotificationInterface(widget)
                                                                           : nullptr;
}

}  // namespace

void giveNotificationRole(QWidget& widget) {
    widget.setProperty(kIsNotification, true);
    QAccessible::installFactory(interfaceOf);  // Qt takes it once
}

}  // namespace ui
