// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/text_shelf.h"

namespace ui {

std::size_t qHash(const ShelvedText& text, std::size_t seed) {
    return qHashMulti(seed, text.text, static_cast<int>(text.type), text.lineHeight, text.width,
                      text.mostLines, static_cast<int>(text.layout));
}

const TextBlock& TextShelf::block(const ShelvedText& text) const {
    if (const TextBlock* kept = m_blocks.object(text)) {
        return *kept;
    }
    auto* made = new TextBlock(text.text, {.font = m_theme.font(text.type),
                                           .lineHeight = text.lineHeight,
                                           .width = text.width,
                                           .mostLines = text.mostLines,
                                           .layout = text.layout});
    m_blocks.insert(text, made);
    return *made;
}

}  // namespace ui
