// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"
#include "ui/window_context.h"

#include "view/shift_view.h"

#include <QTimer>

class QPlainTextEdit;

namespace ui {

class FigureBox;
class LinkButton;
class SheetTable;

/// The sheet at the end of a shift: what is open, what expires before the next opening, a note.
class HandoverPage final : public Surface {
    Q_OBJECT
public:
    /// From the first key that is not stored to the store.
    static constexpr int kPauseMs = 400;

    explicit HandoverPage(const WindowContext& context, QWidget* parent = nullptr);

    void show(const view::HandoverSheet& sheet, bool running);
    [[nodiscard]] SheetTable& expiring() const { return *m_expiring; }
    [[nodiscard]] QString note() const;
    /// Posts what is not stored yet.
    void flush();

signals:
    void chosen(base::ConversationId conversation);
    /// A holding reply is to be begun there.
    void holdingAsked(base::ConversationId conversation);
    void failed(const QString& sentence);

private:
    void connectParts();
    void holdCurrent();
    void hold(const SheetTable& table);

    const WindowContext& m_context;
    PlainLabel* m_title;
    PlainLabel* m_line;
    FigureBox* m_figures;
    PlainLabel* m_expiringTitle;
    LinkButton* m_hold;
    SheetTable* m_expiring;
    PlainLabel* m_moreExpiring;
    PlainLabel* m_moreAnswered;
    SheetTable* m_open;
    PlainLabel* m_more;
    PlainLabel* m_noteWords;
    QPlainTextEdit* m_note;
    QTimer m_pause;
    bool m_filling = false;
};

}  // namespace ui
