// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/heat_chart.h"

#include "ui/language.h"
#include "ui/style/chart_colors.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int kRow = 22;
constexpr int kNames = 36;
constexpr int kWidestCell = 46;

}  // namespace

int HeatChart::heightFor(const Theme& theme, int) const {
    const auto rows = static_cast<int>(std::max<std::size_t>(1, m_view.weekdays.size()));
    return theme.px(kRow) * rows + 2 * theme.lineHeight(Type::Secondary) + theme.px(4);
}

QRectF HeatChart::cellOf(const ChartSpace& space, std::size_t row, std::size_t column) const {
    const Theme& theme = space.theme;
    const qreal room = space.area.width() - theme.px(kNames);
    const qreal width = std::min<qreal>(
        theme.px(kWidestCell), room / static_cast<qreal>(std::max<std::size_t>(1, m_view.hours.size())));
    return space.rect(theme.px(kNames) + width * static_cast<qreal>(column),
                      theme.px(kRow) * static_cast<qreal>(row), width, theme.px(kRow));
}

void HeatChart::paint(QPainter& painter, const ChartSpace& space) const {
    const Theme& theme = space.theme;
    const QFont font = theme.font(Type::Secondary);
    const qreal line = theme.lineHeight(Type::Secondary);
    const std::size_t columns = m_view.hours.size();
    for (std::size_t row = 0; row < m_view.weekdays.size(); ++row) {
        chartText(
            painter,
            space.rect(0, theme.px(kRow) * static_cast<qreal>(row), theme.px(kNames - 6), theme.px(kRow)),
            qt(m_view.weekdays[row]), space.trailingEdge(), font, theme.color(Token::Text2));
        for (std::size_t column = 0; column < columns; ++column) {
            const view::CellView& cell = m_view.cells[row * columns + column];
            const QRectF box = cellOf(space, row, column).adjusted(1, 1, -1, -1);
            const bool empty = cell.level < 0;
            const LevelColors colors = levelColors(theme.kind(), cell.level);
            painter.setPen(empty ? QPen(theme.color(Token::Line), 1) : QPen(Qt::NoPen));
            painter.setBrush(empty ? theme.color(Token::Paper) : colors.ground);
            painter.drawRoundedRect(empty ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, 3, 3);
            chartText(painter, box, qt(cell.mark.figure), Qt::AlignHCenter, font,
                      empty ? theme.color(Token::Text2) : colors.ink);
        }
    }
    if (columns == 0) {
        return;
    }
    const qreal top = theme.px(kRow) * static_cast<qreal>(m_view.weekdays.size()) + theme.px(2);
    const qreal widest = QFontMetricsF(font).horizontalAdvance(QStringLiteral("00")) + theme.px(4);
    const auto every = static_cast<std::size_t>(std::ceil(widest / cellOf(space, 0, 0).width()));
    for (std::size_t column = 0; column < columns; column += every) {
        const QRectF cell = cellOf(space, 0, column);
        chartText(painter, QRectF(cell.center().x() - widest / 2, space.area.top() + top, widest, line),
                  qt(m_view.hours[column]), Qt::AlignHCenter, font, theme.color(Token::Text2));
    }
    const QRectF all = cellOf(space, 0, 0).united(cellOf(space, 0, columns - 1));
    const qreal room = std::max<qreal>(all.width(), theme.px(200));
    chartText(painter, space.rect(theme.px(kNames), top + line, room, line), qt(m_view.axis),
              columns > 4 ? Qt::AlignHCenter : space.leadingEdge(), font, theme.color(Token::Text2));
}

std::vector<ChartMark> HeatChart::marks(const ChartSpace& space) const {
    std::vector<ChartMark> marks;
    const std::size_t columns = m_view.hours.size();
    for (std::size_t index = 0; index < m_view.cells.size(); ++index) {
        marks.push_back(
            {.where = cellOf(space, index / columns, index % columns), .mark = &m_view.cells[index].mark});
    }
    return marks;
}

}  // namespace ui
