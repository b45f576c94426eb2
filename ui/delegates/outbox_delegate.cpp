// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/outbox_delegate.h"

#include "ui/delegates/badge_painter.h"
#include "ui/delegates/disc_painter.h"
#include "ui/delegates/row_ground.h"
#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/models/outbox_model.h"
#include "ui/models/roles.h"
#include "ui/style/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace ui {

OutboxDelegate::OutboxDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme) {}

QSize OutboxDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const auto item = index.data(ShownRole).value<OutboxModel::Shown>();
    if (item == nullptr) {
        return {};
    }
    if (item->kind == OutboxItem::Kind::Group) {
        return {m_theme.px(200), m_theme.px(30)};
    }
    const int third = item->outlook.isEmpty() && item->reason.isEmpty()
                          ? 0
                          : m_theme.lineHeight(Type::Secondary) + m_theme.px(1);
    return {m_theme.px(200), m_theme.px(16) + 2 * (m_theme.lineHeight(Type::Body) + m_theme.px(1)) + third};
}

void OutboxDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const auto item = index.data(ShownRole).value<OutboxModel::Shown>();
    if (item == nullptr) {
        return;
    }
    painter->save();
    const QRect box = option.rect.adjusted(m_theme.px(4), 0, -m_theme.px(4), 0);
    if (item->kind == OutboxItem::Kind::Group) {
        QRect line = box.adjusted(m_theme.px(10), m_theme.px(6), -m_theme.px(10), 0);
        const QFont font = m_theme.font(Type::SecondarySemibold);
        const int title =
            paintLine(*painter, line, item->title, font, m_theme.color(Token::Text2), option.direction);
        QRect count = line;
        count.setLeft(line.left() + title + m_theme.px(8));
        paintLine(*painter, QStyle::visualRect(option.direction, line, count),
                  QLocale().toString(item->count), m_theme.font(Type::Secondary), m_theme.color(Token::Text2),
                  option.direction);
    } else {
        paintRowGround(*painter, option, box, m_theme);
        paintReply(*painter, option, box, *item);
    }
    painter->restore();
}

void OutboxDelegate::paintReply(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                                const OutboxItem& item) const {
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    const QRect disc(box.left() + m_theme.px(14), box.top() + m_theme.px(8), m_theme.px(28), m_theme.px(28));
    paintDisc(painter, placed(disc),
              {.contact = item.customer.value, .initials = item.initials, .tag = item.tag}, m_theme,
              option.direction);
    const int left = disc.right() + 1 + m_theme.px(12);
    const int right = box.right() + 1 - m_theme.px(14);
    const int lineHeight = m_theme.lineHeight(Type::Body);

    QRect first(left, box.top() + m_theme.px(7), right - left, lineHeight);
    const QSize badge = badgeSize(item.badge, BadgeLength::Full, m_theme);
    const QRect badgePlace(right - badge.width(), first.top(), badge.width(), first.height());
    paintBadge(painter, placed(badgePlace), item.badge, BadgeLength::Full, m_theme, option.direction);
    first.setRight(badgePlace.left() - m_theme.px(8));
    const QFont nameFont = m_theme.font(Type::BodySemibold);
    const int mark = m_theme.px(14);
    QRect name = first;
    name.setWidth(
        std::max(0, std::min(lineWidth(item.title, nameFont) + 1, first.width() - mark - m_theme.px(6))));
    paintLine(painter, placed(name), item.title, nameFont, m_theme.color(Token::Text), option.direction);
    const QRect glyph(name.right() + 1 + m_theme.px(6), first.top() + (lineHeight - mark) / 2, mark, mark);
    const bool isPublic = item.visibility == model::Visibility::Public;
    m_theme.icons().paint(painter, placed(glyph), isPublic ? IconName::Globe : IconName::Lock,
                          m_theme.color(Token::Text2));

    QRect second(left, first.bottom() + 1 + m_theme.px(1), right - left, lineHeight);
    const QFont timeFont = m_theme.font(Type::Secondary);
    const int timeWidth = lineWidth(item.timeText, timeFont) + 1;
    const QRect time(right - timeWidth, second.top(), timeWidth, lineHeight);
    paintLine(painter, placed(time), item.timeText, timeFont, m_theme.color(Token::Text2), option.direction);
    second.setRight(time.left() - m_theme.px(8));
    paintLine(painter, placed(second), qt(item.reply.text).simplified(), m_theme.font(Type::Body),
              m_theme.color(Token::Text2), option.direction);
    const QRect third(left, second.bottom() + 1 + m_theme.px(1), right - left,
                      m_theme.lineHeight(Type::Secondary));
    paintThirdLine(painter, option, box, third, item);
}

/// What hangs over the reply, then why it has not gone.
void OutboxDelegate::paintThirdLine(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                                    QRect line, const OutboxItem& item) const {
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    if (!item.outlook.isEmpty()) {
        const bool quiet = item.outlookLevel == view::StatusLevel::Quiet;
        const Token loud = item.outlookLevel == view::StatusLevel::Attention ? Token::DueInk : Token::Trouble;
        const QFont font = m_theme.font(quiet ? Type::Secondary : Type::SecondarySemibold);
        const QString text = item.reason.isEmpty() ? item.outlook : item.outlook + QStringLiteral(" · ");
        paintLine(painter, placed(line), text, font, m_theme.color(quiet ? Token::Text2 : loud),
                  option.direction);
        line.setLeft(line.left() + lineWidth(text, font));
    }
    if (!item.reason.isEmpty() && line.isValid()) {
        const bool failed = item.reply.state == model::Delivery::Failed;
        paintLine(painter, placed(line), item.reason, m_theme.font(Type::Secondary),
                  m_theme.color(failed ? Token::Trouble : Token::Text2), option.direction);
    }
}

}  // namespace ui
