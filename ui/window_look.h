// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/suggester.h"
#include "ui/style/theme.h"

#include <QObject>

#include <memory>

class QMainWindow;
class QSettings;

namespace ui {

class WindowActions;
class Workspace;

/// As it stands in the settings; none = as the system.
[[nodiscard]] ThemeChoice storedTheme(const QSettings* settings);

/// How the window looks and where it stands, remembered from one start to the next: theme, density, size,
/// splitters, and how much it suggests.
class WindowLook final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this; without settings everything is forgotten.
    WindowLook(QMainWindow& window, std::shared_ptr<Theme> theme, WindowActions& actions,
               Workspace& workspace, QSettings* settings);

    void restore();
    void save();
    /// After the window was given another size.
    void fit();
    /// The desktop's own theme changed.
    void systemChanged();

private:
    void choose(ThemeChoice choice);
    void choose(SuggestionAmount amount);
    void fitDensity();

    QMainWindow& m_window;
    std::shared_ptr<Theme> m_theme;
    WindowActions& m_actions;
    Workspace& m_workspace;
    QSettings* m_settings;
};

}  // namespace ui
