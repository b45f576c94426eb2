// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/write_commands.h"

#include "cli/account_commands.h"
#include "cli/hours_commands.h"
#include "cli/json_output.h"
#include "cli/text_output.h"
#include "cli/trouble.h"

#include "app/canned_file.h"
#include "app/status_file.h"
#include "model/intent.h"
#include "model/later_send.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cli {
namespace {

using Done = std::function<void(CommandResult)>;

void syncOnce(const Arguments& arguments, app::Core& core, const Done& done) {
    const base::AccountId only{arguments.id};
    if (only) {
        if (auto account = connectedAccount(core, only); !account) {
            return done(refused(account.error()));
        }
    }
    const base::Status begun = core.engine().syncOnce(
        only, [arguments, &core, done](const std::vector<syncing::RoundReport>& reports) {
            core.saveStatus();
            Json list = Json::array();
            std::string text;
            CommandResult result;
            for (const syncing::RoundReport& report : reports) {
                list.push_back(toJson(report));
                text +=
                    fmt::format("account {}: {} new, {} sent{}\n", report.account.value, report.newMessages,
                                report.sent, report.trouble ? "; " + troubleOf(report) : std::string());
                if (!report.trouble) {
                    continue;
                }
                const Exit exit = exitFor(report.trouble->kind);
                // 3 before 4 before 1: what only a person can mend comes first.
                if (exit == Exit::NeedsAttention || result.exit == Exit::Done ||
                    (exit == Exit::Network && result.exit == Exit::Refused)) {
                    result.exit = exit;
                }
                if (!result.err.empty()) {
                    result.err += "; ";
                }
                result.err += fmt::format("account {}: {}", report.account.value, troubleOf(report));
            }
            result.out = answer(arguments.json, {{"accounts", list}},
                                text.empty() ? "No account is connected.\n" : text)
                             .out;
            done(result);
        });
    if (!begun) {
        done(refused(begun.error()));
    }
}

CommandResult replyRow(const Arguments& arguments, app::Core& core, base::ReplyId id) {
    auto row = core.store().read().reply(id);
    return row ? answer(arguments.json, toJson(*row), outboxLine(*row)) : refused(row.error());
}

base::Result<base::UtcTime> openingFor(std::int64_t conversation, app::Core& core) {
    auto row = core.store().read().conversation({conversation});
    if (!row) {
        return std::unexpected(row.error());
    }
    const auto later =
        model::sendAtOpening(model::ruleOf(row->rule).hours, model::windowToMeet(*row, core.clock().utcNow()),
                             core.clock().utcNow());
    if (!later) {
        return base::fail(base::ErrorKind::BadInput,
                          "the shop is open now, or keeps no hours, so there is no opening to wait for; "
                          "nothing was queued");
    }
    return later->at;
}

CommandResult queueReply(const Arguments& arguments, const std::string& input, app::Core& core) {
    model::QueueReply intent{.conversation = {arguments.id}, .to = {arguments.to}, .text = {}};
    intent.text = arguments.text ? *arguments.text : input;
    if (!base::isValidUtf8(intent.text)) {
        return refused({.kind = base::ErrorKind::BadInput,
                        .message = "the text is not valid UTF-8; nothing was queued"});
    }
    while (intent.text.ends_with('\n') || intent.text.ends_with('\r')) {
        intent.text.pop_back();
    }
    intent.privately = arguments.privately;
    if (arguments.atOpening) {
        auto moment = openingFor(arguments.id, core);
        if (!moment) {
            return refused(moment.error());
        }
        intent.sendAt = *moment;
    }
    auto queued = core.engine().carryOut(intent);
    return queued ? replyRow(arguments, core, *queued) : refused(queued.error());
}

/// One that never left is taken back and gone: the answer shows its row as it stood.
CommandResult discardReply(const Arguments& arguments, app::Core& core) {
    auto row = core.store().read().reply({arguments.id});
    if (!row) {
        return refused(row.error());
    }
    if (auto done = core.engine().carryOut(model::DiscardReply{row->id}); !done) {
        return refused(done.error());
    }
    Json document = toJson(*row);
    document["state"] = "discarded";
    return answer(arguments.json, document, fmt::format("{}  discarded\n", row->id.value));
}

CommandResult changeOutbox(const Arguments& arguments, app::Core& core) {
    const base::ReplyId id{arguments.id};
    model::Intent intent = model::RetryReply{id};
    if (arguments.verb == Verb::OutboxArrived) {
        intent = model::ReplyArrived{id};
    } else if (arguments.verb == Verb::OutboxSendAgain) {
        intent = model::SendReplyAgain{id};
    }
    auto done = core.engine().carryOut(intent);
    return done ? replyRow(arguments, core, id) : refused(done.error());
}

CommandResult addCanned(const Arguments& arguments, app::Core& core,
                        const std::vector<model::CannedReply>& replies,
                        const std::vector<std::string>& foreign = {}) {
    Json list = Json::array();
    std::size_t known = 0;
    auto library = core.store().read().cannedReplies();
    if (!library) {
        return refused(library.error());
    }
    const auto newest = library->empty() ? base::CannedReplyId{} : library->back().id;
    auto added = core.store().write("add canned replies", [&](store::WriteTx& tx) -> base::Status {
        for (model::CannedReply reply : replies) {
            auto id = tx.addCannedReply(reply);
            if (!id) {
                return std::unexpected(id.error());
            }
            reply.id = *id;
            known += *id <= newest ? 1 : 0;
            list.push_back(toJson(reply));
        }
        return {};
    });
    if (!added) {
        return refused(added.error());
    }
    const std::size_t fresh = replies.size() - known;
    std::string count =
        fmt::format("{} added{}\n", fresh, known > 0 ? fmt::format(", {} there already", known) : "");
    if (!foreign.empty()) {
        count += fmt::format("These placeholders have no like here and stay as they are: {}\n",
                             fmt::join(foreign, ", "));
    }
    if (arguments.verb == Verb::CannedAdd) {
        return answer(arguments.json, list.front(), count);
    }
    return answer(arguments.json,
                  {{"imported", replies.size()},
                   {"added", fresh},
                   {"foreign_placeholders", foreign},
                   {"replies", list}},
                  count);
}

CommandResult addCanned(const Arguments& arguments, const std::string& input, app::Core& core) {
    if (arguments.verb == Verb::CannedImport) {
        const auto file = app::parseCannedFile(arguments.file, input);
        return file ? addCanned(arguments, core, file->replies, file->foreign) : refused(file.error());
    }
    const std::string text = arguments.text ? *arguments.text : input;
    const std::string title(base::trim(arguments.title));
    if (title.empty() || base::trim(text).empty()) {
        return refused(
            {.kind = base::ErrorKind::BadInput, .message = "a canned reply needs a title and a text"});
    }
    return addCanned(
        arguments, core,
        std::vector<model::CannedReply>{
            {.id = {}, .title = base::sanitizeUtf8(title), .text = base::sanitizeUtf8(base::trim(text))}});
}

CommandResult correctTriage(const Arguments& arguments, app::Core& core) {
    const base::ConversationId id{arguments.id};
    const auto done = core.engine().carryOut(
        model::SetTriage{.conversation = id, .message = {}, .kind = model::triageKindNamed(arguments.kind)});
    if (!done) {
        return refused(done.error());
    }
    const auto row = core.store().read().conversation(id);
    return row ? answer(arguments.json, toJson(*row), conversationLine(*row, core.clock().utcNow()))
               : refused(row.error());
}

CommandResult doDeed(const Arguments& arguments, app::Core& core) {
    const base::MessageId id{arguments.id};
    const auto done = core.engine().carryOut(
        model::WishDeed{.message = id,
                        .deed = arguments.verb == Verb::Hide ? model::Deed::Hide : model::Deed::Like,
                        .wanted = !arguments.undo});
    if (!done) {
        return refused(done.error());
    }
    const store::Reader& read = core.store().read();
    const auto message = read.message(id);
    const auto row = message ? read.conversation(message->conversation) : std::unexpected(message.error());
    if (!row) {
        return refused(row.error());
    }
    const model::Badge badge = badgeOf(*message, model::ruleOf(row->rule), core.clock().utcNow());
    return answer(arguments.json, toJson(*message, badge), messageLine(*message, badge));
}

CommandResult dismissHit(const Arguments& arguments, app::Core& core) {
    const auto done = core.engine().carryOut(model::JudgeHit{.message = {arguments.id}});
    return done ? answer(arguments.json, {{"dismissed", arguments.id}},
                         fmt::format("Message {} is not for us.\n", arguments.id))
                : refused(done.error());
}

CommandResult eraseCustomer(const Arguments& arguments, app::Core& core) {
    store::ErasedCustomer erased;
    auto done = core.store().write("erase a customer", [&](store::WriteTx& tx) -> base::Status {
        auto gone = tx.eraseCustomer({arguments.id});
        erased = gone.value_or(erased);
        return gone ? base::Status{} : std::unexpected(gone.error());
    });
    if (!done) {
        return refused(done.error());
    }
    return answer(
        arguments.json,
        {{"customer", arguments.id}, {"conversations", erased.conversations}, {"messages", erased.messages}},
        fmt::format("Customer {} is erased: {} messages, {} whole conversations.\n", arguments.id,
                    erased.messages, erased.conversations));
}

CommandResult check(const Arguments& arguments, app::Core& core) {
    if (base::Status sound = core.store().check(); !sound) {
        CommandResult result =
            answer(arguments.json, {{"ok", false}, {"problem", sound.error().what()}}, std::string());
        result.exit = Exit::Refused;
        result.err = sound.error().what();
        return result;
    }
    return answer(arguments.json, {{"ok", true}, {"problem", nullptr}},
                  "The database and its index are sound.\n");
}

}  // namespace

