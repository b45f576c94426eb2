// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"
#include "view/inbox_row.h"
#include "view/words.h"

#include "model/change.h"

#include <QAbstractListModel>
#include <QCache>

#include <deque>
#include <memory>
#include <optional>
#include <unordered_map>

namespace ui {

/// One list of the inbox: the ids of what is loaded, and the rows that were looked at lately. Pages are
/// fetched as the list is scrolled; a change reads again only the conversations that it names.
class InboxModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using Filter = std::optional<model::ConversationState>;
    using Shown = std::shared_ptr<const view::InboxRow>;
    static constexpr int kPage = 100;
    static constexpr int kKeptRows = 240;

    InboxModel(const view::ConsoleSource& source, const view::Words& words, const base::Clock& clock,
               QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    /// Shows another list from its head; without a filter all but spam.
    void show(Filter filter);
    /// Of those who wait; the other lists are always the newest first.
    void setOrder(model::InboxOrder order);
    [[nodiscard]] model::InboxOrder order() const;
    void apply(const model::Change& change);

    [[nodiscard]] Filter filter() const { return m_filter; }
    [[nodiscard]] base::ConversationId conversationAt(int row) const;
    [[nodiscard]] QModelIndex indexOf(base::ConversationId conversation) const;

    /// Overdue and due soon among what is loaded.
    struct Tally {
        int overdue = 0;
        int dueSoon = 0;
        view::TallyScope scope = view::TallyScope::All;
    };
    [[nodiscard]] Tally tally() const;

    /// When one of these rows looks different next.
    [[nodiscard]] base::UtcTime nextTick(int first, int last) const;
    /// Announces the rows among these that look different now.
    void tick(int first, int last);

signals:
    /// A read failed; one sentence.
    void failed(const QString& sentence);

private:
    struct Entry {
        base::ConversationId id;
        base::UtcTime at;         ///< by which the list is ordered
        base::UtcTime dueSoonAt;  ///< max() = never, or nobody waits
        base::UtcTime overdueAt;
    };
    struct Kept {
        model::ConversationRow conversation;
        Shown shown;  ///< made when it is first looked at
    };
    /// Where conversations stand that a change names.
    using Places = std::unordered_map<base::ConversationId, Entry>;
    [[nodiscard]] Entry entryOf(const model::ConversationRow& conversation) const;
    [[nodiscard]] bool belongs(const model::ConversationRow& conversation) const;
    [[nodiscard]] int placeFor(const Entry& entry) const;
    [[nodiscard]] Places placesOf(const std::set<base::ConversationId>& conversations) const;
    void update(base::ConversationId id, const Places& places);
    void put(const model::ConversationRow& conversation, int from);
    void removeAt(int row);
    void keep(const model::ConversationRow& conversation) const;
    [[nodiscard]] Shown shownAt(int row) const;
    /// Makes what is shown where it is not made yet or is due; says whether it did.
    bool refresh(Kept& kept) const;
    void readAround(int row) const;

    const view::ConsoleSource& m_source;
    const view::Words& m_words;
    const base::Clock& m_clock;
    Filter m_filter = model::ConversationState::NeedsReply;
    model::InboxOrder m_order = model::InboxOrder::Newest;
    /// In parts, so that it takes no more memory than it has entries: there may be 100,000.
    std::deque<Entry> m_entries;
    mutable QCache<qint64, Kept> m_kept{kKeptRows};
    bool m_complete = true;
};

}  // namespace ui

Q_DECLARE_METATYPE(ui::InboxModel::Shown)
