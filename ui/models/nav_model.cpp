// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/nav_model.h"

#include "ui/language.h"
#include "ui/models/roles.h"

#include "model/brand_search.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace ui {
namespace {

struct ViewCount {
    Place place;
    int count;
};

std::array<ViewCount, 8> viewsOf(const view::ConsoleSource::Counts& counts) {
    // "Done" and "All" only grow: a number there says nothing.
    return {{{Place::NeedsReply, counts.needsReply},
             {Place::Answered, counts.answered},
             {Place::Snoozed, counts.snoozed},
             {Place::Done, 0},
             {Place::All, 0},
             {Place::Spam, counts.spam},
             {Place::Outbox, counts.outbox},
             {Place::Streams, counts.streams}}};
}

bool searches(std::span<const model::Account> accounts) {
    return std::ranges::any_of(accounts, [](const model::Account& account) {
        const auto words = account.settings.find(std::string(model::kBrandSearch));
        return words != account.settings.end() && !words->second.empty();
    });
}

}  // namespace

NavModel::NavModel(const view::Words& words, const base::Clock& clock, QObject* parent)
    : QAbstractListModel(parent), m_words(words), m_clock(clock) {}

QString NavModel::titleOf(Place place) {
    switch (place) {
    case Place::NeedsReply:
        return tr("Needs reply");
    case Place::Answered:
        return tr("Answered");
    case Place::Snoozed:
        return tr("Snoozed");
    case Place::Done:
        return tr("Done");
    case Place::All:
        return tr("All");
    case Place::Outbox:
        return tr("Outbox");
    case Place::Spam:
        return tr("Spam");
    case Place::Streams:
        return tr("Streams");
    }
    return {};
}

int NavModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

const NavItem* NavModel::itemAt(const QModelIndex& index) const {
    return index.isValid() && index.row() < rowCount()
               ? m_items.at(static_cast<std::size_t>(index.row())).get()
               : nullptr;
}

QModelIndex NavModel::indexOf(Place place) const {
    for (int row = 0; row < rowCount(); ++row) {
        const NavItem& item = *m_items.at(static_cast<std::size_t>(row));
        if (item.kind == NavItem::Kind::View && item.place == place) {
            return index(row);
        }
    }
    return {};
}

QVariant NavModel::data(const QModelIndex& index, int role) const {
    const NavItem* item = itemAt(index);
    if (item == nullptr) {
        return {};
    }
    switch (role) {
    case ShownRole:
        return QVariant::fromValue(m_items.at(static_cast<std::size_t>(index.row())));
    case Qt::DisplayRole:
        return item->title;
    case Qt::AccessibleTextRole:
        return item->spoken;
    case Qt::ToolTipRole:
        if (item->kind == NavItem::Kind::Account) {
            QStringList lines{item->title, qt(item->account.truth)};
            if (!item->account.cause.empty()) {
                lines.append(asSentence(item->account.cause));
            }
            return plainToolTip(lines.join(u'\n'));
        }
        return {};
    default:
        return {};
    }
}

Qt::ItemFlags NavModel::flags(const QModelIndex& index) const {
    const NavItem* item = itemAt(index);
    if (item == nullptr) {
        return Qt::NoItemFlags;  // the list itself has children
    }
    if (item->kind == NavItem::Kind::Heading) {
        return Qt::ItemNeverHasChildren;
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

void NavModel::show(const view::ConsoleSource::Counts& counts, std::span<const model::Account> accounts,
                    std::span<const model::AccountPulse> pulses, Place chosen) {
    const base::UtcTime now = m_clock.utcNow();
    std::vector<Shown> items;
    for (const auto& [place, count] : viewsOf(counts)) {
        const bool comesAndGoes = place == Place::Spam || (place == Place::Streams && !searches(accounts));
        if (comesAndGoes && count == 0 && chosen != place) {
            continue;
        }
        const QString title = titleOf(place);
        items.push_back(std::make_shared<const NavItem>(
            NavItem{.kind = NavItem::Kind::View,
                    .place = place,
                    .title = title,
                    .count = count,
                    .spoken = count > 0 ? tr("%1, %2").arg(title).arg(count) : title}));
    }
    m_nextTick = base::UtcTime::max();
    if (!accounts.empty()) {
        items.push_back(std::make_shared<const NavItem>(
            NavItem{.kind = NavItem::Kind::Heading, .title = tr("Accounts"), .spoken = tr("Accounts")}));
    }
    for (const model::Account& account : accounts) {
        const auto pulse = std::ranges::find(pulses, account.id, &model::AccountPulse::id);
        view::AccountRow row =
            view::accountRow(account, pulse == pulses.end() ? nullptr : &*pulse, m_words, now);
        m_nextTick = std::min(m_nextTick, row.nextTick.value_or(m_nextTick));
        items.push_back(std::make_shared<const NavItem>(NavItem{.kind = NavItem::Kind::Account,
                                                                .title = qt(row.name),
                                                                .account = row,
                                                                .spoken = qt(row.spoken)}));
    }
    exchange(std::move(items));
}

void NavModel::exchange(std::vector<Shown> items) {
    const int old = rowCount();
    const int now = static_cast<int>(items.size());
    if (now > old) {
        beginInsertRows({}, old, now - 1);
    } else if (now < old) {
        beginRemoveRows({}, now, old - 1);
    }
    std::swap(m_items, items);
    if (now > old) {
        endInsertRows();
    } else if (now < old) {
        endRemoveRows();
    }
    const auto looksAlike = [](const NavItem& one, const NavItem& other) {
        return one.kind == other.kind && one.title == other.title && one.count == other.count &&
               one.spoken == other.spoken && one.account.level == other.account.level;
    };
    for (int row = 0; row < std::min(old, now); ++row) {
        const auto place = static_cast<std::size_t>(row);
        if (!looksAlike(*m_items[place], *items[place])) {
            emit dataChanged(index(row), index(row));
        }
    }
}

}  // namespace ui
