// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/thread_painter.h"

#include "ui/delegates/badge_painter.h"
#include "ui/delegates/disc_painter.h"
#include "ui/language.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>

namespace ui {
namespace {

using view::ThreadRow;

class CellPainter {
public:
    CellPainter(QPainter& painter, const QPoint& place, const ThreadCell& cell, const ThreadItem& item,
                const ThreadRowState& state, const Theme& theme)
        : m_painter(painter), m_cell(cell), m_item(item), m_row(item.row), m_state(state), m_theme(theme),
          m_bounds(place, QSize(cell.width, cell.height)) {}

    void paint() {
        m_painter.setRenderHint(QPainter::Antialiasing);
        if (m_item.inPublic) {
            guides();
        }
        switch (m_cell.shape) {
        case ThreadCell::Shape::DaySeparator:
            daySeparator();
            break;
        case ThreadCell::Shape::Gap:
            gap();
            break;
        case ThreadCell::Shape::Line:
            line();
            break;
        case ThreadCell::Shape::TreeRow:
            treeRow();
            break;
        case ThreadCell::Shape::Bubble:
            bubble();
            break;
        }
        extras();
        refusal();
        links();
        if (m_state.strip) {
            strip();
        }
        if (m_state.focused) {
            ring();
        }
    }

private:
    [[nodiscard]] int px(qreal pixels) const { return m_theme.px(pixels); }
    [[nodiscard]] QColor color(Token token) const { return m_theme.color(token); }
    /// Where a rectangle of the layout stands on the screen.
    [[nodiscard]] QRect placed(const QRect& rect) const {
        return QStyle::visualRect(m_state.layout, m_bounds, rect.translated(m_bounds.topLeft()));
    }
    void text(const QRect& rect, const QString& words, Type type, Token ink) const {
        paintLine(m_painter, placed(rect), words, m_theme.font(type), color(ink), m_state.layout);
    }
    [[nodiscard]] bool isPending() const {
        return m_row.delivery != model::Delivery::None && m_row.delivery != model::Delivery::Sent;
    }

    void guides() const {
        m_painter.setPen(QPen(color(Token::Line), 1.5));
        m_painter.setBrush(Qt::NoBrush);
        const qreal top = m_bounds.top();
        const qreal bottom = m_bounds.bottom() + 1;
        const auto x = [this](int level) {
            const qreal at = guideX(level, m_theme);
            return m_state.layout == Qt::RightToLeft ? m_bounds.right() + 1 - at : m_bounds.left() + at;
        };
        for (int level = 0; level <= view::kDeepestLevel; ++level) {
            if ((m_item.through >> static_cast<unsigned>(level)) & 1U) {
                m_painter.drawLine(QPointF(x(level), top), QPointF(x(level), bottom));
            }
        }
        if (m_item.elbowLevel) {
            const qreal middle = placed(m_cell.disc).center().y() + 0.5;
            const qreal radius = px(7);
            const qreal sign = m_state.layout == Qt::RightToLeft ? -1 : 1;
            const qreal from = x(*m_item.elbowLevel);
            const QRect disc = placed(m_cell.disc);
            const qreal to = sign > 0 ? disc.left() : disc.right() + 1;
            QPainterPath path(QPointF(from, top));
            path.lineTo(from, middle - radius);
            path.quadTo(from, middle, from + sign * radius, middle);
            path.lineTo(to, middle);
            m_painter.drawPath(path);
        }
        if (m_item.stem && m_cell.shape == ThreadCell::Shape::TreeRow) {
            m_painter.drawLine(QPointF(x(m_row.level), placed(m_cell.disc).bottom() + px(4)),
                               QPointF(x(m_row.level), bottom));
        }
    }

    void daySeparator() const {
        const QFont font = m_theme.font(Type::Secondary);
        const QString title = qt(m_row.text);
        const QRect box = m_cell.box;
        const int width = std::min(lineWidth(title, font) + 2, box.width());
        const QRect words(box.left() + (box.width() - width) / 2, box.top(), width, box.height());
        const bool isNew = m_row.kind == view::ThreadRow::Kind::NewSeparator;
        text(words, title, Type::Secondary, isNew ? Token::Accent : Token::Text2);
        const int y = box.center().y();
        for (const QRect& hairline :
             {QRect(box.left(), y, words.left() - px(10) - box.left(), 1),
              QRect(words.right() + px(10), y, box.right() - words.right() - px(10), 1)}) {
            if (hairline.width() > 0) {
                m_painter.fillRect(placed(hairline), color(isNew ? Token::Accent : Token::Line));
            }
        }
    }

