// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/tokens.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr std::size_t kTokens = static_cast<std::size_t>(Token::Count_);

struct Row {
    Token token;
    QRgb light;
    QRgb dark;
    QRgb highContrast;
};

/// Every colour of the window. tests/ui measures the contrast of each ink on each ground.
constexpr std::array<Row, kTokens> kTable{{
    {Token::Paper, 0xFFFFFF, 0x1A1C1F, 0x000000},
    {Token::List, 0xFAFAFB, 0x202327, 0x000000},
    {Token::Nav, 0xF2F3F4, 0x26292D, 0x000000},
    {Token::Chrome, 0xECEDEF, 0x2B2E33, 0x000000},
    {Token::Line, 0xD6D9DD, 0x3B3F46, 0xFFFFFF},
    {Token::Edge, 0x747B85, 0x878F9A, 0xFFFFFF},
    {Token::Text, 0x1B1E23, 0xE7E9EC, 0xFFFFFF},
    {Token::Text2, 0x525964, 0xADB4BE, 0xFFFFFF},
    {Token::Accent, 0x1C5DB5, 0x8AB6F9, 0xFFE94A},
    {Token::OnAccent, 0xFFFFFF, 0x0B1A2E, 0x000000},
    {Token::Selected, 0xD8E5F7, 0x2B415F, 0x003A8C},
    {Token::Idle, 0xE2E4E7, 0x363A40, 0x2E2E2E},
    {Token::Hover, 0xEEF0F2, 0x2A2E33, 0x1F1F1F},
    {Token::BubbleIn, 0xF0F1F3, 0x2B2F35, 0x000000},
    {Token::BubbleOut, 0xE1ECFA, 0x22374F, 0x000000},
    {Token::PublicInk, 0x7B2F86, 0xE3A6EC, 0xFFB3FF},
    {Token::PublicGround, 0xF6EAF8, 0x3A2640, 0x000000},
    {Token::PrivateInk, 0x1B5B64, 0x8FD0D8, 0x8CF5FF},
    {Token::PrivateGround, 0xE3F1F2, 0x1E3739, 0x000000},
    {Token::WaitingInk, 0x1F5796, 0x9CC3F3, 0x9CCBFF},
    {Token::WaitingEdge, 0x4F7CB4, 0x6B93C4, 0x9CCBFF},
    {Token::DueInk, 0x734500, 0xFFD27D, 0xFFD34D},
    {Token::DueGround, 0xFFE9BD, 0x463410, 0x000000},
    {Token::DueEdge, 0xA8700F, 0xBC8D31, 0xFFD34D},
    {Token::OverdueInk, 0xFFFFFF, 0x2A0806, 0xFF9A90},
    {Token::OverdueGround, 0xB3261E, 0xF28B82, 0x000000},
    {Token::Trouble, 0xA8221B, 0xFF9C93, 0xFF9A90},
    {Token::Answered, 0x1C6837, 0x83D29C, 0x7CFF9B},
    {Token::BeforeOpening, 0x494898, 0xB9B7F7, 0xCFCBFF},
    {Token::NoteGround, 0xFFF6D6, 0x3A3318, 0x000000},
    {Token::NoteInk, 0x5C4A00, 0xF0DD9A, 0xFFF2A0},
    {Token::SearchHit, 0xFFE27A, 0x6B5810, 0x5A4B00},
    {Token::ToastGround, 0x24272C, 0xE7E9EC, 0xFFFFFF},
    {Token::ToastInk, 0xF2F3F5, 0x1B1E23, 0x000000},
    {Token::ToastLink, 0xA9CBFF, 0x174E9C, 0x00328A},
    {Token::OursDisc, 0xF3D98B, 0x5A4718, 0x000000},
    {Token::OursInk, 0x4A3500, 0xF7DF9B, 0xFFF2A0},
}};

constexpr bool inOrder() {
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (static_cast<std::size_t>(kTable[i].token) != i) {
            return false;
        }
    }
    return true;
}
static_assert(inOrder(), "a row for every token, in the order of the enum");

struct DiscRow {
    QRgb lightGround, lightInk, darkGround, darkInk;
};
constexpr std::array<DiscRow, kDiscCount> kDiscs{{
    {0xE3E8F4, 0x2F4376, 0x34405C, 0xC9D6F5},
    {0xE6EFE4, 0x2C5530, 0x314535, 0xC3E2C6},
    {0xF5E8DC, 0x70411A, 0x4D3C2D, 0xF0D0B0},
    {0xF1E3EC, 0x6E2F57, 0x4A3242, 0xEDC5DC},
    {0xE0EEEF, 0x1F555C, 0x2C4548, 0xB7E0E4},
    {0xEEEADA, 0x595018, 0x444029, 0xE4DCA6},
    {0xE9E4F4, 0x4B3A82, 0x3D3654, 0xD3C8F3},
    {0xF3E3E1, 0x7A2F27, 0x4C3431, 0xF1C6C0},
}};

double luminance(const QColor& color) {
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}  // namespace

QColor tokenColor(ThemeKind theme, Token token) {
    const Row& row = kTable.at(static_cast<std::size_t>(token));
    switch (theme) {
    case ThemeKind::Light:
        return QColor::fromRgb(row.light);
    case ThemeKind::Dark:
        return QColor::fromRgb(row.dark);
    case ThemeKind::HighContrast:
        break;
    }
    return QColor::fromRgb(row.highContrast);
}

DiscColors discColors(ThemeKind theme, std::int64_t contact) {
    if (theme == ThemeKind::HighContrast) {
        return {.ground = Qt::black, .ink = Qt::white};
    }
    // Fibonacci hashing: neighbours in the table get colours far apart.
    const auto hash = static_cast<std::uint64_t>(contact) * 0x9E3779B97F4A7C15ULL;
    const DiscRow& row = kDiscs.at(hash >> 61U);
    if (theme == ThemeKind::Dark) {
        return {.ground = QColor::fromRgb(row.darkGround), .ink = QColor::fromRgb(row.darkInk)};
    }
    return {.ground = QColor::fromRgb(row.lightGround), .ink = QColor::fromRgb(row.lightInk)};
}

double contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

}  // namespace ui
