// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/inbox_model.h"

#include "ui/language.h"
#include "ui/models/roles.h"

#include "model/response_time.h"

#include <algorithm>
#include <bitset>
#include <utility>

namespace ui {
namespace {

/// Rows that left the cache come back together with their neighbours.
constexpr int kNeighbours = 30;

QString toolTip(const view::InboxRow& row) {
    QStringList lines{qt(row.exactTime)};
    for (const view::BadgeText* badge : {&row.badge, &row.window}) {
        if (!badge->empty()) {
            lines.append(qt(badge->text));
        }
        if (!badge->tooltip.empty()) {
            lines.append(qt(badge->tooltip));
        }
    }
    if (!row.chip.empty()) {
        lines.append(qt(row.chip.tooltip));
    }
    return plainToolTip(lines.join(u'\n'));
}

}  // namespace

InboxModel::InboxModel(const view::ConsoleSource& source, const view::Words& words, const base::Clock& clock,
                       QObject* parent)
    : QAbstractListModel(parent), m_source(source), m_words(words), m_clock(clock) {}

int InboxModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant InboxModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    if (role == ConversationRole) {
        return static_cast<qint64>(conversationAt(index.row()).value);
    }
    if (role != ShownRole && role != Qt::DisplayRole && role != Qt::ToolTipRole &&
        role != Qt::AccessibleTextRole) {
        return {};
    }
    const Shown shown = shownAt(index.row());
    switch (role) {
    case ShownRole:
        return QVariant::fromValue(shown);
    case Qt::DisplayRole:
        return qt(shown->name);
    case Qt::ToolTipRole:
        return toolTip(*shown);
    default:
        return qt(shown->spoken);
    }
}

InboxModel::Entry InboxModel::entryOf(const model::ConversationRow& conversation) const {
    Entry entry{.id = conversation.id,
                .at = view::ConsoleSource::placeOf(conversation, order()).at,
                .dueSoonAt = base::UtcTime::max(),
                .overdueAt = base::UtcTime::max()};
    if (conversation.waitingSince) {
        const model::TurnThresholds thresholds =
            model::turnThresholds(*conversation.waitingSince, model::ruleOf(conversation.rule));
        entry.dueSoonAt = thresholds.dueSoonAt.value_or(base::UtcTime::max());
        entry.overdueAt = thresholds.overdueAt.value_or(base::UtcTime::max());
    }
    return entry;
}

bool InboxModel::belongs(const model::ConversationRow& conversation) const {
    // Without a customer it is only the context of others.
    if (!conversation.customer) {
        return false;
    }
    return m_filter ? conversation.state == *m_filter : conversation.state != model::ConversationState::Spam;
}

bool InboxModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !m_complete;
}

void InboxModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent)) {
        return;
    }
    std::optional<view::ConsoleSource::InboxPlace> after;
    if (!m_entries.empty()) {
        after = {.at = m_entries.back().at, .id = m_entries.back().id};
    }
    const auto page = m_source.inbox(m_filter, kPage, after, order());
    if (!page) {
        m_complete = true;
        emit failed(asSentence(page.error().what()));
        return;
    }
    m_complete = static_cast<int>(page->size()) < kPage;
    if (page->empty()) {
        return;
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(page->size()) - 1);
    for (const model::ConversationRow& conversation : *page) {
        m_entries.push_back(entryOf(conversation));
        keep(conversation);
    }
    endInsertRows();
}

void InboxModel::show(Filter filter) {
    beginResetModel();
    m_filter = filter;
    m_entries = {};
    m_kept.clear();
    m_complete = false;
    endResetModel();
    fetchMore({});
}

model::InboxOrder InboxModel::order() const {
    return m_filter == model::ConversationState::NeedsReply ? m_order : model::InboxOrder::Newest;
}

void InboxModel::setOrder(model::InboxOrder order) {
    if (m_order != order) {
        m_order = order;
        show(m_filter);
    }
}

void InboxModel::apply(const model::Change& change) {
    // With other hours every badge may look different.
    if (change.hours || change.conversations.size() > static_cast<std::size_t>(kPage)) {
        show(m_filter);
        return;
    }
    const Places places = placesOf(change.conversations);
    for (const base::ConversationId id : change.conversations) {
        update(id, places);
    }
}

/// All of them in one walk; from then on each is found by its place in the order, wherever the others moved.
InboxModel::Places InboxModel::placesOf(const std::set<base::ConversationId>& conversations) const {
    Places places;
    // Most entries are passed over by one look at a bit.
    std::bitset<4096> perhaps;
    const auto bit = [](base::ConversationId id) { return static_cast<std::size_t>(id.value) % 4096; };
    for (const base::ConversationId id : conversations) {
        perhaps.set(bit(id));
    }
    for (const Entry& entry : m_entries) {
        if (perhaps.test(bit(entry.id)) && conversations.contains(entry.id)) {
            places.emplace(entry.id, entry);
        }
    }
    return places;
}

void InboxModel::update(base::ConversationId id, const Places& places) {
    const auto place = places.find(id);
    const int old = place == places.end() ? -1 : placeFor(place->second);
    const auto conversation = m_source.conversation(id);
    if (!conversation || !belongs(*conversation)) {
        if (old >= 0) {
            removeAt(old);
        }
        return;
    }
    if (const Entry entry = entryOf(*conversation); old >= 0 && place->second.at == entry.at) {
        m_entries.at(static_cast<std::size_t>(old)) = entry;
        keep(*conversation);
        emit dataChanged(index(old), index(old));
        return;
    }
    put(*conversation, old);
}

