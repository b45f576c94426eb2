// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sheet_parts.h"

#include "ui/delegates/disc_painter.h"
#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/models/roles.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <numeric>

namespace ui {
namespace {

constexpr int kBetweenColumns = 16;

template <class Parts>
QString spokenOf(const Parts& parts) {
    QStringList all;
    for (const auto& part : parts) {
        all.append(qt(part.spoken));
    }
    return all.join(QStringLiteral(". "));
}

/// A word or figure that ends with its column.
void paintAtEnd(QPainter& painter, const QRect& all, const QRect& column, const QString& text,
                const QFont& font, const QColor& ink, Qt::LayoutDirection layout) {
    QRect place = column;
    place.setLeft(std::max(column.left(), column.right() - lineWidth(text, font)));
    paintLine(painter, QStyle::visualRect(layout, all, place), text, font, ink, layout);
}

}  // namespace

FigureBox::FigureBox(const Theme& theme, const QString& objectName, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    setObjectName(objectName);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FigureBox::setFigures(std::vector<view::SheetFigure> figures) {
    m_figures = std::move(figures);
    setAccessibleName(spokenOf(m_figures));
    setToolTip(plainToolTip(accessibleName()));
    update();
}

QSize FigureBox::sizeHint() const {
    const int height = m_theme.lineHeight(Type::DialogTitle) + 2 * m_theme.lineHeight(Type::Secondary);
    return {m_theme.px(600), height + m_theme.px(20)};
}

void FigureBox::paintEvent(QPaintEvent*) {
    if (m_figures.empty()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Line));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), m_theme.px(8), m_theme.px(8));
    const int count = static_cast<int>(m_figures.size());
    for (int i = 0; i < count; ++i) {
        const view::SheetFigure& figure = m_figures[static_cast<std::size_t>(i)];
        const int left = width() * i / count;
        const QRect column(left, 0, width() * (i + 1) / count - left, height());
        if (i > 0) {
            const QRect rule = QStyle::visualRect(layoutDirection(), rect(), QRect(left, 0, 1, height()));
            painter.fillRect(rule, m_theme.color(Token::Line));
        }
        QRect inner = QStyle::visualRect(layoutDirection(), rect(),
                                         column.adjusted(m_theme.px(16), m_theme.px(8), -m_theme.px(8), 0));
        inner.setHeight(m_theme.lineHeight(Type::DialogTitle));
        paintLine(painter, inner, qt(figure.number), m_theme.font(Type::DialogTitle),
                  m_theme.color(Token::Text), layoutDirection());
        const TextBlock label(qt(figure.label), {.font = m_theme.font(Type::Secondary),
                                                 .lineHeight = m_theme.lineHeight(Type::Secondary),
                                                 .width = inner.width(),
                                                 .mostLines = 2,
                                                 .layout = layoutDirection()});
        label.paint(painter, inner.bottomLeft() + QPoint(0, 1), m_theme.color(Token::Text2));
    }
}

