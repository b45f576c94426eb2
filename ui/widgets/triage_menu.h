// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/conversation.h"

#include <QMenu>

#include <optional>

namespace ui {

/// "What is it?": the kinds, with the one that it is taken for marked, and the way back to being told.
class TriageMenu final : public QMenu {
    Q_OBJECT
public:
    TriageMenu(const model::ConversationRow& conversation, QWidget* parent);

signals:
    /// Nothing = as it is told by itself.
    void chosen(std::optional<model::TriageKind> kind);
};

/// As it stands in menus: "Complaint"; other is "Nothing special".
[[nodiscard]] QString triageName(model::TriageKind kind);

}  // namespace ui
