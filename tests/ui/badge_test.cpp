// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "ui/delegates/badge_painter.h"
#include "ui/style/theme.h"
#include "ui/style/tokens.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <map>
#include <vector>

namespace {

const std::vector<ui::ThemeChoice> kThemes{ui::ThemeChoice::Light, ui::ThemeChoice::Dark,
                                           ui::ThemeChoice::HighContrast};
const std::vector<ui::Token> kGrounds{ui::Token::Paper, ui::Token::List,  ui::Token::Selected,
                                      ui::Token::Idle,  ui::Token::Hover, ui::Token::BubbleOut};

view::BadgeText badgeOf(view::BadgeKind kind, const char* text = "due in 6 m") {
    return {.kind = kind, .text = text, .compact = text, .spoken = text};
}

QImage painted(const view::BadgeText& badge, const ui::Theme& theme, const QColor& ground, int width = 160,
               Qt::LayoutDirection layout = Qt::LeftToRight) {
    // Four times as large, so that strokes have pixels of their own colour.
    QImage image(width * 4, 20 * 4, QImage::Format_RGB32);
    image.setDevicePixelRatio(4);
    image.fill(ground);
    QPainter painter(&image);
    ui::paintBadge(painter, {0, 0, width, 20}, badge, ui::BadgeLength::Full, theme, layout);
    return image;
}

/// The contrast between the two colours that a badge's words are made of: what lies behind them, and their
/// ink.
double contrastOf(const QImage& image) {
    // Behind the words: the middle of the badge, without its glyph, border and what is left over.
    std::map<QRgb, int> colours;
    for (int y = 24; y < 56; ++y) {
        for (int x = 100; x < 200; ++x) {
            ++colours[image.pixel(x, y)];
        }
    }
    const QColor behind(
        std::ranges::max_element(colours, {}, [](const auto& one) { return one.second; })->first);
    double best = 1;
    for (const auto& [colour, count] : colours) {
        if (count > 8) {
            best = std::max(best, ui::contrast(QColor(colour), behind));
        }
    }
    return best;
}

/// Light or dark, as on a bad print.
QImage inBlackAndWhite(QImage image) {
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            image.setPixel(x, y, qGray(image.pixel(x, y)) < 160 ? 0xFF000000 : 0xFFFFFFFF);
        }
    }
    return image;
}

}  // namespace

TEST_CASE("the words of every badge can be read on every ground in every theme") {
    for (const ui::ThemeChoice choice : kThemes) {
        const ui::Theme theme(choice);
        for (int kind = 1; kind <= static_cast<int>(view::BadgeKind::Sent); ++kind) {
            for (const ui::Token ground : kGrounds) {
                CAPTURE(static_cast<int>(choice), kind, static_cast<int>(ground));
                const view::BadgeText badge = badgeOf(static_cast<view::BadgeKind>(kind));
                CHECK(contrastOf(painted(badge, theme, theme.color(ground))) >= 4.5);
            }
        }
    }
}

TEST_CASE("badges are told apart without their colours") {
    const ui::Theme theme(ui::ThemeChoice::Light);
    std::vector<QImage> shapes;
    for (const view::BadgeKind kind :
         {view::BadgeKind::Waiting, view::BadgeKind::DueSoon, view::BadgeKind::Overdue,
          view::BadgeKind::Answered, view::BadgeKind::Missed, view::BadgeKind::Uncertain,
          view::BadgeKind::Failed, view::BadgeKind::Queued, view::BadgeKind::ShopClosed}) {
        const QImage image = inBlackAndWhite(painted(badgeOf(kind), theme, Qt::white));
        CHECK(std::ranges::find(shapes, image) == shapes.end());
        shapes.push_back(image);
    }
}

TEST_CASE("a badge stands at the side where the row begins") {
    const ui::Theme theme(ui::ThemeChoice::Light);
    const view::BadgeText badge = badgeOf(view::BadgeKind::Overdue);
    const auto inked = [](const QImage& image, int from) {
        int count = 0;
        for (int x = from; x < from + 200; ++x) {
            count += image.pixelColor(x, 40) != QColor(Qt::white) ? 1 : 0;
        }
        return count;
    };
    const QImage left = painted(badge, theme, Qt::white, 300);
    const QImage right = painted(badge, theme, Qt::white, 300, Qt::RightToLeft);
    CHECK(inked(left, 0) > 100);
    CHECK(inked(left, 1'000) == 0);
    CHECK(inked(right, 0) == 0);
    CHECK(inked(right, 1'000) > 100);
}
