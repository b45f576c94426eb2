// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/widgets/hours_form.h"

#include <QPoint>
#include <QWidget>

#include <optional>
#include <vector>

namespace ui {

/// Seven days with their intervals, for keys and pointer. Each interval, and each day without one, is an item
/// that takes the focus and has a name; they are painted here.
class HoursWeekGrid final : public QWidget {
    Q_OBJECT
public:
    HoursWeekGrid(const Theme& theme, QWidget* parent = nullptr);

    /// Works on these hours, which outlive it or the next call.
    void edit(HoursForm& form);
    /// After the hours were changed elsewhere.
    void refresh();
    void setReadOnly(bool readOnly);
    /// Where the chosen one is, or the day where it isn't open.
    [[nodiscard]] QRect chosenPlace() const;
    /// A day's column, without height.
    [[nodiscard]] QRect column(int day) const;
    /// Of an interval's first piece, as it is painted.
    [[nodiscard]] QRect placeOf(std::size_t index) const;
    /// Where the hour stands at which shops begin: what is seen first.
    [[nodiscard]] int usualTop() const;
    void focusChosen(Qt::FocusReason reason);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// Another interval or day is chosen.
    void stoodElsewhere();
    /// The hours are other than before, or something was refused.
    void edited();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    enum class Grip { Nothing, From, To, Body, Empty };
    /// A rectangle of an interval; one that passes midnight has two.
    struct Piece {
        QRect place;
        std::size_t index = 0;
        bool first = true;
        bool last = true;
    };
    struct Hit {
        Grip grip = Grip::Nothing;
        std::size_t index = 0;
    };
    struct Drag {
        Grip grip = Grip::Nothing;
        QPoint start;
        int startDay = 1;
        int startMinute = 0;
        int offset = 0;  ///< from the interval's beginning to where it was taken
        int days = 0;    ///< 1 = it was taken behind midnight
        HoursForm before{};
    };

    [[nodiscard]] int top(int minute) const;
    [[nodiscard]] int minuteAt(int y) const;
    [[nodiscard]] int dayAt(int x) const;
    [[nodiscard]] QRect hoursArea() const;
    [[nodiscard]] std::vector<Piece> pieces() const;
    [[nodiscard]] Hit hitAt(const QPoint& place) const;
    [[nodiscard]] bool mirrored() const { return layoutDirection() == Qt::RightToLeft; }

    [[nodiscard]] QRect closedPlace(int day) const;
    [[nodiscard]] bool isClosed(int day) const;
    void arrangeItems();
    QWidget* itemAt(std::size_t place);
    bool pressed(const QKeyEvent& event);
    bool pressedToWalk(int key);
    void dragTo(const QPoint& place);
    void changed();

    void paintGround(QPainter& painter) const;
    void paintPiece(QPainter& painter, const Piece& piece, bool chosen) const;
    void paintTimes(QPainter& painter, const Piece& piece, const QColor& ink) const;
    void paintClosed(QPainter& painter) const;

    const Theme& m_theme;
    HoursForm* m_form = nullptr;
    std::vector<QWidget*> m_items;  ///< of the intervals in their order, then of the closed days
    QWidget* m_current = nullptr;   ///< that of where somebody stands
    bool m_readOnly = false;
    Drag m_drag;
};

}  // namespace ui
