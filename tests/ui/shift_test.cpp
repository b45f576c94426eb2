// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "checks.h"
#include "support/temporary_folder.h"
#include "ui/sheet_paper.h"
#include "ui/widgets/shift_window.h"

#include "view/shift_facts.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include <set>

using namespace uitest;

namespace {

/// Open from nine to six, every day.
std::vector<model::HoursVersion> nineToSix() {
    model::HoursVersion version;
    for (int day = 1; day <= 7; ++day) {
        version.week.push_back({.day = day, .open = {.from = 9 * 60, .to = 18 * 60}});
    }
    return {version};
}

/// A window on a shop whose shift is running, or none.
struct Shifts {
    explicit Shifts(bool running) {
        desk.world.source.hoursKept[{}] = nineToSix();
        desk.world.source.shopNames.agent = "Ida";
        if (running) {
            desk.world.source.shiftsKept = {{.id = {2},
                                             .agent = "Ida",
                                             .startedAt = ShopWorld::at(17, 8, 55),
                                             .note = "Keys are at the baker’s"}};
        }
        desk.world.source.shiftsKept.push_back({.id = {1},
                                                .agent = "Pelle",
                                                .startedAt = ShopWorld::at(16, 9, 0),
                                                .endedAt = ShopWorld::at(16, 18, 5),
                                                .note = "Flour at ten."});
    }

    ui::ShiftWindow& open(const char* action) {
        desk.child<QAction>(action).trigger();
        ShopWorld::settle();
        auto& window = desk.child<ui::ShiftWindow>("shiftWindow");
        REQUIRE(QTest::qWaitForWindowActive(&window));
        return window;
    }
    [[nodiscard]] std::string says(const char* name) const {
        return desk.child<QLabel>(name).text().toStdString();
    }

    Desk desk;
};

}  // namespace

TEST_CASE("the facts of a sheet have every waiting conversation once, the first to expire first") {
    ShopWorld world;
    world.source.row(base::ConversationId{7})->windowClosesAt = ShopWorld::at(17, 14, 30);
    world.source.row(base::ConversationId{6})->windowClosesAt = ShopWorld::at(17, 13, 0);
    const view::Words words{view::Language{.toLocal = view::fixedOffset(std::chrono::minutes(0))}};
    const auto facts = view::readShiftFacts(world.source, world.pulses, words, world.clock.utcNow());
    REQUIRE(facts.waiting.size() == 8);
    // Anneke has been overdue since yesterday. Tomasz's window is past, which is nothing to hurry for.
    CHECK(facts.waiting[0].customerName == "Anneke Vos");
    CHECK(facts.closing == 1);
    CHECK(facts.needReply == 8);
    CHECK(world.source.largestRead <= view::ConsoleSource::kMostRows);
    std::set<std::int64_t> seen;
    for (std::size_t i = 0; i < facts.waiting.size(); ++i) {
        CHECK(seen.insert(facts.waiting[i].id.value).second);
        if (i > 0) {
            CHECK(view::expiryOf(facts.waiting[i - 1], world.clock.utcNow()) <=
                  view::expiryOf(facts.waiting[i], world.clock.utcNow()));
        }
    }
}

TEST_CASE("a shift is started under the agent's name by keys alone, and its sheet comes") {
    Shifts shifts(false);
    shifts.desk.child<QAction>("startShift").trigger();
    ShopWorld::settle();
    auto& name = shifts.desk.child<QComboBox>("startShiftName");
    REQUIRE(QTest::qWaitForWindowActive(name.window()));
    CHECK(name.currentText() == QStringLiteral("Ida"));
    CHECK(name.findText(QStringLiteral("Pelle")) >= 0);
    shifts.desk.press(Qt::Key_Return);
    REQUIRE(shifts.desk.world.posted<model::StartShift>().size() == 1);
    CHECK(shifts.desk.world.posted<model::StartShift>().front().agent == "Ida");
    shifts.desk.world.intents.back().done(base::ReplyId{});
    ShopWorld::settle();
    CHECK(shifts.desk.child<ui::ShiftWindow>("shiftWindow").isVisible());
    CHECK(shifts.says("shiftGreeting") == "Good afternoon, Ida");
}

TEST_CASE("Enter on the sheet goes to the first to expire, and the arrows choose another") {
    Shifts shifts(true);
    ui::ShiftWindow& window = shifts.open("shiftSheet");
    CHECK(shifts.desk.child<QPushButton>("shiftPrimary").text().contains(QStringLiteral("Anneke")));
    CHECK(shifts.says("shiftNote") == "Flour at ten.");
    CHECK(shifts.says("shiftNoteBy").find("Pelle") == 0);
    shifts.desk.press(Qt::Key_Return);
    CHECK_FALSE(window.isVisible());
    CHECK(shifts.desk.chosen() == 1);
    shifts.open("shiftSheet");
    shifts.desk.press(Qt::Key_Down);
    shifts.desk.press(Qt::Key_Return);
    CHECK(shifts.desk.chosen() != 1);
}

