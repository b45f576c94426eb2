// SPDX-License-Identifier: GPL-3.0-or-later
// How each intent of the agent is carried out.
#include "sync/sync_engine.h"

#include "model/canned_reply.h"
#include "model/reply_permission.h"
#include "store/message_deeds.h"
#include "store/outbox.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace syncing {
namespace {

/// What no waiting changes is refused before it is queued. A closed window is not: whether it is closed the
/// platform's clock decides.
base::Status isPossible(const model::ConversationRow& conversation, const model::Account& account,
                        const model::ReplyDraft& draft, std::string_view platform) {
    using enum model::ReplyPermission;
    const model::ReplyCapability* capability = account.capabilities.find(draft.visibility);
    if (capability == nullptr) {
        return base::fail(base::ErrorKind::Unsupported,
                          fmt::format("{} has no such kind of reply on this account", platform));
    }
    const auto permission =
        model::replyPermission({.account = account, .conversation = conversation, .draft = draft}, {});
    if (permission == PermissionMissing) {
        return base::fail(base::ErrorKind::Rejected,
                          fmt::format("this account's sign-in lacks {}, which {} asks for here; connect it "
                                      "again with that permission",
                                      capability->missingPermission, platform));
    }
    if (permission == PrivateReplyUsed) {
        return base::fail(
            base::ErrorKind::Rejected,
            fmt::format("{} takes one private reply to each message, and this one has it; go on "
                        "in conversation {}",
                        platform, draft.privateAnswer->conversation.value));
    }
    if (permission == PrivateReplyRefused) {
        return base::fail(base::ErrorKind::Rejected,
                          fmt::format("{} takes no private reply to this message; it may have had one "
                                      "already, so answer in public",
                                      platform));
    }
    if (permission == AwaitsAnswer) {
        return base::fail(
            base::ErrorKind::Rejected,
            fmt::format("after a private reply to a comment {} takes the next message only when "
                        "they have answered",
                        platform));
    }
    return {};
}

}  // namespace

/// In its own commit; what it lets go is sent when it is due.
base::Result<base::ReplyId>
SyncEngine::changeOutbox(base::ReplyId reply, const std::function<base::Status(store::WriteTx&)>& work) {
    auto row = m_services.store.read().reply(reply);
    if (!row) {
        return std::unexpected(row.error());
    }
    if (auto change = m_services.store.write("change the outbox", work); !change) {
        return std::unexpected(change.error());
    }
    if (AccountLine* account = line(row->account); account != nullptr && m_live) {
        account->outboxChanged();
    }
    return reply;
}

/// The account, refused when it was removed: what is queued for it would wait for ever.
base::Result<model::Account> SyncEngine::connectedAccount(base::AccountId id) const {
    const store::Reader& read = m_services.store.read();
    auto account = read.account(id);
    if (!account) {
        return account;
    }
    const auto connected = read.accounts();
    if (!connected) {
        return std::unexpected(connected.error());
    }
    if (std::ranges::find(*connected, id, &model::Account::id) == connected->end()) {
        return base::fail(base::ErrorKind::BadInput,
                          account->handle + " is no longer connected; nothing was queued");
    }
    return account;
}

