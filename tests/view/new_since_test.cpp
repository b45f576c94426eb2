// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/thread_view.h"

#include "support/catch.h"

#include <algorithm>

using Kind = view::ThreadRow::Kind;

namespace {

constexpr base::UtcTime kNow = base::fromMs(1'773'753'600'000);

/// The kinds of the rows of three questions in a row, the first of which may have been looked at.
std::vector<Kind> kindsAfter(std::optional<base::MessageId> newAfter) {
    const model::ConversationRow conversation{.id = {1}, .visibility = model::Visibility::Private};
    const model::Account account{};
    std::vector<model::Message> messages;
    for (int id = 1; id <= 3; ++id) {
        model::Message message;
        message.id = {id};
        message.author = {1};
        message.text = "are you open?";
        message.at = kNow - std::chrono::minutes{60 - id};
        messages.push_back(message);
    }
    const std::set<base::MessageId> expanded;
    const view::Words words;
    std::vector<Kind> kinds;
    for (const view::ThreadRow& row : view::threadRows({.conversation = conversation,
                                                        .account = account,
                                                        .context = {},
                                                        .messages = messages,
                                                        .gaps = {},
                                                        .outbox = {},
                                                        .expanded = expanded,
                                                        .newAfter = newAfter},
                                                       words, kNow)) {
        kinds.push_back(row.kind);
    }
    return kinds;
}

}  // namespace

TEST_CASE("what came since somebody last looked begins below a line, once") {
    CHECK(kindsAfter(base::MessageId{1}) ==
          std::vector{Kind::DaySeparator, Kind::Message, Kind::NewSeparator, Kind::Message, Kind::Message});
}

TEST_CASE("there is no such line above the first message, nor where all was seen or nothing is known") {
    for (const auto newAfter : {std::optional(base::MessageId{0}), std::optional(base::MessageId{3}),
                                std::optional<base::MessageId>{}}) {
        CHECK(std::ranges::count(kindsAfter(newAfter), Kind::NewSeparator) == 0);
    }
}
