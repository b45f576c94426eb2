// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_console.h"

#include "app/browser.h"
#include "app/canned_file.h"
#include "app/qt_metered.h"
#include "app/qt_street.h"
#include "cli/handover.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QTimer>

#include <chrono>
#include <optional>
#include <utility>

namespace app {
namespace {

/// Longer than a window needs to be painted for the first time, on slow computers too.
constexpr std::chrono::milliseconds kFirstPaint{150};

/// Runs `start`, which answers later on the UI thread, and waits for the answer with events running.
template <class T>
T await(const std::function<void(std::function<void(T)>)>& start) {
    std::optional<T> result;
    QEventLoop loop;
    start([&](T value) {
        result = std::move(value);
        loop.quit();
    });
    if (!result) {
        loop.exec();
    }
    return std::move(*result);
}

/// The first word that is measured costs as much as opening the store. It needs nothing of it.
void loadFonts() {
    QFont font = QGuiApplication::font();
    for (const QFont::Weight weight : {QFont::Normal, QFont::DemiBold}) {
        font.setWeight(weight);
        static_cast<void>(QFontMetrics(font).horizontalAdvance(QStringLiteral("Shopbell")));
    }
}

ui::CannedFilesSeam cannedFiles() {
    return {.read = [](const std::string& path) -> base::Result<ui::CannedFilesSeam::Read> {
                const auto content = readFile(path);
                auto file = content ? parseCannedFile(path, *content) : base::fail(content.error());
                if (!file) {
                    return base::fail(file.error());
                }
                return ui::CannedFilesSeam::Read{.replies = std::move(file->replies),
                                                 .foreign = std::move(file->foreign)};
            },
            .write = writeCannedFile};
}

}  // namespace

base::Result<std::unique_ptr<Console>> Console::open(Core::Options options, Traffic traffic,
                                                     QSettings* settings, PracticeStreet street) {
    auto self = std::unique_ptr<Console>(new Console);
    self->m_clock = &options.clock;
    self->m_street = street;
    self->m_traffic = traffic;
    auto core = CoreThread::start(
        std::move(options),
        [raw = self.get(), traffic](Core& opened) { return raw->prepare(opened, traffic); }, loadFonts);
    if (!core) {
        return std::unexpected(core.error());
    }
    self->m_core = std::move(*core);
    if (base::Status made = self->makeWindow(settings); !made) {
        return std::unexpected(made.error());
    }
    if (traffic == Traffic::Live) {
        // The first request loads the network library and opens connections, which would delay the first
        // paint by a third. Nobody sees a poll that begins a moment later.
        QTimer::singleShot(kFirstPaint, self.get(), [raw = self.get()] { raw->goLive(); });
    }
    return self;
}

Console::~Console() {
    m_window.reset();
    m_connect.reset();
    m_settings.reset();
    m_background.reset();
    m_source.reset();
    m_socket.reset();
    m_core.reset();
}

base::Status Console::prepare(Core& core, Traffic traffic) {
    core.store().onChange([this](const model::Change& change) { m_changes.announce(change); });
    core.onPulse([this, &core] {
        {
            const std::lock_guard lock(m_pulsesMutex);
            m_pulses = core.engine().pulses();
        }
        m_changes.announcePulses();
    });
    if (traffic == Traffic::ByHand) {
        return {};
    }
    auto accounts = core.store().read().accounts();
    if (!accounts) {
        return std::unexpected(accounts.error());
    }
    // Without accounts no secret is needed yet; with them a missing passphrase is said at once.
    if (!accounts->empty()) {
        if (base::Status ready = core.secrets().open(); !ready) {
            return ready;
        }
    }
    auto socket = ControlSocket::open(core.profile().socket(), core.loop(), handler(core));
    if (!socket) {
        core.log().warning(socket.error().what());
    } else {
        m_socket = std::move(*socket);
    }
    return core.engine().accountsChanged();
}

void Console::goLive() {
    m_core->post([this](Core& core) {
        if (base::Status live = core.engine().goLive(); !live) {
            core.log().error(live.error().what());
            m_changes.announceTrouble(live.error().what());
        }
    });
}

ControlSocket::Handler Console::handler(Core& core) {
    return [this, commands = cli::commandServer(core)](const std::string& request,
                                                       const ControlSocket::Reply& reply) {
        if (request != kRaiseRequest) {
            return commands(request, reply);
        }
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_window) {
                    return;
                }
                m_window->showNormal();
                m_window->raise();
                m_window->activateWindow();
            },
            Qt::QueuedConnection);
        reply("raised");
    };
}

