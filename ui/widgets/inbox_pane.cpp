// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/inbox_pane.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/models/roles.h"
#include "ui/widgets/import_strip.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/toast.h"

#include <QActionGroup>
#include <QGridLayout>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ui {
namespace {

/// A choice further down is let go when the whole list was read again.
constexpr int kDeepest = 2'000;
/// Room for the toast below the last row.
constexpr int kTail = 46;

InboxModel::Filter filterOf(Place place) {
    switch (place) {
    case Place::NeedsReply:
        return model::ConversationState::NeedsReply;
    case Place::Answered:
        return model::ConversationState::Answered;
    case Place::Snoozed:
        return model::ConversationState::Snoozed;
    case Place::Done:
        return model::ConversationState::Done;
    case Place::Spam:
        return model::ConversationState::Spam;
    case Place::All:
    case Place::Outbox:
    case Place::Streams:
        break;
    }
    return {};
}

constexpr std::array kOrders = {model::InboxOrder::DueNext, model::InboxOrder::Urgency,
                                model::InboxOrder::LongestWaiting, model::InboxOrder::ClosingNext,
                                model::InboxOrder::Newest};

QString orderName(model::InboxOrder order) {
    switch (order) {
    case model::InboxOrder::DueNext:
        return InboxPane::tr("Due next");
    case model::InboxOrder::LongestWaiting:
        return InboxPane::tr("Longest waiting");
    case model::InboxOrder::ClosingNext:
        return InboxPane::tr("Window closing next");
    case model::InboxOrder::Urgency:
        return InboxPane::tr("Most urgent");
    case model::InboxOrder::Newest:
        break;
    }
    return InboxPane::tr("Newest");
}

}  // namespace

InboxPane::InboxPane(const WindowContext& context, QWidget* parent)
    : Surface(context.theme, Token::List, {}, parent), m_context(context),
      m_model(context.seam.source, context.words, context.seam.clock),
      m_hitModel(context.seam.source, context.words, context.seam.clock), m_delegate(context.theme),
      m_hitDelegate(context.theme), m_timer(context.seam.clock, this), m_pages(new QStackedWidget(this)),
      m_rows(new RowList(QStringLiteral("inboxList"), tr("Conversations"), this)),
      m_hits(new RowList(QStringLiteral("hitList"), tr("Messages found"), this)),
      m_empty(new EmptyState(context.theme, Token::List, QStringLiteral("inboxEmpty"), this)),
      m_import(new ImportStrip(context, this)), m_toast(new Toast(context.theme, this)) {
    setObjectName(QStringLiteral("inboxPane"));
    auto* header = new Surface(theme(), Token::List, Qt::BottomEdge, this);
    buildHeader(header);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_import);
    layout->addWidget(m_pages);
    buildLists();
    connect(&m_timer, &TickTimer::due, this, &InboxPane::tick);
    connect(&m_hitModel, &HitModel::failed, this, &InboxPane::failed);
    connect(&m_model, &InboxModel::failed, this, &InboxPane::failed);
    connect(m_import, &ImportStrip::failed, this, &InboxPane::failed);
    connect(m_toast, &Toast::shown, m_rows, [this] { m_rows->setTail(theme().px(kTail)); });
    connect(m_toast, &Toast::ended, m_rows, [this] { m_rows->setTail(0); });
    connect(&theme(), &Theme::changed, this, [this] {
        m_rows->doItemsLayout();
        m_hits->doItemsLayout();
    });
    connect(m_empty, &EmptyState::pressed, this, [this] { emit placeRequested(Place::Answered); });
}

