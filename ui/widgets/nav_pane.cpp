// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/nav_pane.h"

#include <QVBoxLayout>

namespace ui {

NavPane::NavPane(const WindowContext& context, QWidget* parent)
    : Surface(context.theme, Token::Nav, {}, parent), m_context(context),
      m_model(context.words, context.seam.clock), m_delegate(context.theme),
      m_timer(context.seam.clock, this),
      m_list(new RowList(QStringLiteral("navList"), tr("Views and accounts"), this)) {
    setObjectName(QStringLiteral("navPane"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme().px(6), 0, 0);
    layout->addWidget(m_list);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    m_list->viewport()->setAutoFillBackground(false);
    connect(m_list, &RowList::chosen, this, &NavPane::activate);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                const NavItem* item = m_model.itemAt(index);
                if (item != nullptr && item->kind == NavItem::Kind::View && item->place != m_place) {
                    m_place = item->place;
                    emit placeChosen(m_place);
                }
            });
    connect(&m_timer, &TickTimer::due, this, &NavPane::tick);
    connect(&context.theme, &Theme::changed, m_list, &QListView::doItemsLayout);
}

void NavPane::refresh() {
    const auto counts = m_context.seam.source.counts();
    const auto accounts = m_context.seam.source.accounts();
    const std::vector<model::AccountPulse> pulses = m_context.seam.pulses();
    m_model.show(counts.value_or(view::ConsoleSource::Counts{}),
                 accounts ? *accounts : std::vector<model::Account>{}, pulses, m_place);
    if (m_list->currentIndex() != m_model.indexOf(m_place)) {
        m_list->setCurrentIndex(m_model.indexOf(m_place));
    }
    m_timer.wakeAt(m_model.nextTick());
}

void NavPane::tick() {
    refresh();
}

void NavPane::choose(Place place) {
    if (!m_model.indexOf(place).isValid()) {
        m_place = place;
        refresh();
    }
    m_list->setCurrentIndex(m_model.indexOf(place));
}

void NavPane::setRail(NavDelegate::Width width) {
    if (m_delegate.width() != width) {
        m_delegate.setWidth(width);
        m_list->doItemsLayout();
    }
}

bool NavPane::hasAccounts() const {
    const NavItem* last = m_model.itemAt(m_model.index(m_model.rowCount() - 1, 0));
    return last != nullptr && last->kind == NavItem::Kind::Account;
}

void NavPane::activate(const QModelIndex& index) {
    const NavItem* item = m_model.itemAt(index);
    if (item == nullptr) {
        return;
    }
    if (item->kind == NavItem::Kind::Account) {
        const QRect row = m_list->visualRect(index);
        const base::AccountId account = item->account.account;
        m_list->setCurrentIndex(m_model.indexOf(m_place));
        emit accountChosen(account, m_list->viewport()->mapToGlobal(row.bottomLeft()));
        return;
    }
    emit placeChosen(item->place);
}

}  // namespace ui