base::Status Console::makeWindow(QSettings* settings) {
    auto reader = m_core->reader();
    if (!reader) {
        return std::unexpected(reader.error());
    }
    m_window.reset();
    m_connect.reset();
    m_source = std::make_unique<view::StoreSource>(
        std::move(*reader), [platforms = &m_core->platforms()](const std::string& platform) {
            const platform::PlatformAdapter* adapter = platforms->adapter(platform);
            return adapter != nullptr ? adapter->privateAudience() : std::string();
        });
    m_connect = std::make_unique<ConnectFlow>(*m_core);
    m_settings = std::make_unique<AccountSettings>(*m_core);
    m_background = std::make_unique<BackgroundReader>([core = m_core.get()] { return core->reader(); },
                                                      [core = m_core.get()] { return core->wordVectors(); });
    ui::ConsoleSeam seam{.source = *m_source,
                         .changes = m_changes,
                         .clock = *m_clock,
                         .post = [this](const model::Intent& intent, const ui::ConsoleSeam::Done& done) {
                             post(intent, done);
                         }};
    seam.pulses = [this] {
        const std::lock_guard lock(m_pulsesMutex);
        return m_pulses;
    };
    seam.connect = m_connect->seam();
    seam.accounts = m_settings->seam();
    seam.openInBrowser = [](const std::string& url) { openInBrowser(url); };
    if (m_street == PracticeStreet::Offered) {
        seam.openPracticeStreet = [] { return openPracticeStreet(QCoreApplication::applicationFilePath()); };
    }
    seam.cannedFiles = cannedFiles();
    seam.settings = settings;
    seam.background = m_background.get();
    if (m_traffic == Traffic::Live) {
        seam.desktop = {
            .notify =
                [this](const view::Notice& notice, std::function<void()> open) {
                    return m_notifications.show(notice, std::move(open));
                },
            .watchMetered = [this](std::function<void(bool)> tell) { watchMetered(*this, std::move(tell)); },
            .tray = ui::DesktopSeam::Tray::WhereThereIsOne};
    }
    m_window = std::make_unique<ui::MainWindow>(std::move(seam));
    return {};
}

void Console::post(const model::Intent& intent, const ui::ConsoleSeam::Done& done) {
    m_core->post([this, intent, done](Core& core) {
        auto result = core.engine().carryOut(intent);
        if (!done) {
            // Nobody asked how it went: the window says what did not, until something does again.
            if (!result || m_inTrouble) {
                m_changes.announceTrouble(result ? std::string() : result.error().what());
            }
            m_inTrouble = !result;
            return;
        }
        QMetaObject::invokeMethod(
            this, [done, result = std::move(result)] { done(result); }, Qt::QueuedConnection);
    });
}

base::Result<base::ReplyId> Console::carryOut(const model::Intent& intent) {
    return await<base::Result<base::ReplyId>>(
        [&](std::function<void(base::Result<base::ReplyId>)> done) { post(intent, done); });
}

base::Result<base::AccountId> Console::connectAccount(const ui::ConnectRequest& request) {
    using Outcome = base::Result<base::AccountId>;
    return await<Outcome>([&](const std::function<void(Outcome)>& done) {
        m_connect->seam().start(
            request, {.stage = [](ui::ConnectStage) {}, .page = [](const std::string&) {}, .done = done});
    });
}

base::Status Console::syncOnce() {
    return await<base::Status>([&](const std::function<void(base::Status)>& done) {
        m_core->post([this, done](Core& core) {
            const auto answer = [this, done](const base::Status& status) {
                QMetaObject::invokeMethod(this, [done, status] { done(status); }, Qt::QueuedConnection);
            };
            const base::Status begun =
                core.engine().syncOnce({}, [answer](const std::vector<syncing::RoundReport>& reports) {
                    for (const syncing::RoundReport& report : reports) {
                        if (report.trouble) {
                            return answer(std::unexpected(*report.trouble));
                        }
                    }
                    answer({});
                });
            if (!begun) {
                answer(begun);
            }
        });
    });
}

}  // namespace app
