// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/street.h"

#include "practice/fault_answers.h"
#include "practice/persona.h"
#include "practice/script.h"
#include "practice/street_desk.h"
#include "practice/wire_server.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

namespace app::practice {
namespace {

/// One platform's place in the street.
struct Place {
    std::string platform;
    std::unique_ptr<PlatformHouse> house;
    std::unique_ptr<Script> script;  ///< null in a quiet street
    std::unique_ptr<WireServer> server;
};

class RunningStreet final : public Street {
public:
    RunningStreet(const StreetOptions& options, std::unique_ptr<base::Clock> real)
        : m_real(std::move(real)),
          m_clock(*m_real, options.startAt.value_or(m_real->utcNow()), options.speed, options.flow),
          m_desk(m_clock, m_log, m_faults) {}
    ~RunningStreet() override {
        for (Place& place : m_places) {
            place.server->stop();
        }
    }
    RunningStreet(const RunningStreet&) = delete;
    RunningStreet& operator=(const RunningStreet&) = delete;
    RunningStreet(RunningStreet&&) = delete;
    RunningStreet& operator=(RunningStreet&&) = delete;

    base::Status build(const StreetOptions& options, const std::vector<std::string>& platforms) {
        m_places.reserve(platforms.size());  // the servers refer to their places
        int port = options.portBase;
        for (const std::string& platform : platforms) {
            Place& place = m_places.emplace_back();
            place.platform = platform;
            auto server = WireServer::bind(
                port, [this, &place](const Question& question) { return respond(place, question); });
            if (!server) {
                m_places.pop_back();
                return std::unexpected(server.error());
            }
            place.server = *std::move(server);
            furnish(place, options);
            port += port == 0 ? 0 : 1;
        }
        for (Place& place : m_places) {
            place.server->listen();
        }
        return {};
    }

    [[nodiscard]] std::string url(std::string_view platform) const override {
        const auto found = std::ranges::find(m_places, platform, &Place::platform);
        return found == m_places.end() ? "" : fmt::format("http://127.0.0.1:{}", found->server->port());
    }
    [[nodiscard]] std::vector<std::string> platforms() const override {
        std::vector<std::string> names;
        for (const Place& place : m_places) {
            names.push_back(place.platform);
        }
        return names;
    }
    [[nodiscard]] const base::Clock& clock() const override { return m_clock; }
    [[nodiscard]] std::string shopToken(std::string_view platform) const override {
        const auto found = std::ranges::find(m_places, platform, &Place::platform);
        return found == m_places.end() ? "" : found->house->tokens()["shop"].get<std::string>();
    }
    [[nodiscard]] std::map<std::string, std::string> shopKeys(std::string_view platform) const override {
        const auto found = std::ranges::find(m_places, platform, &Place::platform);
        const Json tokens = found == m_places.end() ? Json::object() : found->house->tokens();
        std::map<std::string, std::string> keys{{"access_token", shopToken(platform)}};
        for (const auto& [key, name] :
             {std::pair{"refresh_token", "shop_refresh"}, std::pair{"client_id", "client_id"}}) {
            if (tokens.contains(name)) {
                keys[key] = tokens[name].get<std::string>();
            }
        }
        return keys;
    }
    [[nodiscard]] std::string shopName(std::string_view platform) const override {
        const auto found = std::ranges::find(m_places, platform, &Place::platform);
        const Json tokens = found == m_places.end() ? Json::object() : found->house->tokens();
        return tokens.value("handles", Json::object()).value("shop", std::string());
    }

