// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/search_format.h"

#include "ui/style/theme.h"

namespace ui {

QList<QTextLayout::FormatRange> searchFormat(std::span<const TextRange> places, const Theme& theme) {
    QTextCharFormat format;
    format.setBackground(theme.color(Token::SearchHit));
    format.setForeground(theme.color(Token::Text));
    QList<QTextLayout::FormatRange> marks;
    for (const TextRange& range : places) {
        marks.append({.start = range.begin, .length = range.length, .format = format});
    }
    return marks;
}

}  // namespace ui
