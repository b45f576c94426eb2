// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "ui/delegates/text_block.h"
#include "ui/delegates/text_shelf.h"
#include "ui/language.h"
#include "ui/models/hit_model.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPixmap>

using ui::TextBlock;

namespace {

ui::TextSetting setting(int width, int mostLines = 0) {
    return {.font = QFont(), .lineHeight = 18, .width = width, .mostLines = mostLines};
}

/// What a text looks like when it is painted.
QImage painted(const QString& text, Qt::LayoutDirection layout = Qt::LeftToRight) {
    QImage image(300, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    ui::TextSetting how = setting(300);
    how.layout = layout;
    TextBlock(text, how).paint(painter, {0, 0}, Qt::black);
    return image;
}

int inkLeftOf(const QImage& image, int middle) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < middle; ++x) {
            count += qGray(image.pixel(x, y)) < 128;
        }
    }
    return count;
}

}  // namespace

TEST_CASE("what looks like markup is drawn as it was written") {
    CHECK(painted(QStringLiteral("<b>x</b>")) != painted(QStringLiteral("x")));
    CHECK(TextBlock(QStringLiteral("<br><br><br>"), setting(400)).lines() == 1);
}

TEST_CASE("a text takes at most the lines it is given and says that there is more") {
    const QString text = QStringLiteral("one two three four five six seven eight nine ten ").repeated(10);
    const TextBlock cut(text, setting(120, 2));
    CHECK(cut.lines() == 2);
    CHECK(cut.height() == 36);
    CHECK(cut.naturalWidth() <= 120);
    CHECK(TextBlock(text, setting(120)).lines() > 10);
    CHECK(TextBlock(QStringLiteral("a\nb\nc"), setting(120, 2)).lines() == 2);
}

TEST_CASE("an address without a space is broken rather than cut") {
    const TextBlock block(QStringLiteral("https://shop.example/") + QString(200, u'a'), setting(150));
    CHECK(block.lines() > 5);
    CHECK(block.naturalWidth() <= 150);
}

TEST_CASE("words stand at the side where the window begins, whatever their own direction") {
    const QString arabic = QStringLiteral("هل الخبز جاهز");
    CHECK(inkLeftOf(painted(arabic, Qt::LeftToRight), 150) > 0);
    CHECK(inkLeftOf(painted(arabic, Qt::RightToLeft), 100) == 0);
    CHECK(inkLeftOf(painted(QStringLiteral("bread"), Qt::RightToLeft), 100) == 0);
    CHECK(inkLeftOf(painted(QStringLiteral("bread"), Qt::LeftToRight), 150) > 0);
}

TEST_CASE("a block that is made narrower looks as if it had been set so") {
    const auto picture = [](const TextBlock& block) {
        QImage image(300, 60, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        block.paint(painter, {20, 0}, Qt::black);
        return image;
    };
    for (const QString& text : {QStringLiteral("bread and cake"), QStringLiteral("هل الخبز جاهز"),
                                QStringLiteral("one two three four five six seven eight")}) {
        for (const Qt::LayoutDirection layout : {Qt::LeftToRight, Qt::RightToLeft}) {
            ui::TextSetting wide = setting(200);
            wide.layout = layout;
            TextBlock narrowed(text, wide);
            ui::TextSetting narrow = wide;
            narrow.width = narrowed.naturalWidth() + 1;
            narrowed.narrow(narrow.width);
            CHECK(picture(narrowed) == picture(TextBlock(text, narrow)));
        }
    }
}

TEST_CASE("a text that a list shows again is not laid out again, unless it stands differently") {
    const ui::Theme theme(ui::ThemeChoice::Light);
    const ui::TextShelf shelf(theme);
    const ui::ShelvedText name{.text = QStringLiteral("Ada ✨"), .width = 120};
    const TextBlock* first = &shelf.block(name);
    CHECK(&shelf.block(name) == first);
    ui::ShelvedText bold = name;
    bold.type = ui::Type::BodyBold;
    CHECK(&shelf.block(bold) != first);
    ui::ShelvedText narrow = name;
    narrow.width = 20;
    CHECK(shelf.block(narrow).naturalWidth() <= 20);
    CHECK(&shelf.block(name) == first);
}

TEST_CASE("a tooltip never reads a customer's words as markup") {
    const QString bold = QStringLiteral("<b>free</b> bread & cake");
    CHECK(ui::plainToolTip(bold).contains(QStringLiteral("&lt;b&gt;free&lt;/b&gt;")));
    CHECK(ui::plainToolTip(QStringLiteral("1 < 2")) == QStringLiteral("1 < 2"));
}

TEST_CASE("found words are marked in the original, in any script") {
    const auto marked = [](const std::string& text, const std::string& query) {
        QStringList words;
        const QString all = QString::fromStdString(text);
        for (const ui::TextRange& range : ui::findMarks(text, query)) {
            words.append(all.mid(range.begin, range.length));
        }
        return words.join(u'|').toStdString();
    };
    CHECK(marked("The nuts in our nut cake", "nut") == "nuts|nut");
    CHECK(marked("Crème brûlée 🍮 crème", "creme") == "Crème|crème");
    CHECK(marked("🙂🙂 bread", "bread") == "bread");
    CHECK(marked("bread", "") == "");
}
