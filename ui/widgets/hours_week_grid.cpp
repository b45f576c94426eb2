// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours_week_grid.h"

#include "ui/language.h"
#include "ui/widgets/hours_words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace ui {
namespace {

constexpr int kHourHeight = 26;
constexpr int kUsualFirst = 6;
constexpr int kLabels = 52;  ///< the hours' room at the leading edge
constexpr int kAbove = 10;   ///< half of the first hour's label
constexpr int kGap = 4;      ///< between an interval and its column
constexpr int kNarrow = 48;  ///< columns below this have no room to lose
constexpr int kGrip = 6;     ///< how far from an edge it can still be taken
constexpr int kClosedHeight = 24;

/// Takes the focus and has a name; what is seen is painted below it.
class HoursItem final : public QWidget {
public:
    explicit HoursItem(QWidget* parent) : QWidget(parent) { setAttribute(Qt::WA_TransparentForMouseEvents); }

protected:
    void focusInEvent(QFocusEvent* event) override {
        QWidget::focusInEvent(event);
        parentWidget()->update();
    }
    void focusOutEvent(QFocusEvent* event) override {
        QWidget::focusOutEvent(event);
        parentWidget()->update();
    }
};

int snapped(int minute) {
    return (minute + HoursForm::kStep / 2) / HoursForm::kStep * HoursForm::kStep;
}

}  // namespace

HoursWeekGrid::HoursWeekGrid(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("hoursGrid"));
    setAccessibleName(tr("Opening hours of a week"));
    setMouseTracking(true);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        arrangeItems();
    });
}

void HoursWeekGrid::edit(HoursForm& form) {
    m_form = &form;
    m_drag = {};
    refresh();
}

void HoursWeekGrid::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
}

QSize HoursWeekGrid::minimumSizeHint() const {
    return {m_theme.px(kLabels + 7 * 40), m_theme.px(2 * kAbove) + 24 * m_theme.px(kHourHeight)};
}

QSize HoursWeekGrid::sizeHint() const {
    return {m_theme.px(kLabels + 7 * 78), minimumSizeHint().height()};
}

void HoursWeekGrid::refresh() {
    // With the text's size, which may have changed.
    setMinimumHeight(minimumSizeHint().height());
    arrangeItems();
}

int HoursWeekGrid::top(int minute) const {
    return m_theme.px(kAbove) + minute * m_theme.px(kHourHeight) / 60;
}

int HoursWeekGrid::usualTop() const {
    return top(kUsualFirst * 60) - m_theme.px(kAbove);
}

int HoursWeekGrid::minuteAt(int y) const {
    const int minute = (y - m_theme.px(kAbove)) * 60 / m_theme.px(kHourHeight);
    return std::clamp(minute, 0, model::kMinutesOfDay);
}

QRect HoursWeekGrid::hoursArea() const {
    const QRect area(m_theme.px(kLabels), top(0), width() - m_theme.px(kLabels),
                     top(model::kMinutesOfDay) - top(0));
    return QStyle::visualRect(layoutDirection(), rect(), area);
}

QRect HoursWeekGrid::column(int day) const {
    const int room = width() - m_theme.px(kLabels);
    const int left = m_theme.px(kLabels) + (day - 1) * room / 7;
    const int right = m_theme.px(kLabels) + day * room / 7;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(left, 0, right - left, height()));
}

int HoursWeekGrid::dayAt(int x) const {
    for (int day = 1; day <= 7; ++day) {
        const QRect place = column(day);
        if (x >= place.left() && x <= place.right()) {
            return day;
        }
    }
    return (x < width() / 2) == mirrored() ? 7 : 1;
}

std::vector<HoursWeekGrid::Piece> HoursWeekGrid::pieces() const {
    std::vector<Piece> all;
    const auto place = [this](int day, int from, int to) {
        QRect where = column(day);
        const int gap = m_theme.px(where.width() < m_theme.px(kNarrow) ? 1 : kGap);
        where.adjust(gap, 0, -gap, 0);
        where.setTop(top(from));
        where.setBottom(top(to) - 1);
        return where;
    };
    for (std::size_t i = 0; i < m_form->week().size(); ++i) {
        const auto& [day, open] = m_form->week()[i];
        const int end = open.from + model::lengthOf(open);
        const bool whole = end <= model::kMinutesOfDay;
        all.push_back({.place = place(day, open.from, std::min(end, model::kMinutesOfDay)),
                       .index = i,
                       .first = true,
                       .last = whole});
        if (!whole) {
            all.push_back({.place = place(day % 7 + 1, 0, end - model::kMinutesOfDay),
                           .index = i,
                           .first = false,
                           .last = true});
        }
    }
    return all;
}

