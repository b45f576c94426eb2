// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/suggestion_row.h"

#include <QHBoxLayout>

namespace ui {

SuggestionRow::SuggestionRow(const Theme& theme, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("suggestionRow"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, theme.px(8));
    row->setSpacing(theme.px(8));
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const int digit = static_cast<int>(i) + 1;
        m_boxes.at(i) = new SuggestionBox(theme, digit, this);
        // Each has its third, also alone: its key stays in its place.
        QSizePolicy third = m_boxes.at(i)->sizePolicy();
        third.setRetainSizeWhenHidden(true);
        m_boxes.at(i)->setSizePolicy(third);
        row->addWidget(m_boxes.at(i), 1);
        connect(m_boxes.at(i), &QAbstractButton::clicked, this, [this, digit] { emit picked(digit); });
    }
}

void SuggestionRow::show(const std::vector<ShownSuggestion>& suggestions) {
    m_shown = suggestions;
    setVisible(!suggestions.empty());
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        m_boxes.at(i)->setVisible(i < suggestions.size());
        if (i < suggestions.size()) {
            m_boxes.at(i)->show(suggestions[i]);
        }
    }
}

void SuggestionRow::mark(const QString& text) {
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        m_boxes.at(i)->setInserted(i < m_shown.size() && !text.isEmpty() && text == m_shown[i].text);
    }
}

void SuggestionRow::setHeight(SuggestionBox::Height height) {
    for (SuggestionBox* box : m_boxes) {
        box->setHeight(height);
    }
}

std::optional<ShownSuggestion> SuggestionRow::suggestion(int digit) const {
    const auto place = static_cast<std::size_t>(digit - 1);
    return digit >= 1 && place < m_shown.size() ? std::optional(m_shown[place]) : std::nullopt;
}

}  // namespace ui
