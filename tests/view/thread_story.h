// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/thread_view.h"

#include "moments.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

/// A thread put together by hand, as the window would show it.
namespace threadstory {

using namespace moments;
using model::Direction;
using model::Message;
using model::TurnOutcome;
using view::ThreadRow;
using Kind = view::ThreadRow::Kind;

inline constexpr base::ContactId kMira{70};
inline constexpr base::ContactId kOkke{71};

/// A conversation with Mira on Mastodon, filled by the tests.
struct Thread {
    model::ConversationRow conversation;
    model::Account account;
    std::vector<Message> context;
    std::vector<Message> messages;
    std::vector<model::Gap> gaps;
    std::vector<model::OutboxRow> outbox;
    std::vector<model::PrivateAnswer> privateAnswers;
    std::vector<model::ConversationRow> ofCustomer;
    std::set<base::MessageId> expanded;

    explicit Thread(model::Visibility visibility = model::Visibility::Public) {
        conversation.id = {1};
        conversation.visibility = visibility;
        conversation.platform = "mastodon";
        conversation.customer = kMira;
        conversation.customerName = "Mira Oduya";
        conversation.customerHandle = "mira@stadtfunk.example";
        account.platform = "mastodon";
        account.name = "Brambleby Bakehouse";
    }

    Message& says(std::int64_t id, base::Duration ago, std::string text, base::ContactId who = kMira,
                  std::int64_t parent = 0) {
        Message message;
        message.id = {id};
        message.at = kNow - ago;
        message.author = who;
        message.authorName = who == kMira ? "Mira Oduya" : "Okke Brandt";
        message.parent = {parent};
        message.text = std::move(text);
        messages.push_back(message);
        return messages.back();
    }

    Message& weSay(std::int64_t id, base::Duration ago, std::string text, std::int64_t parent = 0) {
        Message& message = says(id, ago, std::move(text), {}, parent);
        message.direction = Direction::Outbound;
        message.authorName = account.name;
        message.delivery = model::Delivery::Sent;
        return message;
    }

    [[nodiscard]] std::vector<ThreadRow> rows() const {
        return threadRows({.conversation = conversation,
                           .account = account,
                           .context = context,
                           .messages = messages,
                           .gaps = gaps,
                           .outbox = outbox,
                           .expanded = expanded,
                           .privateAnswers = privateAnswers,
                           .ofCustomer = ofCustomer},
                          words(), kNow);
    }

    /// The rows of messages alone.
    [[nodiscard]] std::vector<ThreadRow> messageRows() const {
        auto all = rows();
        std::erase_if(all, [](const ThreadRow& row) { return row.kind != Kind::Message; });
        return all;
    }
};

inline model::TurnOfMessage openSince(base::Duration ago) {
    return {.startedAt = kNow - ago};
}
inline model::TurnOfMessage answered(base::Duration ago, base::Duration length) {
    return {.startedAt = kNow - ago, .endedAt = kNow - ago + length, .outcome = TurnOutcome::Answered};
}

}  // namespace threadstory
