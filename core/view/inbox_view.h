// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"
#include "view/inbox_row.h"
#include "view/words.h"

#include "model/conversation.h"

#include "base/error.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace view {

/// The part of a list that is loaded: pages by keyset, newest first, each at most 200 rows. Belongs to the
/// source's thread.
class InboxWindow {
public:
    static constexpr int kPage = 100;

    explicit InboxWindow(const ConsoleSource& source) : m_source(source) {}

    /// The first page of a list; without a state all but spam. On an error the window stays as it was.
    [[nodiscard]] base::Status open(std::optional<model::ConversationState> state);
    /// One more page at the end.
    [[nodiscard]] base::Status loadMore();
    /// What is loaded, read again after a change: as many rows as before, at least a page.
    [[nodiscard]] base::Status refresh();

    [[nodiscard]] std::span<const model::ConversationRow> conversations() const { return m_rows; }
    [[nodiscard]] bool complete() const { return m_complete; }
    /// The counts line for the conversations that need a reply; `open` comes from ConsoleSource::counts().
    [[nodiscard]] std::string countsLine(int open, const Words& words, base::UtcTime now) const;

private:
    [[nodiscard]] base::Result<bool> append(std::vector<model::ConversationRow>& rows,
                                            std::size_t count) const;

    const ConsoleSource& m_source;
    std::optional<model::ConversationState> m_state{};
    std::vector<model::ConversationRow> m_rows;
    bool m_complete = false;
};

}  // namespace view
