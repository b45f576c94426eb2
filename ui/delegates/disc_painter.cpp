// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/disc_painter.h"

#include "ui/delegates/text_block.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace ui {

QSize platformTagSize(const QString& tag, TagSize size, const Theme& theme) {
    const bool large = size == TagSize::Large;
    QFont font = theme.font(large ? Type::SecondarySemibold : Type::Tag);
    const int width = lineWidth(tag, font) + 2 * theme.px(large ? 4 : 3);
    return {std::max(theme.px(large ? 30 : 20), width), theme.px(large ? 18 : 14)};
}

void paintPlatformTag(QPainter& painter, const QRect& where, const QString& tag, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool large = where.height() > theme.px(16);
    const qreal radius = theme.px(large ? 5 : 4);
    painter.setPen(QPen(theme.color(Token::Edge), 1));
    painter.setBrush(theme.color(Token::Paper));
    painter.drawRoundedRect(QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    QFont font = theme.font(large ? Type::SecondarySemibold : Type::Tag);
    if (large) {
        font.setPointSizeF(theme.font(Type::Tag).pointSizeF() + 1);
    }
    painter.setFont(font);
    painter.setPen(theme.color(Token::Text));
    painter.drawText(where, Qt::AlignCenter | Qt::TextSingleLine, tag);
    painter.restore();
}

void paintDisc(QPainter& painter, const QRect& where, const Disc& disc, const Theme& theme,
               Qt::LayoutDirection layout) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ours = disc.whose == Disc::Whose::Ours;
    const DiscColors colors = ours ? DiscColors{theme.color(Token::OursDisc), theme.color(Token::OursInk)}
                                   : discColors(theme.kind(), disc.contact);
    const bool outlined = theme.kind() == ThemeKind::HighContrast;
    painter.setPen(outlined ? QPen(colors.ink, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(colors.ground);
    const qreal inset = outlined ? 0.75 : 0;
    painter.drawEllipse(QRectF(where).adjusted(inset, inset, -inset, -inset));
    const bool small = where.height() < theme.px(32);
    if (ours) {
        QRect bell(0, 0, qRound(where.width() * 0.6), qRound(where.height() * 0.6));
        bell.moveCenter(where.center());
        theme.icons().paint(painter, bell, IconName::Bell, colors.ink);
    } else {
        QFont font = theme.font(Type::BodySemibold);
        font.setPointSizeF(font.pointSizeF() * (small ? 0.8 : 0.98));
        painter.setFont(font);
        painter.setPen(colors.ink);
        // A tag hangs over the foot of a small disc: the letters move up.
        const QRect letters = small && !disc.tag.isEmpty() ? where.adjusted(0, 0, 0, -theme.px(4)) : where;
        painter.drawText(letters, Qt::AlignCenter | Qt::TextSingleLine, disc.initials);
    }
    painter.restore();
    if (!disc.tag.isEmpty()) {
        QRect tag(QPoint(), platformTagSize(disc.tag, TagSize::Small, theme));
        tag.moveBottomRight(where.bottomRight() + QPoint(theme.px(small ? 9 : 5), theme.px(small ? 7 : 3)));
        paintPlatformTag(painter, QStyle::visualRect(layout, where, tag), disc.tag, theme);
    }
}

}  // namespace ui
