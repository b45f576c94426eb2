// SPDX-License-Identifier: GPL-3.0-or-later
// How the library of canned replies is changed, and the names that stand in them.
#include "sync/sync_engine.h"

#include "model/canned_library.h"
#include "store/write_tx.h"

#include "base/text.h"

#include <fmt/format.h>

#include <utility>

namespace syncing {
namespace {

base::Status checkFault(const model::CannedReply& reply, const std::vector<model::CannedReply>& library) {
    const auto fault = model::faultOf(reply, library);
    if (!fault) {
        return {};
    }
    switch (*fault) {
    case model::CannedFault::NoTitle:
        return base::fail(base::ErrorKind::BadInput, "the canned reply has no title");
    case model::CannedFault::NoText:
        return base::fail(base::ErrorKind::BadInput, "the canned reply has no text");
    case model::CannedFault::TitleTaken:
        break;
    }
    return base::fail(base::ErrorKind::BadInput,
                      "there is a canned reply with the title “" + reply.title + "” already");
}

}  // namespace

base::Result<base::ReplyId>
SyncEngine::changeLibrary(const char* what, const std::function<base::Status(store::WriteTx&)>& work) {
    auto change = m_services.store.write(what, work);
    if (!change) {
        return std::unexpected(change.error());
    }
    return base::ReplyId{};
}

base::Result<base::ReplyId> SyncEngine::perform(const model::AddCannedReply& intent) {
    if (intent.reply.id) {
        // It was good enough to be kept before; nothing may stand in the way of taking a removal back.
        return changeLibrary("put a canned reply back",
                             [&](store::WriteTx& tx) { return tx.putBackCannedReply(intent.reply); });
    }
    const model::CannedReply reply = model::tidied(intent.reply);
    const auto library = m_services.store.read().cannedReplies();
    if (!library) {
        return std::unexpected(library.error());
    }
    if (base::Status good = checkFault(reply, *library); !good) {
        return std::unexpected(good.error());
    }
    return changeLibrary("add a canned reply", [&](store::WriteTx& tx) -> base::Status {
        const auto id = tx.addCannedReply(reply);
        return id ? base::Status{} : std::unexpected(id.error());
    });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::ChangeCannedReply& intent) {
    const model::CannedReply reply = model::tidied(intent.reply);
    const auto library = m_services.store.read().cannedReplies();
    if (!library) {
        return std::unexpected(library.error());
    }
    if (base::Status good = checkFault(reply, *library); !good) {
        return std::unexpected(good.error());
    }
    return changeLibrary("change a canned reply",
                         [&](store::WriteTx& tx) { return tx.updateCannedReply(reply); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::RemoveCannedReply& intent) {
    return changeLibrary("remove a canned reply",
                         [&](store::WriteTx& tx) { return tx.removeCannedReply(intent.reply); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::SaveNames& intent) {
    const model::ShopNames names{.shop = base::cleanName(intent.names.shop),
                                 .agent = base::cleanName(intent.names.agent)};
    for (const std::string& name : {names.shop, names.agent}) {
        if (base::countGraphemes(name) > model::kLongestName) {
            return base::fail(base::ErrorKind::BadInput,
                              fmt::format("a name has at most {} letters", model::kLongestName));
        }
    }
    return changeLibrary("save the names", [&](store::WriteTx& tx) { return tx.saveNames(names); });
}

}  // namespace syncing
