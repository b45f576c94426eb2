// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/widgets/link_button.h"
#include "ui/widgets/notification_role.h"
#include "ui/widgets/surface.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr int kHeight = 38;
constexpr int kMargin = 8;
constexpr int kShadow = 4;

}  // namespace

Toast::Toast(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_label(new PlainLabel(theme, Type::Body, Token::ToastInk, this)),
      m_undo(new LinkButton(theme, Type::BodySemibold, Token::ToastLink, this)) {
    giveNotificationRole(*this);
    setObjectName(QStringLiteral("toast"));
    setAccessibleName(tr("Note"));
    m_label->setObjectName(QStringLiteral("toastText"));
    m_undo->setObjectName(QStringLiteral("toastUndo"));
    m_undo->setText(tr("Undo"));
    m_undo->setAccessibleName(tr("Undo"));
    m_undo->setPadding(8);
    m_undo->setKeyCap(QStringLiteral("u"));
    auto* layout = new QHBoxLayout(this);
    const int shadow = theme.px(kShadow);
    layout->setContentsMargins(shadow, shadow, shadow, shadow);
    layout->setSpacing(0);
    layout->addSpacing(theme.px(12) + theme.px(14) + theme.px(9));
    layout->addWidget(m_label, 1);
    layout->addSpacing(theme.px(8));
    layout->addWidget(m_undo);
    layout->addSpacing(theme.px(5));
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &Toast::second);
    connect(m_undo, &QAbstractButton::clicked, this, &Toast::undo);
    parent->installEventFilter(this);
    hide();
}

void Toast::show(Note note) {
    // A screen reader speaks a notification that appears; another text in one that is there is not heard.
    if (isVisible() && !m_undo->hasFocus()) {
        hide();
    }
    m_note = std::move(note);
    m_left = m_note.seconds;
    m_label->setText(m_note.text(m_left));
    m_undo->setVisible(m_note.undo != nullptr);
    place();
    QWidget::show();
    raise();
    m_timer.start();
    emit shown(m_label->text());
    setAccessibleDescription(m_label->text());
    QAccessibleEvent spoken(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

void Toast::dismiss() {
    if (!isVisible()) {
        return;
    }
    m_timer.stop();
    m_note.undo = nullptr;
    hide();
    emit ended();
}

void Toast::undo() {
    if (!canUndo()) {
        return;
    }
    const std::function<void()> work = std::exchange(m_note.undo, nullptr);
    dismiss();
    work();
}

void Toast::second() {
    const bool held = underMouse() || m_undo->hasFocus();
    if (held && m_note.clockwork == Note::Clockwork::Waits) {
        return;
    }
    if (--m_left <= 0) {
        dismiss();
        return;
    }
    m_label->setText(m_note.text(m_left));
    update();
}

void Toast::place() {
    const int shadow = m_theme.px(kShadow);
    const int side = m_theme.px(kMargin) - shadow;
    const int height = m_theme.px(kHeight) + 2 * shadow;
    const QWidget* pane = parentWidget();
    setGeometry(side, pane->height() - height - side, pane->width() - 2 * side, height);
}

bool Toast::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parent() && event->type() == QEvent::Resize) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int shadow = m_theme.px(kShadow);
    const QRectF box = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
    painter.setPen(Qt::NoPen);
    for (int step = shadow; step > 0; --step) {
        painter.setBrush(QColor(0, 0, 0, 14));
        painter.drawRoundedRect(box.adjusted(-step, -step + 1, step, step).intersected(QRectF(rect())),
                                8 + step, 8 + step);
    }
    painter.setBrush(m_theme.color(Token::ToastGround));
    painter.drawRoundedRect(box, m_theme.px(8), m_theme.px(8));
    const int side = m_theme.px(14);
    const QRect glyph(shadow + m_theme.px(12), (height() - side) / 2, side, side);
    m_theme.icons().paint(painter, QStyle::visualRect(layoutDirection(), rect(), glyph), m_note.icon,
                          m_theme.color(Token::ToastInk));
}

}  // namespace ui
