// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/hit_delegate.h"

#include "ui/delegates/disc_painter.h"
#include "ui/delegates/row_ground.h"
#include "ui/delegates/search_format.h"
#include "ui/delegates/text_block.h"
#include "ui/models/hit_model.h"
#include "ui/models/roles.h"
#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>

namespace ui {

HitDelegate::HitDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {m_theme.px(200),
            m_theme.px(17) + m_theme.lineHeight(Type::Body) + 2 * m_theme.lineHeight(Type::Snippet)};
}

void HitDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const auto item = index.data(ShownRole).value<HitModel::Shown>();
    if (item == nullptr) {
        return;
    }
    painter->save();
    const QRect box = option.rect.adjusted(m_theme.px(4), 0, -m_theme.px(4), 0);
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    paintRowGround(*painter, option, box, m_theme);
    const QRect disc(box.left() + m_theme.px(14), box.top() + m_theme.px(8), m_theme.px(36), m_theme.px(36));
    paintDisc(*painter, placed(disc),
              {.contact = item->customer.value, .initials = item->initials, .tag = item->tag}, m_theme,
              option.direction);
    const int left = disc.right() + 1 + m_theme.px(12);
    const int right = box.right() + 1 - m_theme.px(10);
    const QFont timeFont = m_theme.font(Type::Secondary);
    const int timeWidth = lineWidth(item->timeText, timeFont) + 1;
    const QRect line(left, box.top() + m_theme.px(8), right - left, m_theme.lineHeight(Type::Body));
    const QRect time(right - timeWidth, line.top(), timeWidth, line.height());
    paintLine(*painter, placed(time), item->timeText, timeFont, m_theme.color(Token::Text2),
              option.direction);
    const int mark = m_theme.px(14);
    const QFont nameFont = m_theme.font(Type::BodySemibold);
    QRect name = line;
    name.setWidth(std::max(
        0, std::min(lineWidth(item->name, nameFont) + 1, time.left() - left - mark - m_theme.px(12))));
    paintLine(*painter, placed(name), item->name, nameFont, m_theme.color(Token::Text), option.direction);
    const QRect glyph(name.right() + 1 + m_theme.px(5), line.top() + (line.height() - mark) / 2, mark, mark);
    m_theme.icons().paint(*painter, placed(glyph),
                          item->visibility == model::Visibility::Public ? IconName::Globe : IconName::Lock,
                          m_theme.color(Token::Text2));

    TextSetting setting{.font = m_theme.font(Type::Snippet),
                        .lineHeight = m_theme.lineHeight(Type::Snippet),
                        .width = right - left,
                        .mostLines = 2,
                        .layout = option.direction};
    setting.marks = searchFormat(item->marks, m_theme);
    const QRect text(left, line.bottom() + 1 + m_theme.px(1), right - left, 2 * setting.lineHeight);
    TextBlock(item->text, setting).paint(*painter, placed(text).topLeft(), m_theme.color(Token::Text2));
    painter->restore();
}

}  // namespace ui
