// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "checks.h"
#include "support/temporary_folder.h"
#include "ui/sheet_paper.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/shift_window.h"

#include "view/shift_facts.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <memory>
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
    const auto facts = view::readShiftFacts(world.source, world.pulses, world.clock.utcNow());
    REQUIRE(facts.waiting.size() == 8);
    // Anneke has been overdue since yesterday. Tomasz's window is past, which is nothing to hurry for.
    CHECK(facts.waiting[0].customerName == "Anneke Vos");
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

TEST_CASE(
    "windows that have closed keep none that closes from the sheet, and none is hidden by answered ones") {
    ShopWorld world;
    const model::ConversationRow anneke = *world.source.row(base::ConversationId{1});
    for (int i = 0; i < 250; ++i) {
        model::ConversationRow row = anneke;
        row.id = base::ConversationId{1000 + i};
        row.windowClosesAt = ShopWorld::at(17, 14, 19);
        row.dueAt = ShopWorld::at(17, 14, 0);
        world.source.conversations.push_back(row);
        row.id = base::ConversationId{2000 + i};
        row.state = model::ConversationState::Answered;
        world.source.conversations.push_back(row);
    }
    world.source.row(base::ConversationId{7})->windowClosesAt = ShopWorld::at(17, 14, 30);
    world.source.row(ShopWorld::kMats)->windowClosesAt = ShopWorld::at(17, 14, 40);
    const auto facts = view::readShiftFacts(world.source, world.pulses, world.clock.utcNow());
    CHECK(std::ranges::count(facts.waiting, base::ConversationId{7}, &model::ConversationRow::id) == 1);
    REQUIRE(facts.answered.size() == 1);
    CHECK(facts.answered.front().id == ShopWorld::kMats);
    CHECK(world.source.largestRead <= view::ConsoleSource::kMostRows);
}

TEST_CASE("the facts of a sheet know who only said thanks, by all messages that wait") {
    ShopWorld world;
    const auto wait = [&](std::int64_t id, const std::string& words, base::UtcTime at) {
        world.addMessage(base::ConversationId{id}, words, at).turn =
            model::TurnOfMessage{.startedAt = ShopWorld::at(17, 13, 0)};
    };
    world.source.threads[base::ConversationId{6}].clear();
    wait(6, "Thank you!", ShopWorld::at(17, 14, 10));
    wait(7, "Thanks a lot", ShopWorld::at(17, 14, 10));
    const auto facts = view::readShiftFacts(world.source, world.pulses, world.clock.utcNow());
    // Lena and Otto asked for a table before they thanked.
    CHECK(facts.thanks == std::set{base::ConversationId{6}});
}

TEST_CASE(
    "the sheet is there at once, says that its figures are being counted, and shows them when they come") {
    Shifts shifts(true);
    FakeBackground& background = shifts.desk.world.background;
    background.answers = FakeBackground::Answers::Held;
    background.counts = model::ShiftCounts{.missed = 3};
    ui::ShiftWindow& window = shifts.open("shiftSheet");
    const auto figures = [&] { return shifts.desk.child<QWidget>("shiftFigures").accessibleName(); };
    CHECK(figures().contains(QStringLiteral("being counted")));
    CHECK(shifts.says("standingVerdict") == "Being counted");
    CHECK_FALSE(shifts.desk.child<QAbstractButton>("shiftPrint").isEnabled());
    CHECK(shifts.desk.child<QPushButton>("shiftPrimary").isEnabled());
    background.give();
    CHECK(figures().contains(QStringLiteral("3 missed")));
    CHECK(shifts.says("standingVerdict") == "Nothing to judge yet");
    CHECK(shifts.desk.child<QAbstractButton>("shiftPrint").isEnabled());
    // News: the figures stay until those of now are there, and news that come meanwhile are read afterwards.
    const int asked = background.shiftsAsked;
    background.counts = model::ShiftCounts{.missed = 4};
    for (int i = 0; i < 3; ++i) {
        shifts.desk.world.change({.conversations = {ShopWorld::kMira}});
        CHECK(figures().contains(QStringLiteral("3 missed")));
    }
    CHECK(background.shiftsAsked == asked + 1);
    background.give();
    CHECK(figures().contains(QStringLiteral("4 missed")));
    CHECK(background.shiftsAsked == asked + 2);
    background.counts = base::fail(base::ErrorKind::Internal, "the disk can't be read");
    background.give();
    CHECK(figures().contains(QStringLiteral("could not be read")));
    CHECK(shifts.says("shiftWords") == "The disk can't be read");
    CHECK(window.isVisible());
    // What could be read again is told as that.
    background.counts = model::ShiftCounts{.missed = 5};
    shifts.desk.world.change({.conversations = {ShopWorld::kMira}});
    background.give();
    CHECK(figures().contains(QStringLiteral("5 missed")));
    CHECK(shifts.says("shiftWords").empty());
}