void InboxPane::buildHeader(QWidget* header) {
    header->setFixedHeight(theme().px(54));
    header->setObjectName(QStringLiteral("inboxHeader"));
    m_title = new PlainLabel(theme(), Type::PaneTitle, Token::Text, header);
    m_title->setObjectName(QStringLiteral("inboxTitle"));
    m_counts = new PlainLabel(theme(), Type::Secondary, Token::Text2, header);
    m_counts->setObjectName(QStringLiteral("inboxCounts"));
    m_order = new LinkButton(theme(), Type::Secondary, Token::Text2, header);
    m_order->setObjectName(QStringLiteral("inboxOrder"));
    m_order->setGlyph(IconName::ChevronDown);
    buildOrders(m_order);
    auto* grid = new QGridLayout(header);
    grid->setContentsMargins(theme().px(14), theme().px(8), theme().px(14), theme().px(9));
    grid->setSpacing(0);
    grid->setColumnStretch(0, 1);
    // Beside the title: the counts need the whole width of a narrow list.
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(m_order, 0, 1);
    grid->addWidget(m_counts, 1, 0, 1, 2);
}

void InboxPane::buildOrders(LinkButton* button) {
    auto* menu = new QMenu(button);
    menu->setObjectName(QStringLiteral("inboxOrders"));
    auto* group = new QActionGroup(menu);
    for (const model::InboxOrder order : kOrders) {
        QAction* action = menu->addAction(orderName(order));
        action->setCheckable(true);
        action->setData(static_cast<int>(order));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, order] {
            setOrder(order);
            emit orderChosen(order);
        });
    }
    connect(button, &QAbstractButton::clicked, menu,
            [menu, button] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    connect(menu, &QMenu::aboutToShow, this, [this, group] {
        for (QAction* action : group->actions()) {
            action->setChecked(action->data().toInt() == static_cast<int>(m_model.order()));
        }
    });
}

void InboxPane::setOrder(model::InboxOrder order) {
    m_model.setOrder(order);
    refreshHeader();
}

void InboxPane::buildLists() {
    m_rows->setModel(&m_model);
    m_rows->setItemDelegate(&m_delegate);
    m_rows->setUniformItemSizes(true);
    m_hits->setModel(&m_hitModel);
    m_hits->setItemDelegate(&m_hitDelegate);
    m_hits->setUniformItemSizes(true);
    for (RowList* list : {m_rows, m_hits}) {
        list->viewport()->setAutoFillBackground(false);
        m_pages->addWidget(list);
        const auto chosen = [this, list](const QModelIndex& index) {
            const base::ConversationId conversation{index.data(ConversationRole).toLongLong()};
            const base::MessageId message{list == m_hits ? index.data(MessageRole).toLongLong() : 0};
            return std::pair(conversation, message);
        };
        connect(list, &RowList::chosen, this, [this, chosen](const QModelIndex& index) {
            const auto [conversation, message] = chosen(index);
            emit conversationOpened(conversation, message);
        });
        connect(list->selectionModel(), &QItemSelectionModel::currentChanged, this,
                [this, chosen](const QModelIndex& index) {
                    if (index.isValid() && !m_applying) {
                        const auto [conversation, message] = chosen(index);
                        emit conversationChosen(conversation, message);
                    }
                });
    }
    m_pages->addWidget(m_empty);
    connect(m_rows, &RowList::seenChanged, this, &InboxPane::planTick);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&m_model, signal, this, &InboxPane::refreshPage);
    }
    connect(&m_model, &QAbstractItemModel::modelReset, this, &InboxPane::refreshPage);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) {
                // What is being read does not move because something new came above it.
                // Reckoned, since asking the list would lay all of it out for each of many.
                QScrollBar* bar = m_rows->verticalScrollBar();
                const int height = m_delegate.sizeHint({}, {}).height();
                if (bar->value() > 0 && first < bar->value() / height) {
                    bar->setMaximum(bar->maximum() + (last - first + 1) * height);
                    bar->setValue(bar->value() + (last - first + 1) * height);
                }
            });
}

void InboxPane::refreshAccounts() {
    m_import->refresh();
    if (m_pages->currentWidget() == m_empty) {
        refreshPage();
    }
}