QRect HoursWeekGrid::placeOf(std::size_t index) const {
    for (const Piece& piece : pieces()) {
        if (piece.index == index) {
            return piece.place;
        }
    }
    return {};
}

bool HoursWeekGrid::isClosed(int day) const {
    return std::ranges::find(m_form->week(), day, &model::WeekInterval::day) == m_form->week().end();
}

QRect HoursWeekGrid::closedPlace(int day) const {
    QRect where = column(day).adjusted(m_theme.px(1), 0, -m_theme.px(1), 0);
    where.setTop(hoursArea().center().y() - m_theme.px(kClosedHeight) / 2);
    where.setHeight(m_theme.px(kClosedHeight));
    return where;
}

QRect HoursWeekGrid::chosenPlace() const {
    return m_form->chosen() ? placeOf(*m_form->chosen()) : closedPlace(m_form->day());
}

QWidget* HoursWeekGrid::itemAt(std::size_t place) {
    while (m_items.size() <= place) {
        auto* item = new HoursItem(this);
        item->setObjectName(QStringLiteral("hoursItem%1").arg(m_items.size()));
        m_items.push_back(item);
    }
    return m_items[place];
}

void HoursWeekGrid::arrangeItems() {
    if (m_form == nullptr) {
        return;
    }
    std::size_t used = 0;
    const bool focused = m_current != nullptr && m_current->hasFocus();
    const auto arrange = [&](const QRect& place, const QString& name, bool current) {
        QWidget* item = itemAt(used++);
        item->setGeometry(place);
        if (item->accessibleName() != name) {
            item->setAccessibleName(name);
        }
        // One stop of the Tab key; the arrows reach the others.
        item->setFocusPolicy(current ? Qt::StrongFocus : Qt::ClickFocus);
        item->show();
        m_current = current ? item : m_current;
    };
    for (std::size_t i = 0; i < m_form->week().size(); ++i) {
        arrange(placeOf(i), HoursWords::interval(m_form->week()[i]), m_form->chosen() == i);
    }
    for (int day = 1; day <= 7; ++day) {
        if (isClosed(day)) {
            arrange(closedPlace(day), HoursWords::closed(day), m_form->day() == day);
        }
    }
    if (focused) {
        m_current->setFocus(Qt::OtherFocusReason);
    }
    for (std::size_t i = used; i < m_items.size(); ++i) {
        m_items[i]->hide();
    }
    update();
}

void HoursWeekGrid::focusChosen(Qt::FocusReason reason) {
    if (m_current != nullptr) {
        m_current->setFocus(reason);
    }
}

void HoursWeekGrid::changed() {
    refresh();
    emit edited();
}

bool HoursWeekGrid::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Hit hit = hitAt(help->pos());
        if (hit.grip != Grip::Nothing && hit.grip != Grip::Empty) {
            QToolTip::showText(help->globalPos(), HoursWords::interval(m_form->week()[hit.index]), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

void HoursWeekGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrangeItems();
}

bool HoursWeekGrid::pressedToWalk(int key) {
    const int forward = mirrored() ? Qt::Key_Left : Qt::Key_Right;
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_form->stepDay(key == forward ? 1 : -1);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_form->stepInterval(key == Qt::Key_Down ? 1 : -1);
        break;
    default:
        return false;
    }
    arrangeItems();
    emit stoodElsewhere();
    return true;
}

bool HoursWeekGrid::pressed(const QKeyEvent& event) {
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_Escape && m_drag.grip != Grip::Nothing) {
        *m_form = m_drag.before;
        m_drag = {};
        changed();
        return true;
    }
    if (modifiers == Qt::NoModifier && pressedToWalk(event.key())) {
        return true;
    }
    if (m_readOnly) {
        return false;
    }
    const bool vertical = event.key() == Qt::Key_Up || event.key() == Qt::Key_Down;
    if (vertical && (modifiers == Qt::AltModifier || modifiers == (Qt::AltModifier | Qt::ShiftModifier))) {
        m_form->step(modifiers.testFlag(Qt::ShiftModifier) ? HoursForm::Edge::From : HoursForm::Edge::To,
                     event.key() == Qt::Key_Down ? 1 : -1);
    } else if (modifiers == Qt::NoModifier && event.key() == Qt::Key_Insert) {
        m_form->addHere();
    } else if (modifiers == Qt::NoModifier && event.key() == Qt::Key_Delete) {
        m_form->remove();
    } else {
        return false;
    }
    changed();
    return true;
}

