// SPDX-License-Identifier: GPL-3.0-or-later
// How the library of canned replies is changed, and the names and fields that stand in them.
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

base::Status checkFields(const std::vector<model::OwnField>& fields) {
    const auto fault = model::faultOf(fields);
    if (!fault) {
        return {};
    }
    const model::OwnField& field = fields[fault->place];
    const auto refuse = [](std::string why) { return base::fail(base::ErrorKind::BadInput, std::move(why)); };
    switch (fault->kind) {
    case model::FieldFault::Kind::NoName:
        return refuse("the field with the value “" + field.value + "” has no name");
    case model::FieldFault::Kind::NameNotPossible:
        return refuse("a field's name has no spaces, braces, bars or question marks, unlike “" + field.name +
                      "”");
    case model::FieldFault::Kind::BuiltIn:
        return refuse("Shopbell fills in “" + field.name + "” by itself");
    case model::FieldFault::Kind::NameTaken:
        return refuse("there are two fields with the name “" + field.name + "”");
    case model::FieldFault::Kind::NoValue:
        return refuse("the field “" + field.name + "” has no value");
    case model::FieldFault::Kind::TooLong:
        return refuse(fmt::format("a field's name has at most {} letters and its value {}",
                                  model::kLongestFieldName, model::kLongestFieldValue));
    case model::FieldFault::Kind::TooMany:
        break;
    }
    return refuse(fmt::format("there are at most {} fields", model::kMostOwnFields));
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

base::Result<base::ReplyId> SyncEngine::perform(const model::ImportCannedReplies& intent) {
    std::vector<model::CannedReply> replies;
    for (const model::CannedReply& reply : intent.replies) {
        replies.push_back(model::tidied(reply));
        replies.back().id = {};
        // Two of one title may come from a file; what says nothing may not.
        if (base::Status good = checkFault(replies.back(), {}); !good) {
            return std::unexpected(good.error());
        }
    }
    return changeLibrary("import canned replies", [&](store::WriteTx& tx) -> base::Status {
        for (const model::CannedReply& reply : replies) {
            if (const auto id = tx.addCannedReply(reply); !id) {
                return std::unexpected(id.error());
            }
        }
        return {};
    });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::SaveOwnFields& intent) {
    const std::vector<model::OwnField> fields = model::tidied(intent.fields);
    if (base::Status good = checkFields(fields); !good) {
        return std::unexpected(good.error());
    }
    return changeLibrary("save the fields", [&](store::WriteTx& tx) { return tx.saveOwnFields(fields); });
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