bool InboxPane::hasAccounts() const {
    const auto accounts = m_context.seam.source.accounts();
    return !accounts || !accounts->empty();
}

void InboxPane::showPlace(Place place) {
    m_place = place;
    if (showsStreams()) {
        m_hitModel.showStreams();
        m_hits->scrollToTop();
        refreshPage();
    } else {
        m_model.show(filterOf(place));
        m_rows->scrollToTop();
    }
    refreshHeader();
    planTick();
}

void InboxPane::apply(const model::Change& change) {
    if (!change.conversations.empty()) {
        const int row = m_rows->currentIndex().row();
        const base::ConversationId chosen = m_model.conversationAt(row);
        m_applying = true;
        m_model.apply(change);
        if (chosen) {
            keepChoice(chosen, row);
        }
        m_applying = false;
        refreshStreams();
    }
    refreshHeader();
    planTick();
}

/// What is chosen stays chosen while others come and go.
void InboxPane::refreshStreams() {
    if (!showsStreams()) {
        return;
    }
    const base::ConversationId chosen{m_hits->currentIndex().data(ConversationRole).toLongLong()};
    m_applying = true;
    m_hitModel.showStreams();
    m_hits->setCurrentIndex(m_hitModel.indexOf(chosen));
    m_applying = false;
    refreshPage();
}

/// What is chosen is what is open in the thread: it changes by the person's hand alone. Qt would go on to a
/// neighbour.
void InboxPane::keepChoice(base::ConversationId chosen, int row) {
    QModelIndex index = m_model.indexOf(chosen);
    while (!index.isValid() && m_model.canFetchMore({}) && m_model.rowCount() <= std::min(row, kDeepest)) {
        // Everything was read again from its head.
        m_model.fetchMore({});
        index = m_model.indexOf(chosen);
    }
    const QModelIndex current = m_rows->currentIndex();
    if (!index.isValid()) {
        m_rows->leaveAt(!current.isValid() ? 0 : current.row() < row ? current.row() + 1 : current.row());
    } else if (current != index) {
        m_rows->setCurrentIndex(index);
    } else if (!m_rows->selectionModel()->isSelected(index)) {
        m_rows->selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
    }
}

void InboxPane::search(const QString& query) {
    m_query = query.trimmed();
    if (isSearching()) {
        m_hitModel.search(m_query);
        m_hits->scrollToTop();
    } else if (showsStreams()) {
        m_hitModel.showStreams();
    }
    refreshHeader();
    refreshPage();
}

void InboxPane::setDensity(Density density) {
    m_delegate.setDensity(density);
    m_rows->doItemsLayout();
    planTick();
}

void InboxPane::select(base::ConversationId conversation) {
    RowList& rows = showsStreams() ? *m_hits : *m_rows;
    const QModelIndex index =
        showsStreams() ? m_hitModel.indexOf(conversation) : m_model.indexOf(conversation);
    if (index.isValid()) {
        rows.setCurrentIndex(index);
        rows.scrollTo(index);
    } else {
        rows.clearSelection();
        rows.setCurrentIndex({});
    }
}

base::ConversationId InboxPane::neighbourOf(base::ConversationId conversation) const {
    if (showsStreams()) {
        const QModelIndex hit = m_hitModel.indexOf(conversation);
        const QModelIndex next = hit.siblingAtRow(hit.row() + 1);
        return {
            (next.isValid() ? next : hit.siblingAtRow(hit.row() - 1)).data(ConversationRole).toLongLong()};
    }
    const QModelIndex index = m_model.indexOf(conversation);
    if (!index.isValid()) {
        return {};
    }
    const base::ConversationId below = m_model.conversationAt(index.row() + 1);
    return below ? below : m_model.conversationAt(index.row() - 1);
}

void InboxPane::step(int by) {
    list().stepBy(by);
}

