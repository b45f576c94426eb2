// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/thread_cell.h"

#include <QCache>
#include <QStyledItemDelegate>

#include <optional>

namespace ui {

class Theme;

/// A row of the thread: the public tree, private bubbles, and what stands between messages.
class ThreadDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit ThreadDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// What a button or a word does, which has no other words.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

    /// The width of the list's viewport, which a size hint is not told.
    void setViewWidth(int width);
    /// The words under the pointer that do something; `place` is relative to the list's viewport.
    [[nodiscard]] std::optional<ThreadAction> actionAt(const QModelIndex& index, const QRect& row,
                                                       const QPoint& place, Qt::LayoutDirection layout) const;

private:
    struct Column {
        int left = 0;
        int width = 0;
    };
    [[nodiscard]] Column columnOf(int viewWidth) const;
    [[nodiscard]] const ThreadCell& cellFor(const ThreadModel::Shown& item, int width,
                                            Qt::LayoutDirection layout) const;

    const Theme& m_theme;
    int m_viewWidth = 600;
    /// Keeps its item too, so that no other one can get its address.
    struct KeptCell {
        ThreadModel::Shown item;
        ThreadCell cell;
    };
    /// Laid out rows by item and width: heights are asked for every row, again and again.
    mutable QCache<quint64, KeptCell> m_cells{400};
};

}  // namespace ui
