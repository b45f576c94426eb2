// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/costs_dialog.h"

#include "ui/language.h"
#include "ui/widgets/dialog_foot.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"
#include "view/money.h"
#include "view/platform_names.h"
#include "view/sentences.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr int kWidth = 620;
/// Longer ones are scrolled.
constexpr int kMostHeight = 440;
constexpr int kLeastHeight = 160;
/// Digits stand below each other in every language.
constexpr Qt::Alignment kFigures = Qt::AlignRight | Qt::AlignAbsolute;

}  // namespace

CostsDialog::CostsDialog(const WindowContext& context, base::AccountId only, QWidget* parent)
    : QDialog(parent), m_context(context) {
    setObjectName(QStringLiteral("costsDialog"));
    setWindowTitle(tr("Costs"));
    setAccessibleName(windowTitle());
    setModal(true);
    build();
    addAccounts(only);
    fit();
}

void CostsDialog::build() {
    const Theme& theme = m_context.theme;
    auto* accounts = new QWidget(this);
    accounts->setAutoFillBackground(false);
    m_lines = new QVBoxLayout(accounts);
    m_lines->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    m_lines->setSpacing(theme.px(4));
    m_area = new QScrollArea(this);
    m_area->setObjectName(QStringLiteral("costsArea"));
    m_area->setAccessibleName(windowTitle());
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);
    m_area->setWidget(accounts);
    auto* foot = new DialogFoot(theme, this);
    m_source = new PlainLabel(theme, Type::Secondary, Token::Text2, foot);
    m_source->setObjectName(QStringLiteral("costsSource"));
    m_source->setText(tr("Estimated by the published prices. The bill is the platform’s."));
    foot->lead(m_source, 1);
    QPushButton* close = foot->add("costsClose", tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_area, 1);
    all->addWidget(foot);
    close->setFocus();
}

void CostsDialog::addAccounts(base::AccountId only) {
    const auto accounts = m_context.seam.source.accounts();
    if (!accounts) {
        addWords(QStringLiteral("costsTrouble"), Type::Body, Token::Trouble,
                 asSentence(accounts.error().what()));
        return;
    }
    for (const model::Account& account : *accounts) {
        if (only && account.id != only) {
            continue;
        }
        const auto& pricesOf = m_context.seam.accounts.prices;
        const model::PriceList prices = pricesOf ? pricesOf(account) : model::PriceList{};
        if (!prices.kinds.empty()) {
            addAccount(account, prices);
        }
    }
    if (m_accounts == 0) {
        auto* nothing =
            new EmptyState(m_context.theme, Token::Chrome, QStringLiteral("costsNothing"), m_area->widget());
        nothing->show({.icon = IconName::Tick,
                       .title = tr("No account costs anything"),
                       .fact = tr("What a platform takes money for is counted here.")});
        m_lines->addWidget(nothing, 1);
        m_source->hide();
    } else {
        m_lines->addStretch(1);
    }
}

void CostsDialog::addAccount(const model::Account& account, const model::PriceList& prices) {
    const QString prefix = QStringLiteral("costs%1").arg(account.id.value);
    if (m_accounts++ > 0) {
        m_lines->addSpacing(m_context.theme.px(24));
    }
    addWords(prefix + QStringLiteral("Account"), Type::PaneTitle, Token::Text,
             tr("%1 on %2")
                 .arg(qt(view::shownName(account.handle, account.name, m_context.words)),
                      qt(view::platformName(account.platform))));
    const base::UtcTime now = m_context.seam.clock.utcNow();
    const auto sums = m_context.seam.source.costsOfMonth(account.id, now);
    if (!sums) {
        addWords(prefix + QStringLiteral("Trouble"), Type::Body, Token::Trouble,
                 asSentence(sums.error().what()));
        return;
    }
    const view::AccountCosts costs = view::accountCosts(prices, *sums, now);
    addWords(
        prefix + QStringLiteral("Month"), Type::BodyMedium, Token::Text,
        tr("This month %1, today %2").arg(qt(view::priceText(costs.month)), qt(view::priceText(costs.day))));
    addWords(prefix + QStringLiteral("Budget"), Type::Body, Token::Text2, budgetWords(costs));
    if (account.problemKind == base::ErrorKind::Money) {
        addWords(prefix + QStringLiteral("Problem"), Type::Body, Token::DueInk, asSentence(account.problem));
    }
    m_lines->addSpacing(m_context.theme.px(8));
    addTable(prefix, costs);
}

