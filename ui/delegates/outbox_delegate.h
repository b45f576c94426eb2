// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

class Theme;
struct OutboxItem;

/// A line of the outbox: whom, state, text, time, and the reason where there is one.
class OutboxDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit OutboxDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintThirdLine(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box, QRect line,
                        const OutboxItem& item) const;
    void paintReply(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                    const OutboxItem& item) const;

    const Theme& m_theme;
};

}  // namespace ui
