// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include <QDialog>

class QComboBox;
class QPushButton;

namespace ui {

class PlainLabel;

/// Whose shift starts: the agent's own name, one of former shifts, or another.
class StartShiftDialog final : public QDialog {
    Q_OBJECT
public:
    StartShiftDialog(const WindowContext& context, QWidget* parent);

private:
    void fill();
    void start();

    const WindowContext& m_context;
    QComboBox* m_name;
    PlainLabel* m_words;
    QPushButton* m_start;
};

}  // namespace ui
