// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/window_context.h"

#include "model/account.h"
#include "view/cost_view.h"

#include <QDialog>

#include <vector>

class QGridLayout;
class QScrollArea;
class QVBoxLayout;

namespace ui {

class PlainLabel;

/// What the accounts have cost in this month and today, by what was charged for, and their budgets.
class CostsDialog final : public QDialog {
    Q_OBJECT
public:
    /// Of one account; with 0 of all whose platforms take money.
    CostsDialog(const WindowContext& context, base::AccountId only, QWidget* parent);

private:
    void build();
    void addAccounts(base::AccountId only);
    void addAccount(const model::Account& account, const model::PriceList& prices);
    void addTable(const QString& prefix, const view::AccountCosts& costs);
    void addRow(QGridLayout& grid, const QString& prefix, const view::CostLine& line);
    [[nodiscard]] QString budgetWords(const view::AccountCosts& costs) const;
    PlainLabel* addWords(const QString& name, Type type, Token ink, const QString& words);
    void fit();

    const WindowContext& m_context;
    QScrollArea* m_area = nullptr;
    QVBoxLayout* m_lines = nullptr;  ///< in the area, an account below the other
    PlainLabel* m_source = nullptr;
    int m_accounts = 0;
};

}  // namespace ui
