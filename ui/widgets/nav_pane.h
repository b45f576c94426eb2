// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/nav_delegate.h"
#include "ui/models/nav_model.h"
#include "ui/models/tick_timer.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/surface.h"
#include "ui/window_context.h"

namespace ui {

/// The side bar: views with true counts, accounts with the truth about each.
class NavPane final : public Surface {
    Q_OBJECT
public:
    explicit NavPane(const WindowContext& context, QWidget* parent = nullptr);

    /// Reads counts, accounts and pulses again.
    void refresh();
    void choose(Place place);
    /// As of the last refresh.
    [[nodiscard]] bool hasAccounts() const;
    [[nodiscard]] Place place() const { return m_place; }
    [[nodiscard]] RowList& list() { return *m_list; }
    void setRail(NavDelegate::Width width);

signals:
    void placeChosen(ui::Place place);
    void accountChosen(base::AccountId account, const QPoint& globalPlace);

private:
    void tick();
    void activate(const QModelIndex& index);

    const WindowContext& m_context;
    NavModel m_model;
    NavDelegate m_delegate;
    TickTimer m_timer;
    RowList* m_list;
    Place m_place = Place::NeedsReply;
};

}  // namespace ui
