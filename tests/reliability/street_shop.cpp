// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_shop.h"

#include "net/curl_transport.h"
#include "store/sqlite/query.h"
#include "support/loopback_server.h"
#include "sync/services.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace test {
namespace {

constexpr base::Duration kLongestSync{30'000};

std::string quoted(std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2) {
        text.insert(at, 1, '\'');
    }
    return "'" + text + "'";
}

std::unique_ptr<app::practice::Street> quietStreet(const std::vector<std::string>& platforms, Limits limits) {
    return need(app::practice::Street::start({.platforms = platforms,
                                              .startAt = base::fromMs(1'777'885'200'000),
                                              .flow = app::practice::TimeFlow::Frozen,
                                              .life = app::practice::Life::Quiet,
                                              .rateLimits = limits == Limits::Enforced
                                                                ? app::practice::RateLimits::Enforced
                                                                : app::practice::RateLimits::Shown}));
}

}  // namespace

Wiretap::Wiretap() : m_real(net::makeCurlTransport({})) {}

void Wiretap::darkAfter(const std::string& request) {
    m_darkAfter = request;
    m_dark = false;
}

net::HttpTransport::RequestId Wiretap::start(net::HttpRequest request, base::Duration deadline,
                                             OnDone onDone) {
    static const std::string kNobody = "http://127.0.0.1:" + std::to_string(support::unusedPort());
    const auto slash = std::min(request.url.find('/', request.url.find("//") + 2), request.url.size());
    const std::string origin = request.url.substr(0, slash);
    const std::string line = std::string(net::name(request.method)) + " " + request.url.substr(slash);
    const auto diverted = m_diverted.find(origin);
    if (m_dark) {
        request.url = kNobody + request.url.substr(slash);
    } else {
        m_asked.push_back(line);
        m_origins.push_back(origin);
        if (diverted != m_diverted.end()) {
            request.url = diverted->second + request.url.substr(slash);
        }
    }
    const auto known = m_patience.find(origin);
    const base::Duration patience = known == m_patience.end() ? base::Duration{3000} : known->second;
    m_dark = m_dark || (!m_darkAfter.empty() && line.starts_with(m_darkAfter));
    return m_real->start(std::move(request), std::min(deadline, patience),
                         [this, onDone = std::move(onDone)](net::HttpOutcome outcome) {
                             m_tooMany += outcome && outcome->status == 429 ? 1 : 0;
                             onDone(std::move(outcome));
                         });
}

std::vector<std::string> Wiretap::askedOf(const std::string& origin) const {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < m_asked.size(); ++i) {
        if (m_origins[i] == origin) {
            lines.push_back(m_asked[i]);
        }
    }
    return lines;
}

StreetShop::StreetShop(const std::vector<std::pair<std::string, std::string>>& traits,
                       const std::vector<std::string>& platforms, Limits limits)
    : m_street(quietStreet(platforms, limits)), m_traits(traits),
      m_log(m_street->clock(),
            [this](base::LogLevel, std::string_view line) { m_lines += std::string(line) + "\n"; }),
      m_desk(net::makeCurlTransport({})), m_loop(m_street->clock(), m_wire),
      m_store(need(
          store::Store::open({.path = m_folder.file("shopbell.db"), .vfs = {}}, m_street->clock(), m_log))) {
    store::sqlite::Connection* writer = nullptr;
    need(m_store->write("hurry", [&](store::WriteTx& tx) -> base::Status {
        writer = &tx.connection();
        return {};
    }));
    // No power is cut here.
    need(writer->execute("PRAGMA synchronous = OFF"));
    m_setup = std::make_unique<syncing::AccountSetup>(services());
    m_engine = std::make_unique<syncing::SyncEngine>(services());
    need(m_engine->recover());
    mend();
    for (const std::string& platform : m_street->platforms()) {
        REQUIRE(connect(platform).empty());
    }
}

syncing::Services StreetShop::services() {
    return {.clock = m_street->clock(),
            .executor = m_loop,
            .transport = m_wire,
            .store = *m_store,
            .secrets = m_secrets,
            .platforms = m_platforms,
            .random = m_random,
            .log = m_log,
            .logins = m_logins};
}

std::string StreetShop::connect(const std::string& platform) {
    const std::string server = m_street->url(platform);
    platform::Secrets secrets{{"access_token", m_street->shopToken(platform)}};
    std::optional<std::string> problem;
    if (platform == "bluesky") {
        m_skyNames = ask("GET", server + "/_street/tokens")["handles"];
        m_setup->signIn(platform, server, m_street->shopName(platform), m_street->shopToken(platform),
                        [&](base::Result<platform::SignedIn> in) {
                            problem = in ? "" : in.error().what();
                            secrets = in ? in->secrets : secrets;
                        });
        m_loop.runUntil([&] { return problem.has_value(); });
        if (!problem->empty()) {
            return *problem;
        }
        problem.reset();
    }
    std::map<std::string, std::string> settings;
    if (platform == "x") {
        ask("POST", server + "/_street/consent", Json::object());
        secrets = m_street->shopKeys(platform);
        settings["direct_messages"] = "on";
    }
    m_setup->add({.platform = platform, .server = server, .secrets = secrets, .settings = settings},
                 [&](base::Result<base::AccountId> id) {
                     problem = id ? "" : id.error().what();
                     if (id) {
                         m_accounts[platform] = *id;
                     }
                 });
    m_loop.runUntil([&] { return problem.has_value(); });
    return *problem;
}

std::string StreetShop::test(const std::string& platform) {
    std::optional<std::string> problem;
    m_setup->test(account(platform), [&](base::Result<std::vector<platform::AbilityTest>> tested) {
        problem = tested ? "" : tested.error().what();
    });
    m_loop.runUntil([&] { return problem.has_value(); });
    return *problem;
}

