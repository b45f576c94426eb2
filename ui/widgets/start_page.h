// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"
#include "ui/window_context.h"

#include "view/shift_view.h"

class QBoxLayout;

namespace ui {

class FigureBox;
class OvernightTable;
class SheetTable;
class StandingSection;

/// The sheet at the start of a shift, as a document.
class StartPage final : public Surface {
    Q_OBJECT
public:
    explicit StartPage(const WindowContext& context, QWidget* parent = nullptr);

    void show(const view::StartSheet& sheet);
    [[nodiscard]] SheetTable& table() const { return *m_table; }
    [[nodiscard]] StandingSection& standing() const { return *m_standing; }

signals:
    void chosen(base::ConversationId conversation);
    void logInAsked(base::AccountId account);

private:
    [[nodiscard]] QBoxLayout* buildLower();
    void showTroubles(const std::vector<view::SheetTrouble>& troubles);

    const WindowContext& m_context;
    PlainLabel* m_greeting;
    PlainLabel* m_line;
    FigureBox* m_figures;
    SheetTable* m_table;
    OvernightTable* m_overnight;
    QWidget* m_noteBox;
    PlainLabel* m_note;
    PlainLabel* m_noteBy;
    PlainLabel* m_noNote;
    QWidget* m_troubles;
    StandingSection* m_standing;
};

}  // namespace ui
