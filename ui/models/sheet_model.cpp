// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sheet_model.h"

#include "ui/language.h"
#include "ui/models/roles.h"

namespace ui {

int SheetModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SheetModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Shown& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return qt(row->name);
    case Qt::AccessibleTextRole:
        return qt(row->spoken);
    case Qt::ToolTipRole:
        return plainToolTip(row->proposal.empty()
                                ? qt(row->message)
                                : QStringLiteral("%1\n%2").arg(qt(row->message), qt(row->clock.text)));
    case ShownRole:
        return QVariant::fromValue(row);
    case ConversationRole:
        return static_cast<qint64>(row->conversation.value);
    default:
        return {};
    }
}

void SheetModel::setRows(const std::vector<view::SheetRow>& rows) {
    std::vector<Shown> fresh;
    fresh.reserve(rows.size());
    bool same = rows.size() == m_rows.size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        fresh.push_back(std::make_shared<const view::SheetRow>(rows[i]));
        same = same && rows[i].conversation == m_rows[i]->conversation;
    }
    if (same) {
        m_rows = std::move(fresh);
        if (!m_rows.empty()) {
            emit dataChanged(index(0), index(rowCount() - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = std::move(fresh);
    endResetModel();
}

}  // namespace ui
