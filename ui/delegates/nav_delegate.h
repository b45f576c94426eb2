// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/nav_model.h"

#include <QStyledItemDelegate>

namespace ui {

class Theme;

/// A line of the side bar, or of the rail that it shrinks to.
class NavDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum class Width { Full, Rail };

    explicit NavDelegate(const Theme& theme, QObject* parent = nullptr);

    void setWidth(Width width) { m_width = width; }
    [[nodiscard]] Width width() const { return m_width; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box) const;
    void paintView(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                   const NavItem& item) const;
    void paintAccount(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                      const NavItem& item) const;
    void paintRail(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                   const NavItem& item) const;

    const Theme& m_theme;
    Width m_width = Width::Full;
};

}  // namespace ui
