// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/routes.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::x {
namespace {

Answer finish(Call& call, const Sheet& sheet, const Json& json) {
    if (call.isShop()) {
        call.charge(sheet, Charge::PostRead);
    }
    return jsonAnswer(json);
}

Answer me(Call& call) {
    const auto asked = call.asked(About::Users);
    if (!asked) {
        return asked.error();
    }
    Sheet sheet(call.state.network, *asked, call.viewer);
    sheet.addUser(*call.viewer);
    return finish(call, sheet, sheet.single());
}

Answer byIds(Call& call) {
    const auto asked = call.asked(About::Users);
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
            return invalidRequest(call.dialect(), {"ids", text,
                                                   fmt::format("The `ids` query parameter value [{}] is not "
                                                               "valid",
                                                               text)});
        }
        if (const Account* account = call.state.network.byId(*id)) {
            sheet.addUser(*account);
        } else {
            sheet.addError(missingResource(call.dialect(), "user", "ids", text));
        }
    }
    return finish(call, sheet, sheet.list(nullptr));
}

Answer byUserName(Call& call) {
    const auto asked = call.asked(About::Users);
    if (!asked) {
        return asked.error();
    }
    const std::string& name = call.places.front();
    const bool isName =
        name.size() <= 15 && std::ranges::all_of(name, [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        });
    if (!isName) {
        return invalidRequest(call.dialect(),
                              {"username", name,
                               fmt::format("The `username` query parameter value [{}] does not match "
                                           "^[A-Za-z0-9_]{{1,15}}$",
                                           name)});
    }
    Sheet sheet(call.state.network, *asked, call.viewer);
    if (const Account* account = call.state.network.byUserName(name)) {
        sheet.addUser(*account);
    } else {
        sheet.addError(missingResource(call.dialect(), "user", "username", name));
    }
    return finish(call, sheet, sheet.single());
}

/// What the app has read, by its own token alone.
Answer usage(Call& call) {
    const auto days = readNumber(call, "days", 7, 1, 90);
    if (!days) {
        return days.error();
    }
    std::int64_t sum = 0;
    Json list = Json::array();
    for (int ago = 0; ago < *days; ++ago) {
        const std::string day = dayOf(call.nowMs - ago * 86'400'000LL);
        const std::int64_t count = call.state.bill.postsRead(day);
        sum += count;
        list.push_back({{"date", day + "T00:00:00.000Z"}, {"usage", std::to_string(count)}});
    }
    Json data = {{"project_cap", "3000000"},
                 {"project_id", "1706521853428191232"},
                 {"project_usage", std::to_string(sum)},
                 {"cap_reset_day", 1}};
    const std::vector<std::string> fields = call.params.list("usage.fields");
    if (std::ranges::find(fields, "daily_project_usage") != fields.end()) {
        data["daily_project_usage"] = {{"project_id", "1706521853428191232"}, {"usage", list}};
    }
    return jsonAnswer({{"data", data}});
}

}  // namespace

std::vector<Route> userRoutes() {
    constexpr std::string_view kRead = "tweet.read users.read";
    return {{"GET", "/2/users/me", Access::User, kRead, 75, me},
            {"GET", "/2/users", Access::Any, kRead, 900, byIds},
            {"GET", "/2/users/by/username/{}", Access::Any, kRead, 900, byUserName},
            {"GET", "/2/usage/tweets", Access::App, "", 50, usage}};
}

}  // namespace app::practice::x
