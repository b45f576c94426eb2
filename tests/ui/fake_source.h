// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/console_source.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace uitest {

/// Everything in memory, read as the store would read it. Counts what is asked of it.
class FakeSource : public view::ConsoleSource {
public:
    std::vector<model::Account> accountList;
    std::vector<model::ConversationRow> conversations;  ///< in any order
    std::map<base::ConversationId, std::vector<model::Message>> threads;
    std::map<base::ConversationId, std::vector<model::Message>> contexts;
    std::map<base::ConversationId, std::vector<model::Gap>> holes;
    std::vector<model::OutboxRow> replies;
    std::map<base::ConversationId, std::string> drafts;
    std::vector<model::CannedReply> canned;
    model::ShopNames shopNames;
    std::vector<model::OwnField> fields;                                    ///< by name
    std::map<base::AccountId, std::vector<model::HoursVersion>> hoursKept;  ///< 0 = the shop's
    std::vector<model::PlatformTarget> targetsKept;
    std::vector<model::Shift> shiftsKept;  ///< the latest first
    std::map<base::AccountId, std::vector<model::CostSum>> costs;

    std::vector<model::PrivateAnswer> privateReplies;  ///< the latest first
    std::map<base::ConversationId, model::PrivateReply> takesPrivately;
    std::vector<model::StreamHit> hits;  ///< newest first
    std::vector<model::OutboxRow> sentReplies;
    std::vector<model::EarlierReply> earlier;  ///< the latest first
    std::map<base::ReplyId, std::vector<model::ReplyEvent>> events;
    std::map<base::MessageId, std::string> formerTexts;
    /// What was asked, in order: "inbox", "conversation 3" …; cleared by the test.
    mutable std::vector<std::string> asked;
    mutable int largestRead = 0;

    /// No view lists it: a search found it.
    [[nodiscard]] bool isHit(base::ConversationId conversation) const;
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

    [[nodiscard]] model::ConversationRow* row(base::ConversationId id);

private:
    void read(const std::string& what, std::size_t rows) const;
};

}  // namespace uitest
