// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/core.h"

#include "app/status_file.h"

#include "model/canned_reply.h"
#include "net/curl_transport.h"

#include <filesystem>
#include <utility>

namespace app {
namespace {

constexpr std::uintmax_t kLargestLog = 1024 * 1024;
constexpr base::Duration kStatusEvery{30'000};

/// One old log is kept.
std::ofstream openLog(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::file_size(path, ignored) > kLargestLog && !ignored) {
        std::filesystem::rename(path, path + ".old", ignored);
    }
    return std::ofstream(path, std::ios::app);
}

}  // namespace

base::Result<std::unique_ptr<Core>> Core::open(Options options) {
    auto lock = store::ProfileLock::take(options.profile.folder());
    if (!lock) {
        return std::unexpected(lock.error());
    }
    auto core = std::unique_ptr<Core>(new Core(std::move(options), std::move(*lock)));
    if (base::Status composed = core->compose(); !composed) {
        return std::unexpected(composed.error());
    }
    return core;
}

Core::Core(Options options, store::ProfileLock lock)
    : m_profile(options.profile), m_clock(options.clock), m_lock(std::move(lock)),
      m_logFile(openLog(m_profile.log())),
      m_log(options.clock,
            [this](base::LogLevel, std::string_view line) { m_logFile << line << '\n'
                                                                      << std::flush; }),
      m_secrets(secretOpener(std::move(options.secrets), m_random)) {}

Core::~Core() {
    if (m_engine) {
        saveStatus();
    }
}

base::Status Core::compose() {
    m_transport = net::makeCurlTransport({});
    m_loop = std::make_unique<net::CoreLoop>(m_clock, *m_transport);
    auto opened = store::Store::open({.path = m_profile.database(), .vfs = {}}, m_clock, m_log);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    m_store = std::move(*opened);
    const syncing::Services services{.clock = m_clock,
                                     .executor = *m_loop,
                                     .transport = *m_transport,
                                     .store = *m_store,
                                     .secrets = m_secrets,
                                     .platforms = m_platforms,
                                     .random = m_random,
                                     .log = m_log,
                                     .logins = m_logins};
    m_setup = std::make_unique<syncing::AccountSetup>(services);
    m_engine = std::make_unique<syncing::SyncEngine>(services);
    if (base::Status recovered = m_engine->recover(); !recovered) {
        return recovered;
    }
    m_engine->onPulse([this] {
        const base::SteadyTime now = m_clock.steadyNow();
        if (!m_statusSavedAt || now - *m_statusSavedAt >= kStatusEvery) {
            saveStatus();
        }
        if (m_pulseListener) {
            m_pulseListener();
        }
    });
    return addStarterReplies();
}

base::Status Core::addStarterReplies() {
    auto done = m_store->read().setting("starter_replies");
    if (!done) {
        return std::unexpected(done.error());
    }
    if (!done->empty()) {
        return {};
    }
    auto added = m_store->write("add the starter replies", [](store::WriteTx& tx) -> base::Status {
        for (const model::CannedReply& reply : model::starterReplies()) {
            if (auto id = tx.addCannedReply(reply); !id) {
                return std::unexpected(id.error());
            }
        }
        return tx.setSetting("starter_replies", "added");
    });
    return added ? base::Status{} : std::unexpected(added.error());
}

void Core::saveStatus() {
    m_statusSavedAt = m_clock.steadyNow();
    if (base::Status saved = writeStatus(m_profile.status(), m_engine->pulses()); !saved) {
        m_log.warning(saved.error().what());
    }
}

}  // namespace app
