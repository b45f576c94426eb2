// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours_week.h"

#include "ui/widgets/hours_words.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace ui {
namespace {

constexpr int kHeadHeight = 24;
/// From six in the morning to nine in the evening.
constexpr int kShownHeight = 15 * 26 + 20;

}  // namespace

/// The names of the days over their columns.
class HoursWeek::Head final : public QWidget {
public:
    Head(const Theme& theme, const HoursWeekGrid& grid, QWidget* parent)
        : QWidget(parent), m_theme(theme), m_grid(grid) {
        setObjectName(QStringLiteral("hoursDays"));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setFont(m_theme.font(Type::BodySemibold));
        painter.setPen(m_theme.color(Token::Text));
        for (int day = 1; day <= 7; ++day) {
            const QRect place(m_grid.column(day).left(), 0, m_grid.column(day).width(), height());
            painter.drawText(place, Qt::AlignCenter | Qt::TextSingleLine, HoursWords::shortDay(day));
        }
    }

private:
    const Theme& m_theme;
    const HoursWeekGrid& m_grid;
};

HoursWeek::HoursWeek(const Theme& theme, QWidget* parent)
    : QScrollArea(parent), m_theme(theme), m_grid(new HoursWeekGrid(theme, this)),
      m_head(new Head(theme, *m_grid, this)) {
    setObjectName(QStringLiteral("hoursWeek"));
    setAccessibleName(m_grid->accessibleName());
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(m_grid);
    viewport()->setAutoFillBackground(false);
    m_grid->setAutoFillBackground(false);
    setViewportMargins(0, theme.px(kHeadHeight), 0, 0);
    setMinimumWidth(m_grid->minimumSizeHint().width());
    connect(&theme, &Theme::changed, this, [this] {
        setViewportMargins(0, m_theme.px(kHeadHeight), 0, 0);
        placeHead();
    });
}

QSize HoursWeek::sizeHint() const {
    return {m_grid->sizeHint().width(), m_theme.px(kHeadHeight + kShownHeight)};
}

void HoursWeek::showChosen() {
    const QRect place = m_grid->chosenPlace();
    const int room = viewport()->height();
    // The beginning counts more where not all of it fits.
    ensureVisible(place.center().x(), std::min(place.bottom(), place.top() + room), 0, m_theme.px(12));
    ensureVisible(place.center().x(), place.top(), 0, m_theme.px(12));
}

void HoursWeek::placeHead() {
    const QRect below = viewport()->geometry();
    m_head->setGeometry(below.left(), 0, below.width(), below.top());
    m_head->update();
}

bool HoursWeek::viewportEvent(QEvent* event) {
    const bool done = QScrollArea::viewportEvent(event);
    if (event->type() == QEvent::Resize) {
        placeHead();
    }
    return done;
}

void HoursWeek::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    placeHead();
}

void HoursWeek::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    // A whole day begins at the hour where shops begin.
    verticalScrollBar()->setValue(m_grid->usualTop());
    showChosen();
}

}  // namespace ui
