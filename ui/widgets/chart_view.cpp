// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart_view.h"

#include "ui/language.h"

#include <QEvent>
#include <QKeyEvent>

#include <algorithm>

namespace ui {
namespace {

/// Lies over what the chart draws there; draws nothing but the ring of focus and the hand over it.
class MarkButton final : public QAbstractButton {
public:
    MarkButton(const Theme& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme) {
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            click();
            return;
        }
        QAbstractButton::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent*) override {
        if (!hasFocus() && !underMouse()) {
            return;
        }
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal wide = hasFocus() ? m_theme.ringWidth() : 1;
        painter.setPen(QPen(m_theme.color(hasFocus() ? Token::Accent : Token::Edge), wide));
        painter.drawRoundedRect(QRectF(rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), 4, 4);
    }

private:
    const Theme& m_theme;
};

}  // namespace

ChartView::ChartView(const Theme& theme, const QString& objectName, const QString& accessibleName,
                     QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        place();
        update();
    });
}

void ChartView::show(std::unique_ptr<Chart> chart) {
    m_chart = std::move(chart);
    const std::vector<ChartMark> marks = m_chart->marks(space());
    while (m_marks.size() > marks.size()) {
        delete m_marks.back();
        m_marks.pop_back();
    }
    while (m_marks.size() < marks.size()) {
        auto* button = new MarkButton(m_theme, this);
        const auto index = static_cast<int>(m_marks.size());
        button->setObjectName(QStringLiteral("%1Mark%2").arg(objectName()).arg(index));
        button->installEventFilter(this);
        connect(button, &QAbstractButton::clicked, this, [this, index] {
            choose(index);
            const auto now = m_chart->marks(space());
            const view::ReportMark& mark = *now[static_cast<std::size_t>(index)].mark;
            if (!mark.turns.empty()) {
                emit opened(qt(mark.spoken), mark.turns);
            }
        });
        button->show();
        m_marks.push_back(button);
    }
    for (std::size_t index = 0; index < marks.size(); ++index) {
        const QString spoken = qt(marks[index].mark->spoken);
        m_marks[index]->setAccessibleName(spoken);
        m_marks[index]->setToolTip(plainToolTip(spoken));
    }
    m_chosen = std::clamp(m_chosen, 0, std::max(0, static_cast<int>(marks.size()) - 1));
    for (std::size_t index = 0; index < marks.size(); ++index) {
        m_marks[index]->setFocusPolicy(static_cast<int>(index) == m_chosen ? Qt::StrongFocus
                                                                           : Qt::ClickFocus);
    }
    updateGeometry();
    place();
    update();
}

QWidget* ChartView::followInTabOrder(QWidget* before) {
    for (QAbstractButton* mark : m_marks) {
        setTabOrder(before, mark);
        before = mark;
    }
    return before;
}

ChartSpace ChartView::space() const {
    return {.area = QRectF(rect()), .theme = m_theme, .direction = layoutDirection()};
}

void ChartView::place() {
    if (m_chart == nullptr) {
        return;
    }
    const std::vector<ChartMark> marks = m_chart->marks(space());
    for (std::size_t index = 0; index < std::min(marks.size(), m_marks.size()); ++index) {
        const QRectF& where = marks[index].where;
        const QPoint from(qRound(where.left()), qRound(where.top()));
        const QPoint to(qRound(where.right()), qRound(where.bottom()));
        m_marks[index]->setGeometry(QRect(from, to - QPoint(1, 1)));
    }
}

void ChartView::choose(int mark) {
    m_marks[static_cast<std::size_t>(m_chosen)]->setFocusPolicy(Qt::ClickFocus);
    m_chosen = mark;
    m_marks[static_cast<std::size_t>(m_chosen)]->setFocusPolicy(Qt::StrongFocus);
}

int ChartView::goal(int from, int key) const {
    const int last = static_cast<int>(m_marks.size()) - 1;
    const int columns = std::max(1, m_chart->columns());
    const bool rightward = layoutDirection() == Qt::LeftToRight;
    int to = from;
    switch (key) {
    case Qt::Key_Left:
        to = rightward ? from - 1 : from + 1;
        break;
    case Qt::Key_Right:
        to = rightward ? from + 1 : from - 1;
        break;
    case Qt::Key_Up:
        to = from - columns;
        break;
    case Qt::Key_Down:
        to = from + columns;
        break;
    case Qt::Key_Home:
        to = 0;
        break;
    case Qt::Key_End:
        to = last;
        break;
    default:
        return -1;
    }
    return to < 0 || to > last ? from : to;
}

bool ChartView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto found = std::ranges::find(m_marks, watched);
        const auto from = static_cast<int>(found - m_marks.begin());
        const int to = found == m_marks.end() ? -1 : goal(from, static_cast<QKeyEvent*>(event)->key());
        if (to >= 0) {
            choose(to);
            m_marks[static_cast<std::size_t>(to)]->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

int ChartView::heightForWidth(int width) const {
    return m_chart == nullptr ? m_theme.px(60) : m_chart->heightFor(m_theme, width);
}

QSize ChartView::sizeHint() const {
    return {m_theme.px(400), heightForWidth(std::max(width(), m_theme.px(200)))};
}

QSize ChartView::minimumSizeHint() const {
    return {m_theme.px(200), heightForWidth(std::max(width(), m_theme.px(200)))};
}

void ChartView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
}

void ChartView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        place();
    }
}

void ChartView::paintEvent(QPaintEvent*) {
    if (m_chart == nullptr) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_chart->paint(painter, space());
}

}  // namespace ui
