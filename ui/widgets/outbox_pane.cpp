// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/outbox_pane.h"

#include "ui/language.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/outbox_detail.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

OutboxPane::OutboxPane(const WindowContext& context, QWidget* parent)
    : Surface(context.theme, Token::List, {}, parent), m_context(context),
      m_model(context.seam.source, context.seam.pulses, context.words, context.seam.clock),
      m_delegate(context.theme), m_timer(context.seam.clock, this), m_pages(new QStackedWidget(this)),
      m_list(new RowList(QStringLiteral("outboxList"), tr("Replies not confirmed"), this)),
      m_empty(new EmptyState(context.theme, Token::List, QStringLiteral("outboxEmpty"), this)),
      m_detail(new OutboxDetail(context, this)) {
    setObjectName(QStringLiteral("outboxPane"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    m_list->viewport()->setAutoFillBackground(false);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);
    m_empty->show({.icon = IconName::Outbox,
                   .title = tr("Every reply is confirmed"),
                   .fact = tr("A reply stands here until its platform has confirmed it.")});

    auto* left = new Surface(theme(), Token::List, {}, this);
    auto* lines = new QVBoxLayout(left);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(makeHeader());
    lines->addWidget(m_pages, 1);
    auto* splitter = new QSplitter(this);
    splitter->setObjectName(QStringLiteral("outboxSplitter"));
    splitter->addWidget(left);
    splitter->addWidget(m_detail);
    splitter->setChildrenCollapsible(false);
    left->setMinimumWidth(theme().px(300));
    m_detail->setMinimumWidth(theme().px(340));
    splitter->setSizes({theme().px(536), theme().px(520)});
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(splitter);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &OutboxPane::showCurrent);
    connect(m_list, &RowList::chosen, this, &OutboxPane::showCurrent);
    connect(&m_timer, &TickTimer::due, this, &OutboxPane::refresh);
    connect(&theme(), &Theme::changed, m_list, &QListView::doItemsLayout);
    connect(m_detail, &OutboxDetail::failed, this, &OutboxPane::failed);
    const auto item = [this] { return m_model.itemAt(m_list->currentIndex()); };
    connect(m_detail, &OutboxDetail::openAsked, this, [this, item] {
        if (const OutboxItem* chosen = item()) {
            emit conversationOpened(chosen->reply.conversation, chosen->reply.message);
        }
    });
    connect(m_detail, &OutboxDetail::editAsked, this, [this, item] {
        if (const OutboxItem* chosen = item()) {
            emit editAsked(chosen->reply.id, chosen->reply.conversation);
        }
    });
    connect(m_detail, &OutboxDetail::sendAgainAsked, this, [this, item] {
        if (const OutboxItem* chosen = item()) {
            emit sendAgainAsked(chosen->reply.id);
        }
    });
}

QWidget* OutboxPane::makeHeader() {
    auto* header = new Surface(theme(), Token::List, Qt::BottomEdge, this);
    header->setObjectName(QStringLiteral("outboxHeader"));
    header->setFixedHeight(theme().px(54));
    m_title = new PlainLabel(theme(), Type::PaneTitle, Token::Text, header);
    m_title->setObjectName(QStringLiteral("outboxTitle"));
    m_title->setText(tr("Outbox"));
    m_counts = new PlainLabel(theme(), Type::Secondary, Token::Text2, header);
    m_counts->setObjectName(QStringLiteral("outboxCounts"));
    m_sendWaiting = new QPushButton(tr("Send waiting now"), header);
    m_sendWaiting->setObjectName(QStringLiteral("outboxSendWaiting"));
    m_sendWaiting->setAccessibleName(m_sendWaiting->text());
    m_sendWaiting->setAutoDefault(false);
    auto* lines = new QVBoxLayout;
    lines->setContentsMargins(0, theme().px(8), 0, theme().px(9));
    lines->setSpacing(0);
    lines->addWidget(m_title);
    lines->addWidget(m_counts);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(theme().px(14), 0, theme().px(14), 0);
    row->addLayout(lines, 1);
    row->addWidget(m_sendWaiting);
    connect(m_sendWaiting, &QPushButton::clicked, this, &OutboxPane::sendWaiting);
    return header;
}

/// What may have arrived is never among them, nor what was meant for later or waits for its author.
void OutboxPane::sendWaiting() {
    const base::UtcTime now = m_context.seam.clock.utcNow();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const OutboxItem* item = m_model.itemAt(m_model.index(row));
        if (item->kind != OutboxItem::Kind::Reply || item->reply.state != model::Delivery::Queued ||
            item->reply.isForLater(now) || item->reply.waitsForAuthor(now)) {
            continue;
        }
        ask(m_context, this, model::RetryReply{.reply = item->reply.id},
            [this](const base::Result<base::ReplyId>& done) {
                if (!done) {
                    emit failed(asSentence(done.error().what()));
                }
            });
    }
}

void OutboxPane::refresh() {
    const base::ReplyId chosen = m_chosen;
    m_model.refresh();
    refreshHeader();
    m_pages->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
    m_sendWaiting->setVisible(m_model.waiting() > 0 && m_context.seam.readOnly.empty());
    m_timer.wakeAt(isVisible() ? m_model.nextTick() : base::UtcTime::max());
    QModelIndex index = m_model.indexOf(chosen);
    if (!index.isValid()) {
        // The first reply stands below the name of its group.
        index = m_model.index(m_model.rowCount() > 0 ? 1 : -1);
    }
    m_list->setCurrentIndex(index);
    showCurrent();
}

void OutboxPane::refreshHeader() {
    if (m_model.replies() == 0) {
        m_counts->setText(tr("every reply is confirmed"));
        return;
    }
    QString line = tr("%1 not confirmed").arg(m_model.replies());
    if (m_model.decisions() > 0) {
        line += QStringLiteral(" · ") + (m_model.decisions() == 1
                                             ? tr("1 needs your decision")
                                             : tr("%1 need your decision").arg(m_model.decisions()));
    }
    m_counts->setText(line);
}

void OutboxPane::showCurrent() {
    const OutboxItem* item = m_model.itemAt(m_list->currentIndex());
    const bool reply = item != nullptr && item->kind == OutboxItem::Kind::Reply;
    if (reply) {
        m_chosen = item->reply.id;
    }
    m_detail->show(reply ? item : nullptr);
}

}  // namespace ui
