// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/traits.h"

#include "practice/graph/call.h"

#include <fmt/format.h>

namespace app::practice::graph {
namespace {

std::unexpected<base::Error> bad(const std::string& sentence) {
    return base::fail(base::ErrorKind::BadInput, sentence);
}

base::Status readMissing(const Json& request, TokenDesk& desk) {
    if (!request.contains("missing")) {
        return {};
    }
    std::set<std::string, std::less<>> scopes;
    if (!request["missing"].is_array()) {
        return bad("\"missing\" is a list of permissions");
    }
    for (const Json& scope : request["missing"]) {
        if (!scope.is_string()) {
            return bad("\"missing\" is a list of permissions");
        }
        scopes.insert(scope.get<std::string>());
    }
    desk.setMissing(std::move(scopes));
    return {};
}

base::Status readSwitches(const Json& request, Traits& traits) {
    for (auto [key, into] : {std::pair{"human_agent", &traits.hasHumanAgent},
                             {"restricted", &traits.isRestricted},
                             {"allow_messages", &traits.givesMessages},
                             {"demand_proof", &traits.needsProof}}) {
        if (request.contains(key)) {
            if (!request[key].is_boolean()) {
                return bad(fmt::format("\"{}\" is true or false", key));
            }
            *into = request[key].get<bool>();
        }
    }
    return {};
}

}  // namespace

base::Status readTraits(const Json& request, Traits& traits, TokenDesk& desk) {
    if (!request.is_object()) {
        return bad("traits are a JSON object");
    }
    if (base::Status read = readMissing(request, desk); !read) {
        return read;
    }
    if (base::Status read = readSwitches(request, traits); !read) {
        return read;
    }
    if (request.contains("access")) {
        if (request["access"] != "standard" && request["access"] != "advanced") {
            return bad("\"access\" is standard or advanced");
        }
        traits.isAdvanced = request["access"] == "advanced";
    }
    if (request.contains("version_floor")) {
        const Json& floor = request["version_floor"];
        traits.versionFloor = floor.is_string() ? versionOf(floor.get<std::string>()) : 0;
    }
    if (request.contains("most_things")) {
        if (!request["most_things"].is_number_integer() || request["most_things"].get<std::int64_t>() < 0) {
            return bad("\"most_things\" is a whole number");
        }
        traits.mostThings = request["most_things"].get<std::size_t>();
    }
    return {};
}

Json traitsJson(const Traits& traits, const TokenDesk& desk) {
    return {{"missing", desk.missing()},
            {"access", traits.isAdvanced ? "advanced" : "standard"},
            {"human_agent", traits.hasHumanAgent},
            {"restricted", traits.isRestricted},
            {"allow_messages", traits.givesMessages},
            {"demand_proof", traits.needsProof},
            {"version_floor", traits.versionFloor == 0 ? Json(nullptr)
                                                       : Json(fmt::format("v{}.{}", traits.versionFloor / 10,
                                                                          traits.versionFloor % 10))},
            {"most_things", traits.mostThings}};
}

}  // namespace app::practice::graph
