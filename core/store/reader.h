// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader_rows.h"

#include "model/account.h"
#include "model/canned_reply.h"
#include "model/canned_use.h"
#include "model/conversation.h"
#include "model/message.h"
#include "model/mining/mined_replies.h"
#include "model/own_field.h"
#include "model/price_list.h"
#include "model/private_answer.h"
#include "model/reply.h"
#include "model/reply_habit.h"
#include "model/response_target.h"
#include "model/shift.h"
#include "model/shift_figures.h"
#include "model/shop_names.h"
#include "model/standing.h"
#include "model/stream_hit.h"
#include "model/suggestion.h"
#include "model/triage/triage_kind.h"
#include "model/turn_report.h"

#include "base/error.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace store {

namespace sqlite {
class Connection;
}
class ResponseRules;

/// Everything that is asked of the store. Query-only; each list query is indexed and bounded. One thread.
class Reader {
public:
    explicit Reader(std::unique_ptr<sqlite::Connection> own);
    /// Reads through a connection that somebody else owns.
    explicit Reader(sqlite::Connection& borrowed);
    ~Reader();

    [[nodiscard]] base::Result<std::vector<model::Account>> accounts() const;  ///< not the removed ones
    [[nodiscard]] base::Result<model::Account> account(base::AccountId id) const;

    /// Posts found by searches, neither answered nor dismissed; with 0 of all accounts. Newest first.
    [[nodiscard]] base::Result<std::vector<model::StreamHit>>
    streamHits(base::AccountId account, int limit, std::optional<model::StreamPlace> after = {}) const;

    /// After `after` when given, which must be of the same order.
    [[nodiscard]] base::Result<std::vector<model::ConversationRow>>
    inbox(InboxFilter filter, int limit, std::optional<InboxPosition> after = {},
          model::InboxOrder order = model::InboxOrder::Newest) const;
    /// When the next snoozed one comes back, if any.
    [[nodiscard]] base::Result<std::optional<base::UtcTime>> nextSnoozeEnd() const;
    [[nodiscard]] base::Result<model::ConversationRow> conversation(base::ConversationId id) const;
    /// Those of one customer, the latest first.
    [[nodiscard]] base::Result<std::vector<model::ConversationRow>> ofCustomer(base::ContactId customer,
                                                                               int limit) const;
    /// The latest `limit` messages before `before` (or the end), oldest first.
    [[nodiscard]] base::Result<std::vector<model::Message>>
    thread(base::ConversationId id, int limit, std::optional<ThreadPosition> before = {}) const;
    /// What stands above a public one: the chain of posts that its top message answers, oldest first.
    [[nodiscard]] base::Result<std::vector<model::Message>> context(base::ConversationId id) const;
    [[nodiscard]] base::Result<model::Message> message(base::MessageId id) const;
    [[nodiscard]] base::Result<std::vector<FormerText>> formerTexts(base::MessageId id) const;
    /// Between a public conversation and private ones; see store/private_answers.h.
    [[nodiscard]] base::Result<std::vector<model::PrivateAnswer>>
    privateAnswers(base::ConversationId id, base::UtcTime since, int limit) const;
    /// Those of the conversation and those of the whole account; with conversation 0 the latter alone.
    [[nodiscard]] base::Result<std::vector<model::Gap>> gaps(base::AccountId account,
                                                             base::ConversationId conversation) const;
    [[nodiscard]] base::Result<Counts> counts() const;

    [[nodiscard]] base::Result<std::vector<SearchHit>> search(const std::string& query, int limit,
                                                              SearchOrder order = SearchOrder::Newest) const;

    /// Replies that are not confirmed, oldest first.
    [[nodiscard]] base::Result<std::vector<model::OutboxRow>> outbox() const;
    [[nodiscard]] base::Result<model::OutboxRow> reply(base::ReplyId id) const;
    /// Sent since then, the latest first.
    [[nodiscard]] base::Result<std::vector<model::OutboxRow>> sentSince(base::UtcTime since, int limit) const;
    /// The latest replies that were written here, the latest first, without those that were given up.
    [[nodiscard]] base::Result<std::vector<model::EarlierReply>> latestReplies(int limit) const;
    /// What happened to a reply, in order.
    [[nodiscard]] base::Result<std::vector<model::ReplyEvent>> replyEvents(base::ReplyId id) const;
    /// The reply that the outbox lets go next, at `now`.
    [[nodiscard]] base::Result<std::optional<model::OutboxRow>> nextToSend(base::AccountId account,
                                                                           base::UtcTime now) const;
    [[nodiscard]] base::Result<std::optional<model::OutboxRow>> replyOfMessage(base::MessageId id) const;
    /// All that an adapter needs to word this reply: audience, parent, addressee, readers.
    [[nodiscard]] base::Result<model::ReplyDraft> draftOf(base::ConversationId conversation,
                                                          base::MessageId to, bool privately,
                                                          const std::string& privateAudience,
                                                          const std::string& text) const;

