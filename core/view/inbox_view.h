// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/inbox_row.h"
#include "view/words.h"

#include "model/conversation.h"
#include "store/reader.h"

#include "base/error.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace view {

/// The part of a list that is loaded: pages by keyset, newest first, each at most 200 rows. Belongs to the reader's
/// thread.
class InboxWindow {
public:
    static constexpr int kPage = 100;

    explicit InboxWindow(const store::Reader& reader) : m_reader(reader) {}

    /// The first page of a list. On an error the window stays as it was.
    [[nodiscard]] base::Status open(store::InboxFilter filter);
    /// One more page at the end.
    [[nodiscard]] base::Status loadMore();
    /// What is loaded, read again after a change: as many rows as before, at least a page.
    [[nodiscard]] base::Status refresh();

    [[nodiscard]] std::span<const model::ConversationRow> conversations() const { return m_rows; }
    [[nodiscard]] bool complete() const { return m_complete; }
    /// The counts line for the conversations that need a reply; `open` comes from Reader::counts().
    [[nodiscard]] std::string countsLine(int open, const Words& words, base::UtcTime now) const;

private:
    [[nodiscard]] base::Result<bool> append(std::vector<model::ConversationRow>& rows, std::size_t count) const;

    const store::Reader& m_reader;
    store::InboxFilter m_filter{};
    std::vector<model::ConversationRow> m_rows;
    bool m_complete = false;
};

} // namespace view
