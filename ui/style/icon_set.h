// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QColor>
#include <QHash>
#include <QIcon>
#include <QPixmap>
#include <QRectF>

class QPainter;

namespace ui {

/// Our own line icons. Each has one meaning everywhere.
enum class IconName {
    Bell,
    Answered,
    Snoozed,
    Tick,
    All,
    Outbox,
    Search,
    Globe,
    Lock,
    Refresh,
    Canned,
    Menu,
    Note,
    Send,
    Reply,
    Undo,
    More,
    ChevronDown,
    Open,
    Pause,
    Warn,
    Error,
    Allowed,
    Offline,
    Online,
    Plus,
    Close,
    Gear,
    Person,
    Key,
    Lines,
    Gap,
    Picture,
    Attach,
    Phone,
    Star,
    Tag,
    Chart,
    Print,
    Download,
    Spam,
    Complaint,
    Question,
    Praise,
    Like,
    Liked,
    Hide,
    Show,
    // Glyphs of badges, drawn on a grid of 12
    BadgeWaiting,
    BadgeShopClosed,
    BadgeDueSoon,
    BadgeOverdue,
    BadgeMissed,
    BadgeAnswered,
    BadgeAnsweredLate,
    BadgeNoReplyNeeded,
    BadgeBeforeOpening,
    BadgeAutomatic,
    BadgeQueued,
    BadgeSending,
    BadgeUncertain,
    BadgeFailed,
    BadgeSameTurn,
    Count_
};

enum class Mirroring { None, WithLayout };

/// Draws icons from the program's own resources in any colour and size, and keeps what it drew.
class IconSet {
public:
    IconSet();

    /// `ground` colours what is cut out of a filled glyph.
    void paint(QPainter& painter, const QRectF& where, IconName icon, const QColor& ink,
               Mirroring mirroring = Mirroring::None, const QColor& ground = {}) const;
    [[nodiscard]] QPixmap pixmap(IconName icon, int size, qreal ratio, const QColor& ink,
                                 const QColor& ground = {}) const;

private:
    [[nodiscard]] QByteArray drawing(IconName icon, int size, const QColor& ink, const QColor& ground) const;

    mutable QHash<int, QByteArray> m_drawings;
    mutable QCache<quint64, QPixmap> m_pixmaps;
};

/// Whether the glyph points along the line of reading, so that it is mirrored from right to left.
[[nodiscard]] bool mirrors(IconName icon);

[[nodiscard]] QIcon applicationIcon();

}  // namespace ui
