// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation_deeds.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/call_dialog.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/composer_pane.h"
#include "ui/widgets/decision_desk.h"
#include "ui/widgets/inbox_pane.h"
#include "ui/widgets/later_dialog.h"
#include "ui/widgets/later_menu.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/question_dialog.h"
#include "ui/widgets/thread_header.h"
#include "ui/widgets/thread_list.h"
#include "ui/widgets/thread_pane.h"
#include "ui/widgets/triage_menu.h"
#include "ui/widgets/workspace.h"
#include "ui/window_actions.h"

#include "view/platform_names.h"
#include "view/sentences.h"

#include <QDateTime>
#include <QItemSelectionModel>
#include <QMenu>

#include <algorithm>
#include <iterator>

namespace ui {
namespace {

/// From these widths of the pane on the header's buttons have words.
constexpr int kFirstWords = 600;
constexpr int kAllWords = 760;

}  // namespace

ConversationDeeds::ConversationDeeds(const WindowContext& context, WindowActions& actions,
                                     Workspace& workspace, DecisionDesk& decisions, QObject* parent)
    : QObject(parent), m_context(context), m_actions(actions), m_workspace(workspace),
      m_decisions(decisions) {
    ThreadPane& thread = workspace.thread();
    thread.header().setDeeds({{actions.noReplyNeeded, IconName::BadgeNoReplyNeeded, kFirstWords},
                              {actions.later, IconName::Snoozed, kAllWords},
                              {actions.done, IconName::Tick, kAllWords},
                              {actions.reopen, IconName::Undo, kFirstWords},
                              {actions.notSpam, IconName::Undo, kFirstWords},
                              {actions.notForUs, IconName::Tick, kFirstWords}});
    connect(&thread, &ThreadPane::shown, this, &ConversationDeeds::refresh);
    connect(&workspace, &Workspace::pageChanged, this, &ConversationDeeds::refresh);
    connect(thread.list().selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ConversationDeeds::refresh);
    connect(&thread.composer(), &ComposerPane::noReplyNeededAsked, actions.noReplyNeeded, &QAction::trigger);
    connect(&thread.header().chip(), &QAbstractButton::clicked, this, &ConversationDeeds::askKind);
    connect(&thread.header().more(), &QAbstractButton::clicked, this, &ConversationDeeds::showMore);
    RowList& rows = workspace.inbox().rows();
    rows.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&rows, &QWidget::customContextMenuRequested, this, &ConversationDeeds::showRowMenu);
    connectActions();
    refresh();
}

void ConversationDeeds::connectActions() {
    const auto on = [this](const QAction* action, auto work) {
        connect(action, &QAction::triggered, this, work);
    };
    const auto conversation = [this]() -> const model::ConversationRow& {
        return m_workspace.thread().model().conversation();
    };
    on(m_actions.noReplyNeeded, [this, conversation] { m_decisions.noReplyNeeded(conversation()); });
    on(m_actions.done, [this, conversation] { m_decisions.setDone(conversation()); });
    on(m_actions.reopen, [this, conversation] { m_decisions.reopen(conversation()); });
    on(m_actions.later, [this] { askWhen(); });
    on(m_actions.kindOfMessage, [this] { askKind(); });
    on(m_actions.markSpam,
       [this, conversation] { m_decisions.setTriage(conversation(), model::TriageKind::Spam); });
    // Which of the others it is nobody has said.
    on(m_actions.notSpam,
       [this, conversation] { m_decisions.setTriage(conversation(), model::TriageKind::Other); });
    on(m_actions.notForUs,
       [this, conversation] { m_decisions.notForUs(conversation(), m_workspace.thread().model().hit()); });
    on(m_actions.logCall, [this] { askAboutCall(); });
    on(m_actions.eraseCustomer, [this] { askAboutErasing(); });
    on(m_actions.openInBrowser, [this] { openInBrowser(); });
    on(m_actions.likeMessage, [this] { doDeed(m_workspace.thread().messageInHand(), model::Deed::Like); });
    on(m_actions.hideMessage, [this] { doDeed(m_workspace.thread().messageInHand(), model::Deed::Hide); });
    connect(&m_workspace.thread(), &ThreadPane::deedAsked, this,
            [this](base::MessageId message, model::Deed deed) {
                doDeed(m_workspace.thread().model().message(message), deed);
            });
    on(m_actions.messageUp, [this] { m_workspace.thread().list().stepBy(-1); });
    on(m_actions.messageDown, [this] { m_workspace.thread().list().stepBy(1); });
}