TEST_CASE("figures that come when the window is gone are dropped") {
    auto shifts = std::make_unique<Shifts>(true);
    FakeBackground& background = shifts->desk.world.background;
    background.answers = FakeBackground::Answers::Held;
    shifts->open("shiftSheet");
    CHECK(background.held.size() == 2);
    shifts->desk.world.closeWindow();
    background.give();
    CHECK(background.held.empty());
}

TEST_CASE("a holding reply is for those who wait, not for one who is answered") {
    Shifts shifts(true);
    std::erase_if(shifts.desk.world.source.conversations, [](const model::ConversationRow& row) {
        return row.state == model::ConversationState::NeedsReply;
    });
    shifts.desk.world.source.row(ShopWorld::kMats)->windowClosesAt = ShopWorld::at(17, 16, 0);
    shifts.open("endShift");
    CHECK(shifts.desk.child<ui::RowList>("handoverExpiring").model()->rowCount() == 1);
    shifts.desk.press('h');
    shifts.desk.child<QAbstractButton>("handoverHold").click();
    CHECK(shifts.desk.chosen() != ShopWorld::kMats.value);
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
    auto facts = view::readShiftFacts(world.source, world.pulses, now);
    facts.counting = view::ShiftFacts::Counting::Known;
    view::StartSheet sheet = view::startSheet(facts, words, now);
    const view::StandingCard standing{.verdict = "The standing holds"};
    const ui::SheetPaper one(sheet, standing);
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
    const QList<QImage> several = ui::SheetPaper(sheet, standing).pages(60);
    CHECK(several.size() > 1);
    for (const QImage& page : several) {
        // "Shift sheet … page 1 of 2" stands in the last eight millimetres above the margin.
        const QImage foot = page.copy(35, page.height() - 54, page.width() - 70, 19);
        QImage blank(foot.size(), foot.format());
        blank.fill(Qt::white);
        CHECK(foot != blank);
        CHECK(foot.pixelColor(foot.width() / 2, 9) == QColor(Qt::white));
    }
    CHECK(several.front() != several.back());
    // The standing is on it too.
    CHECK(ui::SheetPaper(view::startSheet(facts, words, now), {}).pages(60).front() != pages.front());
    const support::TemporaryFolder folder;
    const QString path = QString::fromStdString(folder.file("sheet.pdf"));
    REQUIRE(one.writePdf(path));
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.read(5) == "%PDF-");
    CHECK_FALSE(one.writePdf(QString::fromStdString(folder.file("missing/sheet.pdf"))));
    if (const QString keep = qEnvironmentVariable("SHOPBELL_SHEET_PICTURES"); !keep.isEmpty()) {
        REQUIRE(one.writePdf(keep + QStringLiteral("/sheet-start.pdf")));
        REQUIRE(ui::SheetPaper(sheet, standing).writePdf(keep + QStringLiteral("/sheet-long.pdf")));
        REQUIRE(ui::SheetPaper(view::handoverSheet(facts, words, now))
                    .writePdf(keep + QStringLiteral("/sheet-handover.pdf")));
    }
}
