// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/one_reading.h"
#include "ui/window_context.h"

#include "model/standing.h"

#include "base/error.h"

#include "view/standing_view.h"

#include <QWidget>

namespace ui {

class LinkButton;
class PlainLabel;

/// "Very responsive to messages" as Facebook counts it, simulated from what is in the store.
class StandingSection final : public QWidget {
    Q_OBJECT
public:
    explicit StandingSection(const WindowContext& context, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] const model::StandingRule& rule() const { return m_rule; }
    /// As it is shown.
    [[nodiscard]] const view::StandingCard& card() const { return m_card; }

private:
    void readRule();
    void changeRule();
    void read(const model::StandingRule& rule, const base::Result<model::Standing>& standing);
    void show(view::StandingCard card);

    const WindowContext& m_context;
    model::StandingRule m_rule;
    OneReading m_reading;
    view::StandingCard m_card;
    PlainLabel* m_verdict;
    PlainLabel* m_figures;
    PlainLabel* m_shown;
    PlainLabel* m_plan;
    LinkButton* m_change;
};

}  // namespace ui