    void hatch(const QRect& where) const {
        const QRect strip = placed(where);
        if (strip.width() <= 0) {
            return;
        }
        m_painter.save();
        m_painter.setClipRect(strip);
        m_painter.setPen(QPen(color(Token::DueEdge), 1));
        for (int x = strip.left() - strip.height(); x < strip.right(); x += px(6)) {
            m_painter.drawLine(x, strip.bottom() + 1, x + strip.height(), strip.top());
        }
        m_painter.restore();
    }

    void gap() const {
        const int y = m_cell.box.center().y() - px(2);
        const int left = m_cell.bodyRect.left() - px(8);
        const int right = m_cell.bodyRect.right() + px(8);
        hatch(QRect(m_cell.box.left(), y, left - m_cell.box.left(), px(5)));
        hatch(QRect(right, y, m_cell.box.right() - right, px(5)));
        m_cell.body.paint(m_painter, placed(m_cell.bodyRect).topLeft(), color(Token::DueInk));
    }

    [[nodiscard]] IconName lineIcon() const {
        if (m_row.kind == ThreadRow::Kind::Moved) {
            return m_item.inPublic ? IconName::Lock : IconName::Globe;
        }
        return m_row.body == ThreadRow::Body::Automatic ? IconName::BadgeAutomatic : IconName::Undo;
    }

    void line() const {
        if (m_row.kind == ThreadRow::Kind::MissingParent) {
            text(m_cell.bodyRect, qt(m_row.text), Type::Secondary, Token::Text2);
            return;
        }
        const int side = px(14);
        const QRect glyph(m_cell.box.left(), m_cell.bodyRect.top() + px(3), side, side);
        m_theme.icons().paint(m_painter, placed(glyph), lineIcon(), color(Token::Text2),
                              m_state.layout == Qt::RightToLeft ? Mirroring::WithLayout : Mirroring::None);
        m_cell.body.paint(m_painter, placed(m_cell.bodyRect).topLeft(), color(Token::Text2));
    }

    void outline(const QRect& box, qreal radius) const {
        QPen pen(color(Token::Edge), 1);
        if (m_row.delivery == model::Delivery::Uncertain) {
            pen = QPen(color(Token::DueEdge), 1.5);
            pen.setDashPattern({2.5, 2});
        } else if (m_row.delivery == model::Delivery::Failed) {
            pen = QPen(color(Token::Trouble), 1.5);
        }
        const qreal half = pen.widthF() / 2;
        m_painter.setPen(pen);
        m_painter.setBrush(color(Token::Paper));
        m_painter.drawRoundedRect(QRectF(placed(box)).adjusted(half, half, -half, -half), radius, radius);
    }

    void rowGround() const {
        const QRect box = placed(m_cell.box);
        const bool ours = m_row.role == ThreadRow::Role::Us;
        if (m_row.body == ThreadRow::Body::Note) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(color(Token::NoteGround));
            m_painter.drawRoundedRect(box, px(6), px(6));
        } else if (ours && isPending() && m_row.delivery != model::Delivery::InFlight) {
            outline(m_cell.box.adjusted(0, 1, 0, -1), px(6));
        } else if (ours || m_item.isTarget || m_state.hovered) {
            m_painter.setPen(m_theme.kind() == ThemeKind::HighContrast && ours ? QPen(color(Token::Line), 1.5)
                                                                               : QPen(Qt::NoPen));
            m_painter.setBrush(color(ours ? Token::BubbleOut : Token::Hover));
            m_painter.drawRoundedRect(box, px(6), px(6));
        }
        if (m_item.isTarget) {
            const QRect bar(m_cell.box.left() - 1, m_cell.box.top() + px(4), px(3),
                            m_cell.box.height() - px(8));
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(color(Token::Accent));
            m_painter.drawRoundedRect(placed(bar), 1.5, 1.5);
        }
    }

