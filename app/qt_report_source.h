// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report_source.h"

#include "store/reader.h"

#include <QObject>

#include <functional>
#include <memory>
#include <thread>

namespace app {

/// Reads the turns of a report on a thread of its own, with a reader of its own. UI thread.
class ReportReader final : public QObject, public ui::ReportSource {
    Q_OBJECT
public:
    /// Called on the thread that will use the reader; any thread.
    using OpenReader = std::function<base::Result<std::unique_ptr<store::Reader>>()>;

    explicit ReportReader(OpenReader open);
    /// Waits for what is being read.
    ~ReportReader() override;

    void request(base::UtcTime from, base::UtcTime to, Done done) override;

private:
    void start(base::UtcTime from, base::UtcTime to, Done done);
    void finish();

    OpenReader m_open;
    std::thread m_thread;
    bool m_reading = false;
    std::function<void()> m_next;  ///< the latest request that waits for its turn
};

}  // namespace app
