// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_source.h"

#include "base/text.h"

#include <algorithm>

namespace uitest {
namespace {

template <class Map, class Key>
auto found(const Map& map, const Key& key) {
    const auto place = map.find(key);
    return place == map.end() ? typename Map::mapped_type{} : place->second;
}

}  // namespace

void FakeSource::read(const std::string& what, std::size_t rows) const {
    asked.push_back(what);
    largestRead = std::max(largestRead, static_cast<int>(rows));
}

bool FakeSource::isHit(base::ConversationId conversation) const {
    return std::ranges::find(hits, conversation, &model::StreamHit::conversation) != hits.end();
}

base::Result<FakeSource::Counts> FakeSource::counts() const {
    Counts counts;
    for (const model::ConversationRow& one : conversations) {
        if (isHit(one.id)) {
            continue;
        }
        counts.needsReply += one.state == model::ConversationState::NeedsReply;
        counts.answered += one.state == model::ConversationState::Answered;
        counts.snoozed += one.state == model::ConversationState::Snoozed;
        counts.done += one.state == model::ConversationState::Done;
        counts.spam += one.state == model::ConversationState::Spam;
    }
    counts.outbox = static_cast<int>(replies.size());
    counts.streams = static_cast<int>(hits.size());
    return counts;
}

base::Result<std::vector<model::Account>> FakeSource::accounts() const {
    return accountList;
}

base::Result<std::vector<model::ConversationRow>>
FakeSource::inbox(std::optional<model::ConversationState> state, int limit, std::optional<InboxPlace> after,
                  model::InboxOrder order) const {
    const auto keyOf = [order](const model::ConversationRow& one) {
        return std::pair(placeOf(one, order).at, one.id);
    };
    const bool newestFirst = order == model::InboxOrder::Newest;
    const auto isBehind = [&](const auto& key, const auto& place) {
        return newestFirst ? key < place : key > place;
    };
    std::vector<const model::ConversationRow*> wanted;
    for (const model::ConversationRow& one : conversations) {
        const bool listed = state ? one.state == *state : one.state != model::ConversationState::Spam;
        const bool windowless = order == model::InboxOrder::ClosingNext &&
                                state == model::ConversationState::Answered && !one.windowClosesAt;
        const bool behind = !windowless && (!after || isBehind(keyOf(one), std::pair(after->at, after->id)));
        if (listed && behind && !isHit(one.id)) {
            wanted.push_back(&one);
        }
    }
    const auto count = std::min(wanted.size(), static_cast<std::size_t>(limit));
    std::ranges::partial_sort(
        wanted, wanted.begin() + static_cast<std::ptrdiff_t>(count),
        [&](const auto* one, const auto* other) { return isBehind(keyOf(*other), keyOf(*one)); });
    std::vector<model::ConversationRow> page;
    for (std::size_t i = 0; i < count; ++i) {
        page.push_back(*wanted[i]);
    }
    read("inbox", page.size());
    return page;
}

base::Result<model::ConversationRow> FakeSource::conversation(base::ConversationId id) const {
    read("conversation " + std::to_string(id.value), 1);
    const auto place = std::ranges::find(conversations, id, &model::ConversationRow::id);
    if (place == conversations.end()) {
        return base::fail(base::ErrorKind::NotFound, "there is no such conversation");
    }
    return *place;
}

base::Result<std::vector<model::Message>> FakeSource::messages(base::ConversationId id, int limit,
                                                               std::optional<ThreadPlace> before) const {
    std::vector<model::Message> all = found(threads, id);
    if (before) {
        std::erase_if(all, [&](const model::Message& message) {
            return std::pair(message.at, message.id) >= std::pair(before->at, before->id);
        });
    }
    if (static_cast<int>(all.size()) > limit) {
        all.erase(all.begin(), all.end() - limit);
    }
    read("messages " + std::to_string(id.value), all.size());
    return all;
}

base::Result<std::string> FakeSource::formerText(base::MessageId message) const {
    const auto found = formerTexts.find(message);
    read("formerText", found == formerTexts.end() ? 0 : 1);
    return found == formerTexts.end() ? std::string() : found->second;
}

base::Result<std::vector<model::Message>> FakeSource::context(base::ConversationId id) const {
    return found(contexts, id);
}

base::Result<std::vector<model::Gap>> FakeSource::gaps(base::AccountId,
                                                       base::ConversationId conversation) const {
    return found(holes, conversation);
}

base::Result<std::vector<model::ConversationRow>> FakeSource::ofCustomer(base::ContactId customer,
                                                                         int limit) const {
    std::vector<model::ConversationRow> found;
    std::ranges::copy_if(conversations, std::back_inserter(found),
                         [customer](const auto& row) { return customer && row.customer == customer; });
    std::ranges::sort(found, std::greater{}, &model::ConversationRow::lastAt);
    found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
    return found;
}

base::Result<std::vector<model::PrivateAnswer>> FakeSource::privateAnswers(base::ConversationId id,
                                                                           base::UtcTime since) const {
    std::vector<model::PrivateAnswer> found;
    for (const model::PrivateAnswer& answer : privateReplies) {
        if ((answer.conversation == id || answer.toConversation == id) && answer.at >= since) {
            found.push_back(answer);
        }
    }
    return found;
}

base::Result<std::vector<model::OutboxRow>> FakeSource::outbox() const {
    read("outbox", replies.size());
    std::vector<model::OutboxRow> rows = replies;
    for (model::OutboxRow& row : rows) {
        row.place = row.place == 0 ? row.id.value : row.place;  // in the order in which they were written
    }
    return rows;
}

base::Result<std::vector<model::OutboxRow>> FakeSource::sentSince(base::UtcTime since, int limit) const {
    std::vector<model::OutboxRow> rows;
    for (const model::OutboxRow& row : sentReplies) {
        if (row.lastAttemptAt >= since && static_cast<int>(rows.size()) < limit) {
            rows.push_back(row);
        }
    }
    read("sent", rows.size());
    return rows;
}

base::Result<std::vector<model::ReplyEvent>> FakeSource::replyEvents(base::ReplyId reply) const {
    const auto found = events.find(reply);
    read("events", found == events.end() ? 0 : found->second.size());
    return found == events.end() ? std::vector<model::ReplyEvent>{} : found->second;
}

base::Result<std::vector<model::StreamHit>> FakeSource::streamHits(int limit) const {
    auto some = hits;
    some.resize(std::min(some.size(), static_cast<std::size_t>(limit)));
    read("streams", some.size());
    return some;
}

base::Result<std::vector<FakeSource::Hit>> FakeSource::search(const std::string& query, int limit) const {
    std::vector<Hit> matches;
    for (const auto& [id, messages] : threads) {
        for (const model::Message& message : messages) {
            if (base::searchText(message.text).find(base::searchText(query)) != std::string::npos) {
                matches.push_back(
                    {.conversation = id, .message = message.id, .at = message.at, .text = message.text});
            }
        }
    }
    std::ranges::sort(matches, std::greater{}, &Hit::at);
    matches.resize(std::min(matches.size(), static_cast<std::size_t>(limit)));
    read("search " + query, matches.size());
    return matches;
}

base::Result<model::ReplyDraft> FakeSource::replyDraft(base::ConversationId id, base::MessageId,
                                                       bool privately, const std::string& text) const {
    const auto place = std::ranges::find(conversations, id, &model::ConversationRow::id);
    if (place == conversations.end()) {
        return base::fail(base::ErrorKind::NotFound, "there is no such conversation");
    }
    const bool inPrivate = privately || place->visibility == model::Visibility::Private;
    const bool fromPublic = inPrivate && place->visibility == model::Visibility::Public;
    const auto ours = std::ranges::find(privateReplies, id,
                                        fromPublic ? &model::PrivateAnswer::toConversation
                                                   : &model::PrivateAnswer::conversation);
    const auto thread = threads.find(id);
    const bool theyWrote =
        thread != threads.end() && std::ranges::find(thread->second, model::Direction::Inbound,
                                                     &model::Message::direction) != thread->second.end();
    const auto takes = takesPrivately.find(id);
    model::ReplyDraft draft{.account = place->account,
                            .conversation = id,
                            .text = text,
                            .visibility = inPrivate ? model::Visibility::Private : model::Visibility::Public,
                            .audience = inPrivate ? "direct" : "public",
                            .parentAt = place->lastAt,
                            .fromPublic = fromPublic,
                            .addresseeHandle = place->customerHandle,
                            .readers = {place->customerHandle}};
    if (takes != takesPrivately.end()) {
        draft.parentTakes = takes->second;
    }
    if (ours != privateReplies.end() && (fromPublic || (inPrivate && !theyWrote))) {
        draft.privateAnswer = *ours;
    }
    return draft;
}

base::Result<std::string> FakeSource::draft(base::ConversationId conversation) const {
    return found(drafts, conversation);
}

base::Result<std::vector<model::EarlierReply>> FakeSource::latestReplies(int limit) const {
    read("latestReplies", static_cast<std::size_t>(limit));
    return earlier;
}

base::Result<std::vector<model::CannedReply>> FakeSource::cannedReplies() const {
    read("canned", canned.size());
    return canned;
}

base::Result<model::ShopNames> FakeSource::names() const {
    read("names", 1);
    return shopNames;
}

base::Result<std::vector<model::OwnField>> FakeSource::ownFields() const {
    read("fields", fields.size());
    return fields;
}

base::Result<std::vector<model::HoursVersion>> FakeSource::hours(base::AccountId account) const {
    return found(hoursKept, account);
}

base::Result<std::vector<model::PlatformTarget>> FakeSource::targets() const {
    return targetsKept;
}

base::Result<std::vector<model::Shift>> FakeSource::shifts(int limit) const {
    std::vector<model::Shift> latest = shiftsKept;
    latest.resize(std::min(latest.size(), static_cast<std::size_t>(limit)));
    return latest;
}

base::Result<std::vector<model::CostSum>> FakeSource::costsOfMonth(base::AccountId account,
                                                                   base::UtcTime /*now*/) const {
    const auto found = costs.find(account);
    return found == costs.end() ? std::vector<model::CostSum>{} : found->second;
}

model::ConversationRow* FakeSource::row(base::ConversationId id) {
    const auto place = std::ranges::find(conversations, id, &model::ConversationRow::id);
    return place == conversations.end() ? nullptr : &*place;
}

}  // namespace uitest
