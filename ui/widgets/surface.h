// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/text_block.h"
#include "ui/style/icon_set.h"
#include "ui/style/theme.h"

#include <QLabel>
#include <QWidget>

namespace ui {

/// A ground of one colour, with a hairline on the sides that are asked for.
class Surface : public QWidget {
    Q_OBJECT
public:
    Surface(const Theme& theme, Token ground, Qt::Edges lines = {}, QWidget* parent = nullptr);

    void setGround(Token ground);

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] const Theme& theme() const { return m_theme; }

private:
    const Theme& m_theme;
    Token m_ground;
    Qt::Edges m_lines;
};

/// Words, always plain. One line is cut with "…" where there is no room, and read in full under the pointer;
/// with wrapping there are as many as it takes.
class PlainLabel final : public QLabel {
    Q_OBJECT
public:
    PlainLabel(const Theme& theme, Type type, Token ink, QWidget* parent = nullptr);

    void setType(Type type);
    void setInk(Token ink);
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void dress();
    [[nodiscard]] TextBlock block(int width) const;

    const Theme& m_theme;
    Type m_type;
    Token m_ink;
};

/// A glyph beside words that say the same.
class Glyph final : public QWidget {
    Q_OBJECT
public:
    Glyph(const Theme& theme, IconName icon, int side, Token ink, QWidget* parent = nullptr);

    void setIcon(IconName icon);
    void setInk(Token ink);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void dress();

    const Theme& m_theme;
    IconName m_icon;
    int m_side;
    Token m_ink;
};

}  // namespace ui
