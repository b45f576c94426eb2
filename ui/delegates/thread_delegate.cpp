// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/thread_delegate.h"

#include "ui/delegates/thread_painter.h"
#include "ui/models/roles.h"
#include "ui/style/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace ui {
namespace {

/// The thread's content is one column that gets no wider.
constexpr int kWidestColumn = 920 + 2 * 16;

}  // namespace

ThreadDelegate::ThreadDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme) {
    connect(&theme, &Theme::changed, this, [this] { m_cells.clear(); });
}

void ThreadDelegate::setViewWidth(int width) {
    m_viewWidth = width;
}

ThreadDelegate::Column ThreadDelegate::columnOf(int viewWidth) const {
    const int width = std::min(viewWidth, m_theme.px(kWidestColumn));
    return {.left = (viewWidth - width) / 2, .width = width};
}

const ThreadCell& ThreadDelegate::cellFor(const ThreadModel::Shown& item, int width,
                                          Qt::LayoutDirection layout) const {
    // An item never changes: its address stands for its content.
    const quint64 key =
        qHashMulti(0, reinterpret_cast<quintptr>(item.get()), width, static_cast<int>(layout));
    if (const KeptCell* kept = m_cells.object(key)) {
        return kept->cell;
    }
    auto* made = new KeptCell{.item = item, .cell = layOutThreadRow(*item, width, m_theme, layout)};
    m_cells.insert(key, made);
    return made->cell;
}

QSize ThreadDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto item = index.data(ShownRole).value<ThreadModel::Shown>();
    if (item == nullptr) {
        return {};
    }
    const Column column = columnOf(m_viewWidth);
    return {m_viewWidth, cellFor(item, column.width, option.direction).height};
}

void ThreadDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const auto item = index.data(ShownRole).value<ThreadModel::Shown>();
    if (item == nullptr) {
        return;
    }
    const Column column = columnOf(option.rect.width());
    const ThreadCell& cell = cellFor(item, column.width, option.direction);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const bool pointed = option.state.testFlag(QStyle::State_MouseOver);
    const ThreadRowState state{.focused = focused,
                               .hovered = pointed && !(cell.links.empty() && cell.strip.empty()),
                               .strip = focused || pointed,
                               .layout = option.direction};
    paintThreadCell(*painter, option.rect.topLeft() + QPoint(column.left, 0), cell, *item, state, m_theme);
}

bool ThreadDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                               const QModelIndex& index) {
    const auto item = index.data(ShownRole).value<ThreadModel::Shown>();
    const auto action = actionAt(index, option.rect, event->pos(), option.direction);
    if (event->type() == QEvent::ToolTip && item != nullptr && action) {
        QToolTip::showText(event->globalPos(), threadActionText(*action, *item), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

std::optional<ThreadAction> ThreadDelegate::actionAt(const QModelIndex& index, const QRect& row,
                                                     const QPoint& place, Qt::LayoutDirection layout) const {
    const auto item = index.data(ShownRole).value<ThreadModel::Shown>();
    if (item == nullptr) {
        return {};
    }
    const Column column = columnOf(row.width());
    const ThreadCell& cell = cellFor(item, column.width, layout);
    const QRect bounds(row.topLeft() + QPoint(column.left, 0), QSize(column.width, cell.height));
    const auto holds = [&](const auto& one) {
        return QStyle::visualRect(layout, bounds, one.rect.translated(bounds.topLeft())).contains(place);
    };
    // Whoever points there sees the strip above all else.
    const auto button = std::ranges::find_if(cell.strip, holds);
    if (button != cell.strip.end()) {
        return button->action;
    }
    const auto link = std::ranges::find_if(cell.links, holds);
    return link == cell.links.end() ? std::nullopt : std::optional(link->action);
}

}  // namespace ui
