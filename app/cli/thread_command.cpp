// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/thread_command.h"

#include "cli/json_output.h"
#include "cli/text_output.h"

#include "model/reply_permission.h"
#include "view/composer_banner.h"
#include "view/sentences.h"

#include "base/iso8601.h"

#include <fmt/format.h>

#include <algorithm>

namespace cli {
namespace {

constexpr int kPage = 200;

/// "Can I reply here?" for each way to answer what the customer wrote last.
struct Possible {
    Json json = Json::array();
    std::string text;
};

base::Result<Possible> repliesOf(const ReadContext& context, const model::ConversationRow& row,
                                 const model::Account& account, base::UtcTime now) {
    const view::Words words;
    Possible possible;
    const bool isPublic = row.visibility == model::Visibility::Public;
    for (const bool privately : {false, true}) {
        if (privately && (!isPublic || account.capabilities.find(model::Visibility::Private) == nullptr)) {
            continue;
        }
        const auto draft = context.reader.draftOf(row.id, {}, privately, {}, {});
        if (!draft && draft.error().kind == base::ErrorKind::NotFound) {
            continue;  // nothing is left that could be answered
        }
        if (!draft) {
            return base::fail(draft.error());
        }
        const auto pulse = std::ranges::find(context.pulses, account.id, &model::AccountPulse::id);
        const view::ComposerInput input{.conversation = row,
                                        .account = account,
                                        .draft = *draft,
                                        .limitedUntil = pulse == context.pulses.end() ? std::nullopt
                                                                                      : pulse->limitedUntil};
        const view::ComposerBanner banner = view::bannerOf(input, words, now);
        const auto until = view::windowShown(input, now);
        possible.json.push_back(toJson(banner, until));
        possible.text +=
            fmt::format("{}: {}{}{}\n", banner.title, banner.permissionText,
                        until && *until > now && !banner.blocked ? " (until " + base::toIso8601(*until) + ")"
                                                                 : std::string(),
                        banner.reason.empty() ? std::string() : ". " + banner.reason);
    }
    return possible;
}

template <class Row>
Json listOf(const std::vector<Row>& rows) {
    Json list = Json::array();
    for (const Row& row : rows) {
        list.push_back(toJson(row));
    }
    return list;
}

/// Where else the customer writes.
Json elsewhere(const std::vector<model::ConversationRow>& ofCustomer, base::ConversationId here) {
    Json list = Json::array();
    for (const model::ConversationRow& other : ofCustomer) {
        if (other.id != here) {
            list.push_back({{"conversation", other.id.value},
                            {"visibility", model::name(other.visibility)},
                            {"last_at", base::toMs(other.lastAt)}});
        }
    }
    return list;
}

base::Result<std::vector<model::Message>> wholeThread(const store::Reader& reader, base::ConversationId id) {
    std::vector<model::Message> newestFirst;
    std::optional<store::ThreadPosition> before;
    for (;;) {
        auto page = reader.thread(id, kPage, before);
        if (!page) {
            return page;
        }
        newestFirst.insert(newestFirst.end(), page->rbegin(), page->rend());
        if (page->size() < static_cast<std::size_t>(kPage)) {
            break;
        }
        before = {.at = page->front().at, .id = page->front().id};
    }
    std::ranges::reverse(newestFirst);
    return newestFirst;
}

}  // namespace

CommandResult showThread(const Arguments& arguments, const ReadContext& context) {
    const base::ConversationId id{arguments.id};
    auto row = context.reader.conversation(id);
    if (!row) {
        return refused(row.error());
    }
    auto account = context.reader.account(row->account);
    auto messages = wholeThread(context.reader, id);
    auto above = context.reader.context(id);
    auto gaps = context.reader.gaps(row->account, id);
    auto answers = context.reader.privateAnswers(id, base::UtcTime{}, kPage);
    auto ofCustomer = row->customer ? context.reader.ofCustomer(row->customer, kPage)
                                    : std::vector<model::ConversationRow>{};
    for (const auto* error :
         {account ? nullptr : &account.error(), messages ? nullptr : &messages.error(),
          above ? nullptr : &above.error(), gaps ? nullptr : &gaps.error(),
          answers ? nullptr : &answers.error(), ofCustomer ? nullptr : &ofCustomer.error()}) {
        if (error != nullptr) {
            return refused(*error);
        }
    }
    const base::UtcTime now = context.clock.utcNow();
    const auto list = [&](const std::vector<model::Message>& all) {
        Json array = Json::array();
        for (const model::Message& message : all) {
            array.push_back(toJson(message, badgeOf(message, model::ruleOf(account->rule), now)));
        }
        return array;
    };
    const auto possible = repliesOf(context, *row, *account, now);
    if (!possible) {
        return refused(possible.error());
    }
    std::string text = conversationLine(*row, now);
    for (const model::Message& message : *messages) {
        text += messageLine(message, badgeOf(message, model::ruleOf(account->rule), now));
    }
    return answer(arguments.json,
                  {{"conversation", toJson(*row)},
                   {"messages", list(*messages)},
                   {"gaps", listOf(*gaps)},
                   {"context", list(*above)},
                   {"moved", listOf(*answers)},
                   {"same_customer", elsewhere(*ofCustomer, id)},
                   {"can_reply", possible->json}},
                  text + possible->text);
}

}  // namespace cli