void ConversationDeeds::refresh() {
    const ThreadModel& model = m_workspace.thread().model();
    const model::ConversationRow& conversation = model.conversation();
    const bool shown = model.isOpen() && !m_workspace.showsOutbox();
    // Without a customer it only surrounds others: there is nobody to decide about.
    const bool writable = shown && m_context.seam.readOnly.empty() && conversation.customer;
    const bool away = conversation.state == model::ConversationState::Done ||
                      conversation.state == model::ConversationState::Snoozed;
    const bool spam = conversation.state == model::ConversationState::Spam;
    const bool waits = writable && !spam && conversation.waitingSince.has_value();
    m_actions.noReplyNeeded->setEnabled(waits);
    m_actions.later->setEnabled(waits);
    m_actions.done->setEnabled(writable && !spam && conversation.state != model::ConversationState::Done);
    m_actions.kindOfMessage->setEnabled(writable);
    m_actions.markSpam->setEnabled(writable && !spam);
    m_actions.notSpam->setEnabled(writable && spam);
    m_actions.notForUs->setEnabled(shown && m_context.seam.readOnly.empty() && model.hit());
    m_workspace.thread().header().chip().setEnabled(writable);
    m_actions.reopen->setEnabled(writable && away);
    m_actions.logCall->setEnabled(writable);
    m_actions.eraseCustomer->setEnabled(writable);
    const model::Message* latest = shown ? model.latestOfCustomer() : nullptr;
    m_actions.openInBrowser->setEnabled(latest != nullptr && !latest->url.empty() &&
                                        m_context.seam.openInBrowser != nullptr);
    refreshDeeds(shown && m_context.seam.readOnly.empty());
    m_actions.messageUp->setEnabled(shown);
    m_actions.messageDown->setEnabled(shown);
    m_workspace.thread().header().more().setVisible(std::ranges::any_of(
        rareDeeds(), [](const QAction* deed) { return deed != nullptr && deed->isEnabled(); }));
}

QDateTime ConversationDeeds::localNow() const {
    return QDateTime::fromMSecsSinceEpoch(base::toMs(m_context.seam.clock.utcNow()), m_context.seam.zone);
}

void ConversationDeeds::askWhen() {
    const QWidget* button = m_workspace.thread().header().buttonOf(m_actions.later);
    auto* menu = new LaterMenu(localNow(), m_context.words, m_workspace.window());
    connect(menu, &LaterMenu::chosen, this, &ConversationDeeds::snoozeUntil);
    connect(menu, &LaterMenu::otherAsked, this, &ConversationDeeds::askOtherTime);
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
    menu->setActiveAction(menu->actions().constFirst());
}

void ConversationDeeds::askKind() {
    const ThreadHeader& header = m_workspace.thread().header();
    const model::ConversationRow conversation = m_workspace.thread().model().conversation();
    auto* menu = new TriageMenu(conversation, m_workspace.window());
    connect(menu, &TriageMenu::chosen, this, [this, conversation](std::optional<model::TriageKind> kind) {
        m_decisions.setTriage(conversation, kind);
    });
    const QAbstractButton& below =
        header.chip().isVisible() ? static_cast<const QAbstractButton&>(header.chip()) : header.more();
    menu->popup(below.mapToGlobal(QPoint(0, below.height())));
    menu->setActiveAction(menu->actions().constFirst());
}

/// Of the row under the pointer, which is chosen first: what is done is done to what is open.
void ConversationDeeds::showRowMenu(const QPoint& place) {
    RowList& rows = m_workspace.inbox().rows();
    const QModelIndex index = rows.indexAt(place);
    if (!index.isValid()) {
        return;
    }
    rows.setCurrentIndex(index);
    std::vector<QAction*> deeds{m_actions.noReplyNeeded, m_actions.later,   m_actions.done,
                                m_actions.reopen,        m_actions.notSpam, nullptr};
    std::ranges::copy(rareDeeds(), std::back_inserter(deeds));
    popUp("rowMenu", deeds, rows.viewport()->mapToGlobal(place));
}

