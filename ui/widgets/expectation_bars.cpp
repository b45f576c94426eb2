// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/expectation_bars.h"

#include "ui/language.h"
#include "ui/style/chart_colors.h"

#include <QFontMetricsF>

#include <algorithm>

namespace ui {
namespace {

constexpr int kBarCell = 36;
constexpr int kGap = 28;
constexpr int kLeastCell = 200;
constexpr int kPadding = 15;

}  // namespace

std::size_t ExpectationBars::inARow(const Theme& theme, qreal width) const {
    const std::size_t all = std::max<std::size_t>(1, m_bars.size());
    return width >= theme.px(kLeastCell) * static_cast<qreal>(all) ? all : std::min<std::size_t>(2, all);
}

int ExpectationBars::heightFor(const Theme& theme, int width) const {
    const std::size_t row = inARow(theme, width);
    return theme.px(kBarCell) * static_cast<int>((m_bars.size() + row - 1) / row);
}

QRectF ExpectationBars::cellOf(const ChartSpace& space, std::size_t bar) const {
    const Theme& theme = space.theme;
    const std::size_t row = inARow(theme, space.area.width());
    const qreal gap = theme.px(kGap);
    const qreal width = (space.area.width() - gap * static_cast<qreal>(row - 1)) / static_cast<qreal>(row);
    return space.rect((width + gap) * static_cast<qreal>(bar % row),
                      theme.px(kBarCell) * static_cast<qreal>(bar / row), width, theme.px(kBarCell - 4));
}

void ExpectationBars::paint(QPainter& painter, const ChartSpace& space) const {
    const Theme& theme = space.theme;
    for (std::size_t index = 0; index < m_bars.size(); ++index) {
        const view::ExpectationView& bar = m_bars[index];
        const QRectF cell = cellOf(space, index);
        const qreal line = theme.lineHeight(Type::Body);
        const QFont strong = theme.font(Type::BodySemibold);
        const qreal figure = QFontMetricsF(strong).horizontalAdvance(qt(bar.mark.figure)) + 2;
        const ChartSpace inside{.area = cell, .theme = theme, .direction = space.direction};
        chartText(painter, inside.rect(0, 0, cell.width() - figure - theme.px(6), line), qt(bar.mark.label),
                  space.leadingEdge(), theme.font(Type::Body), theme.color(Token::Text));
        chartText(painter, inside.rect(cell.width() - figure, 0, figure, line), qt(bar.mark.figure),
                  space.trailingEdge(), strong, theme.color(Token::Text));
        const qreal thick = theme.px(6);
        const QRectF track = inside.rect(0, line + theme.px(4), cell.width(), thick);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Idle));
        painter.drawRoundedRect(track, thick / 2, thick / 2);
        if (bar.share.value_or(0) > 0) {
            painter.setBrush(seriesColor(theme.kind(), 0));
            painter.drawRoundedRect(inside.rect(0, line + theme.px(4), cell.width() * *bar.share, thick),
                                    thick / 2, thick / 2);
        }
    }
}

std::vector<ChartMark> ExpectationBars::marks(const ChartSpace& space) const {
    std::vector<ChartMark> marks;
    for (std::size_t bar = 0; bar < m_bars.size(); ++bar) {
        marks.push_back({.where = cellOf(space, bar), .mark = &m_bars[bar].mark});
    }
    return marks;
}

int FigureStrip::heightFor(const Theme& theme, int) const {
    return theme.px(16) + theme.lineHeight(Type::DialogTitle) + theme.lineHeight(Type::Secondary) +
           theme.px(2);
}

QRectF FigureStrip::cellOf(const ChartSpace& space, std::size_t figure) const {
    const qreal width = space.area.width() / static_cast<qreal>(std::max<std::size_t>(1, m_figures.size()));
    return space.rect(width * static_cast<qreal>(figure), 0, width, space.area.height());
}

void FigureStrip::paint(QPainter& painter, const ChartSpace& space) const {
    const Theme& theme = space.theme;
    painter.setPen(QPen(theme.color(Token::Line), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(space.area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    QFont large = theme.font(Type::DialogTitle);
    large.setPointSizeF(theme.font(Type::Body).pointSizeF() + 5);
    for (std::size_t index = 0; index < m_figures.size(); ++index) {
        const view::FigureView& one = m_figures[index];
        const QRectF cell = cellOf(space, index);
        const ChartSpace inside{.area = cell, .theme = theme, .direction = space.direction};
        if (index > 0) {
            painter.setPen(QPen(theme.color(Token::Line), 1));
            const QPointF edge = inside.point(0, 0);
            painter.drawLine(edge, QPointF(edge.x(), cell.bottom()));
        }
        const qreal side = theme.px(kPadding);
        const qreal tall = theme.lineHeight(Type::DialogTitle);
        const qreal width = QFontMetricsF(large).horizontalAdvance(qt(one.mark.figure)) + 2;
        chartText(painter, inside.rect(side, theme.px(7), width, tall), qt(one.mark.figure),
                  space.leadingEdge(), large, theme.color(Token::Text));
        const qreal name = side + width + theme.px(6);
        chartText(painter, inside.rect(name, theme.px(8), cell.width() - name - theme.px(4), tall),
                  qt(one.mark.label), space.leadingEdge(), theme.font(Type::Body), theme.color(Token::Text));
        const qreal line = theme.lineHeight(Type::Secondary);
        const QFont font = theme.font(Type::Secondary);
        const QFont linked = theme.font(Type::SecondarySemibold);
        const qreal link = m_link.isEmpty() ? 0 : QFontMetricsF(linked).horizontalAdvance(m_link) + 2;
        // A dot of its own stays between words of either direction.
        const QString dot = m_link.isEmpty() ? QString() : QStringLiteral("·");
        const qreal gap = m_link.isEmpty() ? 0 : theme.px(3);
        const qreal dotWidth = QFontMetricsF(font).horizontalAdvance(dot) + (m_link.isEmpty() ? 0 : 2);
        const qreal rest = cell.width() - side - theme.px(6) - link - dotWidth - 2 * gap;
        const qreal noteWidth = std::min(rest, QFontMetricsF(font).horizontalAdvance(qt(one.note)) + 2);
        qreal at = side;
        const auto write = [&](const QString& words, qreal room, const QFont& with, Token ink) {
            chartText(painter, inside.rect(at, theme.px(9) + tall, room, line), words, space.leadingEdge(),
                      with, theme.color(ink));
            at += room + gap;
        };
        write(qt(one.note), noteWidth, font, Token::Text2);
        write(dot, dotWidth, font, Token::Text2);
        write(m_link, link, linked, Token::Accent);
    }
}

std::vector<ChartMark> FigureStrip::marks(const ChartSpace& space) const {
    std::vector<ChartMark> marks;
    for (std::size_t figure = 0; figure < m_figures.size(); ++figure) {
        marks.push_back(
            {.where = cellOf(space, figure).adjusted(1, 1, -1, -1), .mark = &m_figures[figure].mark});
    }
    return marks;
}

}  // namespace ui
