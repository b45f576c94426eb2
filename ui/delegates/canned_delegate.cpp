// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/canned_delegate.h"

#include "ui/delegates/row_ground.h"
#include "ui/delegates/search_format.h"
#include "ui/delegates/text_block.h"
#include "ui/models/canned_model.h"
#include "ui/models/roles.h"
#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace ui {

CannedDelegate::CannedDelegate(const Theme& theme, Height height, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_textLines(height == Height::TwoLines ? 2 : 1) {}

QSize CannedDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {m_theme.px(200), m_theme.px(17) + m_theme.lineHeight(Type::Body) +
                                 m_textLines * m_theme.lineHeight(Type::Snippet)};
}

void CannedDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const auto item = index.data(ShownRole).value<CannedModel::Shown>();
    if (item == nullptr) {
        return;
    }
    painter->save();
    const QRect box = option.rect.adjusted(m_theme.px(4), 0, -m_theme.px(4), 0);
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    paintRowGround(*painter, option, box, m_theme);
    const int side = m_theme.px(12);
    const int room = box.width() - 2 * side;
    const int top = box.top() + m_theme.px(8);
    const QFont small = m_theme.font(Type::Secondary);
    const int wanted = item->tags.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(item->tags) + 1;
    const int tagsWidth = std::min(wanted, room * 2 / 5);
    const int gap = tagsWidth > 0 ? m_theme.px(8) : 0;
    const QRect title(box.left() + side, top, room - tagsWidth - gap, m_theme.lineHeight(Type::Body));
    const QRect tags(title.right() + 1 + gap, top, tagsWidth, title.height());
    paintLine(*painter, placed(tags), item->tags, small, m_theme.color(Token::Text2), option.direction);
    TextBlock(item->title, {.font = m_theme.font(Type::BodySemibold),
                            .lineHeight = title.height(),
                            .width = title.width(),
                            .mostLines = 1,
                            .layout = option.direction,
                            .marks = searchFormat(item->titleMarks, m_theme)})
        .paint(*painter, placed(title).topLeft(), m_theme.color(Token::Text));
    const int lineHeight = m_theme.lineHeight(Type::Snippet);
    const QRect text(title.left(), title.bottom() + 1 + m_theme.px(1), room, m_textLines * lineHeight);
    TextBlock(item->line, {.font = m_theme.font(Type::Snippet),
                           .lineHeight = lineHeight,
                           .width = text.width(),
                           .mostLines = m_textLines,
                           .layout = option.direction,
                           .marks = searchFormat(item->lineMarks, m_theme)})
        .paint(*painter, placed(text).topLeft(), m_theme.color(Token::Text2));
    painter->restore();
}

}  // namespace ui
