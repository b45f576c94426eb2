// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/posting.h"
#include "practice/x/routes.h"

#include <fmt/format.h>

namespace app::practice::x {
namespace {

Answer noId(const Call& call, const std::string& name, const std::string& value) {
    return invalidRequest(
        call.dialect(),
        {name, value, fmt::format("The `{}` query parameter value [{}] is not valid", name, value)});
}

/// Posts by their ids: what is owned costs less, but only in the owner's own lists.
void chargeRead(const Call& call, const Sheet& sheet) {
    if (call.isShop()) {
        call.charge(sheet, Charge::PostRead);
    }
}

Answer byIds(Call& call) {
    const auto asked = call.asked(About::Posts);
    if (!asked) {
        return asked.error();
    }
    const std::vector<std::string> ids = call.params.list("ids");
    if (ids.empty() || ids.size() > 100) {
        return invalidRequest(
            call.dialect(), {"ids", call.params.textOrEmpty("ids"),
                             fmt::format("The number of values in the `ids` query parameter list [{}] is not "
                                         "between 1 and 100",
                                         ids.size())});
    }
    Sheet sheet(call.state.network, *asked, call.viewer);
    for (const std::string& text : ids) {
        const std::optional<Id> id = parseId(text);
        if (!id) {
            return noId(call, "ids", text);
        }
        sheet.addPostOf(*id, "ids");
    }
    chargeRead(call, sheet);
    return jsonAnswer(sheet.list(nullptr));
}

Answer byId(Call& call) {
    const auto asked = call.asked(About::Posts);
    if (!asked) {
        return asked.error();
    }
    const std::optional<Id> id = parseId(call.places.front());
    if (!id) {
        return noId(call, "id", call.places.front());
    }
    Sheet sheet(call.state.network, *asked, call.viewer);
    sheet.addPostOf(*id, "id");
    chargeRead(call, sheet);
    return jsonAnswer(sheet.single());
}

Answer create(Call& call) {
    auto accepted = judgePost(call.state.network, call.dialect(), *call.viewer, call.body(), call.nowMs);
    if (!accepted) {
        return accepted.error();
    }
    const std::string written = accepted->draft.text;
    const Post post = call.state.publishAndTell(accepted->draft, call.nowMs);
    if (call.isShop()) {
        call.state.bill.wrote(accepted->charge, call.nowMs);
    }
    call.state.log.delivered({.platform = kPlatform,
                              .atMs = call.nowMs,
                              .by = call.viewer->key,
                              .statusId = std::to_string(post.id),
                              .text = written,
                              .inReplyTo = post.inReplyTo == 0 ? "" : std::to_string(post.inReplyTo),
                              .visibility = "public"});
    const Asked asked{.dialect = call.dialect()};
    Sheet sheet(call.state.network, asked, call.viewer);
    sheet.addPost(post);
    return jsonAnswer(sheet.single(), 201);
}

Answer destroy(Call& call) {
    const std::optional<Id> id = parseId(call.places.front());
    if (!id) {
        return noId(call, "id", call.places.front());
    }
    const Post* post = call.state.network.post(*id);
    if (post != nullptr && post->author != call.viewer->id) {
        return forbidden(call.dialect(), "You are not authorized to delete this Tweet.");
    }
    if (post != nullptr) {
        call.state.network.erase(*id);
        call.state.log.deleted({.platform = kPlatform,
                                .atMs = call.nowMs,
                                .by = call.viewer->key,
                                .statusId = call.places.front()});
    }
    // What is not there is deleted as well.
    return jsonAnswer({{"data", {{"deleted", true}}}});
}

}  // namespace

std::vector<Route> postRoutes() {
    constexpr std::string_view kRead = "tweet.read users.read";
    constexpr std::string_view kWrite = "tweet.read tweet.write users.read";
    return {{"GET", "/2/tweets", Access::Any, kRead, 900, byIds},
            {"GET", "/2/tweets/{}", Access::Any, kRead, 900, byId},
            {"POST", "/2/tweets", Access::User, kWrite, 100, create},
            {"DELETE", "/2/tweets/{}", Access::User, kWrite, 50, destroy}};
}

}  // namespace app::practice::x
