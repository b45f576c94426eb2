// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_list.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace ui {

RowList::RowList(const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QListView(parent) {
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    viewport()->setObjectName(objectName + QStringLiteral("Rows"));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(QListView::Adjust);
    setTabKeyNavigation(false);
    setMouseTracking(true);
}

RowList::Range RowList::visibleRows() const {
    const int rows = model() == nullptr ? 0 : model()->rowCount();
    if (rows == 0) {
        return {};
    }
    const int middle = viewport()->width() / 2;
    const QModelIndex first = indexAt({middle, 1});
    const QModelIndex last = indexAt({middle, viewport()->height() - 1});
    return {.first = first.isValid() ? first.row() : 0, .last = last.isValid() ? last.row() : rows - 1};
}

void RowList::stepBy(int step) {
    const int rows = model() == nullptr ? 0 : model()->rowCount();
    int row = step > 0 ? 0 : rows - 1;
    if (currentIndex().isValid()) {
        row = currentIndex().row() + step;
    } else if (m_leftAt >= 0) {
        row = step > 0 ? m_leftAt : m_leftAt - 1;
    }
    for (; row >= 0 && row < rows; row += step) {
        const QModelIndex index = model()->index(row, 0);
        if (index.flags().testFlag(Qt::ItemIsSelectable)) {
            setCurrentIndex(index);
            scrollTo(index);
            return;
        }
    }
}

void RowList::leaveAt(int row) {
    clearSelection();
    setCurrentIndex({});
    m_leftAt = row;
}

void RowList::dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) {
    if (uniformItemSizes()) {
        // QListView would lay out all rows anew, however many there are, since one may have grown.
        QAbstractItemView::dataChanged(first, last, roles);
    } else {
        QListView::dataChanged(first, last, roles);
    }
}

void RowList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    m_leftAt = -1;
}

void RowList::focusInEvent(QFocusEvent* event) {
    if (currentIndex().isValid()) {
        QListView::focusInEvent(event);
        return;
    }
    // Qt would go to the first row, and so open a conversation that nobody asked for.
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void RowList::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        emit chosen(currentIndex());
        event->accept();
        return;
    }
    QListView::keyPressEvent(event);
}

void RowList::mouseReleaseEvent(QMouseEvent* event) {
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() &&
        index.flags().testFlag(Qt::ItemIsSelectable)) {
        emit chosen(index);
    }
}

void RowList::resizeEvent(QResizeEvent* event) {
    QListView::resizeEvent(event);
    emit seenChanged();
}

void RowList::scrollContentsBy(int dx, int dy) {
    QListView::scrollContentsBy(dx, dy);
    emit seenChanged();
}

}  // namespace ui
