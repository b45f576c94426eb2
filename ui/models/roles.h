// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace ui {

/// What our delegates read, beside Qt's own roles.
enum Role : int {
    ShownRole = Qt::UserRole + 1,  ///< the row's struct, as a shared pointer to const
    ConversationRole,              ///< qint64
    MessageRole,                   ///< qint64
};

}  // namespace ui