int InboxModel::placeFor(const Entry& entry) const {
    const bool newestFirst = order() == model::InboxOrder::Newest;
    const auto place = std::ranges::partition_point(m_entries, [&entry, newestFirst](const Entry& other) {
        const auto one = std::pair(other.at, other.id);
        const auto mine = std::pair(entry.at, entry.id);
        return newestFirst ? one > mine : one < mine;
    });
    return static_cast<int>(place - m_entries.begin());
}

/// `from` = where it stands now, −1 = nowhere.
void InboxModel::put(const model::ConversationRow& conversation, int from) {
    const Entry entry = entryOf(conversation);
    const int place = placeFor(entry);
    // What belongs behind the last page loaded is not loaded yet either.
    if (place == rowCount() && !m_complete) {
        if (from >= 0) {
            removeAt(from);
        }
        return;
    }
    keep(conversation);
    if (from < 0) {
        beginInsertRows({}, place, place);
        m_entries.insert(m_entries.begin() + place, entry);
        endInsertRows();
        return;
    }
    const int to = place > from ? place - 1 : place;
    if (from != to) {
        beginMoveRows({}, from, from, {}, place);
    }
    m_entries.erase(m_entries.begin() + from);
    m_entries.insert(m_entries.begin() + to, entry);
    if (from != to) {
        endMoveRows();
    }
    emit dataChanged(index(to), index(to));
}

void InboxModel::removeAt(int row) {
    beginRemoveRows({}, row, row);
    m_kept.remove(m_entries.at(static_cast<std::size_t>(row)).id.value);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
}

base::ConversationId InboxModel::conversationAt(int row) const {
    return row >= 0 && row < rowCount() ? m_entries.at(static_cast<std::size_t>(row)).id
                                        : base::ConversationId{};
}

QModelIndex InboxModel::indexOf(base::ConversationId conversation) const {
    const auto found = std::ranges::find(m_entries, conversation, &Entry::id);
    return found == m_entries.end() ? QModelIndex() : index(static_cast<int>(found - m_entries.begin()));
}

void InboxModel::keep(const model::ConversationRow& conversation) const {
    m_kept.insert(conversation.id.value, new Kept{.conversation = conversation, .shown = nullptr});
}

InboxModel::Shown InboxModel::shownAt(int row) const {
    const base::ConversationId id = conversationAt(row);
    if (!m_kept.contains(id.value)) {
        readAround(row);
    }
    Kept* kept = m_kept.object(id.value);
    if (kept == nullptr) {
        static const auto blank = std::make_shared<const view::InboxRow>();
        return blank;
    }
    refresh(*kept);
    return kept->shown;
}

bool InboxModel::refresh(Kept& kept) const {
    const base::UtcTime now = m_clock.utcNow();
    if (kept.shown != nullptr && kept.shown->nextTick > now) {
        return false;
    }
    kept.shown = std::make_shared<const view::InboxRow>(view::inboxRow(kept.conversation, m_words, now));
    return true;
}

void InboxModel::readAround(int row) const {
    const int first = std::max(0, row - kNeighbours);
    std::optional<view::ConsoleSource::InboxPlace> after;
    if (first > 0) {
        const Entry& before = m_entries.at(static_cast<std::size_t>(first - 1));
        after = {.at = before.at, .id = before.id};
    }
    if (const auto page = m_source.inbox(m_filter, 2 * kNeighbours, after, order())) {
        for (const model::ConversationRow& conversation : *page) {
            keep(conversation);
        }
    }
    const base::ConversationId id = conversationAt(row);
    if (!m_kept.contains(id.value)) {
        // It has just moved and its change is still on the way.
        if (const auto conversation = m_source.conversation(id)) {
            keep(*conversation);
        }
    }
}

InboxModel::Tally InboxModel::tally() const {
    const base::UtcTime now = m_clock.utcNow();
    Tally tally{.scope = m_complete ? view::TallyScope::All : view::TallyScope::AtLeast};
    for (const Entry& entry : m_entries) {
        if (now >= entry.overdueAt) {
            ++tally.overdue;
        } else if (now >= entry.dueSoonAt) {
            ++tally.dueSoon;
        }
    }
    return tally;
}

base::UtcTime InboxModel::nextTick(int first, int last) const {
    base::UtcTime tick = base::UtcTime::max();
    for (int row = std::max(first, 0); row <= std::min(last, rowCount() - 1); ++row) {
        if (Kept* kept = m_kept.object(conversationAt(row).value)) {
            if (kept->shown == nullptr) {
                refresh(*kept);
            }
            tick = std::min(tick, kept->shown->nextTick);
        }
    }
    return tick;
}

void InboxModel::tick(int first, int last) {
    for (int row = std::max(first, 0); row <= std::min(last, rowCount() - 1); ++row) {
        Kept* kept = m_kept.object(conversationAt(row).value);
        // Made anew here: a window that nobody sees is not painted, and would be due for ever.
        if (kept != nullptr && refresh(*kept)) {
            emit dataChanged(index(row), index(row));
        }
    }
}

}  // namespace ui
