// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/error_answers.h"
#include "practice/bluesky/routes.h"

#include "base/clock.h"
#include "base/iso8601.h"

#include <algorithm>
#include <limits>
#include <ranges>

namespace app::practice::bluesky {
namespace {

constexpr int kMostPages = 10;

using Page = std::vector<Notice>;

std::int64_t seenMs(const Call& call) {
    const auto seen = call.state.network.seenMs.find(call.viewer->did);
    return seen == call.state.network.seenMs.end() ? 0 : seen->second;
}

/// The newest `limit` notices before this time.
Page pageBefore(const Call& call, std::int64_t beforeMs, std::size_t limit) {
    Page page;
    const auto notices = call.state.network.notices.find(call.viewer->did);
    if (notices == call.state.network.notices.end()) {
        return page;
    }
    for (const Notice& notice : notices->second | std::views::reverse) {
        if (notice.atMs < beforeMs && page.size() < limit) {
            page.push_back(notice);
        }
    }
    return page;
}

struct Found {
    Page notices;
    std::int64_t nextMs = 0;  ///< 0 = that was all
};

/// `reasons` picks from whole pages: pages are read until half of the limit has come together, so that what
/// comes out can be less than the limit, more, or nothing at all while there is still a cursor.
Found collect(const Call& call, std::int64_t beforeMs, std::size_t limit) {
    const std::vector<std::string> reasons = call.query.list("reasons");
    Found found{.notices = {}, .nextMs = beforeMs};
    for (int attempt = 0; attempt < kMostPages; ++attempt) {
        const Page page = pageBefore(call, found.nextMs, limit);
        found.nextMs = page.empty() ? 0 : page.back().atMs;
        for (const Notice& notice : page) {
            if (reasons.empty() || std::ranges::find(reasons, notice.reason) != reasons.end()) {
                found.notices.push_back(notice);
            }
        }
        if (reasons.empty() || found.nextMs == 0 || found.notices.size() >= (limit + 1) / 2) {
            break;
        }
    }
    return found;
}

Answer listNotifications(Call& call) {
    const base::Result<int> limit = call.query.number("limit", 50, 1, 100);
    if (!limit) {
        return invalidRequest(limit.error().message);
    }
    if (call.query.has("seenAt")) {
        return invalidRequest("The seenAt parameter is unsupported");
    }
    std::int64_t beforeMs = std::numeric_limits<std::int64_t>::max();
    const std::optional<std::string> cursor = call.query.text("cursor");
    if (cursor) {
        const auto before = base::parseIso8601(*cursor);
        if (!before) {
            return invalidRequest("Malformed cursor");
        }
        beforeMs = base::toMs(*before);
    }
    const Found found = collect(call, beforeMs, static_cast<std::size_t>(*limit));
    std::int64_t seen = seenMs(call);
    if (seen == 0 && !cursor && !found.notices.empty()) {
        // Nobody has ever looked: only the newest counts as unread.
        seen = found.notices.front().atMs;
    }
    const Views views = call.views();
    Json json = {{"notifications", Json::array()}};
    for (const Notice& notice : found.notices) {
        if (views.showsNotice(notice)) {
            json["notifications"].push_back(views.notice(notice, seen));
        }
    }
    if (found.nextMs != 0) {
        json["cursor"] = stamp(found.nextMs);
    }
    json["priority"] = call.query.flag("priority");
    if (seen != 0) {
        json["seenAt"] = stamp(seen);
    }
    return jsonAnswer(json);
}

Answer getUnreadCount(Call& call) {
    if (call.query.has("seenAt")) {
        return invalidRequest("The seenAt parameter is unsupported");
    }
    const auto notices = call.state.network.notices.find(call.viewer->did);
    const std::int64_t seen = seenMs(call);
    std::int64_t count = 0;
    if (notices != call.state.network.notices.end()) {
        count =
            std::ranges::count_if(notices->second, [&](const Notice& notice) { return notice.atMs >= seen; });
    }
    return jsonAnswer({{"count", count}});
}

/// Everything before this time is read from now on, in every client of the account.
Answer updateSeen(Call& call) {
    const auto seen = base::parseIso8601(textAt(call.input, "/seenAt"));
    if (!seen) {
        return invalidRequest(call.input.contains("seenAt")
                                  ? "Input/seenAt must be an valid atproto datetime (both RFC-3339 and "
                                    "ISO-8601)"
                                  : "Input must have the property \"seenAt\"");
    }
    call.state.network.seenMs[call.viewer->did] = base::toMs(*seen);
    return emptyAnswer();
}

}  // namespace

std::vector<Route> notificationRoutes() {
    return {{"app.bsky.notification.listNotifications", "GET", Access::AppView, listNotifications},
            {"app.bsky.notification.getUnreadCount", "GET", Access::AppView, getUnreadCount},
            {"app.bsky.notification.updateSeen", "POST", Access::AppView, updateSeen, Body::Json}};
}

}  // namespace app::practice::bluesky