void InboxPane::tick() {
    const auto [first, last] = m_rows->visibleRows();
    m_model.tick(first, last);
    refreshHeader();
    planTick();
}

void InboxPane::planTick() {
    const auto [first, last] = m_rows->visibleRows();
    m_timer.wakeAt(m_model.nextTick(first, last));
}

void InboxPane::refreshHeader() {
    if (isSearching()) {
        m_title->setText(tr("Search"));
        const int hits = m_hitModel.rowCount();
        m_counts->setText(hits == 0                    ? tr("nothing found")
                          : hits < HitModel::kMostHits ? tr("%1 found, newest first").arg(hits)
                                                       : tr("The newest %1 found").arg(hits));
        m_order->hide();
        return;
    }
    m_order->setVisible(m_place == Place::NeedsReply);
    m_order->setText(orderName(m_model.order()));
    m_order->setAccessibleName(tr("Order of the list: %1").arg(m_order->text()));
    m_title->setText(NavModel::titleOf(m_place));
    QString line;
    if (const auto counts = m_context.seam.source.counts();
        counts && m_place == Place::NeedsReply && counts->needsReply > 0) {
        const InboxModel::Tally tally = m_model.tally();
        line = qt(view::inboxCountsLine(counts->needsReply, tally.overdue, tally.dueSoon, tally.scope,
                                        m_context.words));
    } else if (counts && m_place == Place::Answered && counts->answered > 0) {
        line = tr("%1 answered").arg(counts->answered);
    } else if (counts && m_place == Place::Snoozed && counts->snoozed > 0) {
        line = tr("%1 snoozed").arg(counts->snoozed);
    } else if (counts && m_place == Place::Done && counts->done > 0) {
        line = tr("%1 done").arg(counts->done);
    } else if (counts && m_place == Place::Spam && counts->spam > 0) {
        line = tr("%1 set aside, never deleted").arg(counts->spam);
    } else if (showsStreams() && m_hitModel.rowCount() > 0) {
        line = tr("%1 found, not answered").arg(m_hitModel.rowCount());
    }
    m_counts->setText(line);
}

void InboxPane::refreshPage() {
    if (showsHits() && m_hitModel.rowCount() > 0) {
        m_pages->setCurrentWidget(m_hits);
        return;
    }
    if (!showsHits() && m_model.rowCount() > 0) {
        m_pages->setCurrentWidget(m_rows);
        return;
    }
    m_empty->show(whyEmpty());
    m_pages->setCurrentWidget(m_empty);
}

void InboxPane::takeFocus() {
    if (m_pages->currentWidget() == m_empty) {
        m_empty->takeFocus();
    } else {
        m_pages->currentWidget()->setFocus();
    }
}

EmptyState::Content InboxPane::whyEmpty() const {
    if (isSearching()) {
        return {.icon = IconName::Search, .title = tr("No message says “%1”").arg(isolated(m_query))};
    }
    if (!hasAccounts()) {
        return {.title = tr("No account is connected"), .fact = tr("Who waits for you shows up here.")};
    }
    if (m_place == Place::Spam) {
        return {.icon = IconName::Spam,
                .title = tr("Nothing is set aside"),
                .fact = tr("What is spam beyond doubt waits here to be looked at.")};
    }
    if (m_place == Place::Streams) {
        return {.icon = IconName::Search,
                .title = tr("Nobody talks about you"),
                .fact = tr("What an account is to look for stands in its settings.")};
    }
    if (m_place != Place::NeedsReply) {
        return {.icon = IconName::All, .title = tr("No conversation is here")};
    }
    const auto counts = m_context.seam.source.counts();
    const int answered = counts ? counts->answered : 0;
    return {.icon = IconName::Bell,
            .title = tr("Nobody is waiting"),
            .fact = tr("What comes in next shows up here."),
            .button = answered > 0 ? tr("Look at Answered (%1)").arg(answered) : QString()};
}

}  // namespace ui
