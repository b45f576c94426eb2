// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/canned_delegate.h"

#include "ui/delegates/row_ground.h"
#include "ui/delegates/search_format.h"
#include "ui/delegates/text_block.h"
#include "ui/models/canned_model.h"
#include "ui/models/roles.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QStyle>

namespace ui {
namespace {

constexpr int kTextLines = 2;

}  // namespace

CannedDelegate::CannedDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme) {}

QSize CannedDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {m_theme.px(200),
            m_theme.px(17) + m_theme.lineHeight(Type::Body) + kTextLines * m_theme.lineHeight(Type::Snippet)};
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
    const QRect title(box.left() + side, box.top() + m_theme.px(8), box.width() - 2 * side,
                      m_theme.lineHeight(Type::Body));
    TextBlock(item->title, {.font = m_theme.font(Type::BodySemibold),
                            .lineHeight = title.height(),
                            .width = title.width(),
                            .mostLines = 1,
                            .layout = option.direction,
                            .marks = searchFormat(item->titleMarks, m_theme)})
        .paint(*painter, placed(title).topLeft(), m_theme.color(Token::Text));
    const int lineHeight = m_theme.lineHeight(Type::Snippet);
    const QRect text(title.left(), title.bottom() + 1 + m_theme.px(1), title.width(),
                     kTextLines * lineHeight);
    TextBlock(item->line, {.font = m_theme.font(Type::Snippet),
                           .lineHeight = lineHeight,
                           .width = text.width(),
                           .mostLines = kTextLines,
                           .layout = option.direction,
                           .marks = searchFormat(item->lineMarks, m_theme)})
        .paint(*painter, placed(text).topLeft(), m_theme.color(Token::Text2));
    painter->restore();
}

}  // namespace ui