base::Result<base::ReplyId> SyncEngine::queueAgain(base::ReplyId reply,
                                                   const std::function<base::Status(store::WriteTx&)>& work) {
    const auto row = m_services.store.read().reply(reply);
    if (!row) {
        return std::unexpected(row.error());
    }
    if (const auto account = connectedAccount(row->account); !account) {
        return std::unexpected(account.error());
    }
    return changeOutbox(reply, work);
}

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
    const auto account = connectedAccount(row->account);
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
    if (base::Status possible = isPossible(*row, *account, *draft, adapter->displayName()); !possible) {
        return std::unexpected(possible.error());
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
    const std::vector<base::CannedReplyId> canned = m_teacher.repliesIn(intent);
    base::ReplyId queued;
    auto change = m_services.store.write("queue a reply", [&](store::WriteTx& tx) -> base::Status {
        auto id =
            store::Outbox(tx).queue(*draft, intent.to, intent.holdBack, intent.sendAt, intent.ifWroteAgain);
        if (!id) {
            return std::unexpected(id.error());
        }
        queued = *id;
        if (base::Status learnt = ReplyTeacher::teach(tx, queued, intent, canned); !learnt) {
            return learnt;
        }
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

base::Result<base::ReplyId> SyncEngine::perform(const model::MoveReply& intent) {
    return changeOutbox(intent.reply,
                        [&](store::WriteTx& tx) { return store::Outbox(tx).move(intent.reply, intent.way); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::CancelReply& intent) {
    const store::Reader& read = m_services.store.read();
    auto row = read.reply(intent.reply);
    if (!row) {
        return std::unexpected(row.error());
    }
    // A private answer to a public comment was written beside the comment, and may have been the only message
    // of the conversation that it stands in.
    base::ConversationId writtenIn = row->conversation;
    if (auto to = row->to ? read.message(row->to) : base::Result<model::Message>(model::Message{});
        to && row->to) {
        writtenIn = to->conversation;
    }
    auto begun = read.draft(writtenIn);
    if (!begun) {
        return std::unexpected(begun.error());
    }
    return changeOutbox(intent.reply, [&](store::WriteTx& tx) -> base::Status {
        // Before: a conversation that began with this reply ends with it, and its draft goes where the rest
        // goes.
        base::Status saved =
            tx.saveDraft(writtenIn, begun->empty() ? row->text : *begun + "\n\n" + row->text);
        if (!saved) {
            return saved;
        }
        auto text = store::Outbox(tx).cancel(intent.reply);
        return text ? base::Status{} : std::unexpected(text.error());
    });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::LookUpReply& intent) {
    const auto row = m_services.store.read().reply(intent.reply);
    if (!row) {
        return std::unexpected(row.error());
    }
    AccountLine* account = line(row->account);
    if (account == nullptr) {
        return base::fail(base::ErrorKind::BadInput,
                          "the account of this reply is no longer connected; it can't be looked for");
    }
    // A whole round: it looks for every uncertain reply, whenever that was done last.
    account->roundOnce({});
    return intent.reply;
}

base::Result<base::ReplyId> SyncEngine::perform(const model::RetryReply& intent) {
    return queueAgain(intent.reply,
                      [&](store::WriteTx& tx) { return store::Outbox(tx).retry(intent.reply); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::ReplyArrived& intent) {
    return changeOutbox(intent.reply, [&](store::WriteTx& tx) {
        return store::Outbox(tx).resolve(intent.reply, store::AgentArrived{});
    });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::SendReplyAgain& intent) {
    return queueAgain(intent.reply, [&](store::WriteTx& tx) {
        return store::Outbox(tx).resolve(intent.reply, store::AgentResend{});
    });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::DiscardReply& intent) {
    return changeOutbox(intent.reply, [&](store::WriteTx& tx) {
        return store::Outbox(tx).resolve(intent.reply, store::AgentDiscard{});
    });
}

base::Result<base::ReplyId> SyncEngine::commit(const char* name,
                                               const std::function<base::Status(store::WriteTx&)>& work) {
    if (auto change = m_services.store.write(name, work); !change) {
        return std::unexpected(change.error());
    }
    return base::ReplyId{};
}

base::Result<base::ReplyId> SyncEngine::perform(const model::MarkRead& intent) {
    return commit("mark a conversation read",
                  [&](store::WriteTx& tx) { return tx.markRead(intent.conversation); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::NoReplyNeeded& intent) {
    return commit("close turns that need no reply",
                  [&](store::WriteTx& tx) { return tx.noReplyNeeded(intent); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::SetDone& intent) {
    return commit("set a conversation to done", [&](store::WriteTx& tx) { return tx.setDone(intent); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::Snooze& intent) {
    return commit("snooze a conversation", [&](store::WriteTx& tx) { return tx.snooze(intent); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::Reopen& intent) {
    return commit("reopen a conversation", [&](store::WriteTx& tx) { return tx.reopen(intent); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::JudgeHit& intent) {
    return commit("judge what a search found", [&](store::WriteTx& tx) { return tx.judgeHit(intent); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::WishDeed& intent) {
    const auto message = m_services.store.read().message(intent.message);
    if (!message) {
        return std::unexpected(message.error());
    }
    if (const auto account = connectedAccount(message->account); !account) {
        return std::unexpected(account.error());
    }
    auto done =
        commit("wish for a deed", [&](store::WriteTx& tx) { return store::MessageDeeds(tx).wish(intent); });
    if (AccountLine* account = line(message->account); done && account != nullptr && m_live) {
        account->outboxChanged();
    }
    return done;
}

base::Result<base::ReplyId> SyncEngine::perform(const model::SaveDraft& intent) {
    return commit("save a draft",
                  [&](store::WriteTx& tx) { return tx.saveDraft(intent.conversation, intent.text); });
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

base::Result<base::ReplyId> SyncEngine::perform(const model::UseNetwork& intent) {
    m_network = intent;
    for (const auto& [id, account] : m_lines) {
        account->reschedule();
    }
    return base::ReplyId{};
}

}  // namespace syncing
