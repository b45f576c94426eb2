// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/store_source.h"

#include <algorithm>
#include <utility>

namespace view {
namespace {

int bounded(int limit) {
    return std::clamp(limit, 1, ConsoleSource::kMostRows);
}

}  // namespace

StoreSource::StoreSource(std::unique_ptr<store::Reader> reader, PrivateAudience privateAudience)
    : m_reader(std::move(reader)), m_privateAudience(std::move(privateAudience)) {}

StoreSource::~StoreSource() = default;

base::Result<ConsoleSource::Counts> StoreSource::counts() const {
    auto counts = m_reader->counts();
    if (!counts) {
        return std::unexpected(counts.error());
    }
    const auto hits = m_reader->streamHits({}, kMostRows);
    if (!hits) {
        return std::unexpected(hits.error());
    }
    return Counts{.needsReply = counts->needsReply,
                  .answered = counts->answered,
                  .snoozed = counts->snoozed,
                  .done = counts->done,
                  .spam = counts->spam,
                  .outbox = counts->outbox,
                  .streams = static_cast<int>(hits->size())};
}

base::Result<std::vector<model::Account>> StoreSource::accounts() const {
    return m_reader->accounts();
}

base::Result<std::vector<model::ConversationRow>>
StoreSource::inbox(std::optional<model::ConversationState> state, int limit, std::optional<InboxPlace> after,
                   model::InboxOrder order) const {
    std::optional<store::InboxPosition> position;
    if (after) {
        position = store::InboxPosition{.at = after->at, .id = after->id};
    }
    return m_reader->inbox(state, bounded(limit), position, order);
}

ConsoleSource::InboxPlace ConsoleSource::placeOf(const model::ConversationRow& row, model::InboxOrder order) {
    const store::InboxPosition position = store::positionOf(row, order);
    return {.at = position.at, .id = position.id};
}

base::Result<std::vector<model::StreamHit>> StoreSource::streamHits(int limit) const {
    return m_reader->streamHits({}, bounded(limit));
}

base::Result<model::ConversationRow> StoreSource::conversation(base::ConversationId id) const {
    return m_reader->conversation(id);
}

base::Result<std::vector<model::Message>> StoreSource::messages(base::ConversationId id, int limit,
                                                                std::optional<ThreadPlace> before) const {
    std::optional<store::ThreadPosition> position;
    if (before) {
        position = store::ThreadPosition{.at = before->at, .id = before->id};
    }
    return m_reader->thread(id, bounded(limit), position);
}

base::Result<std::string> StoreSource::formerText(base::MessageId message) const {
    const auto texts = m_reader->formerTexts(message);
    if (!texts) {
        return std::unexpected(texts.error());
    }
    return texts->empty() ? std::string() : texts->back().text;
}

base::Result<std::vector<model::Message>> StoreSource::context(base::ConversationId id) const {
    return m_reader->context(id);
}

base::Result<std::vector<model::Gap>> StoreSource::gaps(base::AccountId account,
                                                        base::ConversationId conversation) const {
    return m_reader->gaps(account, conversation);
}

base::Result<std::vector<model::ConversationRow>> StoreSource::ofCustomer(base::ContactId customer,
                                                                          int limit) const {
    return m_reader->ofCustomer(customer, bounded(limit));
}

base::Result<std::vector<model::PrivateAnswer>> StoreSource::privateAnswers(base::ConversationId id,
                                                                            base::UtcTime since) const {
    return m_reader->privateAnswers(id, since, kMostRows);
}

base::Result<std::vector<model::OutboxRow>> StoreSource::outbox() const {
    return m_reader->outbox();
}

base::Result<std::vector<model::EarlierReply>> StoreSource::latestReplies(int limit) const {
    return m_reader->latestReplies(limit);
}

base::Result<std::vector<model::OutboxRow>> StoreSource::sentSince(base::UtcTime since, int limit) const {
    return m_reader->sentSince(since, limit);
}

base::Result<std::vector<model::ReplyEvent>> StoreSource::replyEvents(base::ReplyId reply) const {
    return m_reader->replyEvents(reply);
}

base::Result<std::vector<ConsoleSource::Hit>> StoreSource::search(const std::string& query, int limit) const {
    auto found = m_reader->search(query, bounded(limit));
    if (!found) {
        return std::unexpected(found.error());
    }
    std::vector<Hit> hits;
    hits.reserve(found->size());
    for (store::SearchHit& hit : *found) {
        hits.push_back({.conversation = hit.conversation,
                        .message = hit.message,
                        .at = hit.at,
                        .text = std::move(hit.text)});
    }
    return hits;
}

base::Result<model::ReplyDraft> StoreSource::replyDraft(base::ConversationId conversation, base::MessageId to,
                                                        bool privately, const std::string& text) const {
    auto row = m_reader->conversation(conversation);
    if (!row) {
        return std::unexpected(row.error());
    }
    return m_reader->draftOf(conversation, to, privately, m_privateAudience(row->platform), text);
}

base::Result<std::string> StoreSource::draft(base::ConversationId conversation) const {
    return m_reader->draft(conversation);
}

base::Result<std::vector<model::CannedReply>> StoreSource::cannedReplies() const {
    return m_reader->cannedReplies();
}

base::Result<model::ShopNames> StoreSource::names() const {
    return m_reader->names();
}

base::Result<std::vector<model::OwnField>> StoreSource::ownFields() const {
    return m_reader->ownFields();
}

base::Result<std::vector<model::HoursVersion>> StoreSource::hours(base::AccountId account) const {
    return m_reader->hours(account);
}

base::Result<std::vector<model::PlatformTarget>> StoreSource::targets() const {
    return m_reader->targets();
}

base::Result<std::vector<model::Shift>> StoreSource::shifts(int limit) const {
    return m_reader->shifts(bounded(limit));
}

base::Result<std::vector<model::CostSum>> StoreSource::costsOfMonth(base::AccountId account,
                                                                    base::UtcTime now) const {
    return m_reader->costsOfMonth(account, now);
}

}  // namespace view
