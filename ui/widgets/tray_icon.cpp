// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tray_icon.h"

#include "ui/language.h"

#include <QPainter>

#include <utility>

namespace ui {

QPixmap trayPicture(const Theme& theme, const view::TrayState& state, int size) {
    QPixmap picture(size, size);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = theme.color(Token::Text);
    theme.icons().paint(painter, QRectF(0, 0, size, size), IconName::Bell, ink);
    if (state.level == view::TrayLevel::Offline) {
        const qreal margin = size * 0.12;
        painter.setPen(QPen(ink, size * 0.09, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(margin, size - margin), QPointF(size - margin, margin));
        return picture;
    }
    if (state.chip.empty()) {
        return picture;
    }
    QFont font = theme.font(Type::Tag);
    font.setPixelSize(std::max(7, qRound(size * 0.38)));
    font.setWeight(QFont::Bold);
    const QString text = qt(state.chip);
    const qreal height = size * 0.52;
    const qreal width =
        std::min<qreal>(size, std::max(height, QFontMetricsF(font).horizontalAdvance(text) + height * 0.4));
    const QRectF chip(size - width, size - height, width, height);
    const bool overdue = state.level == view::TrayLevel::Overdue;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(overdue ? Token::OverdueGround : Token::Accent));
    painter.drawRoundedRect(chip, height / 2, height / 2);
    painter.setPen(theme.color(overdue ? Token::OverdueInk : Token::OnAccent));
    painter.setFont(font);
    painter.drawText(chip, Qt::AlignCenter, text);
    return picture;
}

TrayIcon::TrayIcon(const Theme& theme, QAction* checkNow, QAction* quit, QObject* parent)
    : QObject(parent), m_theme(theme) {
    m_menu.setObjectName(QStringLiteral("trayMenu"));
    m_menu.setAccessibleName(tr("Shopbell"));
    QAction* open = m_menu.addAction(tr("&Open Shopbell"));
    open->setObjectName(QStringLiteral("trayOpen"));
    connect(open, &QAction::triggered, this, &TrayIcon::openAsked);
    m_menu.addAction(checkNow);
    m_menu.addSeparator();
    m_menu.addAction(quit);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick) {
            emit openAsked();
        }
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        if (m_open) {
            std::exchange(m_open, nullptr)();
        }
    });
    connect(&theme, &Theme::changed, this, &TrayIcon::draw);
    draw();
    m_icon.show();
}

void TrayIcon::show(const view::TrayState& state) {
    if (state != m_state) {
        m_state = state;
        draw();
    }
}

void TrayIcon::draw() {
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48}) {
        icon.addPixmap(trayPicture(m_theme, m_state, size));
    }
    m_icon.setIcon(icon);
    m_icon.setToolTip(qt(m_state.tooltip));
}

void TrayIcon::say(const view::Notice& notice, std::function<void()> open) {
    m_open = std::move(open);
    m_icon.showMessage(qt(notice.title), qt(notice.body),
                       notice.urgency == view::Urgency::Critical ? QSystemTrayIcon::Warning
                                                                 : QSystemTrayIcon::Information);
}

}  // namespace ui
