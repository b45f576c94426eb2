// SPDX-License-Identifier: GPL-3.0-or-later
// How each intent of the agent is carried out.
#include "sync/sync_engine.h"

#include "model/canned_reply.h"
#include "store/outbox.h"

#include "base/text.h"

namespace syncing {
namespace {

/// Runs one change of the outbox in its own commit.
base::Result<base::ReplyId> changeOutbox(store::Store& store, base::ReplyId reply,
                                         const std::function<base::Status(store::Outbox&)>& work) {
    auto change = store.write("change the outbox", [&](store::WriteTx& tx) {
        store::Outbox outbox(tx);
        return work(outbox);
    });
    if (!change) {
        return std::unexpected(change.error());
    }
    return reply;
}

}  // namespace

base::Result<model::ReplyDraft> SyncEngine::checkedDraft(const model::QueueReply& intent) const {
    if (base::trim(intent.text).empty()) {
        return base::fail(base::ErrorKind::BadInput, "the reply is empty");
    }
    if (const auto open = model::openPlaceholders(intent.text); !open.empty()) {
        return base::fail(base::ErrorKind::BadInput,
                          "the placeholder {{" + open.front().name + "}} is not filled; nothing was queued");
    }
    const store::Reader& read = m_services.store.read();
    auto row = read.conversation(intent.conversation);
    if (!row) {
        return std::unexpected(row.error());
    }
    auto account = read.account(row->account);
    if (!account) {
        return std::unexpected(account.error());
    }
    const platform::PlatformAdapter* adapter = m_services.platforms.adapter(account->platform);
    if (adapter == nullptr) {
        return base::fail(base::ErrorKind::Unsupported,
                          "this version of Shopbell does not know the platform " + account->platform);
    }
    auto draft = read.draftOf(intent.conversation, intent.to, intent.privately, adapter->privateAudience(),
                              intent.text);
    if (!draft) {
        return draft;
    }
    if (account->capabilities.find(draft->visibility) == nullptr) {
        return base::fail(base::ErrorKind::Unsupported,
                          std::string(adapter->displayName()) + " has no such kind of reply on this account");
    }
    if (base::Status fits = adapter->check(*account, *draft); !fits) {
        return std::unexpected(fits.error());
    }
    return draft;
}

base::Result<base::ReplyId> SyncEngine::perform(const model::QueueReply& intent) {
    auto draft = checkedDraft(intent);
    if (!draft) {
        return std::unexpected(draft.error());
    }
    base::ReplyId queued;
    auto change = m_services.store.write("queue a reply", [&](store::WriteTx& tx) -> base::Status {
        auto id = store::Outbox(tx).queue(*draft, intent.to, intent.holdBack);
        if (!id) {
            return std::unexpected(id.error());
        }
        queued = *id;
        return tx.saveDraft(intent.conversation, {});
    });
    if (!change) {
        return std::unexpected(change.error());
    }
    if (AccountLine* account = line(draft->account); account != nullptr && m_live) {
        account->outboxChanged();
    }
    return queued;
}

base::Result<base::ReplyId> SyncEngine::perform(const model::CancelReply& intent) {
    auto row = m_services.store.read().reply(intent.reply);
    if (!row) {
        return std::unexpected(row.error());
    }
    return changeOutbox(m_services.store, intent.reply, [&](store::Outbox& outbox) -> base::Status {
        auto text = outbox.cancel(intent.reply);
        return text ? base::Status{} : std::unexpected(text.error());
    });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::RetryReply& intent) {
    auto done = changeOutbox(m_services.store, intent.reply,
                             [&](store::Outbox& outbox) { return outbox.retry(intent.reply); });
    outboxChanged();
    return done;
}

base::Result<base::ReplyId> SyncEngine::perform(const model::ReplyArrived& intent) {
    return changeOutbox(m_services.store, intent.reply, [&](store::Outbox& outbox) {
        return outbox.resolve(intent.reply, store::AgentArrived{});
    });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::SendReplyAgain& intent) {
    auto done = changeOutbox(m_services.store, intent.reply, [&](store::Outbox& outbox) {
        return outbox.resolve(intent.reply, store::AgentResend{});
    });
    outboxChanged();
    return done;
}

base::Result<base::ReplyId> SyncEngine::perform(const model::DiscardReply& intent) {
    return changeOutbox(m_services.store, intent.reply, [&](store::Outbox& outbox) {
        return outbox.resolve(intent.reply, store::AgentDiscard{});
    });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::MarkRead& intent) {
    auto change = m_services.store.write(
        "mark a conversation read", [&](store::WriteTx& tx) { return tx.markRead(intent.conversation); });
    if (!change) {
        return std::unexpected(change.error());
    }
    return base::ReplyId{};
}

base::Result<base::ReplyId> SyncEngine::perform(const model::SaveDraft& intent) {
    auto change = m_services.store.write(
        "save a draft", [&](store::WriteTx& tx) { return tx.saveDraft(intent.conversation, intent.text); });
    if (!change) {
        return std::unexpected(change.error());
    }
    return base::ReplyId{};
}

base::Result<base::ReplyId> SyncEngine::perform(const model::CheckNow& intent) {
    for (const auto& [id, account] : m_lines) {
        if (!intent.account || id == intent.account) {
            account->checkNow();
        }
    }
    return base::ReplyId{};
}

base::Result<base::ReplyId> SyncEngine::perform(const model::Presence& intent) {
    m_presence = intent;
    for (const auto& [id, account] : m_lines) {
        account->reschedule();
    }
    if (intent.open && intent.windowActive) {
        auto row = m_services.store.read().conversation(intent.open);
        if (AccountLine* account = row ? line(row->account) : nullptr; account != nullptr && m_live) {
            account->refresh(intent.open);
        }
    }
    return base::ReplyId{};
}

void SyncEngine::outboxChanged() {
    if (!m_live) {
        return;
    }
    for (const auto& [id, account] : m_lines) {
        account->outboxChanged();
    }
}

}  // namespace syncing
