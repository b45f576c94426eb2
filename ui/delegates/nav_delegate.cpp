// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/nav_delegate.h"

#include "ui/delegates/disc_painter.h"
#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/models/roles.h"
#include "ui/style/theme.h"

#include <QLocale>
#include <QPainter>

#include <optional>

namespace ui {
namespace {

IconName iconOf(Place place) {
    switch (place) {
    case Place::NeedsReply:
        return IconName::Bell;
    case Place::Answered:
        return IconName::Answered;
    case Place::Snoozed:
        return IconName::Snoozed;
    case Place::Done:
        return IconName::Tick;
    case Place::All:
        return IconName::All;
    case Place::Spam:
        return IconName::Spam;
    case Place::Streams:
        return IconName::Search;
    case Place::Outbox:
        break;
    }
    return IconName::Outbox;
}

struct TruthLook {
    Token ink = Token::Text2;
    Type type = Type::Secondary;
    std::optional<IconName> glyph{};
};

/// The glyph tells the level too: colour is never alone.
TruthLook lookOf(view::StatusLevel level) {
    switch (level) {
    case view::StatusLevel::Quiet:
        return {};
    case view::StatusLevel::Attention:
        return {Token::DueInk, Type::SecondaryMedium, IconName::Warn};
    case view::StatusLevel::Trouble:
        break;
    }
    return {Token::Trouble, Type::SecondarySemibold, IconName::Error};
}

}  // namespace

NavDelegate::NavDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize NavDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const auto item = index.data(ShownRole).value<NavModel::Shown>();
    if (item == nullptr) {
        return {};
    }
    const bool rail = m_width == Width::Rail;
    switch (item->kind) {
    case NavItem::Kind::View:
        return {m_theme.px(40), m_theme.px(rail ? 38 : 30)};
    case NavItem::Kind::Heading:
        return {m_theme.px(40), m_theme.px(rail ? 11 : 28)};
    case NavItem::Kind::Account:
        break;
    }
    return {m_theme.px(40), m_theme.px(rail ? 38 : 40)};
}

void NavDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box) const {
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(selected ? Token::Idle : Token::Hover));
        painter.drawRoundedRect(box, m_theme.px(6), m_theme.px(6));
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        const qreal half = m_theme.ringWidth() / 2;
        painter.setPen(QPen(m_theme.color(Token::Accent), m_theme.ringWidth()));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), m_theme.px(6) - half,
                                m_theme.px(6) - half);
    }
}

void NavDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const auto item = index.data(ShownRole).value<NavModel::Shown>();
    if (item == nullptr) {
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const int side = m_theme.px(m_width == Width::Rail ? 4 : 6);
    const QRect box = option.rect.adjusted(side, 0, -side, 0);
    if (item->kind == NavItem::Kind::Heading) {
        if (m_width == Width::Rail) {
            painter->fillRect(
                QRect(box.left() + m_theme.px(6), box.center().y(), box.width() - m_theme.px(12), 1),
                m_theme.color(Token::Line));
        } else {
            const QRect line =
                box.adjusted(m_theme.px(8), box.height() - m_theme.px(20), -m_theme.px(8), -m_theme.px(4));
            paintLine(*painter, line, item->title, m_theme.font(Type::SecondarySemibold),
                      m_theme.color(Token::Text2), option.direction);
        }
    } else {
        paintGround(*painter, option, m_width == Width::Rail ? box.adjusted(0, 1, 0, -1) : box);
        if (m_width == Width::Rail) {
            paintRail(*painter, option, box, *item);
        } else if (item->kind == NavItem::Kind::View) {
            paintView(*painter, option, box, *item);
        } else {
            paintAccount(*painter, option, box, *item);
        }
    }
    painter->restore();
}

