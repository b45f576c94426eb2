// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include "view/triage_view.h"

#include <QAbstractButton>

namespace ui {

/// What the open conversation is taken for, to be pressed where it is something else. Hidden for what is
/// nothing special.
class ChipButton final : public QAbstractButton {
    Q_OBJECT
public:
    ChipButton(const Theme& theme, QWidget* parent);

    void show(const view::TriageChip& chip);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    view::TriageChip m_chip;
};

}  // namespace ui
