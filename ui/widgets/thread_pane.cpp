// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/thread_pane.h"

#include "ui/language.h"
#include "ui/widgets/composer_pane.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/first_run.h"
#include "ui/widgets/thread_header.h"
#include "ui/widgets/thread_list.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace ui {
namespace {

/// Walking past a conversation does not read it.
constexpr int kReadPauseMs = 700;

}  // namespace

ThreadPane::ThreadPane(const WindowContext& context, QWidget* parent)
    : Surface(context.theme, Token::Paper, {}, parent), m_context(context),
      m_model(context.seam.source, context.words, context.seam.clock), m_delegate(context.theme),
      m_timer(context.seam.clock, this), m_pages(new QStackedWidget(this)),
      m_empty(new EmptyState(context.theme, Token::Paper, QStringLiteral("threadEmpty"), this)),
      m_header(new ThreadHeader(context.theme, context.words, this)),
      m_list(new ThreadList(m_model, m_delegate, this)),
      m_composer(new ComposerPane(context, m_model, this)) {
    setObjectName(QStringLiteral("threadPane"));
    auto* page = new QWidget(this);
    auto* lines = new QVBoxLayout(page);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_header);
    lines->addWidget(m_list, 1);
    lines->addWidget(m_composer);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
    m_empty->show({.icon = IconName::Canned,
                   .title = tr("No conversation is open"),
                   .fact = tr("What you choose in the list opens here.")});

    connect(&m_model, &ThreadModel::reread, this, &ThreadPane::refreshHeader);
    connect(&m_model, &ThreadModel::failed, this, &ThreadPane::failed);
    connect(&m_timer, &TickTimer::due, this, [this] {
        m_model.tick();
        m_timer.wakeAt(m_model.nextTick());
    });
    m_readPause.setSingleShot(true);
    m_readPause.setInterval(kReadPauseMs);
    connect(&m_readPause, &QTimer::timeout, this, &ThreadPane::markRead);
    connect(m_list, &ThreadList::actionAsked, this, &ThreadPane::act);
    connect(m_list, &ThreadList::targetAsked, this, [this](const QModelIndex& index) {
        m_list->setCurrentIndex(index);
        answerCurrent();
    });
    connect(m_list, &RowList::chosen, this, [this](const QModelIndex& index) {
        if (m_list->hasFocus() && index == m_list->currentIndex()) {
            const view::ThreadRow& row = m_model.item(index.row()).row;
            if (row.kind == view::ThreadRow::Kind::Message && row.role != view::ThreadRow::Role::Us &&
                row.delivery == model::Delivery::None) {
                m_model.setTarget(row.message);
                m_composer->refresh();
            }
        }
    });
    connect(m_composer, &ComposerPane::failed, this, &ThreadPane::failed);
    connect(m_composer, &ComposerPane::conversationAsked, this, &ThreadPane::goElsewhere);
    connect(m_composer, &ComposerPane::readFirstAsked, this, [this] {
        m_list->showEnd();
        m_list->setFocus();
    });
    showNothing();
}

void ThreadPane::open(base::ConversationId conversation, base::MessageId message) {
    if (conversation != this->conversation()) {
        m_composer->drafts().flush();
        m_model.open(conversation);
        if (!m_model.isOpen()) {
            return;
        }
        m_pages->setCurrentIndex(1);
        m_composer->conversationChanged();
        m_timer.wakeAt(m_model.nextTick());
        m_list->showEnd();
        m_readPause.start();
        post(model::Presence{.windowActive = isActiveWindow(), .open = conversation});
    }
    if (message) {
        m_list->showMessage(message);
    }
}

void ThreadPane::close() {
    m_composer->drafts().flush();
    m_model.close();
    m_timer.wakeAt(base::UtcTime::max());
    showNothing();
    emit shown();
}

bool ThreadPane::showsFirstRun() const {
    return m_firstRun != nullptr && m_pages->currentWidget() == m_firstRun;
}