void NavDelegate::paintView(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                            const NavItem& item) const {
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const QColor second = m_theme.color(chosen ? Token::Text : Token::Text2);
    const int side = m_theme.px(16);
    const QRect glyph(box.left() + m_theme.px(10), box.top() + (box.height() - side) / 2, side, side);
    m_theme.icons().paint(painter, placed(glyph), iconOf(item.place), second);
    QRect line(glyph.right() + 1 + m_theme.px(7), box.top(), 0, box.height());
    line.setRight(box.right() - m_theme.px(8));
    if (item.count > 0) {
        const QString count = QLocale().toString(item.count);
        const QFont font = m_theme.font(chosen ? Type::SecondarySemibold : Type::Secondary);
        const int width = lineWidth(count, font) + 1;
        QRect place(line.right() + 1 - width, box.top(), width, box.height());
        paintLine(painter, placed(place), count, font, second, option.direction);
        line.setRight(place.left() - m_theme.px(6));
    }
    paintLine(painter, placed(line), item.title, m_theme.font(chosen ? Type::BodySemibold : Type::Body),
              m_theme.color(Token::Text), option.direction);
}

void NavDelegate::paintAccount(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                               const NavItem& item) const {
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    const QString letters = qt(item.account.tag);
    QRect tag(QPoint(box.left() + m_theme.px(8), 0), platformTagSize(letters, TagSize::Large, m_theme));
    tag.moveTop(box.top() + (box.height() - tag.height()) / 2);
    paintPlatformTag(painter, placed(tag), letters, m_theme);

    const int left = tag.right() + 1 + m_theme.px(9);
    const int width = box.right() + 1 - m_theme.px(8) - left;
    const QRect name(left, box.top() + m_theme.px(3), width, m_theme.lineHeight(Type::Body));
    const QFont font = m_theme.font(Type::Body);
    const QString elided = QFontMetrics(font).elidedText(item.title, Qt::ElideMiddle, width);
    paintLine(painter, placed(name), elided, font, m_theme.color(Token::Text), option.direction);

    const TruthLook look = lookOf(item.account.level);
    QRect truth(left, name.bottom() + 1, width, m_theme.lineHeight(Type::Secondary));
    if (look.glyph) {
        const int side = m_theme.px(12);
        const QRect glyph(truth.left(), truth.top() + (truth.height() - side) / 2, side, side);
        m_theme.icons().paint(painter, placed(glyph), *look.glyph, m_theme.color(look.ink));
        truth.setLeft(glyph.right() + 1 + m_theme.px(4));
    }
    paintLine(painter, placed(truth), qt(item.account.truth), m_theme.font(look.type),
              m_theme.color(look.ink), option.direction);
}

void NavDelegate::paintRail(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                            const NavItem& item) const {
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, box, rect); };
    if (item.kind == NavItem::Kind::Account) {
        const QString letters = qt(item.account.tag);
        QRect tag(QPoint(), platformTagSize(letters, TagSize::Large, m_theme));
        tag.moveCenter(box.center());
        paintPlatformTag(painter, tag, letters, m_theme);
        const TruthLook look = lookOf(item.account.level);
        if (look.glyph) {
            QRect glyph(0, 0, m_theme.px(12), m_theme.px(12));
            glyph.moveCenter(QPoint(tag.right(), tag.bottom()));
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.color(Token::Nav));
            painter.drawEllipse(placed(glyph));
            m_theme.icons().paint(painter, placed(glyph), *look.glyph, m_theme.color(look.ink));
        }
        return;
    }
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    QRect glyph(0, 0, m_theme.px(20), m_theme.px(20));
    glyph.moveCenter(box.center());
    m_theme.icons().paint(painter, glyph, iconOf(item.place),
                          m_theme.color(chosen ? Token::Text : Token::Text2));
    if (item.count > 0) {
        QFont font = m_theme.font(Type::Tag);
        const QString count = item.count > 99 ? QStringLiteral("99+") : QLocale().toString(item.count);
        const int width = lineWidth(count, font) + 2;
        const QRect place(box.right() - m_theme.px(2) - width, box.top() + m_theme.px(2), width,
                          m_theme.px(13));
        paintLine(painter, placed(place), count, font, m_theme.color(Token::Text), option.direction);
    }
}

}  // namespace ui
