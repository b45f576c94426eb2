// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/shift_view.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace ui {

/// The conversations of a shift sheet, in its order.
class SheetModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using Shown = std::shared_ptr<const view::SheetRow>;
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// Rows that are still there keep their selection.
    void setRows(const std::vector<view::SheetRow>& rows);

private:
    std::vector<Shown> m_rows;
};

}  // namespace ui

Q_DECLARE_METATYPE(ui::SheetModel::Shown)
