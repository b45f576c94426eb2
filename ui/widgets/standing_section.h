// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "model/standing.h"

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

private:
    void readRule();
    void changeRule();

    const WindowContext& m_context;
    model::StandingRule m_rule;
    PlainLabel* m_verdict;
    PlainLabel* m_figures;
    PlainLabel* m_shown;
    PlainLabel* m_plan;
    LinkButton* m_change;
};

}  // namespace ui
