// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/thread_delegate.h"
#include "ui/models/thread_model.h"
#include "ui/models/tick_timer.h"
#include "ui/widgets/surface.h"
#include "ui/window_context.h"

#include <QTimer>

class QStackedWidget;

namespace ui {

class ComposerPane;
class EmptyState;
class FirstRun;
class LinkButton;
class ThreadHeader;
class ThreadList;

/// One conversation: who, its messages, and the composer.
class ThreadPane final : public Surface {
    Q_OBJECT
public:
    explicit ThreadPane(const WindowContext& context, QWidget* parent = nullptr);

    /// `message` 0 = its end.
    void open(base::ConversationId conversation, base::MessageId message = {});
    void close();
    void apply(const model::Change& change);
    [[nodiscard]] base::ConversationId conversation() const { return m_model.conversation().id; }
    [[nodiscard]] ThreadModel& model() { return m_model; }
    [[nodiscard]] ThreadHeader& header() { return *m_header; }
    [[nodiscard]] ThreadList& list() { return *m_list; }
    [[nodiscard]] ComposerPane& composer() { return *m_composer; }
    [[nodiscard]] FirstRun& firstRun() { return *m_firstRun; }
    /// The first steps stand here: no conversation is open, and no account is connected.
    [[nodiscard]] bool showsFirstRun() const;
    /// Of somebody: the one that is current in the list, else the one that the next reply answers; or
    /// nullptr.
    [[nodiscard]] const model::Message* messageInHand() const;
    /// The next reply answers the current row, if that is somebody's message.
    void answerCurrent();

signals:
    /// The first steps want an account to be connected, or the canned replies.
    void connectAsked();
    void repliesAsked();
    void failed(const QString& sentence);
    /// Another conversation stands here, or what is known of it has changed.
    void shown();
    /// Back from the outbox into the composer.
    void editAsked(base::ReplyId reply, base::ConversationId conversation);
    void sendAgainAsked(base::ReplyId reply);
    /// This one opened another by itself, the one with the other end of a private reply.
    void conversationAsked(base::ConversationId conversation);
    /// A message is to be hidden or liked; where it is, no longer.
    void deedAsked(base::MessageId message, model::Deed deed);

private:
    void showNothing();
    void refreshHeader();
    void goElsewhere(base::ConversationId conversation, base::MessageId message);
    void act(ThreadAction action, const QModelIndex& index);
    void post(model::Intent intent);
    void markRead();

    const WindowContext& m_context;
    ThreadModel m_model;
    ThreadDelegate m_delegate;
    TickTimer m_timer;
    QTimer m_readPause;
    QStackedWidget* m_pages;
    EmptyState* m_empty;
    FirstRun* m_firstRun = nullptr;  ///< made when nothing is connected
    ThreadHeader* m_header;
    ThreadList* m_list;
    ComposerPane* m_composer;
};

}  // namespace ui
