// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_source.h"

#include <algorithm>
#include <tuple>

base::Status FakeSource::asked(int limit) const {
    ++reads;
    mostAsked = std::max(mostAsked, limit);
    if (broken) {
        return base::fail(base::ErrorKind::Database, "the disk went away");
    }
    return {};
}

base::Result<std::vector<model::ConversationRow>>
FakeSource::inbox(std::optional<model::ConversationState> state, int limit,
                  std::optional<InboxPlace> after) const {
    if (auto ok = asked(limit); !ok) {
        return base::fail(ok.error());
    }
    std::vector<model::ConversationRow> page;
    for (const auto& row : conversations) {
        const bool later = !after || std::tuple(row.lastAt, row.id) < std::tuple(after->lastAt, after->id);
        if (later && (!state || row.state == *state) && page.size() < static_cast<std::size_t>(limit)) {
            page.push_back(row);
        }
    }
    return page;
}

base::Result<model::ConversationRow> FakeSource::conversation(base::ConversationId id) const {
    if (auto ok = asked(1); !ok) {
        return base::fail(ok.error());
    }
    const auto found = std::ranges::find(conversations, id, &model::ConversationRow::id);
    if (found == conversations.end()) {
        return base::fail(base::ErrorKind::NotFound, "no such conversation");
    }
    return *found;
}

base::Result<std::vector<model::Message>> FakeSource::messages(base::ConversationId, int limit,
                                                               std::optional<ThreadPlace> before) const {
    if (auto ok = asked(limit); !ok) {
        return base::fail(ok.error());
    }
    std::vector<model::Message> page;
    for (const auto& message : stored) {
        if (!before || std::tuple(message.at, message.id) < std::tuple(before->at, before->id)) {
            page.push_back(message);
        }
    }
    if (page.size() > static_cast<std::size_t>(limit)) {
        page.erase(page.begin(), page.end() - limit);
    }
    return page;
}
