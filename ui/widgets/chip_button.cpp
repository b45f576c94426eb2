// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip_button.h"

#include "ui/delegates/chip_painter.h"
#include "ui/language.h"
#include "ui/widgets/flat_button.h"

#include <QPainter>

#include <algorithm>

namespace ui {

ChipButton::ChipButton(const Theme& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setVisible(false);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ChipButton::show(const view::TriageChip& chip) {
    m_chip = chip;
    setText(qt(chip.text));
    setAccessibleName(tr("Kind of message: %1").arg(text()));
    setAccessibleDescription(qt(chip.tooltip));
    setToolTip(plainToolTip(qt(chip.tooltip)));
    setVisible(!chip.empty());
    updateGeometry();
    update();
}

QSize ChipButton::sizeHint() const {
    const QSize chip = chipSize(m_chip, ChipLength::Full, m_theme);
    // Large enough to be hit.
    return {std::max(chip.width() + m_theme.px(4), m_theme.px(24)),
            std::max(chip.height() + m_theme.px(4), m_theme.px(24))};
}

void ChipButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect inner = rect().adjusted(m_theme.px(2), 0, -m_theme.px(2), 0);
    paintPointed(painter, *this, m_theme);
    paintChip(painter, inner, m_chip, ChipLength::Full, m_theme, layoutDirection());
    paintFocused(painter, *this, m_theme);
}

}  // namespace ui
