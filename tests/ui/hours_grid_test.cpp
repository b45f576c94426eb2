// SPDX-License-Identifier: GPL-3.0-or-later
// The week of opening hours under keys and pointer.
#include "support/catch.h"

#include "checks.h"

#include "ui/widgets/hours_week.h"

#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using ui::HoursForm;

namespace {

model::WeekInterval on(int day, int from, int to) {
    return {.day = day, .open = {.from = from, .to = to}};
}

/// Somebody sits before a week: nine to five on Monday, a lunch on Thursday, else closed.
struct Sitting {
    explicit Sitting(std::vector<model::WeekInterval> intervals = {on(1, 540, 1020), on(4, 540, 750),
                                                                   on(4, 810, 1200)},
                     Qt::LayoutDirection direction = Qt::LeftToRight)
        : week(theme) {
        form.fill({.validFrom = {}, .timeZone = "UTC", .week = std::move(intervals), .exceptions = {}});
        week.setLayoutDirection(direction);
        week.grid().edit(form);
        week.resize(week.sizeHint());
        week.show();
        week.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&week));
        grid().focusChosen(Qt::OtherFocusReason);
    }

    [[nodiscard]] ui::HoursWeekGrid& grid() const { return week.grid(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const {
        REQUIRE(QApplication::focusWidget() != nullptr);
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    /// What a screen reader says of where the keys are.
    [[nodiscard]] static std::string said() {
        return QApplication::focusWidget() == nullptr ? std::string()
                                                      : uitest::spokenName(*QApplication::focusWidget());
    }
    [[nodiscard]] QPoint at(int day, int minute) const {
        const int hour = theme.px(26);
        return {grid().column(day).center().x(), theme.px(10) + minute * hour / 60};
    }
    void drag(const QPoint& from, const QPoint& to) const {
        QTest::mousePress(&grid(), Qt::LeftButton, {}, from);
        moveTo((from + to) / 2);
        moveTo(to);
        QTest::mouseRelease(&grid(), Qt::LeftButton, {}, to);
    }
    void moveTo(const QPoint& place) const {
        QMouseEvent move(QEvent::MouseMove, place, grid().mapToGlobal(place), Qt::NoButton, Qt::LeftButton,
                         {});
        QApplication::sendEvent(&grid(), &move);
    }

    ui::Theme theme{ui::ThemeChoice::Light};
    HoursForm form;
    ui::HoursWeek week;
};

}  // namespace

TEST_CASE("the week is walked with the arrows, and each stop says what it is") {
    const Sitting sitting;
    CHECK(Sitting::said() == "Monday, 09:00 to 17:00");
    sitting.press(Qt::Key_Right);
    CHECK(Sitting::said() == "Tuesday, closed");
    sitting.press(Qt::Key_Right);
    sitting.press(Qt::Key_Right);
    CHECK(Sitting::said() == "Thursday, 09:00 to 12:30");
    sitting.press(Qt::Key_Down);
    CHECK(Sitting::said() == "Thursday, 13:30 to 20:00");
    sitting.press(Qt::Key_Up);
    CHECK(Sitting::said() == "Thursday, 09:00 to 12:30");
    sitting.press(Qt::Key_Left);
    CHECK(Sitting::said() == "Wednesday, closed");
}

TEST_CASE("from right to left the arrows go where they point") {
    const Sitting sitting({on(1, 540, 1020)}, Qt::RightToLeft);
    CHECK(sitting.grid().column(1).left() > sitting.grid().column(2).left());
    sitting.press(Qt::Key_Left);
    CHECK(sitting.form.day() == 2);
    sitting.press(Qt::Key_Right);
    CHECK(sitting.form.day() == 1);
}

TEST_CASE("keys move the ends, add and remove") {
    Sitting sitting;
    QSignalSpy edits(&sitting.grid(), &ui::HoursWeekGrid::edited);
    sitting.press(Qt::Key_Up, Qt::AltModifier);
    CHECK(Sitting::said() == "Monday, 09:00 to 16:45");
    sitting.press(Qt::Key_Down, Qt::AltModifier);
    sitting.press(Qt::Key_Down, Qt::AltModifier);
    CHECK(Sitting::said() == "Monday, 09:00 to 17:15");
    sitting.press(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    CHECK(Sitting::said() == "Monday, 08:45 to 17:15");
    sitting.press(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    CHECK(Sitting::said() == "Monday, 09:00 to 17:15");
    sitting.press(Qt::Key_Insert);
    CHECK(Sitting::said() == "Monday, 18:15 to 19:15");
    sitting.press(Qt::Key_Delete);
    CHECK(Sitting::said() == "Monday, 09:00 to 17:15");
    sitting.press(Qt::Key_Delete);
    CHECK(Sitting::said() == "Monday, closed");
    sitting.press(Qt::Key_Insert);
    CHECK(Sitting::said() == "Monday, 09:00 to 17:00");
    CHECK(edits.count() == 9);
}

TEST_CASE("what is only read is walked and not changed") {
    Sitting sitting;
    sitting.grid().setReadOnly(true);
    const auto before = sitting.form.week();
    for (const Qt::Key key : {Qt::Key_Insert, Qt::Key_Delete}) {
        sitting.press(key);
    }
    sitting.press(Qt::Key_Up, Qt::AltModifier);
    sitting.drag(sitting.at(6, 600), sitting.at(6, 720));
    sitting.drag(sitting.at(1, 600), sitting.at(2, 720));
    CHECK(sitting.form.week() == before);
    sitting.press(Qt::Key_Right);
    CHECK(sitting.form.day() == 2);
}

TEST_CASE("dragging over closed time opens it") {
    const Sitting sitting;
    sitting.drag(sitting.at(6, 8 * 60), sitting.at(6, 13 * 60));
    CHECK(Sitting::said() == "Saturday, 08:00 to 13:00");
    // Upwards as well.
    sitting.drag(sitting.at(7, 13 * 60 + 1), sitting.at(7, 10 * 60));
    CHECK(Sitting::said() == "Sunday, 10:00 to 13:00");
    CHECK(sitting.form.week().size() == 5);
}

TEST_CASE("a click on closed time chooses the day and opens nothing") {
    const Sitting sitting;
    QTest::mouseClick(&sitting.grid(), Qt::LeftButton, {}, sitting.at(6, 8 * 60));
    CHECK(Sitting::said() == "Saturday, closed");
    CHECK(sitting.form.week().size() == 3);
}

TEST_CASE("edges are dragged by quarters of an hour, the body as a whole") {
    const Sitting sitting;
    const auto place = [&sitting] { return sitting.grid().placeOf(2); };
    sitting.drag({place().center().x(), place().bottom()}, sitting.at(4, 18 * 60 + 5));
    CHECK(Sitting::said() == "Thursday, 13:30 to 18:00");
    sitting.drag({place().center().x(), place().top()}, sitting.at(4, 14 * 60 + 13));
    CHECK(Sitting::said() == "Thursday, 14:15 to 18:00");
    sitting.drag(sitting.at(4, 15 * 60), sitting.at(5, 12 * 60));
    CHECK(Sitting::said() == "Friday, 11:15 to 15:00");
    CHECK(sitting.form.week().size() == 3);
}

TEST_CASE("Escape takes a drag back") {
    const Sitting sitting;
    const auto before = sitting.form.week();
    const QPoint start = sitting.at(1, 12 * 60);
    QTest::mousePress(&sitting.grid(), Qt::LeftButton, {}, start);
    sitting.moveTo(sitting.at(2, 13 * 60));
    CHECK(sitting.form.week() != before);
    sitting.press(Qt::Key_Escape);
    CHECK(sitting.form.week() == before);
    sitting.moveTo(sitting.at(3, 13 * 60));
    QTest::mouseRelease(&sitting.grid(), Qt::LeftButton, {}, sitting.at(3, 13 * 60));
    CHECK(sitting.form.week() == before);
}

TEST_CASE("the day is whole, begins in sight where shops begin, and takes a night by the pointer") {
    const Sitting sitting;
    CHECK(sitting.grid().minimumHeight() == sitting.theme.px(20) + 24 * sitting.theme.px(26));
    CHECK(sitting.week.verticalScrollBar()->value() == sitting.at(1, 6 * 60).y() - sitting.theme.px(10));
    sitting.drag(sitting.at(6, 22 * 60), sitting.at(6, 23 * 60 + 30));
    CHECK(Sitting::said() == "Saturday, 22:00 to 23:30");
    sitting.drag(sitting.at(7, 4 * 60), sitting.at(7, 5 * 60));
    CHECK(Sitting::said() == "Sunday, 04:00 to 05:00");
    sitting.drag(sitting.at(2, 23 * 60), sitting.at(2, 24 * 60));
    CHECK(Sitting::said() == "Tuesday, 23:00 to 24:00");
}

TEST_CASE("an interval that passes midnight is taken at its end on the next day") {
    const Sitting sitting({on(5, 1260, 120)});
    CHECK(Sitting::said() == "Friday, 21:00 to 02:00");
    const int hour = sitting.theme.px(26);
    const int x = sitting.grid().column(6).center().x();
    const int top = sitting.theme.px(10);
    // Its end, two hours below Saturday's midnight.
    sitting.drag({x, top + 2 * hour - 1}, {x, top + 4 * hour});
    CHECK(Sitting::said() == "Friday, 21:00 to 04:00");
    // Its body, taken on Saturday and moved an hour up.
    sitting.drag({x, top + 2 * hour}, {x, top + hour});
    CHECK(Sitting::said() == "Friday, 20:00 to 03:00");
}

TEST_CASE(
    "every stop of the week has a name for screen readers and for tests, and the Tab key has one stop") {
    const Sitting sitting;
    CHECK(uitest::nameless(sitting.week) == std::string());
    int stops = 0;
    int items = 0;
    for (const QWidget* item : sitting.grid().findChildren<QWidget*>()) {
        items += item->isVisibleTo(&sitting.grid()) ? 1 : 0;
        stops += item->isVisibleTo(&sitting.grid()) && item->focusPolicy() == Qt::StrongFocus ? 1 : 0;
    }
    CHECK(items == 3 + 5);
    CHECK(stops == 1);
}
