// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"

#include <QObject>

#include <mutex>
#include <string>
#include <vector>

namespace ui {

/// Carries what the core thread announces over to the UI thread: many announcements, one wake-up. Lives on
/// the UI thread; the announce… calls come from any thread.
class ChangeRelay final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// After a commit: what it touched.
    void announce(const model::Change& change);
    /// "Last checked", limits and the like moved on; nothing was committed.
    void announcePulses();
    /// Something that a person must read: one sentence. An empty one says that the trouble is over.
    void announceTrouble(std::string sentence);

signals:
    void changed(const model::Change& change);
    void pulsesChanged();
    void trouble(const QString& sentence);

private:
    void wake();
    void deliver();

    std::mutex m_mutex;
    model::Change m_pending;
    std::vector<std::string> m_troubles;
    bool m_pulsesPending = false;
    bool m_awake = false;
};

}  // namespace ui
