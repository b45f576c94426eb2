// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/change_relay.h"

#include <utility>

namespace ui {

void ChangeRelay::announce(const model::Change& change) {
    if (change.empty()) {
        return;
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_pending.merge(change);
    }
    wake();
}

void ChangeRelay::announcePulses() {
    {
        const std::scoped_lock lock(m_mutex);
        m_pulsesPending = true;
    }
    wake();
}

void ChangeRelay::announceTrouble(std::string sentence) {
    {
        const std::scoped_lock lock(m_mutex);
        m_troubles.push_back(std::move(sentence));
    }
    wake();
}

void ChangeRelay::wake() {
    {
        const std::scoped_lock lock(m_mutex);
        if (std::exchange(m_awake, true)) {
            return;
        }
    }
    QMetaObject::invokeMethod(this, &ChangeRelay::deliver, Qt::QueuedConnection);
}

void ChangeRelay::deliver() {
    model::Change change;
    std::vector<std::string> troubles;
    bool pulses = false;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(change, m_pending);
        std::swap(troubles, m_troubles);
        std::swap(pulses, m_pulsesPending);
        m_awake = false;
    }
    if (!change.empty()) {
        emit changed(change);
    }
    if (pulses) {
        emit pulsesChanged();
    }
    for (const std::string& sentence : troubles) {
        emit trouble(QString::fromStdString(sentence));
    }
}

}  // namespace ui