void ThreadPane::showNothing() {
    const auto accounts = m_context.seam.source.accounts();
    const bool first = accounts && accounts->empty();
    if (first && m_firstRun == nullptr) {
        m_firstRun = new FirstRun(m_context, this);
        m_pages->addWidget(m_firstRun);
        connect(m_firstRun, &FirstRun::failed, this, &ThreadPane::failed);
        connect(m_firstRun, &FirstRun::connectAsked, this, &ThreadPane::connectAsked);
        connect(m_firstRun, &FirstRun::repliesAsked, this, &ThreadPane::repliesAsked);
    }
    if (m_firstRun != nullptr) {
        m_firstRun->refresh();
    }
    m_pages->setCurrentWidget(first ? static_cast<QWidget*>(m_firstRun) : m_empty);
}

void ThreadPane::apply(const model::Change& change) {
    if (change.names) {
        m_composer->namesChanged();
    }
    if (change.outbox) {
        m_composer->repliesChanged();
    }
    m_model.apply(change);
    m_timer.wakeAt(m_model.nextTick());
    if (!m_model.isOpen()) {
        showNothing();
        emit shown();
    } else if (m_model.conversation().unread > 0 && isActiveWindow()) {
        m_readPause.start();
    }
}

void ThreadPane::markRead() {
    if (m_model.isOpen() && isVisible() && m_model.conversation().unread > 0 &&
        m_context.seam.readOnly.empty()) {
        post(model::MarkRead{.conversation = conversation()});
    }
}

void ThreadPane::refreshHeader() {
    if (m_model.isOpen()) {
        m_header->show(m_model.conversation(), m_context.seam.clock.utcNow());
    }
    emit shown();
}

void ThreadPane::answerCurrent() {
    const QModelIndex index = m_list->currentIndex();
    if (index.isValid()) {
        const view::ThreadRow& row = m_model.item(index.row()).row;
        if (row.kind == view::ThreadRow::Kind::Message && row.role != view::ThreadRow::Role::Us) {
            m_model.setTarget(row.message);
            m_composer->refresh();
        }
    }
    m_composer->focusEditor();
}

const model::Message* ThreadPane::messageInHand() const {
    if (!m_model.isOpen()) {
        return nullptr;
    }
    const QModelIndex index = m_list->currentIndex();
    const model::Message* current =
        index.isValid() ? m_model.message(m_model.item(index.row()).row.message) : nullptr;
    if (current == nullptr || current->direction != model::Direction::Inbound) {
        current = m_model.message(m_model.target());
    }
    return current != nullptr ? current : m_model.latestOfCustomer();
}

void ThreadPane::post(model::Intent intent) {
    ask(m_context, this, std::move(intent), [this](const base::Result<base::ReplyId>& result) {
        if (!result) {
            emit failed(asSentence(result.error().what()));
        }
    });
}

void ThreadPane::goElsewhere(base::ConversationId conversation, base::MessageId message) {
    open(conversation, message);
    emit conversationAsked(conversation);
}

void ThreadPane::act(ThreadAction action, const QModelIndex& index) {
    const view::ThreadRow row = m_model.item(index.row()).row;
    switch (action) {
    case ThreadAction::ShowAll:
        m_model.showAll(row.message);
        break;
    case ThreadAction::OpenInBrowser:
        if (m_context.seam.openInBrowser) {
            m_context.seam.openInBrowser(row.url);
        }
        break;
    case ThreadAction::ItArrived:
        post(model::ReplyArrived{.reply = row.reply});
        break;
    case ThreadAction::SendAgain:
        emit sendAgainAsked(row.reply);
        break;
    case ThreadAction::Edit:
        emit editAsked(row.reply, conversation());
        break;
    case ThreadAction::SendNow:
        post(model::RetryReply{.reply = row.reply});
        break;
    case ThreadAction::Discard:
        post(model::DiscardReply{.reply = row.reply});
        break;
    case ThreadAction::ReopenTurn:
        post(model::Reopen{.conversation = conversation(), .message = row.message});
        break;
    case ThreadAction::GoElsewhere:
        goElsewhere(row.elsewhere, row.otherEnd);
        break;
    case ThreadAction::Reply:
        break;  // the list's own
    case ThreadAction::Like:
        emit deedAsked(row.message, model::Deed::Like);
        break;
    case ThreadAction::Hide:
        emit deedAsked(row.message, model::Deed::Hide);
        break;
    }
}

}  // namespace ui
