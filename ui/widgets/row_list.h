// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace ui {

/// What all our lists share: one column of painted rows, no frame, no editing, and no jumping to what is
/// typed, since single letters are actions.
class RowList : public QListView {
    Q_OBJECT
public:
    RowList(const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);

    void keyboardSearch(const QString&) override {}

    /// The rows that are seen now; first > last when there is none.
    struct Range {
        int first = 0;
        int last = -1;
    };
    [[nodiscard]] Range visibleRows() const;
    /// Goes to the next row that can be chosen, `step` = 1 down, −1 up.
    void stepBy(int step);

    /// Nothing is chosen any more; the next step goes to `row`, or to the one above it.
    void leaveAt(int row);

    /// Room below the last row that nothing is scrolled under.
    void setTail(int height) { setViewportMargins(0, 0, 0, height); }

signals:
    /// The person asked for this row: by a click or by Enter.
    void chosen(const QModelIndex& index);
    /// Other rows are seen than before.
    void seenChanged();

protected:
    void dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    int m_leftAt = -1;  ///< −1 = nowhere
};

}  // namespace ui
