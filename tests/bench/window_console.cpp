// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_console.h"

#include "ui/main_window.h"

#include <QAction>
#include <QScrollBar>

#include <map>
#include <stdexcept>

namespace bench {

namespace {

/// The same token for everybody; it never leaves this machine, and nobody listens where it is sent.
class MemorySecrets final : public store::SecretStore {
public:
    base::Result<std::map<std::string, std::string>> read(const std::string& key) override {
        const auto found = m_kept.find(key);
        return found == m_kept.end() ? std::map<std::string, std::string>{{"access_token", "none"}}
                                     : found->second;
    }
    base::Status write(const std::string& key, const std::map<std::string, std::string>& secrets) override {
        m_kept[key] = secrets;
        return {};
    }
    base::Status remove(const std::string& key) override {
        m_kept.erase(key);
        return {};
    }

private:
    std::map<std::string, std::map<std::string, std::string>> m_kept;
};

template <class T>
T need(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().what());
    }
    return std::move(*result);
}

}  // namespace

BenchConsole::BenchConsole(const std::string& folder)
    : m_clock(base::makeSystemClock()),
      m_settings(QString::fromStdString(folder + "/window.ini"), QSettings::IniFormat) {
    const auto profile = need(app::Profile::open(folder));
    const app::SecretChoice secrets{.vaultPath = profile.vault(),
                                    .noKeyring = false,
                                    .keyring = []() -> base::Result<std::unique_ptr<store::SecretStore>> {
                                        return std::make_unique<MemorySecrets>();
                                    }};
    m_console = need(app::Console::open({.profile = profile, .clock = *m_clock, .secrets = secrets},
                                        app::Console::Traffic::Live, &m_settings));
}

ui::RowList& BenchConsole::list(const char* name) {
    auto* found = window().findChild<ui::RowList*>(QLatin1String(name));
    if (found == nullptr) {
        throw std::runtime_error(std::string("the window has no ") + name);
    }
    return *found;
}

ui::RowList& BenchConsole::inbox() {
    return list("inboxList");
}

ui::InboxModel& BenchConsole::inboxModel() {
    return dynamic_cast<ui::InboxModel&>(*inbox().model());
}

ui::RowList& BenchConsole::thread() {
    return list("threadList");
}

void BenchConsole::showAll() {
    auto* all = window().findChild<QAction*>(QStringLiteral("goTo5"));
    if (all == nullptr) {
        throw std::runtime_error("the window has no action for all conversations");
    }
    all->trigger();
}

void BenchConsole::loadAll() {
    while (inboxModel().canFetchMore({})) {
        inboxModel().fetchMore({});
    }
}

}  // namespace bench
