// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icon_set.h"
#include "ui/style/theme.h"

#include <QAbstractButton>

#include <optional>

class QAction;

namespace ui {

/// Words that do something when they are clicked, with a glyph before them where one helps.
class LinkButton final : public QAbstractButton {
    Q_OBJECT
public:
    LinkButton(const Theme& theme, Type type, Token ink, QWidget* parent = nullptr);

    /// As it is written: an "&" in foreign words is no key.
    void setText(const QString& text);
    /// Does what the action does, and is there as long as that can be done. The words are the action's.
    void follow(QAction* action);
    void setGlyph(std::optional<IconName> glyph);
    void setInk(Token ink);
    void setType(Type type);
    void setGlyphSize(int side);
    /// The key that does the same, shown behind the words.
    void setKeyCap(const QString& key);
    /// Room beside the words, at a text of 10 points.
    void setPadding(int padding);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Type m_type;
    Token m_ink;
    std::optional<IconName> m_glyph;
    QString m_keyCap;
    int m_glyphSize = 14;
    int m_padding = 4;
};

}  // namespace ui