Json StreetShop::ask(const std::string& method, const std::string& url, const Json& body) {
    net::HttpRequest request{.method = method == "GET" ? net::Method::Get : net::Method::Post, .url = url};
    if (method != "GET") {
        request.headers.add("Content-Type", "application/json");
        request.body = body.dump();
    }
    std::optional<net::HttpOutcome> answer;
    m_desk->start(std::move(request), base::Duration{20'000},
                  [&](net::HttpOutcome outcome) { answer = std::move(outcome); });
    while (!answer) {
        m_desk->pump(base::Duration{1000});
    }
    REQUIRE(answer->has_value());
    INFO(url << " " << body.dump() << " " << (*answer)->body);
    REQUIRE((*answer)->status == 200);
    return Json::parse((*answer)->body);
}

std::string StreetShop::say(const std::string& platform, const std::string& persona, const std::string& text,
                            bool directly) {
    const std::string url = m_street->url(platform) + "/_street/say";
    const bool sky = platform == "bluesky";
    const bool belowPosts = platform == "facebook" || platform == "instagram" || platform == "threads";
    const std::string shop = sky ? "@" + m_skyNames["shop"].get<std::string>() : "@shop";
    Json words{{"as", persona},
               {"text", belowPosts || (sky && directly) ? text : shop + " " + text},
               {"visibility", directly && platform != "threads" ? "direct" : "public"}};
    if (belowPosts && words["visibility"] == "public") {
        std::string& post = m_posts[platform];
        if (post.empty()) {
            post = ask("POST", url, {{"as", "shop"}, {"text", "New teapots"}})["id"];
        }
        words["in_reply_to"] = post;
    }
    return ask("POST", url, words)["id"];
}

void StreetShop::fault(const std::string& match, const std::string& kind, int times) {
    need(m_street->order(match, kind, times));
}

void StreetShop::mend() {
    m_street->endFaults();
    for (const auto& [match, kind] : m_traits) {
        fault(match, kind, -1);
    }
}

void StreetShop::advance(base::Duration time) {
    ask("POST", m_street->url(m_street->platforms().front()) + "/_street/advance", {{"ms", time.count()}});
}

std::optional<std::vector<syncing::RoundReport>> StreetShop::sync() {
    const auto real = base::makeSystemClock();
    const base::SteadyTime latest = real->steadyNow() + kLongestSync;
    // Kept by the call itself: a round that outlives this wait may still end.
    auto reports = std::make_shared<std::optional<std::vector<syncing::RoundReport>>>();
    need(m_engine->syncOnce({},
                            [reports](std::vector<syncing::RoundReport> all) { *reports = std::move(all); }));
    m_loop.runUntil([&] { return reports->has_value() || real->steadyNow() > latest; });
    return *reports;
}

bool StreetShop::syncUntil(const std::function<bool()>& seen, base::Duration longest) {
    const auto real = base::makeSystemClock();
    const base::SteadyTime latest = real->steadyNow() + longest;
    need(m_engine->syncOnce({}, [](const std::vector<syncing::RoundReport>&) {}));
    bool done = false;
    m_loop.runUntil([&] {
        done = done || seen();
        return done || real->steadyNow() > latest;
    });
    return done;
}

std::int64_t StreetShop::number(const std::string& sql) {
    std::int64_t value = -1;
    need(m_store->write("ask", [&](store::WriteTx& tx) -> base::Status {
        value = need(store::sqlite::first(tx.connection(), sql, [](const store::sqlite::Statement& row) {
                    return row.integer(0);
                })).value_or(-1);
        return {};
    }));
    return value;
}

model::Message StreetShop::message(const std::string& text) {
    const base::MessageId id{
        number("SELECT id FROM message WHERE direction = 'inbound' AND text LIKE " + quoted("%" + text))};
    return need(m_store->read().message(id));
}

base::ReplyId StreetShop::reply(const std::string& to, const std::string& text, bool privately) {
    const model::Message asked = message(to);
    return need(m_engine->carryOut(model::QueueReply{
        .conversation = asked.conversation, .to = asked.id, .text = text, .privately = privately}));
}

void StreetShop::allowPersons(const std::string& platform) {
    ask("POST", m_street->url(platform) + "/_street/traits", {{"human_agent", true}});
    need(m_setup->set(account(platform), {{"human_agent", "on"}}));
}

int StreetShop::events(base::ReplyId reply, model::ReplyEvent::Kind kind) {
    const auto all = need(m_store->read().replyEvents(reply));
    return static_cast<int>(std::ranges::count(all, kind, &model::ReplyEvent::kind));
}

Json StreetShop::deliveries() {
    return ask("GET", m_street->url(m_street->platforms().front()) + "/_street/log")["deliveries"];
}

std::int64_t StreetShop::billed(const std::string& platform) {
    return ask("GET", m_street->url(platform) + "/_street/bill")["micros"];
}

std::int64_t StreetShop::cost(const std::string& platform) {
    std::int64_t sum = 0;
    for (const model::CostSum& kind :
         need(m_store->read().costsOfMonth(account(platform), m_street->clock().utcNow()))) {
        sum += kind.month;
    }
    return sum;
}

int StreetShop::delivered(const std::string& text) {
    return static_cast<int>(std::ranges::count_if(deliveries(), [&](const Json& one) {
        return one["by"] == "shop" && one["text"].get<std::string>().ends_with(text);
    }));
}

std::int64_t StreetShop::stored(const std::string& text) {
    return number("SELECT count(*) FROM message WHERE text LIKE " + quoted("%" + text));
}

}  // namespace test
