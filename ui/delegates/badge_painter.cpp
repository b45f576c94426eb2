// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/badge_painter.h"

#include "ui/delegates/text_block.h"
#include "ui/style/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace ui {
namespace {

using view::BadgeKind;

enum class Form { Text, Pill, DashedPill, FilledPill, FilledDashedPill, FilledSquare, OutlinedSquare };
enum class Weight { Regular, Medium, Semibold };

struct Look {
    std::optional<IconName> glyph{};
    Form form = Form::Text;
    Token ink = Token::Text2;
    Token ground = Token::Paper;
    Token edge = Token::Edge;
    Weight weight = Weight::Medium;
};

Look lookOf(BadgeKind kind) {
    using enum BadgeKind;
    switch (kind) {
    case Waiting:
        return {IconName::BadgeWaiting, Form::Pill, Token::WaitingInk, Token::Paper, Token::WaitingEdge};
    case ShopClosed:
        return {IconName::BadgeShopClosed, Form::DashedPill, Token::WaitingInk, Token::Paper,
                Token::WaitingEdge};
    case DueSoon:
        return {IconName::BadgeDueSoon, Form::FilledPill, Token::DueInk,
                Token::DueGround,       Token::DueEdge,   Weight::Semibold};
    case Overdue:
        return {IconName::BadgeOverdue, Form::FilledSquare,   Token::OverdueInk,
                Token::OverdueGround,   Token::OverdueGround, Weight::Semibold};
    case Answered:
        return {IconName::BadgeAnswered, Form::Text, Token::Answered};
    case AnsweredLate:
        return {IconName::BadgeAnsweredLate, Form::Text, Token::DueInk};
    case Missed:
        return {IconName::BadgeMissed, Form::Text, Token::Trouble};
    case NoReplyNeeded:
        return {IconName::BadgeNoReplyNeeded};
    case BeforeOpening:
        return {IconName::BadgeBeforeOpening, Form::Text, Token::BeforeOpening};
    case Automatic:
        return {IconName::BadgeAutomatic};
    case SameTurn:
        return {.glyph = IconName::BadgeSameTurn, .weight = Weight::Regular};
    case OwnReply:
    case Sent:
        return {.glyph = IconName::BadgeAnswered, .weight = Weight::Regular};
    case Queued:
        return {IconName::BadgeQueued};
    case Sending:
        return {IconName::BadgeSending};
    case Uncertain:
        return {IconName::BadgeUncertain, Form::FilledDashedPill, Token::DueInk,
                Token::DueGround,         Token::DueEdge,         Weight::Semibold};
    case Failed:
        return {IconName::BadgeFailed, Form::OutlinedSquare, Token::Trouble,
                Token::Paper,          Token::Trouble,       Weight::Semibold};
    case WindowClosing:
        return {.ink = Token::DueInk, .weight = Weight::Semibold};
    case WindowOpen:
    case WindowClosed:
    case NotTimed:
    case None:
        break;
    }
    return {.weight = Weight::Regular};
}

bool isWindow(BadgeKind kind) {
    return kind == BadgeKind::WindowOpen || kind == BadgeKind::WindowClosing ||
           kind == BadgeKind::WindowClosed;
}

bool hasGlyph(BadgeKind kind) {
    return isWindow(kind) || lookOf(kind).glyph.has_value();
}

bool isBox(Form form) {
    return form != Form::Text;
}

QFont fontOf(const Look& look, const Theme& theme) {
    if (theme.kind() == ThemeKind::HighContrast && isBox(look.form)) {
        return theme.font(Type::SecondarySemibold);
    }
    switch (look.weight) {
    case Weight::Regular:
        return theme.font(Type::Secondary);
    case Weight::Medium:
        return theme.font(Type::SecondaryMedium);
    case Weight::Semibold:
        break;
    }
    return theme.font(Type::SecondarySemibold);
}

/// As wide as the text gets while it ticks.
int steadyWidth(const QString& text, const QFont& font) {
    const QFontMetricsF metrics(font);
    qreal widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit) {
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    }
    qreal width = metrics.horizontalAdvance(text);
    for (const QChar character : text) {
        if (character.isDigit()) {
            width += widest - metrics.horizontalAdvance(character);
        }
    }
    return static_cast<int>(std::ceil(width));
}

QString shownText(const view::BadgeText& badge, BadgeLength length) {
    return QString::fromStdString(length == BadgeLength::Compact ? badge.compact : badge.text);
}

struct Measures {
    int before = 0;  ///< from the edge to the glyph
    int after = 0;
    int glyph = 0;
    int gap = 0;
};

Measures measuresOf(BadgeKind kind, const Theme& theme) {
    const bool box = isBox(lookOf(kind).form);
    const bool glyph = hasGlyph(kind);
    return {.before = box ? theme.px(6) : 0,
            .after = box ? theme.px(8) : 0,
            .glyph = glyph ? theme.px(12) : 0,
            .gap = glyph ? theme.px(4) : 0};
}

