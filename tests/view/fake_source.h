// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"

#include <vector>

/// A store in memory that answers pages as the real one does, and counts what it is asked for.
class FakeSource final : public view::ConsoleSource {
public:
    std::vector<model::ConversationRow> conversations;  ///< newest first
    std::vector<model::Message> stored;                 ///< oldest first, all of one conversation
    std::vector<model::Message> above;
    std::vector<model::Account> known;
    std::vector<model::OutboxRow> unconfirmed;
    std::vector<model::Gap> holes;
    bool broken = false;
    mutable int reads = 0;
    mutable int mostAsked = 0;

    [[nodiscard]] base::Result<Counts> counts() const override { return Counts{}; }
    [[nodiscard]] base::Result<std::vector<model::Account>> accounts() const override { return known; }
    [[nodiscard]] base::Result<std::vector<model::ConversationRow>>
    inbox(std::optional<model::ConversationState> state, int limit,
          std::optional<InboxPlace> after) const override;
    [[nodiscard]] base::Result<model::ConversationRow> conversation(base::ConversationId id) const override;
    [[nodiscard]] base::Result<std::vector<model::Message>>
    messages(base::ConversationId id, int limit, std::optional<ThreadPlace> before) const override;
    [[nodiscard]] base::Result<std::vector<model::Message>> context(base::ConversationId) const override {
        return above;
    }
    [[nodiscard]] base::Result<std::vector<model::Gap>> gaps(base::AccountId,
                                                             base::ConversationId) const override {
        return holes;
    }
    [[nodiscard]] base::Result<std::vector<model::OutboxRow>> outbox() const override { return unconfirmed; }
    [[nodiscard]] base::Result<std::vector<Hit>> search(const std::string&, int) const override {
        return std::vector<Hit>{};
    }
    [[nodiscard]] base::Result<model::ReplyDraft> replyDraft(base::ConversationId, base::MessageId, bool,
                                                             const std::string&) const override {
        return model::ReplyDraft{};
    }
    [[nodiscard]] base::Result<std::string> draft(base::ConversationId) const override {
        return std::string{};
    }
    [[nodiscard]] base::Result<std::vector<model::CannedReply>> cannedReplies() const override {
        return std::vector<model::CannedReply>{};
    }

private:
    [[nodiscard]] base::Status asked(int limit) const;
};