    [[nodiscard]] base::Result<std::string> draft(base::ConversationId conversation) const;
    [[nodiscard]] base::Result<std::vector<model::CannedReply>> cannedReplies() const;
    /// How often each was used that was. Not for the UI thread.
    [[nodiscard]] base::Result<std::vector<model::CannedUse>> cannedUses() const;
    /// What suggestions learn from: the latest `limit`, the oldest of them first. Not for the UI thread.
    [[nodiscard]] base::Result<std::vector<model::Lesson>> lessons(int limit) const;
    /// The library with the latest lessons and outcomes. Not for the UI thread.
    [[nodiscard]] base::Result<model::SuggestionLog> suggestionLog() const;
    /// Behind `after` up to `until`, by id. Not for the UI thread.
    [[nodiscard]] base::Result<std::vector<model::TypedReply>> typedReplies(base::MessageId after,
                                                                            base::MessageId until) const;
    /// What was typed again and again. Not for the UI thread.
    [[nodiscard]] base::Result<std::vector<model::MinedReply>> minedReplies() const;
    [[nodiscard]] base::Result<base::MessageId> latestMessage() const;  ///< 0 = there is none
    /// Triage's lessons: the latest `limit` corrections, the oldest first. Not for the UI thread.
    [[nodiscard]] base::Result<std::vector<model::TriageLesson>> triageLessons(int limit) const;
    /// Another one whenever the lessons are others.
    [[nodiscard]] base::Result<std::string> triageLessonsMark() const;
    [[nodiscard]] base::Result<model::ShopNames> names() const;
    [[nodiscard]] base::Result<std::vector<model::OwnField>> ownFields() const;
    /// All versions of the account's own hours, or with 0 of the shop's, oldest first.
    [[nodiscard]] base::Result<std::vector<model::HoursVersion>> hours(base::AccountId account) const;
    /// The owner's own targets.
    [[nodiscard]] base::Result<std::vector<model::PlatformTarget>> targets() const;
    /// By which an account's response times are judged.
    [[nodiscard]] base::Result<model::SharedRule> rule(base::AccountId account) const;
    /// The latest first.
    [[nodiscard]] base::Result<std::vector<model::Shift>> shifts(int limit) const;
    /// Turns that started in [from, to), by start: see store/turn_facts.h. Not for the window's thread.
    [[nodiscard]] base::Result<std::vector<model::TurnFact>> turnFacts(base::UtcTime from,
                                                                       base::UtcTime to) const;
    /// Turns that ended in [from, to), the latest first. Not for the window's thread.
    [[nodiscard]] base::Result<std::vector<model::EndedTurn>> endedTurns(base::UtcTime from,
                                                                         base::UtcTime to) const;
    /// Not for the window's thread.
    [[nodiscard]] base::Result<model::ShiftCounts> shiftCounts(const model::ShiftQuestion& question) const;
    /// Of the private conversations of all accounts. Not for the window's thread.
    [[nodiscard]] base::Result<model::Standing> standing(const model::StandingRule& rule,
                                                         base::UtcTime now) const;
    [[nodiscard]] base::Result<std::string> setting(const std::string& name) const;  ///< '' when never set

    /// The platform's own id of a private conversation; empty where it has none.
    [[nodiscard]] base::Result<std::string> threadIdOf(base::ConversationId conversation) const;

    [[nodiscard]] base::Result<std::map<std::string, std::string>> cursors(base::AccountId account) const;
    struct Notified {
        std::string remoteId, notificationId;
    };
    /// Remote ids of people whose handle is known, of the latest `most` contacts of all accounts.
    [[nodiscard]] base::Result<std::set<std::string>> namedContacts(base::AccountId account, int most) const;
    [[nodiscard]] base::Result<std::vector<Notified>> recentNotified(base::AccountId id, int limit) const;
    [[nodiscard]] base::Result<std::vector<model::Cost>> costs(base::AccountId id, std::int64_t since) const;
    /// Of the month that `now` is in, by kind.
    [[nodiscard]] base::Result<std::vector<model::CostSum>> costsOfMonth(base::AccountId id,
                                                                         base::UtcTime now) const;
    /// What the owner has read and the platform is still to be told.
    [[nodiscard]] base::Result<std::vector<model::ReadMark>> readMarks(base::AccountId id, int limit) const;
    [[nodiscard]] base::Result<std::vector<model::DeedWish>> deedWishes(base::AccountId id, int limit) const;
    /// Newest first.
    [[nodiscard]] base::Result<std::vector<std::string>> wantedThreads(base::AccountId id, int limit) const;
    /// Remote ids of the public messages of a conversation, newest first, the deleted ones left out.
    [[nodiscard]] base::Result<std::vector<std::string>> remoteIds(base::ConversationId conversation,
                                                                   int limit) const;

private:
    std::unique_ptr<sqlite::Connection> m_own;
    sqlite::Connection& m_connection;
    std::unique_ptr<ResponseRules> m_rules;  ///< read again when they have changed
};

}  // namespace store
