// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/street_desk.h"

#include <algorithm>
#include <string_view>

namespace app::practice {
namespace {

Answer json(int status, const Json& body) {
    return {.status = status, .body = dump(body)};
}

Answer refusal(int status, const std::string& sentence) {
    return json(status, {{"error", sentence}});
}

}  // namespace

bool StreetDesk::isMine(const Question& question) {
    return question.path == "/_street" || question.path.starts_with("/_street/");
}

Json StreetDesk::clockJson() const {
    return {{"now_ms", base::toMs(m_clock.utcNow())},
            {"speed", m_clock.speed()},
            {"started_wall_ms", base::toMs(m_clock.startedWall())},
            {"frozen", m_clock.flow() == TimeFlow::Frozen}};
}

Answer StreetDesk::answer(const Question& question, PlatformHouse& house) {
    if (question.method == "POST") {
        return post(question, house);
    }
    if (question.path == "/_street/log") {
        return json(200, m_log.toJson());
    }
    if (question.path == "/_street/faults") {
        return json(200, m_faults.toJson());
    }
    if (question.path == "/_street/clock") {
        return json(200, clockJson());
    }
    if (question.path == "/_street/tokens") {
        return json(200, house.tokens());
    }
    constexpr std::string_view kStreet = "/_street/";
    const base::Result<Json> seen =
        house.look(std::string_view(question.path).substr(std::min(question.path.size(), kStreet.size())),
                   base::toMs(m_clock.utcNow()));
    return seen ? json(200, *seen) : refusal(404, seen.error().message);
}

Answer StreetDesk::post(const Question& question, PlatformHouse& house) {
    const Json request = Json::parse(question.body, nullptr, false);
    if (request.is_discarded()) {
        return refusal(400, "the body is not JSON");
    }
    const base::Result<Json> done = act(question, request, house);
    if (!done) {
        const bool isMissing = done.error().kind == base::ErrorKind::NotFound;
        return refusal(isMissing ? 404 : 400, done.error().message);
    }
    return json(200, *done);
}

base::Result<Json> StreetDesk::act(const Question& question, const Json& request, PlatformHouse& house) {
    const std::int64_t now = base::toMs(m_clock.utcNow());
    if (question.path == "/_street/say") {
        return house.say(request, now);
    }
    if (question.path == "/_street/edit") {
        return house.edit(request, now);
    }
    if (question.path == "/_street/delete") {
        return house.remove(request, now);
    }
    if (question.path == "/_street/like") {
        return house.like(request, now);
    }
    if (question.path == "/_street/advance") {
        return advance(request);
    }
    if (question.path == "/_street/fault") {
        if (const base::Status ordered = m_faults.order(request); !ordered) {
            return std::unexpected(ordered.error());
        }
        return m_faults.toJson();
    }
    constexpr std::string_view kStreet = "/_street/";
    return house.pull(std::string_view(question.path).substr(std::min(question.path.size(), kStreet.size())),
                      request, now);
}

base::Result<Json> StreetDesk::advance(const Json& request) {
    const auto ms = request.is_object() ? request.find("ms") : request.end();
    if (!request.is_object() || ms == request.end() || !ms->is_number_integer() ||
        ms->get<std::int64_t>() < 0) {
        return base::fail(base::ErrorKind::BadInput,
                          "\"ms\" is a whole number of milliseconds, 0 or more: time never goes back here");
    }
    m_clock.advance(base::Duration{ms->get<std::int64_t>()});
    return clockJson();
}

}  // namespace app::practice
