// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/suggester.h"
#include "ui/widgets/suggestion_box.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

namespace ui {

/// What is suggested, beside each other; hidden while there is nothing.
class SuggestionRow final : public QWidget {
    Q_OBJECT
public:
    explicit SuggestionRow(const Theme& theme, QWidget* parent = nullptr);

    void show(const std::vector<ShownSuggestion>& suggestions);
    /// The text that stands in the editor: the suggestion that it is looks chosen.
    void mark(const QString& text);
    void setHeight(SuggestionBox::Height height);
    /// 1 … 3; nothing where there is none.
    [[nodiscard]] std::optional<ShownSuggestion> suggestion(int digit) const;

signals:
    void picked(int digit);

private:
    std::vector<ShownSuggestion> m_shown;
    std::array<SuggestionBox*, Suggester::kMost> m_boxes{};
};

}  // namespace ui
