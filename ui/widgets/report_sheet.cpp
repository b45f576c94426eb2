// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/report_sheet.h"

#include "ui/language.h"
#include "ui/widgets/day_chart.h"
#include "ui/widgets/expectation_bars.h"
#include "ui/widgets/heat_chart.h"
#include "ui/widgets/histogram_chart.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/platform_chart.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QGridLayout>

namespace ui {

std::vector<ReportSection> sectionsOf(const view::ReportView& view) {
    const auto say = [](const char* words) { return QCoreApplication::translate("ui::ReportSheet", words); };
    std::vector<ReportSection> sections;
    const auto add = [&sections](const QString& title, const std::string& caption, auto chart) {
        sections.push_back({.title = title, .caption = qt(caption), .chart = std::move(chart)});
    };
    add(say(QT_TRANSLATE_NOOP("ui::ReportSheet", "How long customers wait")), view.histogram.caption,
        std::make_unique<HistogramChart>(view.histogram));
    add(say(QT_TRANSLATE_NOOP("ui::ReportSheet", "Day by day")), view.days.caption,
        std::make_unique<DayChart>(view.days));
    add(say(QT_TRANSLATE_NOOP("ui::ReportSheet", "When it takes long")), view.heat.caption,
        std::make_unique<HeatChart>(view.heat));
    add(say(QT_TRANSLATE_NOOP("ui::ReportSheet", "Per platform")), view.platforms.caption,
        std::make_unique<PlatformChart>(view.platforms));
    add(say(QT_TRANSLATE_NOOP("ui::ReportSheet", "Complaints and praise")), view.mood.caption,
        std::make_unique<DayChart>(view.mood));
    add(say(QT_TRANSLATE_NOOP("ui::ReportSheet", "Beside what people expect")), view.expectationCaption,
        std::make_unique<ExpectationBars>(view.expectations));
    return sections;
}

ReportSheet::ReportSheet(const Theme& theme, QWidget* parent)
    : Surface(theme, Token::Paper, {}, parent),
      m_figures(buildChart(QStringLiteral("reportFigures"), tr("Figures"))),
      m_leftOut(new PlainLabel(theme, Type::Secondary, Token::Text2, this)),
      m_showLeftOut(new LinkButton(theme, Type::SecondarySemibold, Token::Accent, this)) {
    setObjectName(QStringLiteral("reportSheet"));
    m_leftOut->setObjectName(QStringLiteral("reportLeftOut"));
    m_showLeftOut->setObjectName(QStringLiteral("reportShowLeftOut"));
    m_showLeftOut->setText(tr("Show them"));
    m_showLeftOut->setFocusPolicy(Qt::StrongFocus);
    m_showLeftOut->setAccessibleName(tr("Show the turns that are left out"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.px(32));
    grid->setVerticalSpacing(theme.px(20));
    grid->addLayout(buildPart("reportHistogram"), 0, 0);
    grid->addLayout(buildPart("reportByDay"), 0, 1);
    grid->addLayout(buildPart("reportHeat"), 1, 0);
    grid->addLayout(buildPart("reportPlatforms"), 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(12));
    lines->setSpacing(theme.px(16));
    lines->addWidget(m_figures);
    lines->addLayout(grid);
    addLine(*lines);
    lines->addLayout(buildPart("reportMood"));
    addLine(*lines);
    lines->addLayout(buildPart("reportExpectations"));
    addLine(*lines);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme.px(8));
    foot->addWidget(m_leftOut);
    foot->addWidget(m_showLeftOut);
    foot->addStretch(1);
    lines->addLayout(foot);
    lines->addStretch(1);
    connect(m_showLeftOut, &QAbstractButton::clicked, this,
            [this] { emit opened(m_leftOut->text(), m_leftOutTurns); });
}

ChartView* ReportSheet::buildChart(const QString& name, const QString& spoken) {
    auto* chart = new ChartView(theme(), name, spoken, this);
    connect(chart, &ChartView::opened, this, &ReportSheet::opened);
    return chart;
}

QBoxLayout* ReportSheet::buildPart(const char* name) {
    const QString object = QLatin1String(name);
    Part part{.title = new PlainLabel(theme(), Type::BodySemibold, Token::Text, this),
              .caption = new PlainLabel(theme(), Type::Secondary, Token::Text2, this),
              .chart = buildChart(object, {})};
    part.title->setObjectName(object + QStringLiteral("Title"));
    part.caption->setObjectName(object + QStringLiteral("Caption"));
    auto* head = new QHBoxLayout;
    head->setSpacing(theme().px(8));
    head->addWidget(part.title, 0, Qt::AlignBottom);
    head->addWidget(part.caption, 1, Qt::AlignBottom);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme().px(8));
    lines->addLayout(head);
    lines->addWidget(part.chart);
    lines->addStretch(1);
    m_parts.push_back(part);
    return lines;
}

void ReportSheet::addLine(QBoxLayout& lines) {
    auto* line = new Surface(theme(), Token::Line, {}, this);
    line->setFixedHeight(1);
    lines.addWidget(line);
}

void ReportSheet::show(const view::ReportView& view) {
    m_figures->show(std::make_unique<FigureStrip>(view.figures, tr("turns")));
    std::vector<ReportSection> sections = sectionsOf(view);
    for (std::size_t index = 0; index < m_parts.size(); ++index) {
        m_parts[index].title->setText(sections[index].title);
        m_parts[index].caption->setText(sections[index].caption);
        m_parts[index].chart->setAccessibleName(sections[index].title);
        m_parts[index].chart->show(std::move(sections[index].chart));
    }
    m_leftOut->setText(qt(view.leftOut));
    m_leftOutTurns = view.leftOutTurns;
    m_showLeftOut->setVisible(!m_leftOutTurns.empty());
    // Marks that are new would come after everything else.
    QWidget* stop = m_figures->followInTabOrder(m_figures);
    for (const Part& part : m_parts) {
        stop = part.chart->followInTabOrder(stop);
    }
    setTabOrder(stop, m_showLeftOut);
}

}  // namespace ui