    base::Status order(const std::string& match, const std::string& kind, int times) override {
        const std::lock_guard lock(m_mutex);
        return m_faults.order({{"match", match}, {"kind", kind}, {"times", times}});
    }
    void endFaults() override {
        const std::lock_guard lock(m_mutex);
        static_cast<void>(m_faults.order({{"clear", true}}));
    }
    base::Status say(std::string_view platform, const Utterance& utterance) override {
        const std::lock_guard lock(m_mutex);
        const auto place = std::ranges::find(m_places, platform, &Place::platform);
        if (place == m_places.end() || findPersona(utterance.persona) == nullptr) {
            return base::fail(base::ErrorKind::BadInput,
                              fmt::format("nobody is called \"{}\" on \"{}\"", utterance.persona, platform));
        }
        catchUp();
        place->house->stage().say(utterance, base::toMs(m_clock.utcNow()));
        return {};
    }
    base::Status pull(std::string_view platform, std::string_view place,
                      const std::string& document) override {
        const std::lock_guard lock(m_mutex);
        const auto found = std::ranges::find(m_places, platform, &Place::platform);
        const Json request = Json::parse(document, nullptr, false);
        if (found == m_places.end() || request.is_discarded()) {
            return base::fail(base::ErrorKind::BadInput,
                              fmt::format("nothing on \"{}\" is pulled by \"{}\"", platform, document));
        }
        catchUp();
        const auto pulled = found->house->pull(place, request, base::toMs(m_clock.utcNow()));
        return pulled ? base::Status{} : std::unexpected(pulled.error());
    }
    void advance(base::Duration by) override {
        const std::lock_guard lock(m_mutex);
        m_clock.advance(by);
        catchUp();
    }

private:
    void furnish(Place& place, const StreetOptions& options) {
        const std::int64_t now = base::toMs(m_clock.utcNow());
        const Dice dice = Dice(options.seed).fork(place.platform);
        place.house = buildHouse(place.platform,
                                 {.baseUrl = url(place.platform),
                                  .startMs = now,
                                  .dice = dice,
                                  .rateLimits = options.rateLimits,
                                  .standsStill = options.flow == TimeFlow::Frozen},
                                 m_log);
        if (options.life == Life::Lively) {
            place.script = std::make_unique<Script>(place.house->stage(), dice.fork("script"));
            place.house->onShopReply([script = place.script.get()](const PostRef& parent,
                                                                   const PostRef& reply, std::int64_t atMs) {
                script->shopReplied(parent, reply, atMs);
            });
            place.script->open(now);
        }
    }

    void catchUp() {
        for (Place& place : m_places) {
            if (place.script != nullptr) {
                place.script->catchUp(base::toMs(m_clock.utcNow()));
            }
        }
    }

    Dispatch respond(Place& place, const Question& question) {
        const std::lock_guard lock(m_mutex);
        catchUp();
        if (StreetDesk::isMine(question)) {
            Answer answer = m_desk.answer(question, *place.house);
            catchUp();  // time may have been moved on
            return {std::move(answer), {}};
        }
        const std::int64_t now = base::toMs(m_clock.utcNow());
        if (const std::optional<Fault> fault = m_faults.strike(question)) {
            return suffer(*fault, place, question, now);
        }
        return {answerInTrait(place, question, now), {}};
    }

    /// The house's own answer, as the server's traits let it be.
    Answer answerInTrait(Place& place, const Question& question, std::int64_t now) {
        Question asked = question;
        if (m_faults.hasTrait(FaultKind::ForgetKeys, question)) {
            std::erase_if(asked.headers, [](const auto& header) {
                return base::asciiLower(header.first) == "idempotency-key";
            });
        }
        Answer answer = place.house->answer(asked, now);
        if (m_faults.hasTrait(FaultKind::OtherSoftware, question)) {
            Json json = Json::parse(answer.body, nullptr, false);
            if (json.is_object() && json.contains("software")) {
                json["software"]["name"] = "othersoft";
                answer.body = json.dump();
            }
        }
        return answer;
    }

    /// What is answered to a request that the house never hears of.
    static std::optional<Dispatch> refuse(const Fault& fault, Place& place, const Question& question,
                                          std::int64_t now) {
        switch (fault.kind) {
        case FaultKind::DropBefore:
            return Dispatch{{}, {.manner = Departure::Manner::Dropped}};
        case FaultKind::HtmlStatus:
            return Dispatch{proxyPage(static_cast<int>(fault.amount)), {}};
        case FaultKind::Elsewhere:
            return Dispatch{elsewhere(question), {}};
        case FaultKind::Status:
        case FaultKind::RateLimit:
        case FaultKind::Html:
        case FaultKind::Revoked:
        case FaultKind::Expired:
            return Dispatch{place.house->faultAnswer(fault, question, now), {}};
        default:
            break;
        }
        if (auto headers = limitHeaders(fault, now)) {
            const Fault limit{.kind = FaultKind::Status, .amount = 429};
            Dispatch dispatch{place.house->faultAnswer(limit, question, now), {}};
            dispatch.answer.headers = *std::move(headers);
            return dispatch;
        }
        return std::nullopt;
    }

