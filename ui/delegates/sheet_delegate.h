// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include "view/shift_view.h"

#include <QStyledItemDelegate>

namespace ui {

/// Where the columns of a sheet's rows stand, in left-to-right coordinates of the row.
struct SheetColumns {
    QRect window;
    QRect customer;
    QRect message;
    QRect clock;  ///< its content ends with it
};
[[nodiscard]] SheetColumns sheetColumns(const QRect& row, const Theme& theme);

/// A conversation of a shift sheet in one line: window, customer, last message, clock.
class SheetDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit SheetDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintRow(QPainter& painter, const QStyleOptionViewItem& option, const view::SheetRow& row) const;
    void paintCustomer(QPainter& painter, const QStyleOptionViewItem& option, const QRect& where,
                       const view::SheetRow& row) const;

    const Theme& m_theme;
};

}  // namespace ui