    /// name · role · to whom · time · edited
    void authorLine() const {
        const bool third = m_row.role == ThreadRow::Role::ThirdParty;
        QRect rest = m_cell.author;
        const auto take = [&](const QString& words, Type type, Token ink) {
            if (words.isEmpty() || rest.width() <= 0) {
                return;
            }
            QRect place = rest;
            place.setWidth(std::min(rest.width(), lineWidth(words, m_theme.font(type)) + 1));
            text(place, words, type, ink);
            rest.setLeft(place.right() + 1 + px(6));
        };
        // The name gives way first: role, time and edit are short.
        int others = 0;
        QStringList small;
        for (const std::string* words :
             {&m_row.roleText, &m_row.toText, &m_row.timeText, &m_row.editedText}) {
            if (!words->empty()) {
                small.append(words == &m_row.editedText ? QStringLiteral("· ") + qt(*words) : qt(*words));
                others += lineWidth(small.back(), m_theme.font(Type::Secondary)) + 1 + px(6);
            }
        }
        const QString name = qt(m_row.author);
        const int room = std::max(px(60), rest.width() - others);
        const QFont font = m_theme.font(Type::BodySemibold);
        take(lineWidth(name, font) > room ? QFontMetrics(font).elidedText(name, Qt::ElideRight, room) : name,
             Type::BodySemibold, third ? Token::Text2 : Token::Text);
        for (const QString& words : small) {
            take(words, Type::Secondary, Token::Text2);
        }
    }

    void body() const {
        const bool faint = m_row.role == ThreadRow::Role::ThirdParty && m_item.inPublic;
        const bool absent = m_row.body == ThreadRow::Body::Unsent ||
                            m_row.body == ThreadRow::Body::Unreadable ||
                            m_row.body == ThreadRow::Body::Hidden;
        const Token ink = m_row.body == ThreadRow::Body::Note ? Token::NoteInk
                          : faint || absent                   ? Token::Text2
                                                              : Token::Text;
        m_cell.body.paint(m_painter, placed(m_cell.bodyRect).topLeft(), color(ink));
    }

    void treeRow() const {
        rowGround();
        const bool ours = m_row.role == ThreadRow::Role::Us;
        paintDisc(m_painter, placed(m_cell.disc),
                  {.whose = ours ? Disc::Whose::Ours : Disc::Whose::Person,
                   .contact = m_row.authorContact.value,
                   .initials = qt(m_row.initials)},
                  m_theme, m_state.layout);
        authorLine();
        paintBadge(m_painter, placed(m_cell.badge), m_row.badge, BadgeLength::Full, m_theme, m_state.layout);
        body();
    }

    /// Round, but for the corner towards its author.
    [[nodiscard]] QPainterPath bubblePath(const QRectF& box, bool sharpRight) const {
        const qreal round = px(10);
        const qreal sharp = px(3);
        const qreal left = sharpRight ? round : sharp;
        const qreal right = sharpRight ? sharp : round;
        QPainterPath path;
        path.moveTo(box.left() + round, box.top());
        path.lineTo(box.right() - round, box.top());
        path.arcTo(QRectF(box.right() - 2 * round, box.top(), 2 * round, 2 * round), 90, -90);
        path.lineTo(box.right(), box.bottom() - right);
        path.arcTo(QRectF(box.right() - 2 * right, box.bottom() - 2 * right, 2 * right, 2 * right), 0, -90);
        path.lineTo(box.left() + left, box.bottom());
        path.arcTo(QRectF(box.left(), box.bottom() - 2 * left, 2 * left, 2 * left), -90, -90);
        path.lineTo(box.left(), box.top() + round);
        path.arcTo(QRectF(box.left(), box.top(), 2 * round, 2 * round), 180, -90);
        return path;
    }

    void bubbleGround() const {
        const bool out = m_row.role == ThreadRow::Role::Us;
        const QRectF box = placed(m_cell.box);
        if (m_row.body == ThreadRow::Body::Note) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(color(Token::NoteGround));
            m_painter.drawRoundedRect(box, px(6), px(6));
            return;
        }
        const bool sharpRight = out == (m_state.layout == Qt::LeftToRight);
        QPen pen(Qt::NoPen);
        QBrush fill = color(out ? Token::BubbleOut : Token::BubbleIn);
        if (m_theme.kind() == ThemeKind::HighContrast) {
            pen = QPen(color(Token::Line), 1.5);
        }
        if (isPending() && m_row.delivery != model::Delivery::InFlight) {
            fill = Qt::NoBrush;
            pen = QPen(color(Token::Edge), 1);
            if (m_row.delivery == model::Delivery::Uncertain) {
                pen = QPen(color(Token::DueEdge), 1.5);
                pen.setDashPattern({2.5, 2});
            } else if (m_row.delivery == model::Delivery::Failed) {
                pen = QPen(color(Token::Trouble), 1.5);
            }
        }
        const qreal half = pen.style() == Qt::NoPen ? 0 : pen.widthF() / 2;
        m_painter.setPen(pen);
        m_painter.setBrush(fill);
        m_painter.drawPath(bubblePath(box.adjusted(half, half, -half, -half), sharpRight));
        if (m_item.isTarget) {
            const QRect bar(m_cell.box.left() - px(6), m_cell.box.top(), px(3), m_cell.box.height());
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(color(Token::Accent));
            m_painter.drawRoundedRect(placed(bar), 1.5, 1.5);
        }
    }

