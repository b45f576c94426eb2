// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/thread_list.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace ui {

ThreadList::ThreadList(ThreadModel& model, ThreadDelegate& delegate, QWidget* parent)
    : RowList(QStringLiteral("threadList"), tr("Messages"), parent), m_model(model), m_delegate(delegate) {
    setModel(&model);
    setItemDelegate(&delegate);
    setLayoutMode(QListView::Batched);
    setBatchSize(2 * ThreadModel::kPage);
    setSelectionMode(QAbstractItemView::NoSelection);
    viewport()->setAutoFillBackground(false);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        m_followEnd = isAtEnd();
        if (value <= verticalScrollBar()->minimum() + viewport()->height() / 2) {
            loadEarlier();
        }
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_followEnd = true; });
}

bool ThreadList::isAtEnd() const {
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
}

void ThreadList::showEnd() {
    m_followEnd = true;
    scrollToBottom();
}

void ThreadList::showMessage(base::MessageId message) {
    const QModelIndex index = m_model.indexOf(message);
    if (index.isValid()) {
        m_followEnd = false;
        setCurrentIndex(index);
        scrollTo(index, QAbstractItemView::PositionAtCenter);
    }
}

int ThreadList::contentHeight() const {
    int height = 0;
    const int most = contentsRect().height();
    for (int row = 0; row < m_model.rowCount() && height < most; ++row) {
        height += sizeHintForIndex(m_model.index(row)).height();
    }
    return height;
}

void ThreadList::settle() {
    // A short conversation stands at the foot of the pane, where the next reply is written.
    const int margin =
        m_model.rowCount() > 0 ? std::max(0, contentsRect().height() - contentHeight() - 8) : 0;
    if (margin != m_margin) {
        m_margin = margin;
        setViewportMargins(0, margin, 0, std::min(8, contentsRect().height()));
    }
    if (m_followEnd) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    }
}

void ThreadList::updateGeometries() {
    const bool follow = m_followEnd;
    RowList::updateGeometries();
    m_followEnd = follow;
    settle();
}

void ThreadList::resizeEvent(QResizeEvent* event) {
    m_delegate.setViewWidth(viewport()->width());
    const bool follow = m_followEnd;
    RowList::resizeEvent(event);
    m_followEnd = follow;
    if (event->size().width() != event->oldSize().width()) {
        doItemsLayout();
    }
}

void ThreadList::showEvent(QShowEvent* event) {
    m_delegate.setViewWidth(viewport()->width());
    RowList::showEvent(event);
}

void ThreadList::loadEarlier() {
    if (m_loading || !m_model.hasEarlier() || m_model.rowCount() == 0) {
        return;
    }
    m_loading = true;
    const int fromEnd = verticalScrollBar()->maximum() - verticalScrollBar()->value();
    const bool follow = m_followEnd;
    m_model.loadEarlier();
    doItemsLayout();
    // What is being read stays where it is.
    verticalScrollBar()->setValue(verticalScrollBar()->maximum() - fromEnd);
    m_followEnd = follow;
    m_loading = false;
}

void ThreadList::mouseMoveEvent(QMouseEvent* event) {
    RowList::mouseMoveEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool onWords =
        index.isValid() &&
        m_delegate.actionAt(index, visualRect(index), event->position().toPoint(), layoutDirection());
    viewport()->setCursor(onWords ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ThreadList::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    RowList::mousePressEvent(event);
    if (event->button() != Qt::LeftButton || !index.isValid()) {
        return;
    }
    const auto action =
        m_delegate.actionAt(index, visualRect(index), event->position().toPoint(), layoutDirection());
    if (action == ThreadAction::Reply) {
        emit targetAsked(index);
    } else if (action) {
        emit actionAsked(*action, index);
    }
}

void ThreadList::keyPressEvent(QKeyEvent* event) {
    const QModelIndex index = currentIndex();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && index.isValid() && m_model.item(index.row()).row.kind == view::ThreadRow::Kind::Moved) {
        emit actionAsked(ThreadAction::GoElsewhere, index);
        event->accept();
        return;
    }
    RowList::keyPressEvent(event);
}

void ThreadList::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid()) {
        return;
    }
    const ThreadItem& item = m_model.item(index.row());
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("threadMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool inbound =
        item.row.kind == view::ThreadRow::Kind::Message && item.row.role != view::ThreadRow::Role::Us;
    if (inbound) {
        connect(menu->addAction(tr("Reply to this message")), &QAction::triggered, this,
                [this, at = QPersistentModelIndex(index)] { emit targetAsked(at); });
    }
    for (const ThreadAction action : threadActions(item)) {
        connect(menu->addAction(threadActionText(action, item)), &QAction::triggered, this,
                [this, action, at = QPersistentModelIndex(index)] { emit actionAsked(action, at); });
    }
    connect(menu->addAction(tr("Copy text")), &QAction::triggered, this,
            [text = QString::fromStdString(item.row.text)] { QGuiApplication::clipboard()->setText(text); });
    const QPoint place = event->reason() == QContextMenuEvent::Keyboard
                             ? viewport()->mapToGlobal(visualRect(index).center())
                             : event->globalPos();
    menu->popup(place);
}

}  // namespace ui