void paintBox(QPainter& painter, const QRect& box, const Look& look, const Theme& theme) {
    const bool strong = theme.kind() == ThemeKind::HighContrast;
    QPen line(theme.color(strong ? look.ink : look.edge), strong ? 2 : 1);
    if (look.form == Form::DashedPill || look.form == Form::FilledDashedPill) {
        line.setDashPattern({2.5 / line.widthF(), 2 / line.widthF()});
        // Square ends would close the gaps of a thick line.
        line.setCapStyle(Qt::FlatCap);
    }
    const bool filled = look.form == Form::FilledPill || look.form == Form::FilledDashedPill ||
                        look.form == Form::FilledSquare;
    const bool square = look.form == Form::FilledSquare || look.form == Form::OutlinedSquare;
    const qreal half = line.widthF() / 2;
    const QRectF inside = QRectF(box).adjusted(half, half, -half, -half);
    const qreal radius = square ? theme.px(4) : inside.height() / 2;
    painter.setPen(line);
    painter.setBrush(filled ? QBrush(theme.color(look.ground)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(inside, radius, radius);
}

/// Its arc from 12 o'clock is the time left; it has no hands, for it is not the clock.
void paintWindowRing(QPainter& painter, const QRect& where, BadgeKind kind, const QColor& ink) {
    const qreal unit = where.width() / 12.0;
    const QRectF ring = QRectF(where).adjusted(1.4 * unit, 1.4 * unit, -1.4 * unit, -1.4 * unit);
    painter.setBrush(Qt::NoBrush);
    if (kind == BadgeKind::WindowClosed) {
        painter.setPen(QPen(ink, 1.4 * unit, Qt::SolidLine, Qt::RoundCap));
        painter.drawEllipse(ring);
        const QPointF middle = ring.center();
        painter.drawLine(middle + QPointF(-3, 3) * unit, middle + QPointF(3, -3) * unit);
        return;
    }
    QColor faint = ink;
    faint.setAlphaF(0.3F);
    painter.setPen(QPen(faint, 1.4 * unit));
    painter.drawEllipse(ring);
    painter.setPen(QPen(ink, 2 * unit, Qt::SolidLine, Qt::FlatCap));
    constexpr int kQuarter = 90 * 16;
    // The exact share is not known here: whole while it is open, an eighth when it closes.
    painter.drawArc(ring, kQuarter, kind == BadgeKind::WindowOpen ? -4 * kQuarter : -kQuarter / 2);
}

}  // namespace

QSize badgeSize(const view::BadgeText& badge, BadgeLength length, const Theme& theme) {
    if (badge.empty()) {
        return {0, theme.px(18)};
    }
    const Measures measures = measuresOf(badge.kind, theme);
    const int text = steadyWidth(shownText(badge, length), fontOf(lookOf(badge.kind), theme));
    return {measures.before + measures.glyph + measures.gap + text + measures.after, theme.px(18)};
}

void paintBadge(QPainter& painter, const QRect& where, const view::BadgeText& badge, BadgeLength length,
                const Theme& theme, Qt::LayoutDirection layout) {
    if (badge.empty() || where.width() <= 0) {
        return;
    }
    const Look look = lookOf(badge.kind);
    const Measures measures = measuresOf(badge.kind, theme);
    QRect box(where.topLeft(), badgeSize(badge, length, theme));
    box.setWidth(std::min(box.width(), where.width()));
    box.moveTop(where.top() + (where.height() - box.height()) / 2);
    const QRect shown = QStyle::visualRect(layout, where, box);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (isBox(look.form)) {
        paintBox(painter, shown, look, theme);
    }
    const QColor ink = theme.color(look.ink);
    QRect glyph(box.left() + measures.before, box.top() + (box.height() - measures.glyph) / 2, measures.glyph,
                measures.glyph);
    const QRect text(glyph.left() + measures.glyph + measures.gap, box.top(),
                     box.right() + 1 - measures.after - glyph.left() - measures.glyph - measures.gap,
                     box.height());
    glyph = QStyle::visualRect(layout, where, glyph);
    if (isWindow(badge.kind)) {
        paintWindowRing(painter, glyph, badge.kind, ink);
    } else if (look.glyph) {
        const bool filled = look.form == Form::FilledSquare;
        theme.icons().paint(painter, glyph, *look.glyph, ink,
                            layout == Qt::RightToLeft ? Mirroring::WithLayout : Mirroring::None,
                            filled ? theme.color(look.ground) : QColor());
    }
    paintLine(painter, QStyle::visualRect(layout, where, text), shownText(badge, length), fontOf(look, theme),
              ink, layout);
    painter.restore();
}

}  // namespace ui
