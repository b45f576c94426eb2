// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/top_bar.h"

#include "ui/widgets/key_cap.h"
#include "ui/widgets/link_button.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace ui {
namespace {

constexpr int kSearchWidth = 420;
/// A lower window has no words on its buttons.
constexpr int kLowWindow = 680;

}  // namespace

SearchField::SearchField(const Theme& theme, QWidget* parent) : QLineEdit(parent), m_theme(theme) {
    setObjectName(QStringLiteral("searchField"));
    setAccessibleName(tr("Search every message"));
    setPlaceholderText(tr("Search every message"));
    setClearButtonEnabled(false);
    setTextMargins(theme.px(22), 0, theme.px(22), 0);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SearchField::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int side = m_theme.px(16);
    const QRect glyph(m_theme.px(10), (height() - side) / 2, side, side);
    m_theme.icons().paint(painter, QStyle::visualRect(layoutDirection(), rect(), glyph), IconName::Search,
                          m_theme.color(Token::Text2));
    if (!hasFocus() && text().isEmpty()) {
        const QString key = QStringLiteral("/");
        QRect cap(QPoint(0, 0), keyCapSize(key, m_theme));
        cap.moveTopRight(QPoint(width() - m_theme.px(9), (height() - cap.height()) / 2));
        paintKeyCap(painter, QStyle::visualRect(layoutDirection(), rect(), cap), key, m_theme,
                    m_theme.color(Token::Text2));
    }
}

void SearchField::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape:
        emit escaped();
        event->accept();
        return;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit leftForHits();
        event->accept();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

TopBar::TopBar(const Theme& theme, QAction* checkNow, QAction* canned, QAction* report, QWidget* parent)
    : Surface(theme, Token::Chrome, Qt::BottomEdge, parent),
      m_checkNow(new LinkButton(theme, Type::Body, Token::Text, this)), m_checkNowText(checkNow->iconText()),
      m_search(new SearchField(theme, this)), m_canned(new LinkButton(theme, Type::Body, Token::Text, this)),
      m_report(new LinkButton(theme, Type::Body, Token::Text, this)) {
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(theme.px(42));
    m_checkNow->setObjectName(QStringLiteral("checkNowButton"));
    m_checkNow->setGlyph(IconName::Refresh);
    m_checkNow->setGlyphSize(16);
    m_checkNow->setPadding(8);
    m_checkNow->setText(m_checkNowText);
    m_checkNow->setAccessibleName(m_checkNowText);
    m_checkNow->setToolTip(checkNow->toolTip());
    m_checkNow->setFocusPolicy(Qt::TabFocus);
    connect(m_checkNow, &QAbstractButton::clicked, checkNow, &QAction::trigger);
    connect(checkNow, &QAction::enabledChanged, m_checkNow, &QWidget::setEnabled);
    dress(*m_report, "reportButton", IconName::Chart, report);
    dress(*m_canned, "cannedButton", IconName::Canned, canned);
    setTabOrder(m_report, m_canned);
}

void TopBar::dress(LinkButton& button, const char* name, IconName icon, QAction* action) {
    button.setObjectName(QLatin1String(name));
    button.setGlyph(icon);
    button.setGlyphSize(16);
    button.setPadding(7);
    button.setAccessibleName(action->iconText());
    button.setToolTip(action->toolTip());
    button.setFocusPolicy(Qt::TabFocus);
    connect(&button, &QAbstractButton::clicked, action, &QAction::trigger);
}

void TopBar::resizeEvent(QResizeEvent* event) {
    Surface::resizeEvent(event);
    place();
}

void TopBar::changeEvent(QEvent* event) {
    Surface::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        place();
    }
}

void TopBar::place() {
    const int side = theme().px(8);
    const bool low = window()->height() < theme().px(kLowWindow);
    m_checkNow->setText(low ? QString() : m_checkNowText);
    QRect check(QPoint(side, 0), QSize(m_checkNow->sizeHint().width(), theme().px(30)));
    check.moveTop((height() - check.height()) / 2);
    QRect canned(0, check.top(), theme().px(30), check.height());
    canned.moveRight(width() - 1 - side);
    QRect report = canned;
    report.moveRight(canned.left() - 1 - theme().px(4));
    const int searchHeight = theme().px(30);
    const int wide = std::min(theme().px(kSearchWidth), width() - 2 * check.right() - 2 * side);
    QRect search(0, (height() - searchHeight) / 2, std::max(theme().px(160), wide), searchHeight);
    // In the middle, and never over the button.
    search.moveLeft(std::max(check.right() + theme().px(12), (width() - search.width()) / 2));
    m_checkNow->setGeometry(QStyle::visualRect(layoutDirection(), rect(), check));
    m_canned->setGeometry(QStyle::visualRect(layoutDirection(), rect(), canned));
    m_report->setGeometry(QStyle::visualRect(layoutDirection(), rect(), report));
    m_search->setGeometry(QStyle::visualRect(layoutDirection(), rect(), search));
}

}  // namespace ui
