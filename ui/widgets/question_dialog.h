// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QDialog>

namespace ui {

/// A decision that can't be undone: what it does, in words, and two buttons. The safe one has the focus.
class QuestionDialog final : public QDialog {
    Q_OBJECT
public:
    struct Question {
        QString title;
        QString consequence;
        QString yes;
        QString no;
    };
    QuestionDialog(const Theme& theme, const Question& question, QWidget* parent = nullptr);
};

}  // namespace ui
