// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/finder_popup.h"

#include "ui/widgets/notification_role.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/surface.h"

#include <QAccessible>
#include <QKeySequence>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

constexpr int kWidth = 420;
constexpr int kMostRows = 6;
constexpr int kShadow = 8;
constexpr int kRadius = 10;
constexpr int kInner = 4;

QString keyName(Qt::Key key) {
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

}  // namespace

FinderPopup::FinderPopup(const Theme& theme, QWidget* window)
    : QWidget(window), m_theme(theme),
      m_list(new RowList(QStringLiteral("replyFinderList"), tr("Canned replies that fit"), this)),
      m_keys(new PlainLabel(theme, Type::Secondary, Token::Text2, this)) {
    giveNotificationRole(*this);
    setObjectName(QStringLiteral("replyFinder"));
    setAccessibleName(m_list->accessibleName());
    setFocusPolicy(Qt::NoFocus);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setUniformItemSizes(true);
    m_keys->setObjectName(QStringLiteral("replyFinderKeys"));
    m_keys->setText(
        tr("%1 inserts, %2 leaves the text as it is").arg(keyName(Qt::Key_Return), keyName(Qt::Key_Escape)));
    const int shadow = theme.px(kShadow);
    const int inner = theme.px(kInner);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(shadow, shadow + inner, shadow, shadow + inner);
    lines->setSpacing(0);
    lines->addWidget(m_list, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(4));
    foot->addWidget(m_keys, 1);
    lines->addLayout(foot);
    hide();
}

void FinderPopup::placeAt(const QRect& caret, int rows, int rowHeight) {
    const QWidget* window = parentWidget();
    const int shadow = m_theme.px(kShadow);
    const int above = caret.top();
    const int below = window->height() - caret.bottom() - 1;
    const bool goesUp = above >= below;
    m_list->setFixedHeight(rowHeight);
    const int others = layout()->totalSizeHint().height() - rowHeight;
    const int fitting = std::max(1, ((goesUp ? above : below) - others) / std::max(1, rowHeight));
    m_list->setFixedHeight(std::min({rows, kMostRows, fitting}) * rowHeight);
    const int height = m_list->height() + others;
    const int width = std::min(m_theme.px(kWidth), window->width());
    // The rows' words begin where the colon stands.
    const int inset = shadow + m_theme.px(16);
    const int left = isRightToLeft() ? caret.right() + 1 + inset - width : caret.left() - inset;
    setGeometry(std::clamp(left, 0, window->width() - width),
                goesUp ? caret.top() - height + shadow / 2 : caret.bottom() + 1 - shadow / 2, width, height);
}

void FinderPopup::say(const QString& sentence) {
    setAccessibleDescription(sentence);
    QAccessibleEvent spoken(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
    if (m_list->currentIndex().isValid()) {
        QAccessibleEvent chosen(m_list, QAccessible::Focus);
        chosen.setChild(m_list->currentIndex().row());
        QAccessible::updateAccessibility(&chosen);
    }
}

void FinderPopup::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int shadow = m_theme.px(kShadow);
    const int radius = m_theme.px(kRadius);
    const QRectF box = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
    painter.setPen(Qt::NoPen);
    for (int step = shadow; step > 0; --step) {
        painter.setBrush(QColor(0, 0, 0, 5));
        painter.drawRoundedRect(box.adjusted(-step, -step + 2, step, step).intersected(QRectF(rect())),
                                radius + step, radius + step);
    }
    painter.setPen(QPen(m_theme.color(Token::Line), 1));
    painter.setBrush(m_theme.color(Token::Paper));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

}  // namespace ui
