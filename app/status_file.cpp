// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/status_file.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>

namespace app {
namespace {

nlohmann::json timeOrNull(const std::optional<base::UtcTime>& time) {
    return time ? nlohmann::json(base::toMs(*time)) : nlohmann::json();
}

nlohmann::json numberOrNull(const std::optional<model::Micros>& number) {
    return number ? nlohmann::json(*number) : nlohmann::json();
}

std::optional<base::UtcTime> timeAt(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer()) {
        return std::nullopt;
    }
    return base::fromMs(found->get<std::int64_t>());
}

}  // namespace

base::Status writeStatus(const std::string& path, const std::vector<model::AccountPulse>& pulses) {
    std::map<base::AccountId, model::AccountPulse> all;
    for (const model::AccountPulse& old : readStatus(path)) {
        all[old.id] = old;
    }
    for (const model::AccountPulse& pulse : pulses) {
        model::AccountPulse& kept = all[pulse.id];
        kept.id = pulse.id;
        const bool tried =
            pulse.lastCheckedAt || pulse.nextCheckAt || pulse.limitedUntil || pulse.tokenEndsAt;
        if (tried) {
            // Of a program that has not got through yet, an earlier one's success stays.
            const auto before = kept.lastCheckedAt;
            kept = pulse;
            kept.lastCheckedAt = pulse.lastCheckedAt ? pulse.lastCheckedAt : before;
        }
    }
    nlohmann::json accounts = nlohmann::json::array();
    for (const auto& [id, pulse] : all) {
        accounts.push_back({{"id", id.value},
                            {"last_checked_at", timeOrNull(pulse.lastCheckedAt)},
                            {"next_check_at", timeOrNull(pulse.nextCheckAt)},
                            {"limited_until", timeOrNull(pulse.limitedUntil)},
                            {"token_ends_at", timeOrNull(pulse.tokenEndsAt)},
                            {"month_cost_micros", numberOrNull(pulse.monthCost)}});
    }
    const std::string fresh = path + ".new";
    std::ofstream file(fresh, std::ios::trunc);
    file << nlohmann::json{{"accounts", accounts}}.dump(2) << '\n';
    file.close();
    std::error_code error;
    if (file) {
        std::filesystem::rename(fresh, path, error);
    }
    if (!file || error) {
        return base::fail(base::ErrorKind::DiskFull, "status.json could not be written");
    }
    return {};
}

std::vector<model::AccountPulse> readStatus(const std::string& path) {
    std::ifstream file(path);
    const nlohmann::json document = nlohmann::json::parse(file, nullptr, false);
    std::vector<model::AccountPulse> pulses;
    if (!document.is_object() || !document.contains("accounts") || !document["accounts"].is_array()) {
        return pulses;
    }
    for (const nlohmann::json& entry : document["accounts"]) {
        if (!entry.is_object() || !entry.value("id", nlohmann::json()).is_number_integer()) {
            continue;
        }
        model::AccountPulse pulse{.id = {entry["id"].get<std::int64_t>()}};
        pulse.lastCheckedAt = timeAt(entry, "last_checked_at");
        pulse.nextCheckAt = timeAt(entry, "next_check_at");
        pulse.limitedUntil = timeAt(entry, "limited_until");
        pulse.tokenEndsAt = timeAt(entry, "token_ends_at");
        if (const auto cost = entry.find("month_cost_micros");
            cost != entry.end() && cost->is_number_integer()) {
            pulse.monthCost = cost->get<model::Micros>();
        }
        pulses.push_back(pulse);
    }
    return pulses;
}

}  // namespace app
