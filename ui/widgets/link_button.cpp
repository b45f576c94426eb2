// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/link_button.h"

#include "ui/delegates/text_block.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace ui {
namespace {

constexpr int kGlyph = 14;
constexpr int kGap = 5;

} // namespace

LinkButton::LinkButton(const Theme& theme, Type type, Token ink, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_type(type), m_ink(ink) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void LinkButton::setGlyph(std::optional<IconName> glyph) {
    m_glyph = glyph;
    updateGeometry();
    update();
}

void LinkButton::setInk(Token ink) {
    m_ink = ink;
    update();
}

void LinkButton::setType(Type type) {
    m_type = type;
    updateGeometry();
    update();
}

void LinkButton::setPadding(int padding) {
    m_padding = padding;
    updateGeometry();
}

QSize LinkButton::sizeHint() const {
    const int glyph = m_glyph ? m_theme.px(kGlyph + kGap) : 0;
    return {lineWidth(text(), m_theme.font(m_type)) + 1 + glyph + 2 * m_theme.px(m_padding),
            std::max(m_theme.px(24), m_theme.lineHeight(m_type))};
}

QSize LinkButton::minimumSizeHint() const { return {m_theme.px(24), sizeHint().height()}; }

void LinkButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Qt::LayoutDirection direction = layoutDirection();
    if (isEnabled() && (underMouse() || isDown())) {
        painter.setPen(Qt::NoPen);
        QColor veil = m_theme.color(Token::Text);
        veil.setAlphaF(isDown() ? 0.12F : 0.07F);
        painter.setBrush(veil);
        painter.drawRoundedRect(rect(), m_theme.px(4), m_theme.px(4));
    }
    const QColor ink = m_theme.color(isEnabled() ? m_ink : Token::Text2);
    QRect words = rect().adjusted(m_theme.px(m_padding), 0, -m_theme.px(m_padding), 0);
    if (m_glyph) {
        const int side = m_theme.px(kGlyph);
        const QRect glyph(words.left(), (height() - side) / 2, side, side);
        m_theme.icons().paint(painter, QStyle::visualRect(direction, rect(), glyph), *m_glyph, ink,
                              direction == Qt::RightToLeft ? Mirroring::WithLayout : Mirroring::None);
        words.setLeft(glyph.right() + 1 + m_theme.px(kGap));
    }
    paintLine(painter, QStyle::visualRect(direction, rect(), words), text(), m_theme.font(m_type), ink, direction);
    if (hasFocus()) {
        const qreal half = m_theme.ringWidth() / 2;
        painter.setPen(QPen(m_theme.color(Token::Accent), m_theme.ringWidth()));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), m_theme.px(4), m_theme.px(4));
    }
}

} // namespace ui
