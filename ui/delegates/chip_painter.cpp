// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/chip_painter.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QStyle>

namespace ui {
namespace {

constexpr int kHeight = 18;
constexpr int kPadding = 6;
constexpr int kRadius = 4;
constexpr int kGlyph = 14;

bool standsOut(const view::TriageChip& chip) {
    return chip.kind == model::TriageKind::Complaint;
}

QFont fontOf(const view::TriageChip& chip, const Theme& theme) {
    return theme.font(standsOut(chip) ? Type::SecondarySemibold : Type::Secondary);
}

Token inkOf(const view::TriageChip& chip) {
    return standsOut(chip) ? Token::DueInk : Token::Text2;
}

IconName glyphOf(model::TriageKind kind) {
    switch (kind) {
    case model::TriageKind::Complaint:
        return IconName::Complaint;
    case model::TriageKind::Praise:
        return IconName::Praise;
    case model::TriageKind::Spam:
        return IconName::Spam;
    case model::TriageKind::Question:
    case model::TriageKind::Other:  // has no chip
        break;
    }
    return IconName::Question;
}

}  // namespace

QSize chipSize(const view::TriageChip& chip, ChipLength length, const Theme& theme) {
    if (chip.empty()) {
        return {};
    }
    if (length == ChipLength::Glyph) {
        return {theme.px(kGlyph), theme.px(kGlyph)};
    }
    return {lineWidth(qt(chip.text), fontOf(chip, theme)) + 1 + 2 * theme.px(kPadding), theme.px(kHeight)};
}

void paintChip(QPainter& painter, const QRect& where, const view::TriageChip& chip, ChipLength length,
               const Theme& theme, Qt::LayoutDirection layout) {
    if (chip.empty()) {
        return;
    }
    QRect box(where.topLeft(), chipSize(chip, length, theme));
    box.moveTop(where.top() + (where.height() - box.height()) / 2);
    box = QStyle::visualRect(layout, where, box);
    if (length == ChipLength::Glyph) {
        theme.icons().paint(painter, box, glyphOf(chip.kind), theme.color(inkOf(chip)));
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal line = theme.kind() == ThemeKind::HighContrast ? 2 : 1;
    painter.setPen(QPen(theme.color(standsOut(chip) ? Token::DueEdge : Token::Edge), line));
    painter.setBrush(Qt::NoBrush);
    const qreal half = line / 2;
    painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), theme.px(kRadius),
                            theme.px(kRadius));
    paintLine(painter, box.adjusted(theme.px(kPadding), 0, -theme.px(kPadding), 0), qt(chip.text),
              fontOf(chip, theme), theme.color(inkOf(chip)), layout);
    painter.restore();
}

}  // namespace ui
