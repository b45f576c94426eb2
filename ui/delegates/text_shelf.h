// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/text_block.h"
#include "ui/style/theme.h"

#include <QCache>

namespace ui {

/// A text, and how it is to stand.
struct ShelvedText {
    QString text;
    Type type = Type::Body;
    int lineHeight = 18;
    int width = 0;
    int mostLines = 1;
    Qt::LayoutDirection layout = Qt::LeftToRight;
    bool operator==(const ShelvedText&) const = default;
};
[[nodiscard]] std::size_t qHash(const ShelvedText& text, std::size_t seed = 0);

/// The texts that a list showed lately, as they were laid out: scrolling paints the same rows again and
/// again, and one colour emoji costs more than all other glyphs of a row.
class TextShelf {
public:
    explicit TextShelf(const Theme& theme) : m_theme(theme) {}

    /// Good until some hundred others were asked for.
    [[nodiscard]] const TextBlock& block(const ShelvedText& text) const;
    /// The fonts have changed.
    void clear() const { m_blocks.clear(); }

private:
    static constexpr int kKept = 240;

    const Theme& m_theme;
    mutable QCache<ShelvedText, TextBlock> m_blocks{kKept};
};

}  // namespace ui
