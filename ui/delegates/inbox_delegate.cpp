// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/inbox_delegate.h"

#include "ui/delegates/badge_painter.h"
#include "ui/delegates/chip_painter.h"
#include "ui/delegates/disc_painter.h"
#include "ui/delegates/row_ground.h"
#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/models/inbox_model.h"
#include "ui/models/roles.h"
#include "ui/style/theme.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr int kMargin = 4;    ///< beside the box of a row
constexpr int kLeading = 14;  ///< from the box to the disc
constexpr int kTrailing = 10;
/// Below this a window loses its word, and in compact rows the kind of message too.
constexpr int kNarrow = 340;

/// What is drawn at the trailing end takes its room first.
QRect takeTrailing(QRect& line, int width, int gap) {
    const QRect taken(line.right() + 1 - width, line.top(), width, line.height());
    line.setRight(taken.left() - 1 - gap);
    return taken;
}

}  // namespace

InboxDelegate::InboxDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_texts(theme) {
    connect(&theme, &Theme::changed, this, [this] { m_texts.clear(); });
}

QSize InboxDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const int name = m_theme.lineHeight(Type::Body);
    if (m_density == Density::Compact) {
        return {m_theme.px(200), 2 * name + m_theme.px(20)};
    }
    // Padding, name, two lines of snippet, badge.
    return {m_theme.px(200), m_theme.px(8) + name + m_theme.px(1) + 2 * m_theme.lineHeight(Type::Snippet) +
                                 m_theme.px(3) + m_theme.px(18) + m_theme.px(6)};
}

void InboxDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const auto shown = index.data(ShownRole).value<InboxModel::Shown>();
    if (shown == nullptr) {
        return;
    }
    painter->save();
    const QRect box = option.rect.adjusted(m_theme.px(kMargin), 0, -m_theme.px(kMargin), 0);
    paintHairline(*painter, option, index, m_theme.px(m_density == Density::Compact ? 52 : 58) + box.left());
    paintRowGround(*painter, option, box, m_theme);
    if (m_density == Density::Compact) {
        paintCompact(*painter, option, box, *shown);
    } else {
        paintComfortable(*painter, option, box, *shown);
    }
    painter->restore();
}

void InboxDelegate::paintHairline(QPainter& painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index, int from) const {
    constexpr auto kStands = QStyle::State_Selected | QStyle::State_MouseOver;
    if (index.row() == 0 || (option.state & kStands)) {
        return;
    }
    const auto* list = qobject_cast<const QAbstractItemView*>(option.widget);
    const QModelIndex above = index.siblingAtRow(index.row() - 1);
    if (list != nullptr && list->selectionModel() != nullptr && list->selectionModel()->isSelected(above)) {
        return;
    }
    if (list != nullptr && list->viewport()->underMouse() &&
        list->indexAt(list->viewport()->mapFromGlobal(QCursor::pos())) == above) {
        return;
    }
    const QRect line(from, option.rect.top(), option.rect.right() - m_theme.px(12) - from, 1);
    painter.fillRect(QStyle::visualRect(option.direction, option.rect, line), m_theme.color(Token::Line));
}

void InboxDelegate::paintUnreadDot(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                                   int top) const {
    const QRect dot(box.left() + m_theme.px(4), box.top() + top, m_theme.px(7), m_theme.px(7));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::Accent));
    painter.drawEllipse(QStyle::visualRect(option.direction, box, dot));
}

void InboxDelegate::paintName(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                              const QRect& line, const view::InboxRow& row) const {
    const int mark = m_theme.px(14);
    const int gap = m_theme.px(5);
    QRect name = line;
    name.setWidth(std::max(0, line.width() - mark - gap));
    const TextBlock& block = m_texts.block({.text = qt(row.name),
                                            .type = row.unread > 0 ? Type::BodyBold : Type::BodySemibold,
                                            .lineHeight = name.height(),
                                            .width = name.width(),
                                            .layout = option.direction});
    if (name.width() > 0) {
        block.paint(painter, QStyle::visualRect(option.direction, box, name).topLeft(),
                    m_theme.color(Token::Text));
        name.setWidth(std::min(block.naturalWidth(), name.width()));
    }
    const QRect glyph(name.right() + 1 + gap, line.top() + (line.height() - mark) / 2, mark, mark);
    const bool isPublic = row.visibility == model::Visibility::Public;
    m_theme.icons().paint(painter, QStyle::visualRect(option.direction, box, glyph),
                          isPublic ? IconName::Globe : IconName::Lock, m_theme.color(Token::Text2));
}

