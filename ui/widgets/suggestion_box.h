// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/suggester.h"
#include "ui/style/theme.h"

#include <QAbstractButton>

namespace ui {

/// A canned reply that fits, with the reason why.
class SuggestionBox final : public QAbstractButton {
    Q_OBJECT
public:
    enum class Height { Full, TitleOnly };

    SuggestionBox(const Theme& theme, int digit, QWidget* parent = nullptr);

    void show(const ShownSuggestion& suggestion);
    /// It is what stands in the editor.
    void setInserted(bool inserted);
    void setHeight(Height height);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    int m_digit;
    QString m_reason;
    bool m_inserted = false;
    Height m_height = Height::Full;
};

}  // namespace ui
