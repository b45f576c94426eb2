// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time_desk.h"

#include "ui/promise_watch.h"
#include "ui/widgets/hours_dialog.h"
#include "ui/widgets/profile_dialog.h"
#include "ui/widgets/report_window.h"
#include "ui/widgets/status_strip.h"
#include "ui/widgets/targets_dialog.h"
#include "ui/window_actions.h"

namespace ui {

TimeDesk::TimeDesk(const WindowContext& context, WindowActions& actions, StatusStrip& strip, QWidget& window)
    : QObject(&window), m_context(context), m_window(window) {
    connect(actions.openingHours, &QAction::triggered, this, &TimeDesk::showHours);
    connect(actions.targets, &QAction::triggered, this, &TimeDesk::showTargets);
    connect(actions.report, &QAction::triggered, this, &TimeDesk::showReport);
    connect(actions.profileText, &QAction::triggered, this, &TimeDesk::showProfileText);
    connect(new PromiseWatch(context, this), &PromiseWatch::broken, this, &TimeDesk::noticed);
    connect(&strip, &StatusStrip::hoursPressed, this, &TimeDesk::showHours);
}

void TimeDesk::showHours() {
    if (m_window.findChild<HoursDialog*>() == nullptr) {
        auto* dialog = new HoursDialog(m_context, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    }
}

void TimeDesk::showTargets() {
    auto* dialog = new TargetsDialog(m_context, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TimeDesk::showProfileText() {
    auto* dialog = new ProfileDialog(m_context, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TimeDesk::showReport() {
    if (m_report == nullptr) {
        m_report = new ReportWindow(m_context, &m_window);
        connect(m_report, &ReportWindow::conversationAsked, this, &TimeDesk::conversationAsked);
    }
    m_report->open();
}

}  // namespace ui
