// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/text_shelf.h"

#include "view/inbox_row.h"

#include <QStyledItemDelegate>

namespace ui {

enum class Density { Comfortable, Compact };

/// A row of the inbox: disc, name, mark, time, snippet, badge, window. All rows are equally high.
class InboxDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit InboxDelegate(const Theme& theme, QObject* parent = nullptr);

    void setDensity(Density density) { m_density = density; }
    [[nodiscard]] Density density() const { return m_density; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintComfortable(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                          const view::InboxRow& row) const;
    void paintBadges(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box, QRect line,
                     const view::InboxRow& row) const;
    void paintCompact(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                      const view::InboxRow& row) const;
    void paintUnreadDot(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                        int top) const;
    void paintName(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box, const QRect& line,
                   const view::InboxRow& row) const;
    void paintHairline(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                       int from) const;

    const Theme& m_theme;
    TextShelf m_texts;
    Density m_density = Density::Comfortable;
};

}  // namespace ui