void runWriting(const Arguments& arguments, const std::string& input, app::Core& core, Done done) {
    switch (arguments.verb) {
    case Verb::AccountAdd:
        return addAccount(arguments, input, core, done);
    case Verb::AccountTest:
        return testAccount(arguments, core, done);
    case Verb::AccountRemove:
        return done(removeAccount(arguments, core));
    case Verb::AccountSet:
        return done(setAccount(arguments, core));
    case Verb::Sync:
        return syncOnce(arguments, core, done);
    case Verb::Reply:
        return done(queueReply(arguments, input, core));
    case Verb::OutboxRetry:
    case Verb::OutboxArrived:
    case Verb::OutboxSendAgain:
        return done(changeOutbox(arguments, core));
    case Verb::OutboxDiscard:
        return done(discardReply(arguments, core));
    case Verb::CannedAdd:
    case Verb::CannedImport:
        return done(addCanned(arguments, input, core));
    case Verb::HoursSet:
        return done(setHours(arguments, input, core));
    case Verb::StreamsDismiss:
        return done(dismissHit(arguments, core));
    case Verb::Triage:
        return done(correctTriage(arguments, core));
    case Verb::Hide:
    case Verb::Like:
        return done(doDeed(arguments, core));
    case Verb::CustomerErase:
        return done(eraseCustomer(arguments, core));
    case Verb::Check:
        return done(check(arguments, core));
    default:
        return done({.exit = Exit::Refused, .out = {}, .err = "that command does not write"});
    }
}

}  // namespace cli
