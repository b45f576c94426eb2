// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/thread_window.h"

#include <algorithm>
#include <utility>

namespace view {
base::Status ThreadWindow::open(base::ConversationId conversation) {
    if (base::Status loaded = load(conversation, kPage); !loaded) {
        return loaded;
    }
    m_expanded.clear();
    return {};
}

base::Status ThreadWindow::loadEarlier() {
    return load(m_conversation.id, m_messages.size() + kPage);
}

base::Status ThreadWindow::refresh() {
    return load(m_conversation.id, std::max<std::size_t>(m_messages.size(), kPage));
}

base::Result<std::vector<model::Message>> ThreadWindow::latest(base::ConversationId conversation,
                                                               std::size_t count) const {
    std::vector<model::Message> messages;
    while (messages.size() < count) {
        const std::size_t page = std::min(count - messages.size(), std::size_t{ConsoleSource::kMostRows});
        std::optional<ConsoleSource::ThreadPlace> before;
        if (!messages.empty()) {
            before = {.at = messages.front().at, .id = messages.front().id};
        }
        auto read = m_source.messages(conversation, static_cast<int>(page), before);
        if (!read) {
            return base::fail(std::move(read.error()));
        }
        const bool last = read->size() < page;
        read->insert(read->end(), std::make_move_iterator(messages.begin()),
                     std::make_move_iterator(messages.end()));
        messages = std::move(*read);
        if (last) {
            break;
        }
    }
    return messages;
}

base::Status ThreadWindow::load(base::ConversationId conversation, std::size_t count) {
    auto row = m_source.conversation(conversation);
    if (!row) {
        return base::fail(std::move(row.error()));
    }
    auto accounts = m_source.accounts();
    if (!accounts) {
        return base::fail(std::move(accounts.error()));
    }
    // The account may have been removed; its history is still read, with the targets that all accounts start
    // with.
    const auto account = std::ranges::find(*accounts, row->account, &model::Account::id);
    auto messages = latest(conversation, count);
    if (!messages) {
        return base::fail(std::move(messages.error()));
    }
    auto context = m_source.context(conversation);
    if (!context) {
        return base::fail(std::move(context.error()));
    }
    auto gaps = m_source.gaps(row->account, conversation);
    if (!gaps) {
        return base::fail(std::move(gaps.error()));
    }
    auto outbox = m_source.outbox();
    if (!outbox) {
        return base::fail(std::move(outbox.error()));
    }
    std::erase_if(*outbox, [conversation](const model::OutboxRow& reply) {
        return reply.conversation != conversation;
    });
    m_complete = messages->size() < count;
    m_conversation = std::move(*row);
    m_account = account == accounts->end()
                    ? model::Account{.id = m_conversation.account, .platform = m_conversation.platform}
                    : *account;
    m_messages = std::move(*messages);
    m_context = std::move(*context);
    m_gaps = std::move(*gaps);
    m_outbox = std::move(*outbox);
    return {};
}

std::vector<ThreadRow> ThreadWindow::rows(const Words& words, base::UtcTime now) const {
    // What stands above the conversation is shown once its beginning is.
    const std::span<const model::Message> context =
        m_complete ? std::span(m_context) : std::span<const model::Message>{};
    return threadRows({.conversation = m_conversation,
                       .account = m_account,
                       .context = context,
                       .messages = m_messages,
                       .gaps = m_gaps,
                       .outbox = m_outbox,
                       .expanded = m_expanded},
                      words, now);
}

}  // namespace view
