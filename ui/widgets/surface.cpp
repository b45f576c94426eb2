// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/surface.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace ui {

Surface::Surface(const Theme& theme, Token ground, Qt::Edges lines, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_ground(ground), m_lines(lines) {
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Surface::setGround(Token ground) {
    m_ground = ground;
    update();
}

void Surface::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(m_ground));
    const QColor line = m_theme.color(Token::Line);
    if (m_lines.testFlag(Qt::TopEdge)) {
        painter.fillRect(0, 0, width(), 1, line);
    }
    if (m_lines.testFlag(Qt::BottomEdge)) {
        painter.fillRect(0, height() - 1, width(), 1, line);
    }
}

PlainLabel::PlainLabel(const Theme& theme, Type type, Token ink, QWidget* parent)
    : QLabel(parent), m_theme(theme), m_type(type), m_ink(ink) {
    setTextFormat(Qt::PlainText);
    QSizePolicy policy = sizePolicy();
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, &PlainLabel::dress);
    dress();
}

void PlainLabel::dress() {
    setFont(m_theme.font(m_type));
    update();
}

void PlainLabel::setType(Type type) {
    m_type = type;
    dress();
}

void PlainLabel::setInk(Token ink) {
    m_ink = ink;
    update();
}

QSize PlainLabel::minimumSizeHint() const {
    return {wordWrap() ? m_theme.px(80) : 0, m_theme.lineHeight(m_type)};
}

TextBlock PlainLabel::block(int width) const {
    return {text(),
            {.font = font(),
             .lineHeight = m_theme.lineHeight(m_type, text()),
             .width = width,
             .layout = layoutDirection()}};
}

int PlainLabel::heightForWidth(int width) const {
    return wordWrap() ? block(width).height() : -1;
}

QSize PlainLabel::sizeHint() const {
    if (wordWrap()) {
        // As wide as is good to read, or as its longest line.
        int longest = 0;
        for (const QString& line : text().split(u'\n')) {
            longest = std::max(longest, ui::lineWidth(line, font()));
        }
        const int width = std::min(longest + 1, m_theme.px(420));
        return {width, block(width).height()};
    }
    return {ui::lineWidth(text(), font()) + 1, m_theme.lineHeight(m_type, text())};
}

bool PlainLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && !wordWrap() &&
        ui::lineWidth(text(), font()) > contentsRect().width()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainToolTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

void PlainLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor ink = m_theme.color(m_ink);
    if (!wordWrap()) {
        paintLine(painter, contentsRect(), text(), font(), ink, layoutDirection());
        return;
    }
    if (alignment().testFlag(Qt::AlignHCenter)) {
        painter.setPen(ink);
        painter.drawText(contentsRect(), Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextWordWrap, text());
        return;
    }
    const TextBlock words = block(contentsRect().width());
    const int top =
        alignment().testFlag(Qt::AlignTop) ? 0 : std::max(0, (contentsRect().height() - words.height()) / 2);
    words.paint(painter, contentsRect().topLeft() + QPoint(0, top), ink);
}

Glyph::Glyph(const Theme& theme, IconName icon, int side, Token ink, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_icon(icon), m_side(side), m_ink(ink) {
    connect(&theme, &Theme::changed, this, &Glyph::dress);
    dress();
}

void Glyph::dress() {
    setFixedSize(m_theme.px(m_side), m_theme.px(m_side));
    update();
}

void Glyph::setIcon(IconName icon) {
    m_icon = icon;
    update();
}

void Glyph::setInk(Token ink) {
    m_ink = ink;
    update();
}

void Glyph::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_theme.icons().paint(painter, rect(), m_icon, m_theme.color(m_ink),
                          layoutDirection() == Qt::RightToLeft ? Mirroring::WithLayout : Mirroring::None);
}

}  // namespace ui
