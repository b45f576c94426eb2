// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shift_desk.h"

#include "ui/widgets/shift_window.h"
#include "ui/widgets/start_shift_dialog.h"
#include "ui/widgets/status_strip.h"
#include "ui/window_actions.h"

#include "view/console_source.h"

#include <algorithm>

namespace ui {

ShiftDesk::ShiftDesk(const WindowContext& context, WindowActions& actions, StatusStrip& strip,
                     QWidget& window)
    : QObject(&strip), m_context(context), m_strip(strip), m_window(window) {
    connect(actions.startShift, &QAction::triggered, this, &ShiftDesk::start);
    connect(actions.endShift, &QAction::triggered, this, &ShiftDesk::end);
    connect(actions.shiftSheet, &QAction::triggered, this, &ShiftDesk::showSheet);
    connect(&strip, &StatusStrip::shiftPressed, this, &ShiftDesk::end);
    connect(&context.seam.changes, &ChangeRelay::changed, this, [this](const model::Change& change) {
        if (change.shifts || change.hours) {
            m_strip.refresh();
        }
    });
}

ShiftWindow& ShiftDesk::sheet() {
    if (m_sheet == nullptr) {
        m_sheet = new ShiftWindow(m_context, &m_window);
        connect(m_sheet, &ShiftWindow::conversationAsked, this, &ShiftDesk::conversationAsked);
        connect(m_sheet, &ShiftWindow::logInAsked, this, &ShiftDesk::logInAsked);
        connect(m_sheet, &ShiftWindow::holdingAsked, this,
                [this](base::ConversationId conversation) { emit draftAsked(conversation, holdingReply()); });
    }
    return *m_sheet;
}

void ShiftDesk::start() {
    auto* dialog = new StartShiftDialog(m_context, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] {
        if (ShiftWindow::showsAtStart(m_context.seam)) {
            showSheet();
        }
    });
    dialog->open();
}

void ShiftDesk::end() {
    sheet().open(ShiftWindow::Tab::Handover);
}

void ShiftDesk::showSheet() {
    sheet().open(ShiftWindow::Tab::Start);
}

model::CannedReply ShiftDesk::holdingReply() const {
    model::CannedReply starter = model::holdingReply();
    // The owner may have put it in other words.
    const auto library = m_context.seam.source.cannedReplies().value_or(std::vector<model::CannedReply>{});
    const auto own = std::ranges::find(library, starter.title, &model::CannedReply::title);
    return own == library.end() ? starter : *own;
}

}  // namespace ui
