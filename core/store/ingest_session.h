// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attachment_table.h"
#include "store/contact_table.h"
#include "store/conversation_book.h"
#include "store/message_table.h"
#include "store/own_echo.h"
#include "store/regroup.h"
#include "store/write_tx.h"

#include "model/incoming.h"

#include "base/error.h"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace store {

/// One batch on its way into the database: what ingest() remembers meanwhile.
class IngestSession {
public:
    IngestSession(WriteTx& tx, base::AccountId account, const model::IncomingBatch& batch);

    [[nodiscard]] base::Result<Ingested> run();

private:
    using Incoming = model::IncomingMessage;

    // ingest.cpp: what is new
    [[nodiscard]] base::Status take(const Incoming& message);
    [[nodiscard]] base::Result<ConversationRecord*> conversationOf(const Incoming& message,
                                                                   const MessageFacts& facts,
                                                                   const std::optional<MessageFacts>& parent);
    [[nodiscard]] base::Status insert(const Incoming& message, base::ContactId author);
    [[nodiscard]] base::Status put(const Incoming& message, MessageRow row,
                                   const std::optional<MessageFacts>& parent);
    [[nodiscard]] base::Result<bool> isErased(const Incoming& message);
    [[nodiscard]] base::Result<bool> isErasedReply(const Incoming& message);
    [[nodiscard]] base::Result<base::ContactId> author(const Incoming& message);
    [[nodiscard]] base::Status recognise();
    [[nodiscard]] base::Result<std::optional<MessageFacts>> parentOf(const Incoming& message);
    [[nodiscard]] base::Result<Place> alone(const Incoming& message, const MessageFacts& facts,
                                            const std::optional<MessageFacts>& parent);
    [[nodiscard]] base::Result<Place> privately(const Incoming& message, const MessageFacts& facts,
                                                const std::optional<MessageFacts>& parent);
    [[nodiscard]] base::Result<std::vector<base::ContactId>> mentionedBy(const Incoming& message);
    [[nodiscard]] base::Result<bool> addMentions(const Incoming& message, base::MessageId id);
    [[nodiscard]] base::Result<bool> takeAsReply(const Incoming& message,
                                                 const std::optional<MessageFacts>& parent);
    [[nodiscard]] base::Status remember(const MessageFacts& facts);
    [[nodiscard]] base::Status regroup();
    [[nodiscard]] base::Status rest();
    [[nodiscard]] base::Status remove(const std::string& remoteId);
    [[nodiscard]] base::Status countNew();

    // ingest_streams.cpp: what searches found
    [[nodiscard]] base::Result<bool> answersAHit();
    [[nodiscard]] base::Status keepHits();
    [[nodiscard]] base::Status keepHit(const std::string& remoteId, const std::string& foundBy);
    [[nodiscard]] base::Status wantThreadOfHit(const MessageRow& hit);
    [[nodiscard]] base::Result<bool> wantsThread(const Incoming& message, const MessageFacts& facts);

    // ingest_known.cpp: what is known already
    void noteDeeds(const MessageFacts& facts, const Incoming& message);
    enum class Content { Same, Newer, Older };
    [[nodiscard]] base::Status update(const MessageRow& stored, const Incoming& message,
                                      base::ContactId author);
    [[nodiscard]] base::Result<bool> nothingNew(const MessageRow& stored, const Incoming& message);
    [[nodiscard]] base::Result<Content> compareContent(const MessageRow& stored, const Incoming& message);
    [[nodiscard]] base::Result<bool> attachmentsDiffer(const MessageRow& stored, const Incoming& message);
    [[nodiscard]] base::Status takeContent(const MessageRow& stored, MessageRow& fresh,
                                           const Incoming& message);
    [[nodiscard]] base::Status takeParent(MessageRow& fresh, const Incoming& message);
    [[nodiscard]] base::Status takeTime(const MessageRow& stored, MessageRow& fresh, const Incoming& message);
    [[nodiscard]] base::Status takeMention(MessageRow& fresh, const Incoming& message);
    [[nodiscard]] base::Status replaceUnreadable(const MessageRow& stored, const Incoming& message,
                                                 base::ContactId author);
    [[nodiscard]] base::Status write(const MessageRow& stored, const MessageRow& fresh);

    WriteTx& m_tx;
    base::AccountId m_account;
    const model::IncomingBatch& m_batch;
    base::UtcTime m_now;
    ContactTable m_contacts;
    MessageTable m_messages;
    AttachmentTable m_attachments;
    ConversationBook m_book;
    Regroup m_regroup;
    OwnEcho m_echo;
    std::unordered_map<std::string, MessageFacts> m_facts;  ///< of this batch, by remote id
    std::set<std::string, std::less<>> m_deleted;
    std::vector<std::pair<base::MessageId, base::ConversationId>> m_newInbound;
    std::deque<Incoming> m_named;  ///< copies of messages without an id, which got one here
    std::vector<std::pair<std::string, std::string>> m_found;  ///< remote ids, each with its search
    std::vector<std::pair<base::MessageId, model::DeedsSeen>> m_deeds;
    std::vector<base::MessageId> m_answered;  ///< by messages of ours that are new
    Ingested m_done;
};

}  // namespace store
