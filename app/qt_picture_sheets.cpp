// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_picture_sheets.h"

#include "ui/delegates/badge_painter.h"
#include "ui/widgets/tray_icon.h"

#include <QPainter>
#include <QPixmap>

namespace app {

/// The icon of the program in its sizes, and the one of the tray in its states, on the ground of both themes.
base::Status drawIcons(const QString& folder) {
    QPixmap sheet(820, 300);
    sheet.fill(Qt::transparent);
    QPainter painter(&sheet);
    int top = 0;
    for (const ui::ThemeChoice choice : {ui::ThemeChoice::Light, ui::ThemeChoice::Dark}) {
        const ui::Theme theme(choice);
        painter.fillRect(0, top, sheet.width(), 150, theme.color(ui::Token::Chrome));
        int left = 16;
        const auto put = [&](const QPixmap& picture) {
            painter.drawPixmap(left, top + (150 - picture.height()) / 2, picture);
            left += picture.width() + 16;
        };
        for (const int size : {128, 64, 48, 32, 16}) {
            put(ui::applicationIcon().pixmap(size));
        }
        for (const int size : {48, 22}) {
            for (const view::TrayState& state : {view::TrayState{.level = view::TrayLevel::Quiet},
                                                 {.level = view::TrayLevel::Waiting, .chip = "9"},
                                                 {.level = view::TrayLevel::Overdue, .chip = "99+"},
                                                 {.level = view::TrayLevel::Offline}}) {
                put(ui::trayPicture(theme, state, size));
            }
        }
        top += 150;
    }
    painter.end();
    const QString path = folder + QStringLiteral("/tray-and-icons.png");
    return sheet.save(path, "PNG")
               ? base::Status{}
               : base::fail(base::ErrorKind::BadInput, path.toStdString() + " can't be written");
}

/// Every badge in the themes, side by side.
base::Status drawBadges(const QString& folder) {
    using Kind = view::BadgeKind;
    static const std::pair<Kind, const char*> kBadges[] = {
        {Kind::Waiting, "waiting 12 m"},
        {Kind::ShopClosed, "opens 09:00"},
        {Kind::DueSoon, "due in 6 m"},
        {Kind::Overdue, "overdue by 25 m"},
        {Kind::Answered, "answered in 9 m"},
        {Kind::AnsweredLate, "answered in 1 h 34 m, late"},
        {Kind::Missed, "missed"},
        {Kind::NoReplyNeeded, "no reply needed"},
        {Kind::BeforeOpening, "before opening (3 h 10 m)"},
        {Kind::Automatic, "automatic"},
        {Kind::SameTurn, "same turn, since 13:26"},
        {Kind::NotTimed, "not timed"},
        {Kind::OwnReply, "answered Mira in 9 m"},
        {Kind::WindowOpen, "window 23 h 14 m"},
        {Kind::WindowClosing, "window 3 h 12 m"},
        {Kind::WindowClosed, "window closed"},
        {Kind::Queued, "waiting for network"},
        {Kind::Sending, "sending"},
        {Kind::Uncertain, "may have arrived"},
        {Kind::Failed, "not sent"},
        {Kind::Sent, "sent"},
    };
    constexpr int kColumn = 240;
    constexpr int kRow = 34;
    QPixmap sheet(3 * kColumn, static_cast<int>(std::size(kBadges)) * kRow + kRow);
    QPainter painter(&sheet);
    int left = 0;
    for (const ui::ThemeChoice choice :
         {ui::ThemeChoice::Light, ui::ThemeChoice::Dark, ui::ThemeChoice::HighContrast}) {
        const ui::Theme theme(choice);
        painter.fillRect(left, 0, kColumn, sheet.height(), theme.color(ui::Token::Paper));
        int top = kRow / 2;
        for (const auto& [kind, text] : kBadges) {
            ui::paintBadge(painter, QRect(left + 16, top, kColumn - 32, kRow), {.kind = kind, .text = text},
                           ui::BadgeLength::Full, theme, Qt::LeftToRight);
            top += kRow;
        }
        left += kColumn;
    }
    painter.end();
    const QString path = folder + QStringLiteral("/badges.png");
    return sheet.save(path, "PNG")
               ? base::Status{}
               : base::fail(base::ErrorKind::BadInput, path.toStdString() + " can't be written");
}

}  // namespace app
