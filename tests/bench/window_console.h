// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_console.h"

#include "ui/models/inbox_model.h"
#include "ui/widgets/row_list.h"

#include <QSettings>

#include <memory>
#include <string>

namespace bench {

/// The console on a profile as app/qt_desktop.cpp opens it: core thread, store, control socket, checks that
/// run by themselves, window. Only the secrets come from memory, since what a keyring costs is not ours.
class BenchConsole {
public:
    explicit BenchConsole(const std::string& folder);

    [[nodiscard]] ui::MainWindow& window() { return m_console->window(); }
    /// Of the list of conversations.
    [[nodiscard]] ui::RowList& inbox();
    [[nodiscard]] ui::InboxModel& inboxModel();
    [[nodiscard]] ui::RowList& thread();
    [[nodiscard]] app::Console& console() { return *m_console; }

    /// Chooses the list "All" by its action.
    void showAll();
    /// Scrolls on until everything is loaded.
    void loadAll();

private:
    ui::RowList& list(const char* name);

    std::unique_ptr<base::Clock> m_clock;
    QSettings m_settings;
    std::unique_ptr<app::Console> m_console;
};

}  // namespace bench
