// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/loopback_listener.h"
#include "app/qt_core_thread.h"

#include "ui/connect_seam.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace app {

/// Carries out what the Connect dialog asks for: the browser, the listener and the core thread, one attempt
/// at a time. Lives on the UI thread.
class ConnectFlow final : public QObject {
    Q_OBJECT
public:
    explicit ConnectFlow(CoreThread& core) : m_core(core) {}
    ~ConnectFlow() override;

    [[nodiscard]] ui::ConnectSeam seam();

private:
    void start(const ui::ConnectRequest& request, const ui::ConnectAnswers& answers);
    void cancel();
    void test(base::AccountId account, const ui::ConnectSeam::Tested& done);
    void askServer(const std::string& redirect, const platform::Secrets& app);
    void openPage(const platform::AuthorizationPage& page);
    void waitForBrowser();
    void finishSignIn(const std::string& code);
    void signIn(const std::string& name, const std::string& password);
    void addAccount(const platform::Secrets& secrets);
    void end(const base::Result<base::AccountId>& result);
    /// Wraps what comes back from the core thread: it runs on the UI thread, and not for an attempt that was
    /// left.
    template <class T>
    std::function<void(base::Result<T>)> backHere(std::function<void(T)> work);

    CoreThread& m_core;
    int m_attempt = 0;
    ui::ConnectRequest m_request;  ///< without its secrets
    ui::ConnectAnswers m_answers;
    platform::AuthorizationPage m_page;
    std::unique_ptr<LoopbackListener> m_listener;
    std::thread m_waiter;
};

}  // namespace app