    void bubble() const {
        bubbleGround();
        if (!m_cell.author.isNull()) {
            text(m_cell.author, qt(m_row.author), Type::SecondarySemibold, Token::Text2);
        }
        body();
        if (!m_cell.under.isNull()) {
            const Token ink = m_row.delivery == model::Delivery::Failed ? Token::Trouble : Token::Text2;
            text(m_cell.under, m_cell.underText, Type::Secondary, ink);
        }
        paintBadge(m_painter, placed(m_cell.badge), m_row.badge, BadgeLength::Full, m_theme, m_state.layout);
        paintBadge(m_painter, placed(m_cell.window), m_row.window, BadgeLength::Full, m_theme,
                   m_state.layout);
    }

    void extras() const {
        for (const ThreadCell::Extra& extra : m_cell.extras) {
            QRect words = extra.rect;
            if (extra.icon) {
                const int side = px(14);
                const QRect glyph(words.left(), words.top() + (words.height() - side) / 2, side, side);
                m_theme.icons().paint(m_painter, placed(glyph), *extra.icon, color(extra.ink));
                words.setLeft(glyph.right() + 1 + px(6));
            }
            text(words, extra.text, Type::Secondary, extra.ink);
        }
    }

    void links() const {
        for (const ThreadCell::Link& link : m_cell.links) {
            text(link.rect, link.text, Type::SecondaryMedium, Token::Accent);
        }
    }

    void refusal() const {
        if (!m_cell.refusalRect.isNull()) {
            m_cell.refusal.paint(m_painter, placed(m_cell.refusalRect).topLeft(), color(Token::Trouble));
        }
    }

    void strip() const {
        if (m_cell.strip.empty()) {
            return;
        }
        const QRect all = placed(m_cell.strip.front().rect.united(m_cell.strip.back().rect));
        m_painter.setPen(QPen(color(Token::Edge), 1));
        m_painter.setBrush(color(Token::Paper));
        m_painter.drawRoundedRect(QRectF(all).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6));
        const int side = px(16);
        for (const ThreadCell::StripButton& button : m_cell.strip) {
            const QRect place = placed(button.rect);
            const QRect glyph(place.center().x() - side / 2 + 1, place.center().y() - side / 2 + 1, side,
                              side);
            m_theme.icons().paint(
                m_painter, glyph, button.icon, color(button.on ? Token::Accent : Token::Text2),
                m_state.layout == Qt::RightToLeft ? Mirroring::WithLayout : Mirroring::None);
        }
    }

    void ring() const {
        const qreal half = m_theme.ringWidth() / 2;
        QRect box = m_cell.box;
        if (m_cell.shape == ThreadCell::Shape::Bubble) {
            box.adjust(-px(2), -px(2), px(2), px(2));
        }
        m_painter.setPen(QPen(color(Token::Accent), m_theme.ringWidth()));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(QRectF(placed(box)).adjusted(half, half, -half, -half), px(6), px(6));
    }

    QPainter& m_painter;
    const ThreadCell& m_cell;
    const ThreadItem& m_item;
    const ThreadRow& m_row;
    const ThreadRowState& m_state;
    const Theme& m_theme;
    QRect m_bounds;
};

}  // namespace

void paintThreadCell(QPainter& painter, const QPoint& place, const ThreadCell& cell, const ThreadItem& item,
                     const ThreadRowState& state, const Theme& theme) {
    painter.save();
    CellPainter(painter, place, cell, item, state, theme).paint();
    painter.restore();
}

}  // namespace ui