void ConversationDeeds::showMore() {
    const QAbstractButton& button = m_workspace.thread().header().more();
    QMenu& menu = popUp("threadMoreMenu", rareDeeds(), button.mapToGlobal(QPoint(0, button.height())));
    menu.setActiveAction(menu.actions().constFirst());
}

std::vector<QAction*> ConversationDeeds::rareDeeds() const {
    return {m_actions.kindOfMessage, m_actions.markSpam,      nullptr,
            m_actions.logCall,       m_actions.openInBrowser, nullptr,
            m_actions.eraseCustomer};
}

QMenu& ConversationDeeds::popUp(const char* name, const std::vector<QAction*>& deeds, const QPoint& place) {
    auto* menu = new QMenu(m_workspace.window());
    menu->setObjectName(QLatin1String(name));
    menu->setAccessibleName(tr("Conversation"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* deed : deeds) {
        if (deed == nullptr) {
            menu->addSeparator();  // shown only between others
        } else if (deed->isEnabled()) {
            menu->addAction(deed);
        }
    }
    menu->popup(place);
    return *menu;
}

void ConversationDeeds::askOtherTime() {
    auto* dialog = new LaterDialog(m_context.theme, localNow(), m_workspace.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { snoozeUntil(dialog->until()); });
    dialog->open();
}

void ConversationDeeds::snoozeUntil(const QDateTime& until) {
    if (m_workspace.thread().model().isOpen()) {
        m_decisions.snooze(m_workspace.thread().model().conversation(),
                           base::fromMs(until.toMSecsSinceEpoch()));
    }
}

void ConversationDeeds::askAboutCall() {
    if (!m_workspace.thread().model().isOpen()) {
        return;
    }
    // The conversation that was shown when it was asked about, whatever is shown when it is told.
    const model::ConversationRow conversation = m_workspace.thread().model().conversation();
    auto* dialog = new CallDialog(m_context.theme, localNow(), m_workspace.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, conversation] {
        m_decisions.logCall(conversation, base::fromMs(dialog->at().toMSecsSinceEpoch()), dialog->words());
    });
    dialog->open();
}

void ConversationDeeds::askAboutErasing() {
    if (!m_workspace.thread().model().isOpen()) {
        return;
    }
    const model::ConversationRow conversation = m_workspace.thread().model().conversation();
    const QString name = isolated(
        qt(view::shownName(conversation.customerName, conversation.customerHandle, m_context.words)));
    auto* question = new QuestionDialog(
        m_context.theme,
        {.title = tr("Erase %1?").arg(name),
         .consequence =
             tr("All that they wrote and that was written to them goes from this computer, with what "
                "suggestions learnt from it, and it can’t be brought back. What others wrote beside it "
                "stays. On %1 nothing changes.")
                 .arg(qt(view::platformName(conversation.platform))),
         .yes = tr("Erase customer"),
         .no = tr("Cancel")},
        m_workspace.window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this,
            [this, conversation] { m_decisions.eraseCustomer(conversation); });
    question->open();
}

/// Words that fit what the deed would do to the message in hand.
void ConversationDeeds::refreshDeeds(bool writable) {
    const model::Message* message = writable ? m_workspace.thread().messageInHand() : nullptr;
    const auto set = [](QAction* action, const model::DeedState* state, const QString& text,
                        const QString& back) {
        action->setEnabled(state != nullptr && state->possible);
        action->setText(state != nullptr && state->isDone() ? back : text);
    };
    set(m_actions.likeMessage, message == nullptr ? nullptr : &message->like, tr("L&ike message"),
        tr("Take l&ike back"));
    set(m_actions.hideMessage, message == nullptr ? nullptr : &message->hide, tr("&Hide message from others"),
        tr("S&how message to others again"));
}

void ConversationDeeds::doDeed(const model::Message* message, model::Deed deed) {
    if (message != nullptr && (deed == model::Deed::Hide ? message->hide : message->like).possible) {
        m_decisions.doDeed(m_workspace.thread().model().conversation(), *message, deed);
    }
}

void ConversationDeeds::openInBrowser() {
    const model::Message* latest = m_workspace.thread().model().latestOfCustomer();
    if (latest != nullptr && !latest->url.empty()) {
        m_context.seam.openInBrowser(latest->url);
    }
}

}  // namespace ui
