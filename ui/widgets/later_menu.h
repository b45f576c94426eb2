// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include <QDateTime>
#include <QList>
#include <QMenu>

#include <functional>

namespace ui {

/// A time at which a conversation may come back.
struct LaterChoice {
    QString title;
    QDateTime until;
};

/// What is offered at this moment, in the zone of `now`, the soonest first.
[[nodiscard]] QList<LaterChoice> laterChoices(const QDateTime& now);

/// "When should it come back?": a few good times, and any other.
class LaterMenu final : public QMenu {
    Q_OBJECT
public:
    LaterMenu(const QDateTime& now, const view::Words& words, QWidget* parent);

signals:
    void chosen(const QDateTime& until);
    /// Another time: to be asked for.
    void otherAsked();
};

}  // namespace ui