TEST_CASE("one key begins a holding reply that names the next opening, and sends nothing") {
    Shifts shifts(true);
    auto rule = std::make_shared<model::ResponseRule>();
    rule->hours = model::BusinessHours(nineToSix());
    shifts.desk.world.source.accountList.front().rule = rule;
    shifts.open("endShift");
    shifts.desk.press('h');
    CHECK(shifts.desk.chosen() == 1);
    const QString written = shifts.desk.editor().toPlainText();
    CHECK(written.startsWith(QStringLiteral("Hi Anneke, thank you for your message.")));
    CHECK(written.contains(QStringLiteral("We are closed now and answer from")));
    CHECK_FALSE(written.contains(QStringLiteral("{{")));
    CHECK(shifts.desk.world.posted<model::QueueReply>().empty());
}

TEST_CASE("a note is saved while it is typed, and ending the shift takes it along") {
    Shifts shifts(true);
    ui::ShiftWindow& window = shifts.open("endShift");
    auto& note = shifts.desk.child<QPlainTextEdit>("handoverNote");
    CHECK(note.toPlainText() == QStringLiteral("Keys are at the baker’s"));
    note.setFocus();
    note.setPlainText(QStringLiteral("Rye is late."));
    REQUIRE(QTest::qWaitFor([&] { return shifts.desk.world.posted<model::SaveShiftNote>().size() == 1; }));
    CHECK(shifts.desk.world.posted<model::SaveShiftNote>().front().note == "Rye is late.");
    shifts.desk.child<QPushButton>("shiftPrimary").click();
    REQUIRE(shifts.desk.world.posted<model::EndShift>().size() == 1);
    CHECK(shifts.desk.world.posted<model::EndShift>().front().note == "Rye is late.");
    shifts.desk.world.intents.back().done(base::fail(base::ErrorKind::BadInput, "no shift is running"));
    CHECK(window.isVisible());
    CHECK(shifts.says("shiftWords") == "No shift is running");
    shifts.desk.world.intents.back().done(base::ReplyId{});
    CHECK_FALSE(window.isVisible());
}

TEST_CASE("without a shift there is nothing to end and no note to write") {
    Shifts shifts(false);
    shifts.open("endShift");
    CHECK_FALSE(shifts.desk.child<QPushButton>("shiftPrimary").isEnabled());
    CHECK(shifts.desk.child<QPlainTextEdit>("handoverNote").isReadOnly());
}

TEST_CASE("the strip tells since when the shift lasts and until when the shop is open") {
    Shifts shifts(true);
    shifts.desk.world.changes.announce({.shifts = true});
    ShopWorld::settle();
    CHECK(shifts.desk.child<QAbstractButton>("statusShift").text().contains(QStringLiteral(", Ida")));
    CHECK(shifts.desk.child<QAbstractButton>("statusHours").text().startsWith(QStringLiteral("open until")));
}

TEST_CASE("a sheet is printed black on white, on as many pages as it takes") {
    ShopWorld world;
    const view::Words words{view::Language{.toLocal = view::fixedOffset(std::chrono::minutes(0))}};
    const base::UtcTime now = world.clock.utcNow();
    const auto facts = view::readShiftFacts(world.source, world.pulses, words, now);
    view::StartSheet sheet = view::startSheet(facts, words, now);
    const ui::SheetPaper one(sheet);
    const QList<QImage> pages = one.pages(60);
    REQUIRE(pages.size() == 1);
    CHECK(pages.front().width() == 496);
    CHECK(pages.front().pixelColor(2, 2) == QColor(Qt::white));
    bool inked = false;
    bool coloured = false;
    for (int y = 0; y < pages.front().height(); ++y) {
        for (int x = 0; x < pages.front().width(); ++x) {
            const QColor color = pages.front().pixelColor(x, y);
            inked = inked || color.lightness() < 60;
            coloured = coloured || color.saturation() > 40;
        }
    }
    CHECK(inked);
    CHECK_FALSE(coloured);
    sheet.note = view::SheetNote{.text = std::string(9'000, 'x') + " ", .by = "Pelle"};
    CHECK(ui::SheetPaper(sheet).pages(60).size() > 1);
    const support::TemporaryFolder folder;
    const QString path = QString::fromStdString(folder.file("sheet.pdf"));
    REQUIRE(one.writePdf(path));
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.read(5) == "%PDF-");
    CHECK_FALSE(one.writePdf(QString::fromStdString(folder.file("missing/sheet.pdf"))));
    if (const QString keep = qEnvironmentVariable("SHOPBELL_SHEET_PICTURES"); !keep.isEmpty()) {
        one.pages(96).front().save(keep + QStringLiteral("/sheet-start.png"));
        ui::SheetPaper(view::handoverSheet(facts, words, now))
            .pages(96)
            .front()
            .save(keep + QStringLiteral("/sheet-handover.png"));
    }
}