QString CostsDialog::budgetWords(const view::AccountCosts& costs) const {
    const view::LocalTime anew = m_context.words.local(costs.nextMonth);
    const QString from = tr("%1, %2").arg(qt(m_context.words.date(view::DateForm::LongDay, anew)),
                                          qt(m_context.words.date(view::DateForm::TimeOfDay, anew)));
    if (!costs.budget) {
        return tr("There is no budget. The month begins anew on %1.").arg(from);
    }
    if (!costs.percentUsed) {
        return tr("The budget is %1: nothing is read, replies go.").arg(qt(view::priceText(*costs.budget)));
    }
    return tr("%1 % of the budget of %2 is used. It begins anew on %3.")
        .arg(qt(m_context.words.number(*costs.percentUsed)), qt(view::priceText(*costs.budget)), from);
}

void CostsDialog::addTable(const QString& prefix, const view::AccountCosts& costs) {
    const auto charged = [](const view::CostLine& line) { return line.itemsMonth > 0; };
    if (std::ranges::none_of(costs.lines, charged)) {
        addWords(prefix + QStringLiteral("Nothing"), Type::Body, Token::Text2,
                 tr("Nothing was charged for this month."));
        return;
    }
    const Theme& theme = m_context.theme;
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.px(16));
    grid->setVerticalSpacing(theme.px(6));
    grid->setColumnStretch(0, 1);
    int column = 0;
    for (const QString& title :
         {tr("Charged for"), tr("Price"), tr("Month"), tr("Cost"), tr("Today"), tr("Cost")}) {
        auto* head = new PlainLabel(theme, Type::SecondaryMedium, Token::Text2, m_area->widget());
        head->setObjectName(QStringLiteral("%1Head%2").arg(prefix).arg(column));
        head->setText(title);
        grid->addWidget(head, 0, column, column == 0 ? Qt::AlignLeading : kFigures);
        ++column;
    }
    for (const view::CostLine& line : costs.lines) {
        if (charged(line)) {
            addRow(*grid, prefix, line);
        }
    }
    m_lines->addLayout(grid);
}

void CostsDialog::addRow(QGridLayout& grid, const QString& prefix, const view::CostLine& line) {
    const QString what = asSentence(line.meaning);
    const QString each = line.each ? qt(view::priceText(*line.each)) : QStringLiteral("–");
    const QString month = qt(view::priceText(line.month));
    const QString day = qt(view::priceText(line.day));
    const QString itemsMonth = qt(m_context.words.number(line.itemsMonth));
    const QString itemsDay = qt(m_context.words.number(line.itemsDay));
    const std::array cells{what, each, itemsMonth, month, itemsDay, day};
    const int row = grid.rowCount();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool first = i == 0;
        auto* cell = new PlainLabel(m_context.theme, Type::Body, Token::Text, m_area->widget());
        cell->setObjectName(QStringLiteral("%1_%2_%3").arg(prefix, qt(line.kind)).arg(i));
        cell->setText(cells.at(i));
        if (first) {
            cell->setWordWrap(true);
            // The cells of a row are heard apart from each other: the first one says it all.
            cell->setAccessibleName(tr("%1: %2 each, %3 this month for %4, %5 today for %6")
                                        .arg(what, each, itemsMonth, month, itemsDay, day));
            grid.addWidget(cell, row, 0);
        } else {
            grid.addWidget(cell, row, static_cast<int>(i), kFigures);
        }
    }
}

PlainLabel* CostsDialog::addWords(const QString& name, Type type, Token ink, const QString& words) {
    auto* label = new PlainLabel(m_context.theme, type, ink, m_area->widget());
    label->setObjectName(name);
    label->setText(words);
    label->setWordWrap(true);
    m_lines->addWidget(label);
    return label;
}

/// By itself the area is as high as a few lines of text.
void CostsDialog::fit() {
    const Theme& theme = m_context.theme;
    const int foot = layout()->totalSizeHint().height() - m_area->sizeHint().height();
    const int wanted = m_lines->totalHeightForWidth(theme.px(kWidth));
    m_area->setMinimumHeight(std::min(wanted, theme.px(kLeastHeight)));
    resize(theme.px(kWidth), std::clamp(wanted, theme.px(kLeastHeight), theme.px(kMostHeight)) + foot);
}

}  // namespace ui
