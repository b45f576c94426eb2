// SPDX-License-Identifier: GPL-3.0-or-later
#include "cases.h"

#include <array>
#include <cstdio>
#include <stdexcept>
#include <time.h>
#include <utility>

namespace oracle::cases {
namespace {

std::string length(Ms ms) {
    return ms % kMinute == 0 ? std::to_string(ms / kMinute) + "m" : std::to_string(ms) + "ms";
}

Message& add(History& history, int conversation, Ms at) {
    Message message;
    message.id = static_cast<int>(history.messages.size()) + 1;
    message.conversation = conversation;
    message.at = at;
    return history.messages.emplace_back(std::move(message));
}

}  // namespace

Ms at(const std::string& text) {
    struct tm parts{};
    int ms = 0;
    int zoneHours = 0;
    int zoneMinutes = 0;
    char sign = 0;
    const std::size_t space = text.rfind(' ');
    const std::string zone = space == std::string::npos ? "" : text.substr(space + 1);
    const int clock = std::sscanf(text.c_str(), "%d-%d-%d %d:%d:%d.%d", &parts.tm_year, &parts.tm_mon,
                                  &parts.tm_mday, &parts.tm_hour, &parts.tm_min, &parts.tm_sec, &ms);
    if (clock < 5 || std::sscanf(zone.c_str(), "%c%d:%d", &sign, &zoneHours, &zoneMinutes) != 3) {
        throw std::invalid_argument("'" + text + "' is no time");
    }
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    const Ms offset = zoneHours * kHour + zoneMinutes * kMinute;
    return Ms{::timegm(&parts)} * 1000 + ms - (sign == '-' ? -offset : offset);
}

std::vector<WeekInterval> officeWeek() {
    std::vector<WeekInterval> week;
    for (int day = 1; day <= 5; ++day) {
        week.push_back({day, 540, 1020});
    }
    return week;
}

HoursVersion hoursOf(const std::string& zone, std::vector<WeekInterval> week,
                     std::vector<DatedHours> exceptions) {
    HoursVersion version;
    version.zone = zone;
    version.week = std::move(week);
    version.exceptions = std::move(exceptions);
    return version;
}

History emptyHistory() {
    History history;
    history.target = {kHour, Unit::Business};
    history.conversations = {{1, Visibility::Public, 1}, {2, Visibility::Private, 1}};
    return history;
}

Message& theirs(History& history, int conversation, Ms at, int author) {
    Message& message = add(history, conversation, at);
    message.author = author;
    return message;
}

Message& ours(History& history, int conversation, Ms at, int parent) {
    Message& message = add(history, conversation, at);
    message.parent = parent;
    return message;
}

std::string text(const Badge& badge) {
    std::string all = nameOf(badge.state);
    if (badge.calendarMs) {
        all += ' ' + length(*badge.calendarMs);
    }
    if (badge.businessMs) {
        all += ' ' + length(*badge.businessMs);
    }
    return all;
}

std::string badges(const Result& result) {
    std::string all;
    for (const auto& [id, badge] : result.badges) {
        all += (all.empty() ? "" : " / ") + text(badge);
    }
    return all;
}

std::string turns(const Result& result, int conversation) {
    static const std::array<std::string, 4> outcomes = {"open", "answered", "no reply needed", "done"};
    std::string all;
    for (const Turn& each : result.conversations.at(conversation).turns) {
        all += all.empty() ? "" : " / ";
        for (std::size_t index = 0; index < each.messages.size(); ++index) {
            all += (index == 0 ? "" : ",") + std::to_string(each.messages[index]);
        }
        all += ' ' + outcomes.at(static_cast<std::size_t>(each.outcome));
        all += each.endedBy != 0 ? " by " + std::to_string(each.endedBy) : "";
        all += each.end ? " at " + std::to_string(*each.end) : "";
    }
    return all;
}

}  // namespace oracle::cases
