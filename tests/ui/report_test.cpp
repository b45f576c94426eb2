// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"
#include "screens.h"

#include "support/catch.h"
#include "support/temporary_folder.h"
#include "ui/widgets/report_pages.h"
#include "ui/widgets/report_window.h"
#include "ui/widgets/turns_list.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace uitest;
using std::chrono::minutes;

namespace {

/// The report, opened from the window's menu.
struct Open {
    ShopWorld world;
    ui::ReportWindow* report = nullptr;

    explicit Open(QSize size = {1040, 760},
                  FakeBackground::Answers answers = FakeBackground::Answers::Later) {
        world.background.facts = reportWeek();
        world.background.answers = answers;
        world.window().findChild<QAction*>(QStringLiteral("report"))->trigger();
        report = world.window().findChild<ui::ReportWindow*>(QStringLiteral("reportWindow"));
        REQUIRE(report != nullptr);
        report->resize(size);
        REQUIRE(QTest::qWaitForWindowActive(report));
        ShopWorld::settle();
    }
    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) const {
        auto* found = report->findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] QAbstractButton& mark(const char* name) const { return child<QAbstractButton>(name); }
    [[nodiscard]] bool lists() const { return child<QWidget>("turnsList").isVisible(); }
    static void press(Qt::Key key) {
        REQUIRE(QApplication::focusWidget() != nullptr);
        QTest::keyClick(QApplication::focusWidget(), key);
        ShopWorld::settle();
    }
    [[nodiscard]] static std::string focused() {
        const QWidget* focus = QApplication::focusWidget();
        return focus == nullptr ? std::string() : focus->objectName().toStdString();
    }
};

}  // namespace

TEST_CASE("each mark of a chart is named by what it shows") {
    const Open open;
    CHECK(open.mark("reportHistogramMark0").accessibleName() == QStringLiteral("0 to 5 minutes: 6 turns"));
    CHECK(open.mark("reportHeatMark0").accessibleName().contains(QStringLiteral("median 2 minutes")));
    CHECK(open.mark("reportFiguresMark0").accessibleName().startsWith(QStringLiteral("median: ")));
    CHECK(open.child<QLabel>("reportLeftOut").text().contains(QStringLiteral("1 turn closed")));
}

TEST_CASE("Tab goes from chart to chart and arrows from mark to mark") {
    const Open open;
    open.mark("reportFiguresMark0").setFocus(Qt::TabFocusReason);
    Open::press(Qt::Key_Right);
    CHECK(Open::focused() == "reportFiguresMark1");
    Open::press(Qt::Key_Tab);
    CHECK(Open::focused() == "reportHistogramMark0");
    Open::press(Qt::Key_End);
    CHECK(Open::focused() == "reportHistogramMark8");
    Open::press(Qt::Key_Right);
    CHECK(Open::focused() == "reportHistogramMark8");
    Open::press(Qt::Key_Tab);
    CHECK(Open::focused() == "reportByDayMark0");
    Open::press(Qt::Key_Tab);
    CHECK(Open::focused() == "reportHeatMark0");
    Open::press(Qt::Key_Down);
    CHECK(Open::focused() == "reportHeatMark6");
    Open::press(Qt::Key_Tab);
    CHECK(Open::focused() == "reportPlatformsMark0");
    Open::press(Qt::Key_Tab);
    CHECK(Open::focused() == "reportMoodMark0");
    Open::press(Qt::Key_Tab);
    CHECK(Open::focused() == "reportExpectationsMark0");
    Open::press(Qt::Key_Tab);
    CHECK(Open::focused() == "reportShowLeftOut");
    // Where it was left.
    open.mark("reportFiguresMark1").setFocus(Qt::TabFocusReason);
    Open::press(Qt::Key_Tab);
    CHECK(Open::focused() == "reportHistogramMark8");
}

TEST_CASE("Enter on a mark lists its turns and Escape comes back") {
    const Open open;
    open.mark("reportHistogramMark0").setFocus(Qt::TabFocusReason);
    Open::press(Qt::Key_Return);
    REQUIRE(open.lists());
    CHECK(open.child<QLabel>("turnsTitle").text() == open.mark("reportHistogramMark0").accessibleName());
    auto& table = open.child<QTableView>("turnsTable");
    CHECK(table.model()->rowCount() == 6);
    CHECK(table.hasFocus());
    CHECK(table.model()->index(0, ui::TurnsModel::Time).data().toString() == QStringLiteral("2 m"));
    const QString story = open.child<QLabel>("turnStory").text();
    CHECK(story.startsWith(QStringLiteral("Starts ")));
    CHECK(story.endsWith(QStringLiteral("Within target")));
    Open::press(Qt::Key_Escape);
    CHECK_FALSE(open.lists());
    CHECK(open.report->isVisible());
    Open::press(Qt::Key_Escape);
    CHECK_FALSE(open.report->isVisible());
}

