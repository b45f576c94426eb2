// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"

#include "store/reader.h"

#include <functional>
#include <memory>

namespace view {

/// The window's reads, done by a query-only reader that belongs to the window's thread.
class StoreSource final : public ConsoleSource {
public:
    /// A platform's own word for a private audience ("direct"), which its adapter knows.
    using PrivateAudience = std::function<std::string(const std::string& platform)>;

    StoreSource(std::unique_ptr<store::Reader> reader, PrivateAudience privateAudience);
    ~StoreSource() override;

    [[nodiscard]] base::Result<Counts> counts() const override;
    [[nodiscard]] base::Result<std::vector<model::Account>> accounts() const override;
    [[nodiscard]] base::Result<std::vector<model::ConversationRow>>
    inbox(std::optional<model::ConversationState> state, int limit, std::optional<InboxPlace> after,
          model::InboxOrder order) const override;
    [[nodiscard]] base::Result<model::ConversationRow> conversation(base::ConversationId id) const override;
    [[nodiscard]] base::Result<std::vector<model::Message>>
    messages(base::ConversationId id, int limit, std::optional<ThreadPlace> before) const override;
    [[nodiscard]] base::Result<std::string> formerText(base::MessageId message) const override;
    [[nodiscard]] base::Result<std::vector<model::Message>> context(base::ConversationId id) const override;
    [[nodiscard]] base::Result<std::vector<model::Gap>>
    gaps(base::AccountId account, base::ConversationId conversation) const override;
    [[nodiscard]] base::Result<std::vector<model::ConversationRow>> ofCustomer(base::ContactId customer,
                                                                               int limit) const override;
    [[nodiscard]] base::Result<std::vector<model::PrivateAnswer>>
    privateAnswers(base::ConversationId id, base::UtcTime since) const override;
    [[nodiscard]] base::Result<std::vector<model::OutboxRow>> outbox() const override;
    [[nodiscard]] base::Result<std::vector<model::EarlierReply>> latestReplies(int limit) const override;
    [[nodiscard]] base::Result<std::vector<model::OutboxRow>> sentSince(base::UtcTime since,
                                                                        int limit) const override;
    [[nodiscard]] base::Result<std::vector<model::ReplyEvent>>
    replyEvents(base::ReplyId reply) const override;
    [[nodiscard]] base::Result<std::vector<Hit>> search(const std::string& query, int limit) const override;
    [[nodiscard]] base::Result<std::vector<model::StreamHit>> streamHits(int limit) const override;
    [[nodiscard]] base::Result<model::ReplyDraft> replyDraft(base::ConversationId conversation,
                                                             base::MessageId to, bool privately,
                                                             const std::string& text) const override;
    [[nodiscard]] base::Result<std::string> draft(base::ConversationId conversation) const override;
    [[nodiscard]] base::Result<std::vector<model::CannedReply>> cannedReplies() const override;
    [[nodiscard]] base::Result<model::ShopNames> names() const override;
    [[nodiscard]] base::Result<std::vector<model::OwnField>> ownFields() const override;
    [[nodiscard]] base::Result<std::vector<model::HoursVersion>>
    hours(base::AccountId account) const override;
    [[nodiscard]] base::Result<std::vector<model::PlatformTarget>> targets() const override;
    [[nodiscard]] base::Result<std::vector<model::Shift>> shifts(int limit) const override;
    [[nodiscard]] base::Result<std::vector<model::CostSum>> costsOfMonth(base::AccountId account,
                                                                         base::UtcTime now) const override;

private:
    std::unique_ptr<store::Reader> m_reader;
    PrivateAudience m_privateAudience;
};

}  // namespace view
