// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/notice.h"

#include <QObject>

#include <functional>
#include <map>
#include <optional>

namespace app {

/// The desktop's own notifications (org.freedesktop.Notifications), where the session has such a service.
class Notifications final : public QObject {
    Q_OBJECT
public:
    using Open = std::function<void()>;
    /// False where there is no service. `open` is called on this thread when the notification is clicked.
    [[nodiscard]] bool show(const view::Notice& notice, Open open);

private slots:
    void actionInvoked(uint id, const QString& action);
    void notificationClosed(uint id, uint reason);

private:
    [[nodiscard]] bool begin();

    std::optional<bool> m_there;  ///< asked for when the first one is shown
    bool m_readsMarkup = false;
    std::map<uint, Open> m_open;
};

}  // namespace app
