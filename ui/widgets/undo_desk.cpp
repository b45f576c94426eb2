// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/undo_desk.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/question_dialog.h"
#include "ui/widgets/toast.h"

#include "view/console_source.h"

#include <algorithm>

namespace ui {

UndoDesk::UndoDesk(const WindowContext& context, ComposerPane& composer, Toast& toast, QObject* parent)
    : QObject(parent), m_context(context), m_composer(composer), m_toast(toast) {
    connect(&composer, &ComposerPane::leaving, this, &UndoDesk::leaving);
    connect(&composer, &ComposerPane::queued, this, &UndoDesk::queued);
    connect(&composer, &ComposerPane::failed, &toast, &Toast::dismiss);
}

void UndoDesk::leaving(const ComposerPane::Leaving& reply, int sending) {
    m_leaving.insert(sending, {.conversation = reply.conversation, .text = m_composer.lastSent()});
    const QString customer = isolated(reply.customer);
    const QString later =
        reply.sendAt ? qt(m_context.words.momentWithTime(*reply.sendAt, m_context.seam.clock.utcNow()))
                     : QString();
    m_toast.show({.icon = IconName::BadgeSending,
                  .text =
                      [customer, later](int left) {
                          return later.isEmpty()
                                     ? tr("Sending to %1 in %2 s").arg(customer, QString::number(left))
                                     : tr("Goes out to %1 %2", "second: a moment").arg(customer, later);
                      },
                  .seconds = static_cast<int>(ComposerPane::kUndoTime.count() / 1000),
                  .undo = [this, sending] { undo(sending); },
                  .clockwork = Toast::Note::Clockwork::RunsOn});
}

void UndoDesk::queued(int sending, base::ReplyId reply) {
    const auto found = m_leaving.find(sending);
    if (found == m_leaving.end()) {
        return;
    }
    found->reply = reply;
    if (found->undone) {
        // Undo was faster than the core.
        takeBack(reply, found->conversation, found->text);
        m_leaving.erase(found);
    }
}

void UndoDesk::undo(int sending) {
    const auto found = m_leaving.find(sending);
    if (found == m_leaving.end()) {
        return;
    }
    found->undone = true;
    if (found->reply) {
        takeBack(*found->reply, found->conversation, found->text);
        m_leaving.erase(found);
    }
}

void UndoDesk::takeBack(base::ReplyId reply, base::ConversationId conversation, const QString& text) {
    ask(m_context, this, model::CancelReply{.reply = reply},
        [this, conversation, text](const base::Result<base::ReplyId>& done) {
            if (!done) {
                emit failed(asSentence(done.error().what()));
                return;
            }
            m_composer.drafts().putBack(conversation, text);
            emit returned(conversation);
        });
}

void UndoDesk::edit(base::ReplyId reply, base::ConversationId conversation) {
    const auto outbox = m_context.seam.source.outbox();
    const auto row =
        outbox ? std::ranges::find(*outbox, reply, &model::OutboxRow::id) : decltype(outbox->end()){};
    if (!outbox || row == outbox->end()) {
        emit failed(tr("This reply is not in the outbox any more."));
        return;
    }
    takeBack(reply, conversation, qt(row->text));
}

void UndoDesk::sendAgain(base::ReplyId reply, QWidget* window) {
    auto* question = new QuestionDialog(
        m_context.theme,
        {.title = tr("Send this reply again?"),
         .consequence = tr("It may have arrived already. If both arrive, the customer sees it twice."),
         .yes = tr("Send again"),
         .no = tr("Leave it")},
        window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this, reply] {
        ask(m_context, this, model::SendReplyAgain{.reply = reply},
            [this](const base::Result<base::ReplyId>& done) {
                if (!done) {
                    emit failed(asSentence(done.error().what()));
                }
            });
    });
    question->open();
}

}  // namespace ui
