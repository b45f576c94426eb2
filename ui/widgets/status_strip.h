// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"
#include "ui/window_context.h"

#include "view/sync_status_view.h"

#include <optional>

class QAction;

namespace ui {

class LinkButton;

/// The foot of the window: connection, outbox, the worst of the accounts. Each is a button to its cure.
class StatusStrip final : public Surface {
    Q_OBJECT
public:
    /// `metered` is checked while what goes through the network is paid for.
    StatusStrip(const WindowContext& context, const QAction& metered, QWidget* parent = nullptr);

    /// Reads accounts and outbox again.
    void refresh();

signals:
    void connectionPressed();
    void outboxPressed();
    void problemPressed();
    void hoursPressed();
    void shiftPressed();

private:
    void showShift();
    void show(LinkButton& button, const view::StatusItem& item, IconName quiet);
    [[nodiscard]] std::optional<base::UtcTime> offlineSince(const std::vector<model::Account>& accounts);
    [[nodiscard]] std::optional<base::UtcTime> closesNext(const std::vector<model::OutboxRow>& outbox,
                                                          const std::vector<model::Account>& accounts) const;

    const WindowContext& m_context;
    const QAction& m_metered;
    std::optional<base::UtcTime> m_offlineSince;
    LinkButton* m_connection;
    PlainLabel* m_hint;
    LinkButton* m_outbox;
    LinkButton* m_problem;
    LinkButton* m_hours;
    LinkButton* m_shift;
};

}  // namespace ui
