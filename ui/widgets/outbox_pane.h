// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/outbox_delegate.h"
#include "ui/models/outbox_model.h"
#include "ui/models/tick_timer.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/surface.h"
#include "ui/window_context.h"

class QPushButton;
class QStackedWidget;

namespace ui {

class EmptyState;
class OutboxDetail;

/// Every reply that is not confirmed, and what can be done about the one that is chosen.
class OutboxPane final : public Surface {
    Q_OBJECT
public:
    explicit OutboxPane(const WindowContext& context, QWidget* parent = nullptr);

    /// Reads the outbox again; the choice stays where it was.
    void refresh();
    [[nodiscard]] RowList& list() { return *m_list; }
    [[nodiscard]] OutboxDetail& detail() { return *m_detail; }

signals:
    void failed(const QString& sentence);
    void conversationOpened(base::ConversationId conversation, base::MessageId message);
    void editAsked(base::ReplyId reply, base::ConversationId conversation);
    void sendAgainAsked(base::ReplyId reply);

private:
    void sendWaiting();
    [[nodiscard]] QWidget* makeHeader();
    void showCurrent();
    void refreshHeader();

    const WindowContext& m_context;
    OutboxModel m_model;
    OutboxDelegate m_delegate;
    TickTimer m_timer;
    base::ReplyId m_chosen;
    PlainLabel* m_title = nullptr;
    QPushButton* m_sendWaiting = nullptr;
    PlainLabel* m_counts = nullptr;
    QStackedWidget* m_pages;
    RowList* m_list;
    EmptyState* m_empty;
    OutboxDetail* m_detail;
};

}  // namespace ui
