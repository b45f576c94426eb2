// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icon_set.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>
#include <array>

/// A static library's resources have to be asked for; outside of namespaces.
static void initResources() {
    Q_INIT_RESOURCE(icons);
}

namespace ui {
namespace {

constexpr std::size_t kIcons = static_cast<std::size_t>(IconName::Count_);
constexpr int kKeptPixmaps = 512;

constexpr std::array<const char*, kIcons> kFiles{"bell",
                                                 "answered",
                                                 "snoozed",
                                                 "tick",
                                                 "all",
                                                 "outbox",
                                                 "search",
                                                 "globe",
                                                 "lock",
                                                 "refresh",
                                                 "canned",
                                                 "menu",
                                                 "note",
                                                 "send",
                                                 "reply",
                                                 "undo",
                                                 "more",
                                                 "chevron_down",
                                                 "open",
                                                 "pause",
                                                 "warn",
                                                 "error",
                                                 "allowed",
                                                 "offline",
                                                 "online",
                                                 "plus",
                                                 "close",
                                                 "gear",
                                                 "person",
                                                 "key",
                                                 "lines",
                                                 "gap",
                                                 "picture",
                                                 "attach",
                                                 "phone",
                                                 "star",
                                                 "tag",
                                                 "chart",
                                                 "print",
                                                 "download",
                                                 "spam",
                                                 "complaint",
                                                 "question",
                                                 "praise",
                                                 "like",
                                                 "liked",
                                                 "hide",
                                                 "show",
                                                 "badge_waiting",
                                                 "badge_shop_closed",
                                                 "badge_due_soon",
                                                 "badge_overdue",
                                                 "badge_missed",
                                                 "badge_answered",
                                                 "badge_answered_late",
                                                 "badge_no_reply_needed",
                                                 "badge_before_opening",
                                                 "badge_automatic",
                                                 "badge_queued",
                                                 "badge_sending",
                                                 "badge_uncertain",
                                                 "badge_failed",
                                                 "badge_same_turn"};

bool isBadge(IconName icon) {
    return icon >= IconName::BadgeWaiting;
}

/// Drawn when a size is asked for: most desktops never ask the window for the large ones.
class ApplicationIcon final : public QIconEngine {
public:
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override {
        // The detailed drawing turns to mud where it is small.
        const qreal pixels = std::min(rect.width(), rect.height()) * painter->device()->devicePixelRatioF();
        QSvgRenderer renderer(pixels <= 32 ? QStringLiteral(":/icons/shopbell_small.svg")
                                           : QStringLiteral(":/icons/shopbell.svg"));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap made(size);
        made.fill(Qt::transparent);
        QPainter painter(&made);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return made;
    }
    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override {
        QList<QSize> sizes;
        for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
            sizes.append({size, size});
        }
        return sizes;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new ApplicationIcon; }
};

}  // namespace

IconSet::IconSet() : m_pixmaps(kKeptPixmaps) {
    initResources();
}

QByteArray IconSet::drawing(IconName icon, int size, const QColor& ink, const QColor& ground) const {
    const int key = static_cast<int>(icon);
    if (!m_drawings.contains(key)) {
        QFile file(
            QStringLiteral(":/icons/%1.svg").arg(QLatin1String(kFiles.at(static_cast<std::size_t>(key)))));
        m_drawings.insert(key, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    QByteArray svg = m_drawings.value(key);
    if (!isBadge(icon) && size > 0) {
        // Icons keep their weight in every size: the stroke is scaled back.
        const double weight = size < 20 ? 0.93 : 1;
        svg.replace("stroke-width=\"1.5\"",
                    "stroke-width=\"" + QByteArray::number(1.5 * 20 / size * weight, 'f', 3) + '"');
    }
    svg.replace("currentColor", ink.name().toLatin1());
    svg.replace("backgroundColor", ground.name().toLatin1());
    return svg;
}

QPixmap IconSet::pixmap(IconName icon, int size, qreal ratio, const QColor& ink, const QColor& ground) const {
    const quint64 key =
        qHashMulti(0, static_cast<int>(icon), size, ratio, ink.rgb(), ground.isValid() ? ground.rgb() : 0U);
    if (const QPixmap* kept = m_pixmaps.object(key)) {
        return *kept;
    }
    auto* made = new QPixmap(QSize(size, size) * ratio);
    made->fill(Qt::transparent);
    QSvgRenderer renderer(drawing(icon, size, ink, ground.isValid() ? ground : ink));
    QPainter painter(made);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    painter.end();
    made->setDevicePixelRatio(ratio);
    const QPixmap result = *made;
    m_pixmaps.insert(key, made);
    return result;
}

void IconSet::paint(QPainter& painter, const QRectF& where, IconName icon, const QColor& ink,
                    Mirroring mirroring, const QColor& ground) const {
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPixmap drawn = pixmap(icon, qRound(where.width()), ratio, ink, ground);
    const bool flip = mirroring == Mirroring::WithLayout && mirrors(icon);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (flip) {
        painter.translate(where.left() + where.right(), 0);
        painter.scale(-1, 1);
    }
    // On whole pixels: a glyph of 12 px must not blur.
    painter.drawPixmap(QPointF(qRound(where.left()), qRound(where.top())), drawn);
    painter.restore();
}

bool mirrors(IconName icon) {
    switch (icon) {
    case IconName::Reply:
    case IconName::Send:
    case IconName::Undo:
    case IconName::Open:
    case IconName::Canned:
    case IconName::BadgeSameTurn:
        return true;
    default:
        return false;
    }
}

QIcon applicationIcon() {
    initResources();
    return QIcon(new ApplicationIcon);
}

}  // namespace ui
