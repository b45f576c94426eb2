// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QString>
#include <QTextLayout>

#include <memory>

class QPainter;

namespace ui {

/// How a text is set. Text is plain: what looks like HTML is shown as it was written.
struct TextSetting {
    QFont font;
    int lineHeight = 18;
    int width = 0;
    int mostLines = 0;  ///< 0 = as many as it takes; else the last one ends with "…"
    Qt::LayoutDirection layout = Qt::LeftToRight;
    QList<QTextLayout::FormatRange> marks{};
};

/// A paragraph or a few, laid out once. Each has its own direction, by its first strong character; alignment
/// follows the window's.
class TextBlock {
public:
    TextBlock() = default;
    TextBlock(const QString& text, const TextSetting& setting);

    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] int lines() const { return m_lines; }
    /// Of the longest line.
    [[nodiscard]] int naturalWidth() const { return m_naturalWidth; }
    /// Makes the block narrower, at least as wide as its longest line: no line is broken anew.
    void narrow(int width);
    /// Draws with the block's top leading corner of its full width at `place`.
    void paint(QPainter& painter, const QPoint& place, const QColor& ink) const;

private:
    struct Line {
        std::shared_ptr<QTextLayout> layout;
        qreal top = 0;
    };
    void setParagraph(const QString& paragraph, const TextSetting& setting, bool last);
    void setElidedRest(const QString& rest, const TextSetting& setting);

    std::vector<Line> m_paragraphs;
    int m_height = 0;
    int m_lines = 0;
    int m_naturalWidth = 0;
    int m_width = 0;
    int m_shift = 0;  ///< from right to left lines end where the block does
    Qt::LayoutDirection m_layout = Qt::LeftToRight;
};

/// One line, cut at its logical end; drawn at the leading edge of `where`, in the middle of its height.
/// Returns the width drawn.
int paintLine(QPainter& painter, const QRect& where, const QString& text, const QFont& font,
              const QColor& ink, Qt::LayoutDirection layout);
/// How wide one line is.
[[nodiscard]] int lineWidth(const QString& text, const QFont& font);

/// A person's or server's words inside a sentence of ours: their direction does not spill over.
[[nodiscard]] QString isolated(const QString& text);

}  // namespace ui
