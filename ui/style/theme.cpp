// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

#include "ui/style/shopbell_style.h"

#include <QApplication>
#include <QFontInfo>
#include <QIconEngine>
#include <QPainter>
#include <QPointer>
#include <QScreen>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

/// What the measures in the design are drawn at: 10 points, 96 dots per inch.
constexpr qreal kDrawnPixels = 10.0 * 96 / 72;
constexpr qreal kLine = 1.35;
constexpr qreal kTallLine = 1.55;

struct TypeRule {
    qreal points;
    QFont::Weight weight;
};

TypeRule ruleOf(Type type) {
    switch (type) {
    case Type::DialogTitle:
        return {3, QFont::DemiBold};
    case Type::PaneTitle:
        return {1, QFont::DemiBold};
    case Type::BodyMedium:
        return {0, QFont::Medium};
    case Type::BodySemibold:
        return {0, QFont::DemiBold};
    case Type::BodyBold:
        return {0, QFont::Bold};
    case Type::Snippet:
        return {-0.25, QFont::Normal};
    case Type::Secondary:
        return {-1, QFont::Normal};
    case Type::SecondaryMedium:
        return {-1, QFont::Medium};
    case Type::SecondarySemibold:
        return {-1, QFont::DemiBold};
    case Type::Tag:
        return {-3, QFont::Bold};
    case Type::Body:
    case Type::Count_:
        break;
    }
    return {0, QFont::Normal};
}

/// Marks above and below the letters: Arabic and its extensions, Devanagari and its neighbours, Thai, Lao.
bool isTall(QChar character) {
    const char16_t code = character.unicode();
    return (code >= 0x0600 && code <= 0x077F) || (code >= 0x0900 && code <= 0x0DFF) ||
           (code >= 0x0E00 && code <= 0x0EFF) || (code >= 0x08A0 && code <= 0x08FF) ||
           (code >= 0xFB50 && code <= 0xFDFF) || (code >= 0xFE70 && code <= 0xFEFC);
}

/// Draws in the theme's colours of the moment of drawing.
class ThemedIcon final : public QIconEngine {
public:
    ThemedIcon(const Theme* theme, IconName name, Token token)
        : m_theme(theme), m_name(name), m_token(token) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        if (m_theme.isNull()) {
            return;
        }
        const QColor ink = m_theme->color(mode == QIcon::Disabled ? Token::Text2 : m_token);
        const int side = std::min(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        m_theme->icons().paint(*painter, square, m_name, ink,
                               QGuiApplication::isRightToLeft() ? Mirroring::WithLayout : Mirroring::None);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap made(size);
        made.fill(Qt::transparent);
        QPainter painter(&made);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return made;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new ThemedIcon(m_theme, m_name, m_token); }

private:
    QPointer<const Theme> m_theme;
    IconName m_name;
    Token m_token;
};

}  // namespace

Theme::Theme(ThemeChoice choice, QObject* parent) : QObject(parent), m_choice(choice) {
    readSystem();
    choose(choice);
}

void Theme::readSystem() {
    // What the desktop says stands below the palette that we set ourselves.
    const QPalette own = QGuiApplication::palette();
    QGuiApplication::setPalette(QPalette());
    m_desktop = kindFor(QGuiApplication::palette());
    QGuiApplication::setPalette(own);
}

void Theme::choose(ThemeChoice choice) {
    m_choice = choice;
    switch (choice) {
    case ThemeChoice::System:
        readSystem();
        m_kind = m_desktop;
        break;
    case ThemeChoice::Light:
        m_kind = ThemeKind::Light;
        break;
    case ThemeChoice::Dark:
        m_kind = ThemeKind::Dark;
        break;
    case ThemeChoice::HighContrast:
        m_kind = ThemeKind::HighContrast;
        break;
    }
    makeFonts();
    emit changed();
}

void Theme::makeFonts() {
    const QFont base = QGuiApplication::font();
    qreal points = base.pointSizeF();
    if (points <= 0) {
        points = QFontInfo(base).pointSizeF();
    }
    const QScreen* screen = QGuiApplication::primaryScreen();
    const qreal pixelsPerPoint = (screen != nullptr ? screen->logicalDotsPerInchY() : 96) / 72;
    for (std::size_t i = 0; i < m_fonts.size(); ++i) {
        const TypeRule rule = ruleOf(static_cast<Type>(i));
        QFont font = base;
        font.setPointSizeF(std::max(6.0, points + rule.points));
        font.setWeight(rule.weight);
        m_fonts.at(i) = font;
        m_lines.at(i) = static_cast<int>(std::floor(font.pointSizeF() * pixelsPerPoint * kLine + 0.01));
    }
    m_scale = points * pixelsPerPoint / kDrawnPixels;
}

int Theme::lineHeight(Type type) const {
    return m_lines.at(static_cast<std::size_t>(type));
}

int Theme::lineHeight(Type type, const QString& text) const {
    const int plain = lineHeight(type);
    return std::any_of(text.begin(), text.end(), isTall) ? qRound(plain * kTallLine / kLine) : plain;
}

QPalette Theme::palette() const {
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::Chrome);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Paper);
    set(QPalette::AlternateBase, Token::List);
    set(QPalette::Text, Token::Text);
    set(QPalette::Button, Token::Paper);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::OnAccent);
    set(QPalette::PlaceholderText, Token::Text2);
    set(QPalette::Highlight, Token::Accent);
    set(QPalette::HighlightedText, Token::OnAccent);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::Light, Token::Paper);
    set(QPalette::Midlight, Token::Hover);
    set(QPalette::Mid, Token::Line);
    set(QPalette::Dark, Token::Edge);
    set(QPalette::Shadow, Token::Edge);
    set(QPalette::ToolTipBase, Token::ToastGround);
    set(QPalette::ToolTipText, Token::ToastInk);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, color(Token::Text2));
    }
    return palette;
}

QIcon Theme::icon(IconName name, Token token) const {
    return QIcon(new ThemedIcon(this, name, token));
}

ThemeKind Theme::kindFor(const QPalette& desktop) {
    const QColor ground = desktop.color(QPalette::Active, QPalette::Window);
    const QColor ink = desktop.color(QPalette::Active, QPalette::WindowText);
    return ground.lightnessF() < ink.lightnessF() ? ThemeKind::Dark : ThemeKind::Light;
}

void applyTheme(const std::shared_ptr<Theme>& theme) {
    QApplication::setStyle(new ShopbellStyle(theme));
    QApplication::setPalette(theme->palette());
}

}  // namespace ui
