// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogue.h"
#include "harvest.h"
#include "platform/registry.h"
#include "samples.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

/// Polls of a shop whose customers write one mention a minute.
namespace polls {

using dialogue::Answer;
using dialogue::Exchange;
using model::IncomingBatch;
using samples::Json;

inline const std::string kMentions =
    "GET /api/v1/notifications?types%5B%5D=mention&include_filtered=true&limit=80";
inline const std::string kRescan =
    "GET /api/v1/notifications?types%5B%5D=mention&include_filtered=true&limit=40";
inline const std::string kOwn = "GET /api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40";
inline const std::string kConversations = "GET /api/v1/conversations?limit=40";

struct Poll {
    model::Account account = samples::account();
    platform::Secrets secrets = samples::secrets();
    std::map<std::string, std::string> cursors;
    std::vector<platform::PollInput::Recent> recent;
    int firstImportItems = 2'000;
    bool thorough = false;

    [[nodiscard]] std::unique_ptr<platform::Steps<IncomingBatch>> steps() const {
        static const platform::Registry registry;
        return registry.adapter("mastodon")
            ->poll({.account = account,
                    .secrets = secrets,
                    .cursors = cursors,
                    .recent = recent,
                    .firstImportItems = firstImportItems,
                    .thorough = thorough});
    }
    [[nodiscard]] dialogue::Course<IncomingBatch> run(const std::vector<Exchange>& exchanges) const {
        return dialogue::run(steps(), exchanges);
    }
};

/// Notification n100+number with status s+number, at the minute of its number.
inline Json note(int number) {
    return samples::notification(
        fmt::format("n{}", 100 + number),
        samples::status(fmt::format("s{}", number), samples::mira(), "<p>hello</p>", number), number);
}
/// Newest first: from `newest` down to `oldest`.
inline std::string notes(int newest, int oldest) {
    Json list = Json::array();
    for (int number = newest; number >= oldest; --number) {
        list.push_back(note(number));
    }
    return list.dump();
}
inline std::string cursorAt(int number) {
    return fmt::format("n{} {}", 100 + number, base::toMs(samples::minuteOf(number)));
}

inline Answer withLink(std::string body, std::string link) {
    Answer answer = dialogue::json(std::move(body));
    answer.headers.emplace_back("Link", std::move(link));
    return answer;
}
/// As Mastodon answers a page.
inline Answer linked(int newest, int oldest) {
    return withLink(
        notes(newest, oldest),
        fmt::format(
            "<https://me.example/api/v1/notifications?limit=80&max_id=n{}&types[]=mention>; rel=\"next\", "
            "<https://me.example/api/v1/notifications?limit=80&min_id=n{}&types[]=mention>; rel=\"prev\"",
            100 + oldest, 100 + newest));
}

using harvest::cursorOf;
using harvest::gapsOf;
using harvest::Ids;
using harvest::idsOf;

}  // namespace polls