void InboxDelegate::paintComfortable(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                                     const view::InboxRow& row) const {
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    const bool unread = row.unread > 0;
    if (unread) {
        paintUnreadDot(painter, option, box, m_theme.px(23));
    }
    const QRect disc(box.left() + m_theme.px(kLeading), box.top() + m_theme.px(8), m_theme.px(36),
                     m_theme.px(36));
    paintDisc(painter, placed(disc),
              {.contact = row.customer.value, .initials = qt(row.initials), .tag = qt(row.platformTag)},
              m_theme, option.direction);

    const int left = disc.right() + 1 + m_theme.px(12);
    const int width = box.right() + 1 - m_theme.px(kTrailing) - left;
    QRect line(left, box.top() + m_theme.px(8), width, m_theme.lineHeight(Type::Body));
    const QFont timeFont = m_theme.font(Type::Secondary);
    const QString time = qt(row.timeText);
    const QRect timeRect = takeTrailing(line, lineWidth(time, timeFont) + 1, m_theme.px(6));
    paintLine(painter, placed(timeRect), time, timeFont, m_theme.color(Token::Text2), option.direction);
    paintName(painter, option, box, line, row);

    const int snippetLine = m_theme.lineHeight(Type::Snippet);
    const QRect snippet(left, line.bottom() + 1 + m_theme.px(1), width, 2 * snippetLine);
    m_texts
        .block({.text = qt(row.snippet),
                .type = Type::Snippet,
                .lineHeight = snippetLine,
                .width = width,
                .mostLines = 2,
                .layout = option.direction})
        .paint(painter, placed(snippet).topLeft(), m_theme.color(unread ? Token::Text : Token::Text2));

    paintBadges(painter, option, box,
                QRect(left, snippet.bottom() + 1 + m_theme.px(3), box.right() + 1 - left, m_theme.px(18)),
                row);
}

/// What it is taken for stands last. Where there is no room for all, the window loses its word first, and
/// then the badge.
void InboxDelegate::paintBadges(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                                QRect line, const view::InboxRow& row) const {
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    const int gap = m_theme.px(8);
    if (!row.chip.empty()) {
        line.setRight(line.right() - m_theme.px(kTrailing));
        const QRect chip = takeTrailing(line, chipSize(row.chip, ChipLength::Full, m_theme).width(), gap);
        paintChip(painter, placed(chip), row.chip, ChipLength::Full, m_theme, option.direction);
    }
    const auto width = [&](const view::BadgeText& badge, BadgeLength length) {
        return badge.empty() ? 0 : badgeSize(badge, length, m_theme).width();
    };
    const int between = row.badge.empty() || row.window.empty() ? 0 : gap;
    const bool narrow = option.rect.width() < m_theme.px(kNarrow);
    BadgeLength badge = BadgeLength::Full;
    BadgeLength window = narrow ? BadgeLength::Compact : BadgeLength::Full;
    const auto fits = [&] {
        return width(row.badge, badge) + between + width(row.window, window) <= line.width();
    };
    if (!row.chip.empty() && !fits()) {
        window = BadgeLength::Compact;
        badge = fits() ? BadgeLength::Full : BadgeLength::Compact;
    }
    QRect first = line;
    first.setWidth(width(row.badge, badge));
    paintBadge(painter, placed(first), row.badge, badge, m_theme, option.direction);
    if (!row.window.empty()) {
        line.setLeft(line.left() + first.width() + between);
        paintBadge(painter, placed(line), row.window, window, m_theme, option.direction);
    }
}

void InboxDelegate::paintCompact(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                                 const view::InboxRow& row) const {
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    const bool unread = row.unread > 0;
    if (unread) {
        paintUnreadDot(painter, option, box, m_theme.px(13));
    }
    const QRect disc(box.left() + m_theme.px(kLeading), box.top() + m_theme.px(8), m_theme.px(28),
                     m_theme.px(28));
    paintDisc(painter, placed(disc),
              {.contact = row.customer.value, .initials = qt(row.initials), .tag = qt(row.platformTag)},
              m_theme, option.direction);

    const int left = disc.right() + 1 + m_theme.px(12);
    const int width = box.right() + 1 - m_theme.px(kTrailing) - left;
    const int lineHeight = m_theme.lineHeight(Type::Body);
    QRect first(left, box.top() + m_theme.px(8), width, lineHeight);
    for (const view::BadgeText* badge : {&row.badge, &row.window}) {
        if (!badge->empty()) {
            const QSize size = badgeSize(*badge, BadgeLength::Compact, m_theme);
            const QRect place = takeTrailing(first, size.width(), m_theme.px(8));
            paintBadge(painter, placed(place), *badge, BadgeLength::Compact, m_theme, option.direction);
        }
    }
    paintName(painter, option, box, first, row);

    QRect second(left, first.bottom() + 1 + m_theme.px(2), width, lineHeight);
    const QFont timeFont = m_theme.font(Type::Secondary);
    const QString time = qt(row.timeText);
    const QRect timeRect = takeTrailing(second, lineWidth(time, timeFont) + 1, m_theme.px(8));
    paintLine(painter, placed(timeRect), time, timeFont, m_theme.color(Token::Text2), option.direction);
    if (!row.chip.empty()) {
        const ChipLength length =
            option.rect.width() < m_theme.px(kNarrow) ? ChipLength::Glyph : ChipLength::Full;
        const QRect chip = takeTrailing(second, chipSize(row.chip, length, m_theme).width(), m_theme.px(8));
        paintChip(painter, placed(chip), row.chip, length, m_theme, option.direction);
    }
    if (second.width() > 0) {
        m_texts
            .block({.text = qt(row.snippet),
                    .type = Type::Snippet,
                    .lineHeight = second.height(),
                    .width = second.width(),
                    .layout = option.direction})
            .paint(painter, placed(second).topLeft(), m_theme.color(unread ? Token::Text : Token::Text2));
    }
}

}  // namespace ui
