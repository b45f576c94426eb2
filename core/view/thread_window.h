// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"
#include "view/thread_view.h"

#include "base/error.h"

#include <cstddef>
#include <set>
#include <vector>

namespace view {

/// The part of a conversation that is loaded: its latest messages, earlier ones by keyset, each read at most
/// 200 rows. Belongs to the source's thread.
class ThreadWindow {
public:
    static constexpr int kPage = 100;

    explicit ThreadWindow(const ConsoleSource& source) : m_source(source) {}

    /// On an error (NotFound: merged into another or erased) the window stays as it was.
    [[nodiscard]] base::Status open(base::ConversationId conversation);
    [[nodiscard]] base::Status loadEarlier();
    /// What is loaded, read again after a change.
    [[nodiscard]] base::Status refresh();
    void showAll(base::MessageId message) { m_expanded.insert(message); }

    [[nodiscard]] bool isOpen() const { return static_cast<bool>(m_conversation.id); }
    [[nodiscard]] bool complete() const { return m_complete; }
    [[nodiscard]] const model::ConversationRow& conversation() const { return m_conversation; }
    [[nodiscard]] const model::Account& account() const { return m_account; }
    [[nodiscard]] const std::vector<model::Message>& messages() const { return m_messages; }
    [[nodiscard]] std::vector<ThreadRow> rows(const Words& words, base::UtcTime now) const;

private:
    [[nodiscard]] base::Result<std::vector<model::Message>> latest(base::ConversationId conversation,
                                                                   std::size_t count) const;
    [[nodiscard]] base::Status load(base::ConversationId conversation, std::size_t count);

    const ConsoleSource& m_source;
    model::ConversationRow m_conversation;
    model::Account m_account;
    std::vector<model::Message> m_context;
    std::vector<model::Message> m_messages;
    std::vector<model::Gap> m_gaps;
    std::vector<model::OutboxRow> m_outbox;
    std::set<base::MessageId> m_expanded;
    bool m_complete = false;
};

}  // namespace view
