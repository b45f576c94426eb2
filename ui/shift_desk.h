// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include <QObject>

class QWidget;

namespace ui {

class ShiftWindow;
class StatusStrip;
class WindowActions;

/// Starts and ends shifts, and brings their sheet.
class ShiftDesk final : public QObject {
    Q_OBJECT
public:
    /// `window` is the parent of what it opens.
    ShiftDesk(const WindowContext& context, WindowActions& actions, StatusStrip& strip, QWidget& window);

    void start();
    void end();
    void showSheet();
    /// What the shop says to those whom it keeps waiting, as a canned reply.
    [[nodiscard]] model::CannedReply holdingReply() const;

signals:
    void conversationAsked(base::ConversationId conversation);
    /// This text is to be put into the reply there, never sent.
    void draftAsked(base::ConversationId conversation, const model::CannedReply& reply);
    void logInAsked(base::AccountId account);

private:
    [[nodiscard]] ShiftWindow& sheet();

    const WindowContext& m_context;
    StatusStrip& m_strip;
    QWidget& m_window;
    ShiftWindow* m_sheet = nullptr;  ///< once it was asked for
};

}  // namespace ui
