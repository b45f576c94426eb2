// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/settings.h"

#include <algorithm>

namespace platform::graph {
namespace {

constexpr std::string_view kHumanAgent = "human_agent";
constexpr std::string_view kVersion = "api_version";

std::string valueOf(const model::Account& account, std::string_view name, std::string_view usual) {
    const auto set = account.settings.find(std::string(name));
    return set == account.settings.end() ? std::string(usual) : set->second;
}

bool isVersion(std::string_view text) {
    const auto dot = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.size() <= 3 &&
               std::ranges::all_of(part, [](char letter) { return letter >= '0' && letter <= '9'; });
    };
    return text.starts_with('v') && dot != std::string_view::npos && digits(text.substr(1, dot - 1)) &&
           digits(text.substr(dot + 1));
}

}  // namespace

std::vector<Setting> settings() {
    return {{kHumanAgent, "off",
             "Only once Meta has granted your app Human Agent: then you may answer for seven days after a "
             "customer's latest message, else for 24 hours.",
             "Answer after 24 hours"},
            {kVersion, kUsualVersion, "Each is good for about two years.", "Version of Meta's Graph API"}};
}

base::Status checkSetting(std::string_view name, std::string_view value) {
    if (name == kHumanAgent && value != "on" && value != "off") {
        return base::fail(base::ErrorKind::BadInput, "write on or off");
    }
    if (name == kVersion && !isVersion(value)) {
        return base::fail(base::ErrorKind::BadInput, "write a version of the Graph API, as v26.0");
    }
    return {};
}

bool personsMayAnswer(const model::Account& account) {
    return valueOf(account, kHumanAgent, "off") == "on";
}

std::string versionOf(const model::Account& account) {
    return valueOf(account, kVersion, kUsualVersion);
}

}  // namespace platform::graph
