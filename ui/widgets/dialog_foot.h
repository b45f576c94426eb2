// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

class QBoxLayout;
class QPushButton;

namespace ui {

/// The lower edge of a dialog: what there is to say at its leading side, buttons at the other.
class DialogFoot final : public Surface {
    Q_OBJECT
public:
    DialogFoot(const Theme& theme, QWidget* parent);

    /// Before the buttons; with a stretch it takes the room that is left.
    void lead(QWidget* part, int stretch = 0);
    QPushButton* add(const char* name, const QString& words);
    /// What the dialog is for.
    QPushButton* addPrimary(const char* name, const QString& words);

private:
    QBoxLayout* m_leading;
    QBoxLayout* m_buttons;
};

}  // namespace ui
