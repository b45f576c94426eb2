// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_report_source.h"

#include <utility>

namespace app {

ReportReader::ReportReader(OpenReader open) : m_open(std::move(open)) {}

ReportReader::~ReportReader() {
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void ReportReader::request(base::UtcTime from, base::UtcTime to, Done done) {
    auto work = [this, from, to, done = std::move(done)] { start(from, to, done); };
    if (m_reading) {
        m_next = std::move(work);
        return;
    }
    work();
}

void ReportReader::start(base::UtcTime from, base::UtcTime to, Done done) {
    m_reading = true;
    m_thread = std::thread([this, open = m_open, from, to, done = std::move(done)]() mutable {
        auto reader = open();
        auto facts = std::make_shared<base::Result<std::vector<model::TurnFact>>>(
            reader ? (*reader)->turnFacts(from, to) : base::fail(reader.error()));
        QMetaObject::invokeMethod(
            this,
            [this, facts, done = std::move(done)] {
                finish();
                // Somebody asked for something else meanwhile.
                if (m_next) {
                    std::exchange(m_next, nullptr)();
                    return;
                }
                done(std::move(*facts));
            },
            Qt::QueuedConnection);
    });
}

void ReportReader::finish() {
    m_thread.join();
    m_reading = false;
}

}  // namespace app