TEST_CASE("a turn of the list opens its conversation") {
    const Open open;
    open.mark("reportFiguresMark0").click();
    ShopWorld::settle();
    open.child<QPushButton>("turnOpen").click();
    ShopWorld::settle();
    CHECK_FALSE(open.report->isVisible());
    CHECK(std::ranges::find(open.world.source.asked, "conversation 3") != open.world.source.asked.end());
}

TEST_CASE("the definition and the accounts read the same turns otherwise and other days ask anew") {
    const Open open;
    CHECK(open.world.background.turnsAsked == 1);
    const QString before = open.mark("reportFiguresMark3").accessibleName();
    open.child<QComboBox>("reportAccounts").setCurrentIndex(1);
    CHECK(open.mark("reportFiguresMark3").accessibleName() != before);
    open.child<QComboBox>("reportDefinition").setCurrentIndex(3);
    CHECK(open.child<QPushButton>("reportCalendar").isChecked());
    CHECK_FALSE(open.child<QPushButton>("reportBusiness").isEnabled());
    CHECK(open.world.background.turnsAsked == 1);
    open.child<QComboBox>("reportDays").setCurrentIndex(2);
    CHECK(open.world.background.turnsAsked == 2);
    ShopWorld::settle();
    CHECK(open.child<QWidget>("reportEmpty").isVisible());
}

TEST_CASE("an answer for a report that is gone is dropped") {
    auto open = std::make_unique<Open>(QSize(1040, 760), FakeBackground::Answers::Held);
    CHECK(open->world.background.held.size() == 1);
    open->world.closeWindow();
    open->world.background.give();
    CHECK(open->world.background.held.empty());
}

TEST_CASE("every turn is written to the file and what can't be written is told") {
    const Open open;
    const support::TemporaryFolder folder;
    const QString path = QString::fromStdString(folder.file("turns.csv"));
    REQUIRE(open.report->saveCsv(path));
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll().count("\r\n") == 37);
    CHECK_FALSE(open.report->saveCsv(QString::fromStdString(folder.file("nowhere/turns.csv"))));
}

TEST_CASE("the report is printed on pages of their own, black on white") {
    Open open;
    // Whatever the theme of the window.
    open.world.window().findChild<QAction*>(QStringLiteral("theme2"))->trigger();
    ShopWorld::settle();
    const QSizeF size = ui::ReportPages::a4();
    const auto pages = open.report->pages(size);
    REQUIRE(pages->count() >= 2);
    for (int page = 0; page < pages->count(); ++page) {
        QImage image(size.toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        pages->paint(painter, page);
        painter.end();
        INFO(page);
        CHECK(image.pixelColor(0, image.height() - 1) == QColor(Qt::white));
        QImage blank(size.toSize(), QImage::Format_RGB32);
        blank.fill(Qt::white);
        CHECK(image != blank);
        if (qEnvironmentVariableIsSet("REPORT_LOOK")) {
            image.save(qEnvironmentVariable("REPORT_LOOK") + QStringLiteral("/page%1.png").arg(page));
        }
    }
    const support::TemporaryFolder folder;
    const QString path = QString::fromStdString(folder.file("report.pdf"));
    REQUIRE(pages->write(path));
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.read(5) == "%PDF-");
    if (const QString keep = qEnvironmentVariable("REPORT_LOOK"); !keep.isEmpty()) {
        REQUIRE(pages->write(keep + QStringLiteral("/report.pdf")));
    }
}

TEST_CASE("nothing of the report is clipped, misplaced, nameless or read as markup") {
    for (const QSize size : {QSize(1040, 760), QSize(860, 520)}) {
        const Open open(size);
        for (const bool list : {false, true}) {
            if (list) {
                open.mark("reportFiguresMark0").click();
                ShopWorld::settle();
            }
            INFO(size.width() << (list ? " list" : " charts"));
            CHECK(clipped(*open.report) == "");
            CHECK(misplaced(*open.report) == "");
            CHECK(nameless(*open.report) == "");
            CHECK(notPlain(*open.report) == "");
            if (qEnvironmentVariableIsSet("REPORT_LOOK")) {
                open.report->grab().save(
                    qEnvironmentVariable("REPORT_LOOK") +
                    QStringLiteral("/w%1%2.png").arg(size.width()).arg(list ? "list" : ""));
            }
        }
    }
}
