// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/contact_table.h"
#include "store/conversation_book.h"
#include "store/message_table.h"
#include "store/placement.h"
#include "store/write_tx.h"

#include "base/error.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace store {

/// Places messages again when a parent arrives late or when more is known of a message: its subtree moves,
/// two conversations become one, one becomes several. No message, reply, draft or gap is lost on the way.
class Regroup {
public:
    Regroup(WriteTx& tx, base::AccountId account, ConversationBook& book)
        : m_tx(tx), m_account(account), m_book(book), m_messages(tx.connection()),
          m_conversations(tx.connection()) {}

    /// `parent` has come, or has got its remote id: the messages that waited for it hang below it from now
    /// on, and are placed again by run().
    [[nodiscard]] base::Status linkOrphans(const MessageFacts& parent);
    /// run() places `root` and what stands below it again. `alone` is where it belongs by itself, if it is
    /// private and that is known anew.
    void later(base::MessageId root, std::optional<Place> alone = {});
    [[nodiscard]] bool waits() const { return !m_roots.empty(); }
    [[nodiscard]] base::Status run();
    /// A guess turned out to be this person: the conversation that was made for the guess is theirs.
    [[nodiscard]] base::Status recognise(const ContactTable::Recognised& person);
    /// Did any message change its conversation?
    [[nodiscard]] bool moved() const { return m_moved; }

private:
    struct Visit {
        MessageFacts before;
        MessageFacts after;
        Place place;
        bool moves = false;    ///< to another conversation
        bool recasts = false;  ///< the conversation stays, but it is somebody else's
    };
    struct Step {
        MessageFacts message;
        std::optional<std::size_t> parent{};  ///< its visit; nothing for the root
    };
    /// What one conversation loses: by key of the place that takes it.
    struct Loss {
        std::map<std::string, std::vector<std::size_t>> byKey;
        std::size_t named = 0;  ///< how many of them have a remote id
        bool emptied = false;
        [[nodiscard]] bool whole() const { return emptied && byKey.size() == 1; }
    };
    using Losses = std::map<base::ConversationId, Loss>;

    [[nodiscard]] base::Status from(base::MessageId root, const std::optional<Place>& alone);
    [[nodiscard]] base::Result<std::vector<Visit>> walk(const MessageFacts& root,
                                                        const std::optional<Place>& alone);
    [[nodiscard]] base::Result<Visit> visit(const MessageFacts& message, const MessageFacts* parent,
                                            const Place* parentPlace, const std::optional<Place>& alone);
    [[nodiscard]] base::Result<Place> addressedPlace(const MessageFacts& message, const MessageFacts* parent,
                                                     const Place& current);
    [[nodiscard]] base::Result<Losses> losses(const std::vector<Visit>& visits);
    [[nodiscard]] base::Result<ConversationRecord*> target(const Place& place, const Losses& losses);
    [[nodiscard]] base::Status merge(base::ConversationId from, ConversationRecord& to);
    [[nodiscard]] base::Status unite(base::ConversationId from, ConversationRecord& to);
    [[nodiscard]] base::Status split(base::ConversationId from, ConversationRecord& to,
                                     const std::vector<std::size_t>& messages, std::vector<Visit>& visits);
    [[nodiscard]] base::Status apply(std::vector<Visit>& visits);
    [[nodiscard]] base::Status inherit(const ConversationRecord& from, ConversationRecord& to);
    [[nodiscard]] base::Status write(Visit& visit);

    WriteTx& m_tx;
    base::AccountId m_account;
    ConversationBook& m_book;
    MessageTable m_messages;
    ConversationTable m_conversations;
    std::vector<std::pair<base::MessageId, std::optional<Place>>> m_roots;
    bool m_moved = false;
};

}  // namespace store
