// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_actions.h"

#include <QDialog>

class QGridLayout;

namespace ui {

/// The cheat sheet, drawn from the actions as they are.
class KeysDialog final : public QDialog {
    Q_OBJECT
public:
    KeysDialog(const Theme& theme, const std::vector<WindowActions::Group>& groups,
               QWidget* parent = nullptr);

private:
    void addGroup(QGridLayout& grid, const WindowActions::Group& group, int place);

    const Theme& m_theme;
};

}  // namespace ui