void HoursWeekGrid::keyPressEvent(QKeyEvent* event) {
    if (m_form == nullptr || !pressed(*event)) {
        QWidget::keyPressEvent(event);
    }
}

HoursWeekGrid::Hit HoursWeekGrid::hitAt(const QPoint& place) const {
    if (m_form == nullptr) {
        return {};
    }
    const int reach = m_theme.px(kGrip);
    Hit hit{.grip = hoursArea().contains(place) ? Grip::Empty : Grip::Nothing};
    for (const Piece& piece : pieces()) {
        if (!piece.place.adjusted(0, -reach / 2, 0, reach / 2).contains(place)) {
            continue;
        }
        // A short one keeps a middle by which it can be moved.
        const int edge = std::min(reach, piece.place.height() / 3);
        Grip grip = Grip::Body;
        if (piece.first && place.y() < piece.place.top() + edge) {
            grip = Grip::From;
        } else if (piece.last && place.y() > piece.place.bottom() - edge) {
            grip = Grip::To;
        }
        if (hit.grip != Grip::Body || grip == Grip::Body) {
            hit = {.grip = grip, .index = piece.index};
        }
        if (m_form->chosen() == piece.index) {
            break;  // of two that meet, the chosen one is taken
        }
    }
    return hit;
}

void HoursWeekGrid::mousePressEvent(QMouseEvent* event) {
    const Hit hit = hitAt(event->pos());
    if (event->button() != Qt::LeftButton || hit.grip == Grip::Nothing) {
        return;
    }
    m_drag = {.grip = hit.grip,
              .start = event->pos(),
              .startDay = dayAt(event->pos().x()),
              .startMinute = minuteAt(event->pos().y())};
    if (hit.grip == Grip::Empty) {
        m_form->chooseDay(m_drag.startDay);
    } else {
        m_form->choose(hit.index);
        const model::WeekInterval taken = *m_form->chosenInterval();
        m_drag.days = m_drag.startDay == taken.day ? 0 : 1;
        m_drag.offset = m_drag.startMinute + m_drag.days * model::kMinutesOfDay - taken.open.from;
    }
    m_drag.before = *m_form;
    arrangeItems();
    focusChosen(Qt::MouseFocusReason);
    emit stoodElsewhere();
}

void HoursWeekGrid::mouseMoveEvent(QMouseEvent* event) {
    if (m_drag.grip == Grip::Nothing || !event->buttons().testFlag(Qt::LeftButton)) {
        const Grip grip = m_readOnly ? Grip::Nothing : hitAt(event->pos()).grip;
        setCursor(grip == Grip::From || grip == Grip::To ? Qt::SizeVerCursor
                  : grip == Grip::Body                   ? Qt::SizeAllCursor
                                                         : Qt::ArrowCursor);
        return;
    }
    const bool far = (event->pos() - m_drag.start).manhattanLength() >= m_theme.px(4);
    if (far && !m_readOnly) {
        dragTo(event->pos());
    }
}

void HoursWeekGrid::dragTo(const QPoint& place) {
    const int minute = minuteAt(place.y());
    if (m_drag.grip == Grip::Empty) {
        const int from = std::min(m_drag.startMinute, model::kMinutesOfDay - HoursForm::kStep);
        const int begin = from / HoursForm::kStep * HoursForm::kStep;
        *m_form = m_drag.before;
        const int other = snapped(minute);
        model::OpenInterval open{.from = std::min(begin, other), .to = std::max(begin, other)};
        open.to = std::max(open.to, open.from + HoursForm::kStep);
        m_form->add({.day = m_drag.startDay, .open = open});
    } else if (m_drag.grip == Grip::Body) {
        const int past = m_drag.days * model::kMinutesOfDay;
        m_form->move(dayAt(place.x()) - m_drag.days, snapped(std::max(0, minute + past - m_drag.offset)));
    } else {
        m_form->drag(m_drag.grip == Grip::From ? HoursForm::Edge::From : HoursForm::Edge::To,
                     snapped(minute) + m_drag.days * model::kMinutesOfDay);
    }
    changed();
}

void HoursWeekGrid::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_drag.grip != Grip::Nothing) {
        m_drag = {};
        refresh();
        emit stoodElsewhere();
    }
}

}  // namespace ui
