// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/errors.h"
#include "practice/x/routes.h"

#include <algorithm>

namespace app::practice::x {

Answer lookUpPeople(Call& call) {
    Renderer renderer(call.desk.town, call.wanted);
    Json data = Json::array();
    std::vector<Json> errors;
    const std::string ids = call.text("ids");
    if (ids.empty()) {
        return invalidRequest(call.desk.town.dialect, "ids", "",
                              "The `ids` query parameter can not be empty");
    }
    for (std::size_t at = 0; at < ids.size();) {
        const auto end = std::min(ids.find(',', at), ids.size());
        const std::string text = ids.substr(at, end - at);
        at = end + 1;
        const auto found = call.desk.town.users.find(parseId(text).value_or(0));
        if (found == call.desk.town.users.end()) {
            errors.push_back(notFoundProblem(text, "ids", "user"));
            continue;
        }
        data.push_back(renderer.user(found->second));
        call.desk.bill.read("user_read", text, call.nowMs);
    }
    return wrapped(call, renderer, std::move(data), {}, std::move(errors));
}

Answer onePerson(Call& call, const User& user) {
    Renderer renderer(call.desk.town, call.wanted);
    call.desk.bill.read("user_read", std::to_string(user.id), call.nowMs);
    return wrapped(call, renderer, renderer.user(user));
}

}  // namespace app::practice::x
