// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tick_timer.h"
#include "ui/window_context.h"

#include <QDate>
#include <QObject>

namespace ui {

/// Looks a few times a day whether response times still bear out what the shop has published.
class PromiseWatch final : public QObject {
    Q_OBJECT
public:
    explicit PromiseWatch(const WindowContext& context, QObject* parent);

    /// Now; nothing is read where nothing was published.
    Q_INVOKABLE void look();

signals:
    /// Once a day at most.
    void broken(const QString& sentence);

private:
    void told(std::vector<model::TurnFact> turns);

    const WindowContext& m_context;
    TickTimer m_timer;
    QDate m_toldOn;
};

}  // namespace ui
