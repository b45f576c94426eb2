// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/composer_pane.h"
#include "ui/window_context.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace ui {

class Toast;

/// Takes replies back: in the first seconds from the toast, later from the outbox. The words return to the
/// composer.
class UndoDesk final : public QObject {
    Q_OBJECT
public:
    UndoDesk(const WindowContext& context, ComposerPane& composer, Toast& toast, QObject* parent = nullptr);

    /// A reply that waits or failed becomes a draft again.
    void edit(base::ReplyId reply, base::ConversationId conversation);
    /// Sends an uncertain reply again, after the person has said so.
    void sendAgain(base::ReplyId reply, QWidget* window);

signals:
    /// The words stand in this conversation's composer again.
    void returned(base::ConversationId conversation);
    void failed(const QString& sentence);

private:
    struct Leaving {
        base::ConversationId conversation;
        QString text;
        std::optional<base::ReplyId> reply{};  ///< known once it is queued
        bool undone = false;
    };
    void leaving(const ComposerPane::Leaving& reply, int sending);
    void queued(int sending, base::ReplyId reply);
    void undo(int sending);
    void takeBack(base::ReplyId reply, base::ConversationId conversation, const QString& text);

    const WindowContext& m_context;
    ComposerPane& m_composer;
    Toast& m_toast;
    QHash<int, Leaving> m_leaving;
};

}  // namespace ui