OvernightTable::OvernightTable(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("shiftOvernight"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void OvernightTable::setAccounts(std::vector<view::SheetAccount> accounts) {
    m_accounts = std::move(accounts);
    setAccessibleName(spokenOf(m_accounts));
    setToolTip(plainToolTip(accessibleName()));
    updateGeometry();
    update();
}

int OvernightTable::rowHeight() const {
    return std::max(m_theme.px(32), m_theme.lineHeight(Type::Body) + m_theme.px(8));
}

QSize OvernightTable::sizeHint() const {
    return {m_theme.px(420), rowHeight() * static_cast<int>(m_accounts.size() + 1)};
}

QSize OvernightTable::minimumSizeHint() const {
    return {m_theme.px(300), sizeHint().height()};
}

void OvernightTable::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Qt::LayoutDirection layout = layoutDirection();
    const int step = rowHeight();
    const QFont head = m_theme.font(Type::SecondarySemibold);
    const QColor quiet = m_theme.color(Token::Text2);
    // As wide as their words, so that the names have what is left.
    const std::array heads{tr("Messages"), tr("Need a reply"), tr("Complaints")};
    std::array<int, heads.size()> wide{};
    std::ranges::transform(heads, wide.begin(), [&](const QString& words) {
        return lineWidth(words, head) + m_theme.px(kBetweenColumns);
    });
    const int end = width() - m_theme.px(6);
    const int figures = end - std::accumulate(wide.begin(), wide.end(), 0);
    const auto column = [&](std::size_t place, int top) {
        const auto before = wide.begin() + static_cast<std::ptrdiff_t>(place);
        return QRect(figures + std::accumulate(wide.begin(), before, 0), top, wide.at(place), step);
    };
    const auto placed = [&](const QRect& place) { return QStyle::visualRect(layout, rect(), place); };
    paintLine(painter, placed(QRect(m_theme.px(6), 0, figures, step)), tr("Account"), head, quiet, layout);
    for (std::size_t place = 0; place < heads.size(); ++place) {
        paintAtEnd(painter, rect(), column(place, 0), heads.at(place), head, quiet, layout);
    }
    int top = step;
    int names = 0;
    for (const view::SheetAccount& account : m_accounts) {
        names = std::max(names, platformTagSize(qt(account.tag), TagSize::Small, m_theme).width());
    }
    for (const view::SheetAccount& account : m_accounts) {
        painter.fillRect(0, top, width(), 1, m_theme.color(Token::Line));
        const QSize tag = platformTagSize(qt(account.tag), TagSize::Small, m_theme);
        paintPlatformTag(painter, placed(QRect(QPoint(m_theme.px(6), top + (step - tag.height()) / 2), tag)),
                         qt(account.tag), m_theme);
        const int left = m_theme.px(14) + names;
        const QFont font = m_theme.font(Type::Body);
        const QColor ink = m_theme.color(Token::Text);
        paintLine(painter, placed(QRect(left, top, figures - left, step)), qt(account.name), font, ink,
                  layout);
        std::size_t place = 0;
        for (const std::string* figure : {&account.messages, &account.needReply, &account.complaints}) {
            paintAtEnd(painter, rect(), column(place++, top), qt(*figure), font, ink, layout);
        }
        top += step;
    }
}

SheetTable::SheetTable(const Theme& theme, const QString& objectName, const QString& name, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_delegate(theme), m_list(new RowList(objectName, name, this)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    connect(m_list, &RowList::chosen, this, [this](const QModelIndex& index) {
        emit chosen(base::ConversationId{index.data(ConversationRole).toLongLong()});
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SheetTable::setRows(const std::vector<view::SheetRow>& rows) {
    m_model.setRows(rows);
    m_list->setVisible(!rows.empty());
    if (!m_list->currentIndex().isValid() && !rows.empty()) {
        const std::size_t first = view::firstWaiting(rows);
        m_list->setCurrentIndex(m_model.index(first < rows.size() ? static_cast<int>(first) : 0));
    }
    placeList();
    setAccessibleName(rows.empty() ? m_nothing : m_list->accessibleName());
    updateGeometry();
    update();
}

base::ConversationId SheetTable::current() const {
    return base::ConversationId{m_list->currentIndex().data(ConversationRole).toLongLong()};
}

base::ConversationId SheetTable::currentWaiting() const {
    const auto row = m_list->currentIndex().data(ShownRole).value<SheetModel::Shown>();
    return row != nullptr && row->kind == view::SheetRow::Kind::Waits ? row->conversation
                                                                      : base::ConversationId{};
}

int SheetTable::headHeight() const {
    return m_model.rowCount() == 0 ? 0 : m_theme.lineHeight(Type::Secondary) + m_theme.px(8);
}

QSize SheetTable::sizeHint() const {
    const int rows = std::max(1, m_model.rowCount());
    return {m_theme.px(800), headHeight() + rows * m_delegate.sizeHint({}, {}).height()};
}

QSize SheetTable::minimumSizeHint() const {
    return {m_theme.px(640), sizeHint().height()};
}

void SheetTable::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeList();
}

void SheetTable::placeList() {
    m_list->setGeometry(0, headHeight(), width(), std::max(0, height() - headHeight()));
}

void SheetTable::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QFont head = m_theme.font(Type::SecondarySemibold);
    const QColor ink = m_theme.color(Token::Text2);
    if (m_model.rowCount() == 0) {
        const QRect line(0, headHeight(), width(), height() - headHeight());
        painter.fillRect(0, headHeight(), width(), 1, m_theme.color(Token::Line));
        paintLine(painter, line.adjusted(m_theme.px(6), 0, 0, 0), m_nothing, m_theme.font(Type::Body), ink,
                  layoutDirection());
        return;
    }
    const QRect row(m_theme.px(6), 0, width() - m_theme.px(12), headHeight());
    const SheetColumns columns = sheetColumns(row, m_theme);
    const auto say = [&](const QRect& where, const QString& text) {
        paintLine(painter, QStyle::visualRect(layoutDirection(), row, where), text, head, ink,
                  layoutDirection());
    };
    say(columns.window, tr("Window"));
    say(columns.customer, tr("Customer"));
    say(columns.message, tr("Last message"));
    paintAtEnd(painter, row, columns.clock, tr("Clock"), head, ink, layoutDirection());
}

}  // namespace ui
