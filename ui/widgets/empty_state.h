// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

class QPushButton;

namespace ui {

/// A pane with nothing in it: a line icon, one line, one fact, at most one button.
class EmptyState final : public Surface {
    Q_OBJECT
public:
    EmptyState(const Theme& theme, Token ground, const QString& objectName, QWidget* parent = nullptr);

    struct Content {
        IconName icon = IconName::Bell;
        QString title;
        QString fact{};
        QString button{};
    };
    void show(const Content& content);
    /// Where the keys go while nothing else is here: to the button, if there is one.
    void takeFocus();

signals:
    void pressed();

private:
    Glyph* m_glyph;
    PlainLabel* m_title;
    PlainLabel* m_fact;
    QPushButton* m_button;
};

}  // namespace ui
