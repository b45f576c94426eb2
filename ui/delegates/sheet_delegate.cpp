// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/sheet_delegate.h"

#include "ui/delegates/badge_painter.h"
#include "ui/delegates/disc_painter.h"
#include "ui/delegates/row_ground.h"
#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/models/roles.h"
#include "ui/models/sheet_model.h"

#include <QPainter>

#include <algorithm>

namespace ui {

SheetColumns sheetColumns(const QRect& row, const Theme& theme) {
    const auto column = [&](int left, int width) {
        return QRect(row.left() + left, row.top(), std::max(0, width), row.height());
    };
    const int window = theme.px(160);
    const int customer = theme.px(225);
    const int clock = std::min(theme.px(190), row.width() / 4);
    const int message = window + customer;
    return {.window = column(0, window - theme.px(8)),
            .customer = column(window, customer - theme.px(12)),
            .message = column(message, row.width() - message - clock - theme.px(8)),
            .clock = column(row.width() - clock, clock)};
}

SheetDelegate::SheetDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme) {}

QSize SheetDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {m_theme.px(200), std::max(m_theme.px(32), m_theme.lineHeight(Type::Body) + m_theme.px(10))};
}

void SheetDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const auto row = index.data(ShownRole).value<SheetModel::Shown>();
    if (row == nullptr) {
        return;
    }
    painter->save();
    painter->fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1),
                      m_theme.color(Token::Line));
    paintRowGround(*painter, option, option.rect.adjusted(0, 1, 0, 0), m_theme);
    paintRow(*painter, option, *row);
    painter->restore();
}

void SheetDelegate::paintRow(QPainter& painter, const QStyleOptionViewItem& option,
                             const view::SheetRow& row) const {
    const QRect line = option.rect.adjusted(m_theme.px(6), 1, -m_theme.px(6), 0);
    const SheetColumns columns = sheetColumns(line, m_theme);
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, line, rect); };
    if (row.window.empty()) {
        paintLine(painter, placed(columns.window), qt(row.noWindow), m_theme.font(Type::Secondary),
                  m_theme.color(Token::Text2), option.direction);
    } else {
        paintBadge(painter, placed(columns.window), row.window, BadgeLength::Full, m_theme, option.direction);
    }
    paintCustomer(painter, option, columns.customer, row);
    paintLine(painter, placed(columns.message), qt(row.message), m_theme.font(Type::Body),
              m_theme.color(Token::Text2), option.direction);
    // Thanks have no hurry; the clock is told by the tooltip.
    const view::BadgeText& badge = row.proposal.empty() ? row.clock : row.proposal;
    QRect clock = columns.clock;
    clock.setLeft(
        std::max(clock.left(), clock.right() + 1 - badgeSize(badge, BadgeLength::Full, m_theme).width()));
    paintBadge(painter, placed(clock), badge, BadgeLength::Full, m_theme, option.direction);
}

void SheetDelegate::paintCustomer(QPainter& painter, const QStyleOptionViewItem& option, const QRect& where,
                                  const view::SheetRow& row) const {
    const QRect line = option.rect.adjusted(m_theme.px(6), 1, -m_theme.px(6), 0);
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, line, rect); };
    const auto middle = [&](int left, const QSize& size) {
        return QRect(QPoint(left, where.top() + (where.height() - size.height()) / 2), size);
    };
    const int disc = m_theme.px(24);
    paintDisc(painter, placed(middle(where.left(), {disc, disc})),
              {.contact = row.customer.value, .initials = qt(row.initials), .tag = {}}, m_theme,
              option.direction);
    const QString tag = qt(row.platformTag);
    const QSize tagSize = platformTagSize(tag, TagSize::Small, m_theme);
    const int mark = m_theme.px(14);
    const int gap = m_theme.px(8);
    QRect name = where;
    name.setLeft(where.left() + disc + m_theme.px(10));
    const QFont font = m_theme.font(Type::BodySemibold);
    const int room = name.width() - mark - tagSize.width() - 2 * gap;
    name.setWidth(std::clamp(lineWidth(qt(row.name), font) + 1, 0, std::max(0, room)));
    paintLine(painter, placed(name), qt(row.name), font, m_theme.color(Token::Text), option.direction);
    const QRect glyph = middle(name.right() + 1 + gap, {mark, mark});
    const bool isPublic = row.visibility == model::Visibility::Public;
    m_theme.icons().paint(painter, placed(glyph), isPublic ? IconName::Globe : IconName::Lock,
                          m_theme.color(Token::Text2));
    paintPlatformTag(painter, placed(middle(glyph.right() + 1 + gap, tagSize)), tag, m_theme);
}

}  // namespace ui
