// SPDX-License-Identifier: GPL-3.0-or-later
#include "histories.h"

#include <sstream>

namespace oracle {
namespace {

void writeMessage(std::ostream& out, const Message& message) {
    static const char* const kinds[] = {"message", "note", "phone call"};
    out << "message " << message.id << " in " << message.conversation << " at " << message.at << " by "
        << message.author << ' ' << kinds[static_cast<int>(message.kind)];
    if (message.parent != 0) {
        out << " to " << message.parent;
    }
    for (const int person : message.mentions) {
        out << " mentions " << person;
    }
    out << (message.mentionsUs ? " mentions us" : "") << (message.carriedMention ? " carried mention" : "")
        << (message.automatic ? " automatic" : "") << (message.unsent ? " unsent" : "");
    if (message.deletedAt != 0) {
        out << " deleted at " << message.deletedAt;
    }
    if (message.closing != Closing::None) {
        out << (message.closing == Closing::Done ? " done at " : " no reply needed at ") << message.closedAt;
    }
    out << '\n';
}

}  // namespace

std::string describe(const History& history) {
    std::ostringstream out;
    out << "now " << history.now << ", target " << history.target.length << " ms "
        << (history.target.unit == Unit::Business ? "business" : "calendar") << '\n';
    if (history.windows) {
        out << "windows " << history.windows->answer << " and " << history.windows->humanAgent << " ms\n";
    }
    out << "hours " << toJson(history.hours) << '\n';
    for (const auto& [person, other] : history.joined) {
        out << "person " << person << " is person " << other << '\n';
    }
    for (const Conversation& each : history.conversations) {
        out << "conversation " << each.id << (each.visibility == Visibility::Public ? " public" : " private")
            << " with " << each.customer << '\n';
    }
    for (const Message& each : history.messages) {
        writeMessage(out, each);
    }
    return out.str();
}

std::string toJson(const std::vector<HoursVersion>& hours) {
    std::ostringstream out;
    out << '[';
    for (std::size_t version = 0; version < hours.size(); ++version) {
        const HoursVersion& each = hours[version];
        out << (version == 0 ? "" : ",") << R"({"valid_from":)" << each.validFrom << R"(,"always_open":)"
            << (each.rule == Rule::AlwaysOpen ? "true" : "false") << R"(,"time_zone":")" << each.zone
            << R"(","week":[)";
        for (std::size_t index = 0; index < each.week.size(); ++index) {
            const WeekInterval& interval = each.week[index];
            out << (index == 0 ? "" : ",") << '[' << interval.day << ',' << interval.from << ','
                << interval.to << ']';
        }
        out << R"(],"exceptions":[)";
        for (std::size_t index = 0; index < each.exceptions.size(); ++index) {
            const DatedHours& dated = each.exceptions[index];
            out << (index == 0 ? "" : ",") << "[\"" << dated.date << "\",[";
            for (std::size_t open = 0; open < dated.open.size(); ++open) {
                out << (open == 0 ? "" : ",") << '[' << dated.open[open].from << ',' << dated.open[open].to
                    << ']';
            }
            out << "]]";
        }
        out << "]}";
    }
    out << ']';
    return out.str();
}

}  // namespace oracle
