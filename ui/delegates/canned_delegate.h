// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

class Theme;

/// A canned reply in the library: its title and the beginning of its text.
class CannedDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum class Height { TwoLines, OneLine };  ///< of the text

    explicit CannedDelegate(const Theme& theme, Height height = Height::TwoLines, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
    int m_textLines;
};

}  // namespace ui
