// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/inbox_view.h"

#include <algorithm>
#include <utility>

namespace view {

base::Result<bool> InboxWindow::append(std::vector<model::ConversationRow>& rows, std::size_t count) const {
    while (count > 0) {
        const std::size_t page = std::min(count, std::size_t{ConsoleSource::kMostRows});
        std::optional<ConsoleSource::InboxPlace> after;
        if (!rows.empty()) {
            after = {.lastAt = rows.back().lastAt, .id = rows.back().id};
        }
        auto read = m_source.inbox(m_state, static_cast<int>(page), after);
        if (!read) {
            return base::fail(std::move(read.error()));
        }
        rows.insert(rows.end(), read->begin(), read->end());
        if (read->size() < page) {
            return true;
        }
        count -= page;
    }
    return false;
}

base::Status InboxWindow::open(std::optional<model::ConversationState> state) {
    const auto before = std::exchange(m_state, state);
    std::vector<model::ConversationRow> rows;
    const auto complete = append(rows, kPage);
    if (!complete) {
        m_state = before;
        return base::fail(complete.error());
    }
    m_rows = std::move(rows);
    m_complete = *complete;
    return {};
}

base::Status InboxWindow::loadMore() {
    std::vector<model::ConversationRow> rows = m_rows;
    const auto complete = append(rows, kPage);
    if (!complete) {
        return base::fail(complete.error());
    }
    m_rows = std::move(rows);
    m_complete = *complete;
    return {};
}

base::Status InboxWindow::refresh() {
    std::vector<model::ConversationRow> rows;
    const auto complete = append(rows, std::max<std::size_t>(m_rows.size(), kPage));
    if (!complete) {
        return base::fail(complete.error());
    }
    m_rows = std::move(rows);
    m_complete = *complete;
    return {};
}

std::string InboxWindow::countsLine(int open, const Words& words, base::UtcTime now) const {
    int overdue = 0;
    int dueSoon = 0;
    for (const model::ConversationRow& conversation : m_rows) {
        if (conversation.state != model::ConversationState::NeedsReply) {
            continue;
        }
        const BadgeKind kind = conversationBadge(conversation, words, now).kind;
        overdue += kind == BadgeKind::Overdue ? 1 : 0;
        dueSoon += kind == BadgeKind::DueSoon ? 1 : 0;
    }
    return inboxCountsLine(open, overdue, dueSoon, m_complete ? TallyScope::All : TallyScope::AtLeast, words);
}

}  // namespace view
