// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icon_set.h"
#include "ui/style/tokens.h"

#include <QFont>
#include <QObject>
#include <QPalette>

#include <array>
#include <memory>

namespace ui {

/// Sizes and weights of text, relative to the system's font. Nothing is smaller than Tag.
enum class Type {
    DialogTitle,  ///< +3, semibold
    PaneTitle,    ///< +1, semibold
    Body,
    BodyMedium,
    BodySemibold,  ///< names, the primary button
    BodyBold,      ///< the name of what is unread
    Snippet,       ///< −0.25
    Secondary,     ///< −1: time, status
    SecondaryMedium,
    SecondarySemibold,
    Tag,  ///< −3, bold
    Count_
};

enum class ThemeChoice { System, Light, Dark, HighContrast };

/// Colours, fonts and measures of the moment. Everything that paints holds a reference; nothing paints
/// without one.
class Theme final : public QObject {
    Q_OBJECT
public:
    explicit Theme(ThemeChoice choice = ThemeChoice::System, QObject* parent = nullptr);

    [[nodiscard]] ThemeKind kind() const { return m_kind; }
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    /// Asks the system again as well.
    void choose(ThemeChoice choice);

    [[nodiscard]] QColor color(Token token) const { return tokenColor(m_kind, token); }
    [[nodiscard]] QFont font(Type type) const { return m_fonts.at(static_cast<std::size_t>(type)); }
    [[nodiscard]] const IconSet& icons() const { return m_icons; }
    [[nodiscard]] QPalette palette() const;

    /// A measure that is `pixels` at a text of 10 points; it grows with the system's font.
    [[nodiscard]] int px(qreal pixels) const { return qRound(pixels * m_scale); }
    /// From one line to the next: 1.35 of the font's size.
    [[nodiscard]] int lineHeight(Type type) const;
    /// Scripts with marks above and below need 1.55.
    [[nodiscard]] int lineHeight(Type type, const QString& text) const;
    /// The ring of keyboard focus.
    [[nodiscard]] qreal ringWidth() const { return m_kind == ThemeKind::HighContrast ? 3 : 2; }

    /// A glyph that follows the theme, for actions and buttons.
    [[nodiscard]] QIcon icon(IconName name, Token token = Token::Text) const;

    /// A dark desktop has a dark window ground. Qt 6.4 can't be asked.
    [[nodiscard]] static ThemeKind kindFor(const QPalette& desktop);

signals:
    void changed();

private:
    void readSystem();
    void makeFonts();

    ThemeChoice m_choice;
    ThemeKind m_kind = ThemeKind::Light;
    ThemeKind m_desktop = ThemeKind::Light;
    std::array<QFont, static_cast<std::size_t>(Type::Count_)> m_fonts;
    std::array<int, static_cast<std::size_t>(Type::Count_)> m_lines{};
    qreal m_scale = 1;
    IconSet m_icons;
};

/// Gives the program this theme's style and palette. The style keeps the theme alive.
void applyTheme(const std::shared_ptr<Theme>& theme);

}  // namespace ui
