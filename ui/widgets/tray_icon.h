// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include "view/notice.h"

#include <QMenu>
#include <QSystemTrayIcon>

#include <functional>

class QAction;

namespace ui {

/// The line bell with a chip: how many wait, red when something is overdue; offline a bell with a bar.
[[nodiscard]] QPixmap trayPicture(const Theme& theme, const view::TrayState& state, int size);

/// Shopbell in the tray.
class TrayIcon final : public QObject {
    Q_OBJECT
public:
    /// The menu shows these actions, which outlive it.
    TrayIcon(const Theme& theme, QAction* checkNow, QAction* quit, QObject* parent);

    void show(const view::TrayState& state);
    /// Where the desktop has no service for notifications.
    void say(const view::Notice& notice, std::function<void()> open);
    [[nodiscard]] QMenu& menu() { return m_menu; }

signals:
    void openAsked();

private:
    void draw();

    const Theme& m_theme;
    view::TrayState m_state;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    std::function<void()> m_open;  ///< of the last message
};

}  // namespace ui