    Dispatch suffer(const Fault& fault, Place& place, const Question& question, std::int64_t now) {
        if (auto refused = refuse(fault, place, question, now)) {
            return *std::move(refused);
        }
        const bool first = fault.kind == FaultKind::SamePage;
        Dispatch dispatch{answerInTrait(place, first ? firstPage(question) : question, now), {}};
        if (fault.kind == FaultKind::StatusAfter) {
            dispatch.answer = place.house->faultAnswer(fault, question, now);
        }
        spoil(fault, dispatch);
        return dispatch;
    }

    /// What becomes of the answer to a request that was carried out.
    static void spoil(const Fault& fault, Dispatch& dispatch) {
        using Manner = Departure::Manner;
        switch (fault.kind) {
        case FaultKind::DropAfter:
            dispatch.departure.manner = Manner::Dropped;
            break;
        case FaultKind::CutAfter:
            dispatch.departure = {.manner = Manner::CutAfter,
                                  .bytes = static_cast<std::size_t>(fault.amount)};
            break;
        case FaultKind::Endless:
            dispatch.departure.manner = Manner::Endless;
            break;
        case FaultKind::Delay:
            dispatch.departure.delay = base::Duration{fault.amount};
            break;
        case FaultKind::NotJson:
            dispatch.answer.body = "The kettle is on, please come back later.";
            break;
        case FaultKind::Empty:
            dispatch.answer.body.clear();
            break;
        case FaultKind::Truncate:
            dispatch.answer.body.resize(dispatch.answer.body.size() / 2);
            break;
        case FaultKind::TextHtml:
            dispatch.answer.type = "text/html; charset=utf-8";
            break;
        case FaultKind::OctetStream:
            dispatch.answer.type = "application/octet-stream";
            break;
        case FaultKind::ItemsTwice:
            repeatItems(dispatch.answer);
            break;
        case FaultKind::Reordered:
            reverseItems(dispatch.answer);
            break;
        default:
            break;
        }
    }

    std::unique_ptr<base::Clock> m_real;
    TownClock m_clock;
    DeliveryLog m_log;
    FaultSwitchboard m_faults;
    StreetDesk m_desk;
    std::mutex m_mutex;  ///< over everything that a request may change
    std::vector<Place> m_places;
};

}  // namespace

base::Result<std::unique_ptr<Street>> Street::start(const StreetOptions& options) {
    std::vector<std::string> platforms = options.platforms;
    const auto known = platformNames();
    if (platforms.empty()) {
        platforms.assign(known.begin(), known.end());
    }
    for (const std::string& platform : platforms) {
        if (std::ranges::find(known, platform) == known.end()) {
            std::string names;
            for (const std::string_view name : known) {
                names += (names.empty() ? "" : ", ") + std::string(name);
            }
            return base::fail(
                base::ErrorKind::BadInput,
                fmt::format("the practice street has no platform \"{}\"; it has {}", platform, names));
        }
    }
    if (!std::isfinite(options.speed) || options.speed <= 0) {
        return base::fail(base::ErrorKind::BadInput, "the speed is a number above 0");
    }
    if (options.portBase < 0 || options.portBase + static_cast<int>(platforms.size()) - 1 > 65535) {
        return base::fail(base::ErrorKind::BadInput,
                          "the port base is between 0 and 65535, with room for every platform");
    }
    auto street = std::make_unique<RunningStreet>(options, base::makeSystemClock());
    if (const base::Status built = street->build(options, platforms); !built) {
        return std::unexpected(built.error());
    }
    return street;
}

}  // namespace app::practice
