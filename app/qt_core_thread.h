// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/core.h"

#include "model/ranking/word_vectors.h"

#include <functional>
#include <memory>
#include <thread>

namespace app {

/// The core on a thread of its own, for a program with a window.
class CoreThread {
public:
    /// Opens the core on the new thread, and its secrets, while the calling thread goes on with its events.
    /// `ready` runs on the core thread before anything is checked or sent, `meanwhile` on the calling one.
    [[nodiscard]] static base::Result<std::unique_ptr<CoreThread>> start(
        Core::Options options, std::function<base::Status(Core&)> ready,
        const std::function<void()>& meanwhile = [] {});
    /// Ends the loop, waits for it, closes the store.
    ~CoreThread();
    CoreThread(const CoreThread&) = delete;
    CoreThread& operator=(const CoreThread&) = delete;

    /// Runs `work` on the core thread; dropped while this object is being destroyed. UI thread.
    void post(std::function<void(Core&)> work);
    /// A reader for the calling thread.
    [[nodiscard]] base::Result<std::unique_ptr<store::Reader>> reader() const {
        return m_core->store().reader();
    }
    /// What suggestions may be ranked by as well, where the profile has it; what is wrong with it stands in
    /// the log. Any thread.
    [[nodiscard]] std::shared_ptr<const model::WordVectors> wordVectors() const;
    /// Constant, so any thread may ask.
    [[nodiscard]] const platform::Registry& platforms() const { return m_core->platforms(); }

private:
    CoreThread() = default;

    std::unique_ptr<Core> m_core;  ///< made and destroyed on the core thread
    std::thread m_thread;
    bool m_ending = false;
};

}  // namespace app
