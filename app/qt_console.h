// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control_socket.h"
#include "app/qt_account_settings.h"
#include "app/qt_background_reader.h"
#include "app/qt_connect_flow.h"
#include "app/qt_core_thread.h"
#include "app/qt_notifications.h"

#include "ui/console.h"
#include "ui/main_window.h"
#include "ui/models/change_relay.h"
#include "view/store_source.h"

#include <QObject>
#include <QSettings>

#include <memory>
#include <mutex>
#include <vector>

namespace app {

/// A core on its thread with a window before it: the composition of the desktop program.
class Console final : public QObject {
    Q_OBJECT
public:
    enum class Traffic {
        Live,    ///< checks by itself and takes commands from other processes
        ByHand,  ///< only what syncOnce() asks for
    };
    /// Whether the window offers to walk the practice street; one that stands on it does not.
    enum class PracticeStreet { Offered, NotOffered };
    [[nodiscard]] static base::Result<std::unique_ptr<Console>>
    open(Core::Options options, Traffic traffic, QSettings* settings,
         PracticeStreet street = PracticeStreet::NotOffered);
    ~Console() override;

    [[nodiscard]] ui::MainWindow& window() { return *m_window; }
    /// A fresh window in the place of the one before, with these settings.
    [[nodiscard]] base::Status makeWindow(QSettings* settings);
    [[nodiscard]] CoreThread& core() { return *m_core; }
    /// What tells the window of news.
    [[nodiscard]] ui::ChangeRelay& changes() { return m_changes; }
    /// Connects an account as the dialog would, with a token or a password, and waits, with events running.
    [[nodiscard]] base::Result<base::AccountId> connectAccount(const ui::ConnectRequest& request);
    /// One round over all accounts; waits, with events running.
    [[nodiscard]] base::Status syncOnce();
    /// Waits until an intent is carried out.
    [[nodiscard]] base::Result<base::ReplyId> carryOut(const model::Intent& intent);

private:
    Console() = default;
    [[nodiscard]] base::Status prepare(Core& core, Traffic traffic);
    void goLive();
    void post(const model::Intent& intent, const ui::ConsoleSeam::Done& done);
    [[nodiscard]] ControlSocket::Handler handler(Core& core);

    const base::Clock* m_clock = nullptr;
    PracticeStreet m_street = PracticeStreet::NotOffered;
    Traffic m_traffic = Traffic::ByHand;
    ui::ChangeRelay m_changes;
    bool m_inTrouble = false;  ///< core thread; an intent that nobody waits for could not be carried out
    std::mutex m_pulsesMutex;
    std::vector<model::AccountPulse> m_pulses;
    std::unique_ptr<ControlSocket> m_socket;  ///< made and ended while the core thread runs
    std::unique_ptr<CoreThread> m_core;
    std::unique_ptr<view::StoreSource> m_source;
    std::unique_ptr<ConnectFlow> m_connect;
    std::unique_ptr<AccountSettings> m_settings;
    std::unique_ptr<BackgroundReader> m_background;
    Notifications m_notifications;
    std::unique_ptr<ui::MainWindow> m_window;
};

/// The request by which a second instance asks the first to come to the front.
inline constexpr const char* kRaiseRequest = "raise";

}  // namespace app
