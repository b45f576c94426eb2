// SPDX-License-Identifier: GPL-3.0-or-later
// How a week of opening hours looks: what is open is filled, what is closed is hatched.
#include "ui/widgets/hours_week_grid.h"

#include "ui/delegates/text_block.h"
#include "ui/widgets/hours_words.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace ui {
namespace {

constexpr int kLabelGap = 8;
constexpr int kHatch = 7;

void paintHatch(QPainter& painter, const QRect& area, int step, const QColor& ink) {
    painter.save();
    painter.setClipRect(area);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1));
    for (int left = area.left() - area.height(); left < area.right(); left += step) {
        painter.drawLine(left, area.bottom() + 1, left + area.height() + 1, area.top());
    }
    painter.restore();
}

}  // namespace

void HoursWeekGrid::paintGround(QPainter& painter) const {
    const QRect area = hoursArea();
    const QColor line = m_theme.color(Token::Line);
    QColor hatch = line;
    hatch.setAlphaF(m_theme.kind() == ThemeKind::HighContrast ? 0.5F : 0.7F);
    painter.fillRect(area, m_theme.color(Token::List));
    paintHatch(painter, area, m_theme.px(kHatch), hatch);
    const QFont font = m_theme.font(Type::Secondary);
    const QRect labels = mirrored() ? QRect(area.right() + 1 + m_theme.px(kLabelGap), 0, width(), 0)
                                    : QRect(0, 0, area.left() - m_theme.px(kLabelGap), 0);
    for (int hour = 0; hour <= 24; ++hour) {
        const int y = top(hour * 60);
        painter.fillRect(area.left(), y, area.width(), 1, line);
        if (hour % 2 != 0 || hour == 24) {
            continue;
        }
        const QRect place(labels.left(), y - m_theme.px(10), labels.width(), m_theme.px(20));
        painter.setFont(font);
        painter.setPen(m_theme.color(Token::Text2));
        painter.drawText(place,
                         (mirrored() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute |
                             Qt::AlignVCenter | Qt::TextSingleLine,
                         HoursWords::time(hour * 60).left(2));
    }
    for (int day = 1; day <= 7; ++day) {
        painter.fillRect(column(day).left(), area.top(), 1, area.height(), line);
    }
    painter.fillRect(area.right(), area.top(), 1, area.height(), line);
}

void HoursWeekGrid::paintTimes(QPainter& painter, const Piece& piece, const QColor& ink) const {
    const model::OpenInterval& open = m_form->week()[piece.index].open;
    QFont font = m_theme.font(Type::SecondarySemibold);
    if (lineWidth(HoursWords::time(model::kMinutesOfDay), font) > piece.place.width()) {
        font = m_theme.font(Type::Secondary);  // narrow columns
    }
    const int line = QFontMetrics(font).height();
    const QRect inner = piece.place.adjusted(0, m_theme.px(4), 0, -m_theme.px(4));
    painter.setFont(font);
    painter.setPen(ink);
    const QString from = HoursWords::time(open.from);
    const QString to = HoursWords::time(open.to);
    if (inner.height() >= 2 * line) {
        if (piece.first) {
            painter.drawText(inner, Qt::AlignHCenter | Qt::AlignTop | Qt::TextSingleLine, from);
        }
        if (piece.last) {
            painter.drawText(inner, Qt::AlignHCenter | Qt::AlignBottom | Qt::TextSingleLine, to);
        }
        return;
    }
    const QString both = piece.first && piece.last ? QStringLiteral("%1–%2").arg(from, to)
                         : piece.first             ? from
                                                   : to;
    // What has no room stands in the fields and the tooltip.
    if (piece.place.height() >= line && piece.place.width() >= lineWidth(both, font)) {
        painter.drawText(piece.place, Qt::AlignCenter | Qt::TextSingleLine, both);
    }
}

void HoursWeekGrid::paintPiece(QPainter& painter, const Piece& piece, bool chosen) const {
    const qreal radius = m_theme.px(6);
    const QRectF place = QRectF(piece.place);
    const QColor accent = m_theme.color(Token::Accent);
    const QColor paper = m_theme.color(Token::Paper);
    if (chosen && m_current != nullptr && m_current->hasFocus()) {
        const qreal gap = m_theme.px(1) + 1;
        const qreal ring = m_theme.ringWidth();
        painter.setPen(QPen(accent, ring));
        painter.setBrush(paper);
        painter.drawRoundedRect(place.adjusted(-gap, -gap, gap, gap), radius + gap, radius + gap);
    }
    painter.setPen(QPen(chosen ? accent : m_theme.color(Token::WaitingEdge), chosen ? 1 : 1.2));
    painter.setBrush(chosen ? accent : m_theme.color(Token::Selected));
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    paintTimes(painter, piece, m_theme.color(chosen ? Token::OnAccent : Token::Text));
    if (!chosen) {
        return;
    }
    painter.setPen(QPen(accent, 2));
    painter.setBrush(paper);
    const qreal size = m_theme.px(5);
    const qreal middle = place.center().x() + 0.5;
    if (piece.first) {
        painter.drawEllipse(QPointF(middle, place.top()), size, size);
    }
    if (piece.last) {
        painter.drawEllipse(QPointF(middle, place.bottom()), size, size);
    }
}

void HoursWeekGrid::paintClosed(QPainter& painter) const {
    const QFont font = m_theme.font(Type::Secondary);
    for (int day = 1; day <= 7; ++day) {
        if (!isClosed(day)) {
            continue;
        }
        const QRect place = closedPlace(day);
        const QString words = tr("closed");
        QRect ground(0, 0, std::min(place.width(), lineWidth(words, font) + m_theme.px(12)),
                     place.height() - m_theme.px(2));
        ground.moveCenter(place.center());
        const bool here = m_form->day() == day;
        const bool focused = here && m_current != nullptr && m_current->hasFocus();
        painter.setPen(focused ? QPen(m_theme.color(Token::Accent), m_theme.ringWidth()) : QPen(Qt::NoPen));
        painter.setBrush(m_theme.color(here ? Token::Selected : Token::List));
        painter.drawRoundedRect(QRectF(ground), m_theme.px(4), m_theme.px(4));
        painter.setFont(font);
        painter.setPen(m_theme.color(Token::Text2));
        painter.drawText(place, Qt::AlignCenter | Qt::TextSingleLine, words);
    }
}

void HoursWeekGrid::paintEvent(QPaintEvent*) {
    if (m_form == nullptr) {
        return;
    }
    QPainter painter(this);
    paintGround(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    paintClosed(painter);
    const std::vector<Piece> all = pieces();
    for (const bool chosen : {false, true}) {
        for (const Piece& piece : all) {
            if ((m_form->chosen() == piece.index) == chosen) {
                paintPiece(painter, piece, chosen);
            }
        }
    }
}

}  // namespace ui
