// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/report_pages.h"

#include "ui/language.h"
#include "ui/widgets/expectation_bars.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QScreen>

#include <array>

namespace ui {
namespace {

constexpr qreal kMarginMm = 15;
constexpr qreal kMmOfInch = 25.4;
constexpr qreal kBetween = 22;

QString say(const char* words) {
    return QCoreApplication::translate("ui::ReportPages", words);
}

Qt::LayoutDirection reading() {
    return QGuiApplication::layoutDirection();
}

/// Fonts are measured on the screen, so the paper takes its resolution.
qreal dotsPerInch() {
    const QScreen* screen = QGuiApplication::primaryScreen();
    return screen == nullptr ? 96 : screen->logicalDotsPerInch();
}

}  // namespace

ReportPages::ReportPages(const view::ReportView& shown, const view::ReportView& business,
                         const view::ReportView& calendar, ReportHeading heading, QSizeF page)
    : m_heading(std::move(heading)), m_page(page) {
    addChart({}, {}, std::make_shared<FigureStrip>(shown.figures, QString()));
    for (ReportSection& section : sectionsOf(shown)) {
        addChart(section.title, section.caption, std::move(section.chart));
    }
    addText(qt(shown.leftOut));
    addTable(business, calendar);
    breakPages();
}

void ReportPages::addChart(const QString& title, const QString& caption, std::shared_ptr<Chart> chart) {
    const qreal head = title.isEmpty() ? 0 : m_theme.lineHeight(Type::Body) + m_theme.px(8);
    const int height = chart->heightFor(m_theme, static_cast<int>(m_page.width()));
    m_blocks.push_back(
        {.height = head + height,
         .paint = [this, title, caption, chart, head](QPainter& painter, const QRectF& area) {
             const ChartSpace space{.area = area, .theme = m_theme, .direction = reading()};
             const QFont strong = m_theme.font(Type::BodySemibold);
             const qreal line = m_theme.lineHeight(Type::Body);
             if (!title.isEmpty()) {
                 const qreal width = QFontMetricsF(strong).horizontalAdvance(title) + 2;
                 chartText(painter, space.rect(0, 0, width, line), title, space.leadingEdge(), strong,
                           m_theme.color(Token::Text));
                 const qreal rest = width + m_theme.px(8);
                 chartText(painter, space.rect(rest, 0, area.width() - rest, line), caption,
                           space.leadingEdge(), m_theme.font(Type::Secondary), m_theme.color(Token::Text2));
             }
             chart->paint(painter,
                          {.area = area.adjusted(0, head, 0, 0), .theme = m_theme, .direction = reading()});
         }});
}

void ReportPages::addText(const QString& text) {
    m_blocks.push_back({.height = static_cast<qreal>(m_theme.lineHeight(Type::Body)),
                        .paint = [this, text](QPainter& painter, const QRectF& area) {
                            chartText(painter, area, text,
                                      reading() == Qt::LeftToRight ? Qt::AlignLeft : Qt::AlignRight,
                                      m_theme.font(Type::Secondary), m_theme.color(Token::Text2));
                        }});
}

void ReportPages::addTable(const view::ReportView& business, const view::ReportView& calendar) {
    std::vector<std::array<QString, 7>> rows{{say(QT_TRANSLATE_NOOP("ui::ReportPages", "Platform")),
                                              say(QT_TRANSLATE_NOOP("ui::ReportPages", "Turns")),
                                              say(QT_TRANSLATE_NOOP("ui::ReportPages", "Response rate")),
                                              say(QT_TRANSLATE_NOOP("ui::ReportPages", "Clock")),
                                              say(QT_TRANSLATE_NOOP("ui::ReportPages", "Median")),
                                              say(QT_TRANSLATE_NOOP("ui::ReportPages", "p90")),
                                              say(QT_TRANSLATE_NOOP("ui::ReportPages", "Within target"))}};
    for (std::size_t row = 0; row < business.platforms.rows.size(); ++row) {
        const view::PlatformView& one = business.platforms.rows[row];
        const view::PlatformView& other = calendar.platforms.rows[row];
        rows.push_back({qt(one.mark.label), qt(one.mark.figure), qt(one.responseRate),
                        say(QT_TRANSLATE_NOOP("ui::ReportPages", "business")), qt(one.medianText),
                        qt(one.p90Text), qt(one.withinTarget)});
        rows.push_back({QString(), QString(), QString(),
                        say(QT_TRANSLATE_NOOP("ui::ReportPages", "calendar")), qt(other.medianText),
                        qt(other.p90Text), qt(other.withinTarget)});
    }
    const qreal line = m_theme.px(20);
    m_blocks.push_back(
        {.height = line * static_cast<qreal>(rows.size()),
         .paint = [this, rows, line](QPainter& painter, const QRectF& area) {
             constexpr std::array<qreal, 7> kShares{0.2, 0.16, 0.16, 0.13, 0.11, 0.11, 0.13};
             const ChartSpace space{.area = area, .theme = m_theme, .direction = reading()};
             for (std::size_t row = 0; row < rows.size(); ++row) {
                 const qreal top = line * static_cast<qreal>(row);
                 qreal leading = 0;
                 for (std::size_t column = 0; column < kShares.size(); ++column) {
                     const qreal width = area.width() * kShares.at(column);
                     chartText(painter, space.rect(leading, top, width - m_theme.px(6), line),
                               rows[row].at(column), space.leadingEdge(),
                               m_theme.font(row == 0 ? Type::SecondarySemibold : Type::Secondary),
                               m_theme.color(Token::Text));
                     leading += width;
                 }
                 painter.fillRect(space.rect(0, top + line - 1, area.width(), 1), m_theme.color(Token::Line));
             }
         }});
}

qreal ReportPages::headHeight() const {
    return m_theme.lineHeight(Type::PaneTitle) + m_theme.lineHeight(Type::Secondary) + m_theme.px(20);
}

void ReportPages::breakPages() {
    m_pages.emplace_back();
    qreal room = m_page.height() - headHeight();
    for (std::size_t block = 0; block < m_blocks.size(); ++block) {
        if (m_blocks[block].height > room && !m_pages.back().empty()) {
            m_pages.emplace_back();
            room = m_page.height() - headHeight();
        }
        m_pages.back().push_back(block);
        room -= m_blocks[block].height + m_theme.px(kBetween);
    }
}

void ReportPages::paintHead(QPainter& painter, int page) const {
    const ChartSpace space{.area = QRectF(QPointF(0, 0), m_page), .theme = m_theme, .direction = reading()};
    const QFont title = m_theme.font(Type::PaneTitle);
    const QFont small = m_theme.font(Type::Secondary);
    const qreal line = m_theme.lineHeight(Type::PaneTitle);
    const qreal second = m_theme.lineHeight(Type::Secondary);
    const QColor ink = m_theme.color(Token::Text);
    const QString number =
        say(QT_TRANSLATE_NOOP("ui::ReportPages", "page %1 of %2")).arg(page + 1).arg(count());
    const qreal side = QFontMetricsF(small).horizontalAdvance(number) + 2;
    const QString name =
        m_heading.shop.isEmpty()
            ? say(QT_TRANSLATE_NOOP("ui::ReportPages", "Response time"))
            : say(QT_TRANSLATE_NOOP("ui::ReportPages", "Response time at %1")).arg(isolated(m_heading.shop));
    chartText(painter, space.rect(0, 0, m_page.width() - side, line), name, space.leadingEdge(), title, ink);
    chartText(painter, space.rect(m_page.width() - side, 0, side, line), number, space.trailingEdge(), small,
              m_theme.color(Token::Text2));
    chartText(painter, space.rect(0, line, m_page.width(), second),
              m_heading.days + QStringLiteral(" · ") + m_heading.reading, space.leadingEdge(), small,
              m_theme.color(Token::Text2));
    painter.fillRect(space.rect(0, line + second + m_theme.px(6), m_page.width(), 1),
                     m_theme.color(Token::Line));
}

void ReportPages::paint(QPainter& painter, int page) const {
    painter.setRenderHint(QPainter::Antialiasing);
    paintHead(painter, page);
    qreal top = headHeight();
    for (const std::size_t index : m_pages.at(static_cast<std::size_t>(page))) {
        const Block& block = m_blocks[index];
        block.paint(painter, QRectF(0, top, m_page.width(), block.height));
        top += block.height + m_theme.px(kBetween);
    }
}

QSizeF ReportPages::a4() {
    const QSizeF inches = QPageSize(QPageSize::A4).size(QPageSize::Inch);
    const qreal margins = 2 * kMarginMm / kMmOfInch;
    return (inches - QSizeF(margins, margins)) * dotsPerInch();
}

bool ReportPages::write(const QString& path) const {
    QPdfWriter writer(path);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
    writer.setResolution(qRound(dotsPerInch()));
    writer.setTitle(m_heading.days);
    QPainter painter;
    if (!painter.begin(&writer)) {
        return false;
    }
    for (int page = 0; page < count(); ++page) {
        if (page > 0 && !writer.newPage()) {
            return false;
        }
        paint(painter, page);
    }
    return painter.end();
}

}  // namespace ui
