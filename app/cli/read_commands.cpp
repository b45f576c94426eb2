// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/read_commands.h"

#include "cli/cost_commands.h"
#include "cli/hours_commands.h"
#include "cli/json_output.h"
#include "cli/report_commands.h"
#include "cli/text_output.h"
#include "cli/thread_command.h"

#include "app/canned_file.h"
#include "app/word_vectors_file.h"
#include "model/canned_reply.h"
#include "model/canned_wording.h"
#include "model/language.h"
#include "model/own_field.h"
#include "model/ranking/reply_suggester.h"
#include "model/text_limits.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <string_view>
#include <utility>

namespace cli {
namespace {

constexpr int kPage = 200;
constexpr std::size_t kSnippet = 160;

model::AccountPulse pulseOf(const ReadContext& context, base::AccountId account) {
    const auto found = std::ranges::find(context.pulses, account, &model::AccountPulse::id);
    return found == context.pulses.end() ? model::AccountPulse{.id = account} : *found;
}

CommandResult listAccounts(const Arguments& arguments, const ReadContext& context) {
    auto accounts = context.reader.accounts();
    if (!accounts) {
        return refused(accounts.error());
    }
    Json list = Json::array();
    std::string text;
    for (const model::Account& account : *accounts) {
        const model::AccountPulse pulse = pulseOf(context, account.id);
        list.push_back(toJson(account, pulse));
        text += accountLine(account, pulse, context.clock.utcNow());
    }
    return answer(arguments.json, {{"accounts", list}}, text.empty() ? "No account is connected.\n" : text);
}

store::InboxFilter filterFor(const std::string& view) {
    if (view == "needs-reply") {
        return model::ConversationState::NeedsReply;
    }
    return model::conversationStateNamed(view);  // "all" names none
}

model::InboxOrder orderFor(const Arguments& arguments) {
    if (arguments.view != "needs-reply") {
        return model::InboxOrder::Newest;
    }
    constexpr std::pair<std::string_view, model::InboxOrder> kOrders[] = {
        {"due", model::InboxOrder::DueNext},
        {"urgency", model::InboxOrder::Urgency},
        {"waiting", model::InboxOrder::LongestWaiting},
        {"closing", model::InboxOrder::ClosingNext}};
    for (const auto& [name, order] : kOrders) {
        if (name == arguments.order) {
            return order;
        }
    }
    return model::InboxOrder::Newest;
}

CommandResult listInbox(const Arguments& arguments, const ReadContext& context) {
    std::vector<model::ConversationRow> rows;
    std::optional<store::InboxPosition> after;
    const model::InboxOrder order = orderFor(arguments);
    while (static_cast<int>(rows.size()) < arguments.limit) {
        const int wanted = std::min(kPage, arguments.limit - static_cast<int>(rows.size()));
        auto page = context.reader.inbox(filterFor(arguments.view), wanted, after, order);
        if (!page) {
            return refused(page.error());
        }
        rows.insert(rows.end(), page->begin(), page->end());
        if (static_cast<int>(page->size()) < wanted) {
            break;
        }
        after = store::positionOf(rows.back(), order);
    }
    Json list = Json::array();
    std::string text;
    for (const model::ConversationRow& row : rows) {
        list.push_back(toJson(row));
        text += conversationLine(row, context.clock.utcNow());
    }
    return answer(arguments.json, {{"conversations", list}},
                  text.empty() ? (arguments.view == "needs-reply" ? "Nobody is waiting.\n"
                                                                  : "No conversation is here.\n")
                               : text);
}

CommandResult searchMessages(const Arguments& arguments, const ReadContext& context) {
    auto hits = context.reader.search(arguments.query, arguments.limit);
    if (!hits) {
        return refused(hits.error());
    }
    Json list = Json::array();
    std::string text;
    for (const store::SearchHit& hit : *hits) {
        const std::string shown = snippetAround(hit.text, arguments.query, kSnippet);
        list.push_back(toJson(hit, shown));
        text += std::to_string(hit.conversation.value) + "  " + shown + "\n";
    }
    return answer(arguments.json, {{"hits", list}}, text.empty() ? "No message has that.\n" : text);
}

CommandResult listStreams(const Arguments& arguments, const ReadContext& context) {
    const auto hits = context.reader.streamHits({arguments.id}, arguments.limit);
    if (!hits) {
        return refused(hits.error());
    }
    Json list = Json::array();
    std::string text;
    for (const model::StreamHit& hit : *hits) {
        list.push_back(toJson(hit));
        text += streamLine(hit);
    }
    return answer(arguments.json, {{"hits", list}}, text.empty() ? "Nobody talks about you.\n" : text);
}

CommandResult listOutbox(const Arguments& arguments, const ReadContext& context) {
    auto rows = context.reader.outbox();
    if (!rows) {
        return refused(rows.error());
    }
    Json list = Json::array();
    std::string text;
    for (const model::OutboxRow& row : *rows) {
        list.push_back(toJson(row));
        text += outboxLine(row);
    }
    return answer(arguments.json, {{"replies", list}}, text.empty() ? "Every reply has arrived.\n" : text);
}

/// The customer's latest words: what a suggestion answers.
std::string wordsToAnswer(const std::vector<model::Message>& messages) {
    for (const model::Message& message : std::views::reverse(messages)) {
        if (message.direction == model::Direction::Inbound && !message.deletedAt) {
            return model::wordsToAnswer(message.subject, message.text);
        }
    }
    return {};
}

/// What a canned reply says in this conversation: the wording for it, filled.
std::string readingOf(const model::CannedReply& reply, const model::ReplyPlace& place,
                      const model::ReplyCapability* capability, const model::PlaceholderValues& values) {
    const auto filled = [&values](const std::string& text) {
        return model::fillPlaceholders(text, values).text;
    };
    const auto fits = [&](const std::string& text) {
        const auto length =
            capability == nullptr ? model::Length{} : model::measure(filled(text), capability->length);
        return length.count <= length.limit;
    };
    return filled(model::wordingAt(reply, model::wordingFor(reply, place, fits)));
}

CommandResult suggest(const Arguments& arguments, const ReadContext& context) {
    const base::ConversationId id{arguments.id};
    auto row = context.reader.conversation(id);
    if (!row) {
        return refused(row.error());
    }
    auto account = context.reader.account(row->account);
    const auto log = context.reader.suggestionLog();
    auto messages = context.reader.thread(id, kPage);
    if (!account || !log || !messages) {
        return refused(!account ? account.error() : !log ? log.error() : messages.error());
    }
    const auto names = context.reader.names();
    const auto fields = context.reader.ownFields();
    if (!names || !fields) {
        return refused(!names ? names.error() : fields.error());
    }
    auto values = model::placeholderValues(row->customerName, row->customerHandle,
                                           names->shop.empty() ? account->name : names->shop, names->agent);
    model::addOwnFields(values, *fields);
    const model::ReplyPlace place{.platform = account->platform,
                                  .language = model::languageOf(*messages, row->customer)};
    const model::ReplyCapability* capability = account->capabilities.find(row->visibility);
    Json list = Json::array();
    std::string text;
    // What can't be read is said, and nothing else is amiss.
    auto vectors = app::readWordVectors(context.wordVectors);
    const std::string complaint = vectors ? std::string() : vectors.error().what();
    const auto suggested =
        model::ReplySuggester(*log, vectors ? std::move(*vectors) : nullptr)
            .suggest(wordsToAnswer(*messages), static_cast<std::size_t>(arguments.limit), place.language);
    for (const model::Suggestion& one : suggested.best) {
        const auto reply = std::ranges::find(log->library, one.reply, &model::CannedReply::id);
        const std::string filled =
            reply == log->library.end() ? std::string() : readingOf(*reply, place, capability, values);
        list.push_back(toJson(one, filled));
        text += suggestionLine(one, filled);
    }
    CommandResult result =
        answer(arguments.json, {{"suggestions", list}}, text.empty() ? "No canned reply fits.\n" : text);
    result.err = complaint;
    return result;
}

CommandResult listProposals(const Arguments& arguments, const ReadContext& context) {
    const auto mined = context.reader.minedReplies();
    if (!mined) {
        return refused(mined.error());
    }
    Json list = Json::array();
    std::string text;
    for (const model::MinedReply& one : *mined) {
        list.push_back({{"title", one.title}, {"text", one.text}, {"times", one.times}});
        text += fmt::format("typed {} times: {}\n", one.times, one.text);
    }
    return answer(arguments.json, {{"proposals", list}},
                  text.empty() ? "Nothing was typed three times or more that the library does not have.\n"
                               : text);
}

CommandResult listCanned(const Arguments& arguments, const ReadContext& context) {
    auto library = context.reader.cannedReplies();
    if (!library) {
        return refused(library.error());
    }
    const auto uses = context.reader.cannedUses();
    if (!uses) {
        return refused(uses.error());
    }
    Json list = Json::array();
    std::string text;
    for (const model::CannedReply& reply : *library) {
        Json row = toJson(reply);
        const auto use = std::ranges::find(*uses, reply.id, &model::CannedUse::reply);
        row["used"] = use == uses->end() ? 0 : use->times;
        row["last_used_at"] = use == uses->end() ? Json() : Json(base::toMs(use->lastAt));
        list.push_back(std::move(row));
        text += std::to_string(reply.id.value) + "  " + reply.title + ": " +
                base::snippet(reply.text, kSnippet) + "\n";
    }
    return answer(arguments.json, {{"replies", list}}, text.empty() ? "The library is empty.\n" : text);
}

CommandResult exportCanned(const Arguments& arguments, const ReadContext& context) {
    auto library = context.reader.cannedReplies();
    if (!library) {
        return refused(library.error());
    }
    if (base::Status written = app::writeCannedFile(arguments.file, *library); !written) {
        return refused(written.error());
    }
    return answer(arguments.json, {{"exported", library->size()}, {"file", arguments.file}},
                  fmt::format("{} exported to {}\n", library->size(), arguments.file));
}

}  // namespace

CommandResult runReading(const Arguments& arguments, const ReadContext& context) {
    switch (arguments.verb) {
    case Verb::AccountList:
        return listAccounts(arguments, context);
    case Verb::Inbox:
        return listInbox(arguments, context);
    case Verb::Thread:
        return showThread(arguments, context);
    case Verb::Search:
        return searchMessages(arguments, context);
    case Verb::Streams:
        return listStreams(arguments, context);
    case Verb::OutboxList:
        return listOutbox(arguments, context);
    case Verb::Suggest:
        return suggest(arguments, context);
    case Verb::CannedList:
        return listCanned(arguments, context);
    case Verb::CannedProposals:
        return listProposals(arguments, context);
    case Verb::HoursShow:
        return showHours(arguments, context);
    case Verb::CannedExport:
        return exportCanned(arguments, context);
    case Verb::Costs:
        return showCosts(arguments, context);
    case Verb::Report:
        return runReport(arguments, context);
    default:
        return {.exit = Exit::Refused, .out = {}, .err = "that command does not only read"};
    }
}

}  // namespace cli
