// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_core_thread.h"

#include "app/word_vectors_file.h"

#include <QCoreApplication>

#include <chrono>
#include <future>
#include <utility>

namespace app {
namespace {

/// The keyring answers on this thread's event loop, so waiting must not stop it.
template <class T>
T waitWithEvents(std::future<T>& future) {
    while (future.wait_for(std::chrono::milliseconds(5)) != std::future_status::ready) {
        QCoreApplication::processEvents();
    }
    return future.get();
}

}  // namespace

base::Result<std::unique_ptr<CoreThread>> CoreThread::start(Core::Options options,
                                                            std::function<base::Status(Core&)> ready,
                                                            const std::function<void()>& meanwhile) {
    auto self = std::unique_ptr<CoreThread>(new CoreThread);
    std::promise<base::Status> opened;
    std::future<base::Status> answer = opened.get_future();
    self->m_thread =
        std::thread([raw = self.get(), &opened, options = std::move(options), ready = std::move(ready)] {
            auto core = Core::open(options);
            base::Status status;
            if (core) {
                raw->m_core = std::move(*core);
                status = ready(*raw->m_core);
            } else {
                status = std::unexpected(core.error());
            }
            const bool running = status.has_value();
            opened.set_value(std::move(status));
            if (running) {
                raw->m_core->loop().run();
            }
            raw->m_core.reset();
        });
    meanwhile();
    if (base::Status status = waitWithEvents(answer); !status) {
        self->m_thread.join();
        self->m_thread = {};
        return std::unexpected(status.error());
    }
    return self;
}

CoreThread::~CoreThread() {
    if (!m_thread.joinable()) {
        return;
    }
    m_ending = true;
    m_core->loop().quit();
    std::promise<void> ended;
    std::future<void> end = ended.get_future();
    std::thread joiner([this, &ended] {
        m_thread.join();
        ended.set_value();
    });
    waitWithEvents(end);
    joiner.join();
}

void CoreThread::post(std::function<void(Core&)> work) {
    if (m_ending) {
        return;  // events still run while the core ends
    }
    m_core->loop().post([core = m_core.get(), work = std::move(work)] { work(*core); });
}

std::shared_ptr<const model::WordVectors> CoreThread::wordVectors() const {
    auto vectors = readWordVectors(m_core->profile().wordVectors());
    if (!vectors) {
        m_core->log().warning(vectors.error().what());
        return nullptr;
    }
    return std::move(*vectors);
}

}  // namespace app
