// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/notices.h"
#include "practice/mastodon/paging.h"
#include "practice/mastodon/routes.h"
#include "practice/mastodon/stamps.h"

#include <algorithm>
#include <array>

namespace app::practice::mastodon {
namespace {

constexpr std::size_t kDefaultLimit = 40;

bool contains(const std::vector<std::string>& list, const std::string& one) {
    return std::ranges::find(list, one) != list.end();
}

/// The viewer's notifications that fit the request's filters, oldest first.
std::vector<Id> browsable(const Call& call) {
    const std::vector<std::string> types = call.params.list("types");
    const std::vector<std::string> without = call.params.list("exclude_types");
    const bool withFiltered = call.params.flag("include_filtered").value_or(false);
    const Id from = parseId(call.params.textOrEmpty("account_id")).value_or(0);
    std::vector<Id> ids;
    for (const auto& [id, one] : call.state.instance.notifications) {
        if (one.recipient == call.viewer && (types.empty() || contains(types, one.type)) &&
            !contains(without, one.type) && (withFiltered || !one.filtered) &&
            (from == 0 || one.from == from)) {
            ids.push_back(id);
        }
    }
    return ids;
}

Answer index(Call& call) {
    const std::vector<Id> page = pageOf(browsable(call), pageAsk(call.params, kDefaultLimit));
    Json list = Json::array();
    for (const Id id : page) {
        list.push_back(call.render().notification(call.state.instance.notifications.at(id)));
    }
    Answer answer = jsonAnswer(list);
    if (!page.empty()) {
        const LinkAsk link{.url = call.state.instance.baseUrl + "/api/v1/notifications",
                           .kept = {"limit", "types[]", "exclude_types[]", "include_filtered"},
                           .nextMaxId = page.back(),
                           .prevMinId = page.front()};
        answer.headers.emplace_back("Link", linkHeader(link, call.params));
    }
    return answer;
}

Answer unreadCount(Call& call) {
    const auto marker = call.state.markers.find({call.viewer, "notifications"});
    const Id lastRead =
        marker == call.state.markers.end() ? 0 : parseId(marker->second.lastReadId).value_or(0);
    const std::vector<Id> ids = browsable(call);
    const auto unread = std::min<std::ptrdiff_t>(ids.end() - std::ranges::upper_bound(ids, lastRead), 100);
    return jsonAnswer({{"count", unread}});
}

Notification* ownNotification(const Call& call) {
    const auto found = call.state.instance.notifications.find(call.id());
    const bool isOwn =
        found != call.state.instance.notifications.end() && found->second.recipient == call.viewer;
    return isOwn ? &found->second : nullptr;
}

Answer show(Call& call) {
    const Notification* one = ownNotification(call);
    return one == nullptr ? recordNotFound() : jsonAnswer(call.render().notification(*one));
}

Answer dismiss(Call& call) {
    const Notification* one = ownNotification(call);
    if (one == nullptr) {
        return recordNotFound();
    }
    call.state.instance.notifications.erase(one->id);
    return jsonAnswer(Json::object());
}

Answer clear(Call& call) {
    std::erase_if(call.state.instance.notifications,
                  [&](const auto& entry) { return entry.second.recipient == call.viewer; });
    std::erase_if(call.state.instance.requests,
                  [&](const auto& entry) { return entry.second.recipient == call.viewer; });
    return jsonAnswer(Json::object());
}

Answer requests(Call& call) {
    std::vector<Id> ids;
    for (const auto& [id, one] : call.state.instance.requests) {
        if (one.recipient == call.viewer) {
            ids.push_back(id);
        }
    }
    const PageAsk ask = pageAsk(call.params, kDefaultLimit);
    const std::vector<Id> page = pageOf(ids, ask);
    Json list = Json::array();
    for (const Id id : page) {
        list.push_back(call.render().request(call.state.instance.requests.at(id)));
    }
    Answer answer = jsonAnswer(list);
    if (!page.empty()) {
        LinkAsk link{.url = call.state.instance.baseUrl + "/api/v1/notifications/requests",
                     .prevMinId = page.front()};
        if (page.size() == ask.limit) {
            link.nextMaxId = page.back();
        }
        answer.headers.emplace_back("Link", linkHeader(link, call.params));
    }
    return answer;
}

const NotificationRequest* ownRequest(const Call& call, Id id) {
    const auto found = call.state.instance.requests.find(id);
    const bool isOwn = found != call.state.instance.requests.end() && found->second.recipient == call.viewer;
    return isOwn ? &found->second : nullptr;
}

Answer request(Call& call) {
    const NotificationRequest* one = ownRequest(call, call.id());
    return one == nullptr ? recordNotFound() : jsonAnswer(call.render().request(*one));
}

Answer settle(Call& call, void (*settleOne)(Instance&, Id)) {
    const NotificationRequest* one = ownRequest(call, call.id());
    if (one == nullptr) {
        return recordNotFound();
    }
    settleOne(call.state.instance, one->id);
    return jsonAnswer(Json::object());
}

Answer settleSeveral(Call& call, void (*settleOne)(Instance&, Id)) {
    for (const std::string& text : call.params.list("id")) {
        if (const NotificationRequest* one = ownRequest(call, parseId(text).value_or(0)); one != nullptr) {
            settleOne(call.state.instance, one->id);
        }
    }
    return jsonAnswer(Json::object());
}

Answer accept(Call& call) {
    return settle(call, acceptRequest);
}

Answer dismissOne(Call& call) {
    return settle(call, dismissRequest);
}

Answer acceptSeveral(Call& call) {
    return settleSeveral(call, acceptRequest);
}

Answer dismissSeveral(Call& call) {
    return settleSeveral(call, dismissRequest);
}

Answer merged(Call&) {
    return jsonAnswer({{"merged", true}});
}

Answer policy(Call& call) {
    return jsonAnswer(call.render().policy(call.viewer));
}

/// The policy's older form: booleans, "filter" or not.
Answer policyV1(Call& call) {
    const Json policy = call.render().policy(call.viewer);
    return jsonAnswer({{"filter_not_following", policy["for_not_following"] == "filter"},
                       {"filter_not_followers", policy["for_not_followers"] == "filter"},
                       {"filter_new_accounts", policy["for_new_accounts"] == "filter"},
                       {"filter_private_mentions", policy["for_private_mentions"] == "filter"},
                       {"summary", policy["summary"]}});
}

Answer setPolicy(Call& call) {
    NotificationPolicy& policy = call.state.instance.policies.at(call.viewer);
    const std::array fields{
        std::pair{"for_not_following", &policy.notFollowing},
        std::pair{"for_not_followers", &policy.notFollowers},
        std::pair{"for_new_accounts", &policy.newAccounts},
        std::pair{"for_private_mentions", &policy.privateMentions},
        std::pair{"for_limited_accounts", &policy.limitedAccounts},
        std::pair{"for_bots", &policy.bots},
    };
    for (const auto& [field, into] : fields) {
        const std::string value = call.params.textOrEmpty(field);
        if (value == "accept" || value == "filter" || value == "drop") {
            *into = value;
        } else if (!value.empty()) {
            return errorAnswer(422, "Validation failed: a policy is accept, filter or drop");
        }
    }
    return jsonAnswer(call.render().policy(call.viewer));
}

Json markerJson(const Marker& marker) {
    return {{"last_read_id", marker.lastReadId},
            {"version", marker.version},
            {"updated_at", isoMilliseconds(marker.updatedMs)}};
}

Answer markers(Call& call) {
    Json json = Json::object();
    for (const std::string& timeline : call.params.list("timeline")) {
        if (const auto found = call.state.markers.find({call.viewer, timeline});
            found != call.state.markers.end()) {
            json[timeline] = markerJson(found->second);
        }
    }
    return jsonAnswer(json);
}

Answer setMarkers(Call& call) {
    Json json = Json::object();
    for (const char* timeline : {"home", "notifications"}) {
        const auto members = call.params.members(timeline);
        if (const auto id = members.find("last_read_id"); id != members.end()) {
            Marker& marker = call.state.markers[{call.viewer, timeline}];
            marker = {id->second, marker.version + 1, call.nowMs};
            json[timeline] = markerJson(marker);
        }
    }
    return jsonAnswer(json);
}

}  // namespace

std::vector<Route> notificationRoutes() {
    const std::vector<std::string> kRead{"read", "read:notifications"};
    const std::vector<std::string> kWrite{"write", "write:notifications"};
    return {
        {"GET", "/api/v1/notifications", Access::User, kRead, index},
        {"GET", "/api/v1/notifications/unread_count", Access::User, kRead, unreadCount},
        {"GET", "/api/v1/notifications/policy", Access::User, kRead, policyV1},
        {"GET", "/api/v2/notifications/policy", Access::User, kRead, policy},
        {"PATCH", "/api/v2/notifications/policy", Access::User, kWrite, setPolicy},
        {"PUT", "/api/v2/notifications/policy", Access::User, kWrite, setPolicy},
        {"GET", "/api/v1/notifications/requests", Access::User, kRead, requests},
        {"POST", "/api/v1/notifications/requests/accept", Access::User, kWrite, acceptSeveral},
        {"POST", "/api/v1/notifications/requests/dismiss", Access::User, kWrite, dismissSeveral},
        {"GET", "/api/v1/notifications/requests/merged", Access::User, kRead, merged},
        {"GET", "/api/v1/notifications/requests/:id", Access::User, kRead, request},
        {"POST", "/api/v1/notifications/requests/:id/accept", Access::User, kWrite, accept},
        {"POST", "/api/v1/notifications/requests/:id/dismiss", Access::User, kWrite, dismissOne},
        {"POST", "/api/v1/notifications/clear", Access::User, kWrite, clear},
        {"GET", "/api/v1/notifications/:id", Access::User, kRead, show},
        {"POST", "/api/v1/notifications/:id/dismiss", Access::User, kWrite, dismiss},
        {"GET", "/api/v1/markers", Access::User, {"read", "read:statuses"}, markers},
        {"POST", "/api/v1/markers", Access::User, {"write", "write:statuses"}, setMarkers},
    };
}

}  // namespace app::practice::mastodon
