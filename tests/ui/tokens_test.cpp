// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "ui/style/theme.h"
#include "ui/style/tokens.h"

#include <set>
#include <vector>

using ui::Theme;
using ui::ThemeKind;
using ui::Token;
using ui::tokenColor;

namespace {

const std::vector<ThemeKind> kThemes{ThemeKind::Light, ThemeKind::Dark, ThemeKind::HighContrast};
const std::vector<Token> kGrounds{Token::Paper,  Token::List,     Token::Nav,
                                  Token::Chrome, Token::Selected, Token::Idle,
                                  Token::Hover,  Token::BubbleIn, Token::BubbleOut};
constexpr double kText = 4.5;
constexpr double kShape = 3.0;

}  // namespace

TEST_CASE("every ink can be read on every ground of its theme") {
    for (const ThemeKind theme : kThemes) {
        for (const Token ink :
             {Token::Text, Token::Text2, Token::Accent, Token::WaitingInk, Token::Trouble, Token::Answered,
              Token::BeforeOpening, Token::PublicInk, Token::PrivateInk, Token::DueInk}) {
            for (const Token ground : kGrounds) {
                CAPTURE(static_cast<int>(theme), static_cast<int>(ink), static_cast<int>(ground));
                CHECK(ui::contrast(tokenColor(theme, ink), tokenColor(theme, ground)) >= kText);
            }
        }
    }
}

TEST_CASE("an ink can be read on the fill that belongs to it") {
    const std::vector<std::pair<Token, Token>> pairs{
        {Token::OnAccent, Token::Accent},          {Token::OverdueInk, Token::OverdueGround},
        {Token::DueInk, Token::DueGround},         {Token::PublicInk, Token::PublicGround},
        {Token::PrivateInk, Token::PrivateGround}, {Token::NoteInk, Token::NoteGround},
        {Token::Text, Token::SearchHit},           {Token::ToastInk, Token::ToastGround},
        {Token::ToastLink, Token::ToastGround},    {Token::OursInk, Token::OursDisc}};
    for (const ThemeKind theme : kThemes) {
        for (const auto& [ink, ground] : pairs) {
            CAPTURE(static_cast<int>(theme), static_cast<int>(ink));
            CHECK(ui::contrast(tokenColor(theme, ink), tokenColor(theme, ground)) >= kText);
        }
    }
}

TEST_CASE("every border and fill that says something stands out from every ground") {
    for (const ThemeKind theme : kThemes) {
        std::vector<Token> shapes{Token::Edge, Token::WaitingEdge, Token::DueEdge, Token::Accent};
        if (theme != ThemeKind::HighContrast) {
            shapes.push_back(Token::OverdueGround);  // there it is an outline in its ink
        }
        for (const Token shape : shapes) {
            for (const Token ground : kGrounds) {
                CAPTURE(static_cast<int>(theme), static_cast<int>(shape), static_cast<int>(ground));
                CHECK(ui::contrast(tokenColor(theme, shape), tokenColor(theme, ground)) >= kShape);
            }
        }
    }
}

TEST_CASE("initials can be read on every disc, and a person keeps their disc") {
    std::set<QRgb> grounds;
    for (const ThemeKind theme : kThemes) {
        for (std::int64_t contact = 1; contact < 200; ++contact) {
            const ui::DiscColors disc = ui::discColors(theme, contact);
            CHECK(ui::contrast(disc.ink, disc.ground) >= 6);
            CHECK(ui::discColors(theme, contact).ground == disc.ground);
            if (theme == ThemeKind::Light) {
                grounds.insert(disc.ground.rgb());
            }
        }
    }
    CHECK(grounds.size() == ui::kDiscCount);
}

TEST_CASE("a dark desktop gets the dark theme, a light one the light") {
    QPalette dark;
    dark.setColor(QPalette::Window, QColor(0x20, 0x20, 0x20));
    dark.setColor(QPalette::WindowText, Qt::white);
    QPalette light;
    light.setColor(QPalette::Window, Qt::white);
    light.setColor(QPalette::WindowText, Qt::black);
    CHECK(Theme::kindFor(dark) == ThemeKind::Dark);
    CHECK(Theme::kindFor(light) == ThemeKind::Light);
}

TEST_CASE("every icon of the list is drawn") {
    const ui::IconSet icons;
    for (int i = 0; i < static_cast<int>(ui::IconName::Count_); ++i) {
        const QImage drawn = icons.pixmap(static_cast<ui::IconName>(i), 20, 1, Qt::black).toImage();
        int inked = 0;
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x) {
                inked += qAlpha(drawn.pixel(x, y)) > 0;
            }
        }
        CAPTURE(i);
        CHECK(inked > 3);
    }
}
