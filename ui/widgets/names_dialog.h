// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include <QDialog>

class QPushButton;

namespace ui {

class NamesForm;
class PlainLabel;

/// Changes what shop and agent are called in canned replies.
class NamesDialog final : public QDialog {
    Q_OBJECT
public:
    NamesDialog(const WindowContext& context, QWidget* parent);

private:
    QWidget* buildFoot();
    void save();

    const WindowContext& m_context;
    NamesForm* m_form;
    PlainLabel* m_words;
    QPushButton* m_save = nullptr;
};

}  // namespace ui
