// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/link_button.h"

#include "ui/delegates/text_block.h"
#include "ui/widgets/flat_button.h"
#include "ui/widgets/key_cap.h"

#include <QAction>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace ui {
namespace {

constexpr int kGap = 6;

}  // namespace

LinkButton::LinkButton(const Theme& theme, Type type, Token ink, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_type(type), m_ink(ink) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void LinkButton::setText(const QString& text) {
    QAbstractButton::setText(text);
    setShortcut({});
    updateGeometry();
}

void LinkButton::follow(QAction* action) {
    setText(action->iconText());
    setAccessibleName(action->iconText());
    setToolTip(action->toolTip());
    setVisible(action->isEnabled());
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::enabledChanged, this, &QWidget::setVisible);
}

void LinkButton::setGlyph(std::optional<IconName> glyph) {
    m_glyph = glyph;
    updateGeometry();
    update();
}

void LinkButton::setGlyphSize(int side) {
    m_glyphSize = side;
    updateGeometry();
}

void LinkButton::setKeyCap(const QString& key) {
    m_keyCap = key;
    updateGeometry();
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
    const int words = text().isEmpty() ? 0 : lineWidth(text(), m_theme.font(m_type)) + 1;
    const int glyph = m_glyph ? m_theme.px(m_glyphSize) : 0;
    const int gap = glyph > 0 && words > 0 ? m_theme.px(kGap) : 0;
    const int cap = m_keyCap.isEmpty() ? 0 : keyCapSize(m_keyCap, m_theme).width() + m_theme.px(kGap);
    return {glyph + gap + words + cap + 2 * m_theme.px(m_padding),
            std::max(m_theme.px(24), m_theme.lineHeight(m_type))};
}

QSize LinkButton::minimumSizeHint() const {
    return {m_theme.px(24), sizeHint().height()};
}

void LinkButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Qt::LayoutDirection direction = layoutDirection();
    paintPointed(painter, *this, m_theme);
    const QColor ink = m_theme.color(isEnabled() ? m_ink : Token::Text2);
    QRect words = rect().adjusted(m_theme.px(m_padding), 0, -m_theme.px(m_padding), 0);
    if (m_glyph) {
        const int side = m_theme.px(m_glyphSize);
        const QRect glyph(words.left(), (height() - side) / 2, side, side);
        m_theme.icons().paint(painter, QStyle::visualRect(direction, rect(), glyph), *m_glyph, ink,
                              direction == Qt::RightToLeft ? Mirroring::WithLayout : Mirroring::None);
        words.setLeft(glyph.right() + 1 + m_theme.px(kGap));
    }
    if (!m_keyCap.isEmpty()) {
        QRect cap(QPoint(0, 0), keyCapSize(m_keyCap, m_theme));
        cap.moveTopRight(QPoint(words.right(), (height() - cap.height()) / 2));
        painter.setPen(QPen(ink, 1));
        painter.setBrush(Qt::NoBrush);
        const QRect shown = QStyle::visualRect(direction, rect(), cap);
        painter.drawRoundedRect(QRectF(shown).adjusted(0.5, 0.5, -0.5, -0.5), m_theme.px(3), m_theme.px(3));
        painter.setFont(m_theme.font(Type::SecondaryMedium));
        painter.drawText(shown, Qt::AlignCenter | Qt::TextSingleLine, m_keyCap);
        words.setRight(cap.left() - m_theme.px(kGap));
    }
    paintLine(painter, QStyle::visualRect(direction, rect(), words), text(), m_theme.font(m_type), ink,
              direction);
    paintFocused(painter, *this, m_theme);
}

}  // namespace ui
