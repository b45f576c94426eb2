// SPDX-License-Identifier: GPL-3.0-or-later
// Every fault strikes every kind of request that a whole sync makes.
#include "extent.h"
#include "fault_list.h"
#include "street_shop.h"

#include "support/catch.h"
#include "support/fault_proxy.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

using support::Toxic;
using support::ToxicKind;
using test::NamedToxic;
using test::streetFaults;
using test::toxics;

constexpr base::Duration kMinute{60'000};
constexpr int kOfOneTown = 8;
using Platforms = std::vector<std::string>;
/// The one that is struck, and one beside it.
Platforms together(const std::string& struck) {
    // Meta's platforms share words with Mastodon, by which faults are told apart.
    const bool meta = struck == "facebook" || struck == "instagram" || struck == "threads";
    return {struck, meta || struck == "mastodon" ? "bluesky" : "mastodon"};
}

/// "GET /api/v1/statuses/:id/context" of a request line.
std::string kindOf(const std::string& line) {
    const std::string target = line.substr(0, line.find('?'));
    std::string kind;
    for (std::size_t from = 0; from < target.size();) {
        const auto to = std::min(target.find('/', from), target.size());
        const std::string part = target.substr(from, to - from);
        static const std::regex kId("([a-z]_)?[0-9][0-9_]+|m_.*|aW[A-Za-z0-9_=-]+");
        const bool id = std::regex_match(part, kId);
        kind += (id ? ":id" : part) + (to < target.size() ? "/" : "");
        from = to + 1;
    }
    return kind;
}

/// What the street takes for requests of this kind.
std::string matchOf(const std::string& kind) {
    const auto id = kind.find(":id");
    if (id == std::string::npos) {
        return kind;
    }
    return id + 3 < kind.size() ? kind.substr(id + 3) : kind.substr(0, id);
}

/// One clear sentence for people: nothing of a machine's, nothing of a page's.
std::string flawOf(const std::string& sentence) {
    static constexpr std::array kResidue{"<",         "{",     "\n",     "\r",          "\t",
                                         "curl",      "errno", "kettle", "0x",          "nlohmann",
                                         "exception", "std::", "  ",     "syntax error"};
    if (sentence.empty()) {
        return "empty";
    }
    if (sentence.size() > 240) {
        return "longer than a sentence";
    }
    for (const char* residue : kResidue) {
        if (sentence.find(residue) != std::string::npos) {
            return std::string("holds ") + residue;
        }
    }
    const char last = sentence.back();
    return last == ':' || last == ',' || last == '(' || last == ' ' ? "has no end" : "";
}

/// Mastodon's server says that it is Mastodon, and keeps no keys.
const std::vector<std::pair<std::string, std::string>> kForgetful{{"POST /api/v1/statuses", "forget_keys"}};

/// Both accounts of a shop, whose networks a test can spoil.
class Town {
public:
    explicit Town(Platforms platforms,
                  const std::vector<std::pair<std::string, std::string>>& traits = usualTraits())
        : m_platforms(std::move(platforms)), m_shop(traits, m_platforms) {
        for (const std::string& platform : m_platforms) {
            const std::string origin = m_shop.street().url(platform);
            auto proxy = std::make_unique<support::FaultProxy>(
                "127.0.0.1", std::stoi(origin.substr(origin.rfind(':') + 1)));
            m_shop.wire().divert(origin, proxy->url());
            m_proxies.push_back(std::move(proxy));
        }
        speak();
        REQUIRE(m_shop.sync());
    }

    /// What customers say, for the replies of the next round.
    void speak() {
        m_shop.advance(6 * kMinute);
        ++m_round;
        for (const std::string& platform : m_platforms) {
            m_shop.say(platform, m_round % 2 == 0 ? "mira" : "ada", question(platform, "public"));
            m_shop.say(platform, m_round % 2 == 0 ? "bo" : "etienne", question(platform, "direct"), true);
        }
    }
    [[nodiscard]] std::string question(const std::string& platform, const std::string& how) const {
        return fmt::format("Question {} {} {}?", m_round, platform, how);
    }

    /// The kinds of requests that a whole round makes at a platform.
    std::set<std::string> kinds(const std::string& platform);
    /// One cell; the flaws found.
    std::vector<std::string> strike(const std::string& platform, const std::string& kind,
                                    const std::string& fault);
    /// One server takes every request and says nothing. True when the other account has read and answered all
    /// of its customers before the silent one's first request is given up.
    bool isPunctualBeside(const std::string& silent) {
        const std::string other = otherThan(silent);
        const std::vector<Answer> answers = answerAll();
        speak();
        proxy(silent).add({.kind = ToxicKind::HalfOpen, .way = support::Way::Up});
        const auto settled = [&] {
            return std::ranges::all_of(answers, [&](const Answer& each) {
                return each.platform != other || m_shop.row(each.reply).state == model::Delivery::Sent;
            });
        };
        m_shop.wire().wait(m_shop.street().url(silent), base::Duration{20'000});
        return m_shop.syncUntil(
            [&] {
                return settled() && m_shop.stored(question(other, "public")) == 1 &&
                       m_shop.stored(question(other, "direct")) == 1;
            },
            base::Duration{10'000});
    }
    /// The judgement alone of this round's questions, none of which the shop has read.
    std::vector<std::string> judgeUnread() {
        m_flaws.clear();
        speak();
        judgeMended({question("mastodon", "public"), question("bluesky", "direct")}, {});
        return m_flaws;
    }
    [[nodiscard]] const std::set<std::string>& sentences() const { return m_sentences; }

private:
    struct Answer {
        std::string platform;
        std::string text;
        base::ReplyId reply;
    };
    std::vector<Answer> answerAll();
    void spoil(const std::string& platform, const std::string& kind, const std::string& fault);
    void repair(const std::string& kind, const std::string& fault);
    void judgeBroken(const std::string& platform, const std::vector<syncing::RoundReport>& reports);
    void judgeMended(const std::vector<std::string>& asked, const std::vector<Answer>& answers);
    void decide(const Answer& answer);
    void flaw(const std::string& words) { m_flaws.push_back(words); }
    void heard(const std::string& sentence) {
        m_sentences.insert(std::regex_replace(sentence, std::regex("127[.]0[.]0[.]1:[0-9]+"), "HOST"));
        if (const std::string bad = flawOf(sentence); !bad.empty()) {
            flaw("the sentence \"" + sentence + "\" " + bad);
        }
    }
    support::FaultProxy& proxy(const std::string& platform) {
        return *m_proxies.at(platform == m_platforms.front() ? 0 : 1);
    }

    /// None, unless the run is to do without a protection.
    static std::vector<std::pair<std::string, std::string>> usualTraits() {
        return test::isWithout("repeat_guarantee") ? kForgetful
                                                   : std::vector<std::pair<std::string, std::string>>{};
    }

    [[nodiscard]] std::string otherThan(const std::string& platform) const {
        return platform == m_platforms.front() ? m_platforms.back() : m_platforms.front();
    }

    Platforms m_platforms;
    test::StreetShop m_shop;
    std::vector<std::unique_ptr<support::FaultProxy>> m_proxies;
    int m_round = 0;
    std::vector<std::string> m_flaws;
    std::set<std::string> m_sentences;
};

std::vector<Town::Answer> Town::answerAll() {
    std::vector<Answer> answers;
    for (const std::string& platform : m_platforms) {
        for (const char* how : {"public", "direct"}) {
            const std::string to = question(platform, how);
            const std::string text = fmt::format("Answer {} {} {}.", m_round, platform, how);
            m_shop.carryOut(model::MarkRead{m_shop.message(to).conversation});
            answers.push_back({platform, text, m_shop.reply(to, text)});
        }
    }
    return answers;
}

std::set<std::string> Town::kinds(const std::string& platform) {
    m_shop.wire().forget();
    REQUIRE(m_shop.test(platform).empty());
    m_shop.wire().forget();
    m_shop.test(platform);
    answerAll();
    speak();
    // A renewed sign-in, and a look for what may have arrived.
    m_shop.fault("/xrpc/app.bsky.notification.listNotifications", "expired");
    m_shop.fault("/xrpc/chat.bsky.convo.sendMessage", "drop_after");
    m_shop.fault("POST /api/v1/statuses", "drop_after");
    m_shop.fault("/mentions", "expired");
    m_shop.fault("POST /2/tweets", "drop_after");
    m_shop.fault("/messages", "drop_after");
    m_shop.fault("POST /v26.0/", "drop_after");
    m_shop.fault("/me/threads_publish", "drop_after");
    REQUIRE(m_shop.sync());
    m_shop.mend();
    speak();
    REQUIRE(m_shop.sync());
    // What takes its time on the platform is ready by now.
    m_shop.advance(20 * kMinute);
    REQUIRE(m_shop.sync());
    std::set<std::string> found;
    for (const std::string& line : m_shop.wire().askedOf(m_shop.street().url(platform))) {
        found.insert(kindOf(line));
    }
    return found;
}

void Town::spoil(const std::string& platform, const std::string& kind, const std::string& fault) {
    const auto toxic = std::ranges::find(toxics(), fault, &NamedToxic::name);
    if (toxic == toxics().end()) {
        m_shop.fault(matchOf(kind), fault, -1);
    } else if (fault == "refused") {
        proxy(platform).refuse();
    } else {
        Toxic one = toxic->toxic;
        one.request = kind.substr(0, kind.find(":id"));
        proxy(platform).add(one);
        m_shop.wire().wait(m_shop.street().url(platform),
                           base::Duration{one.kind == ToxicKind::HalfOpen ? 200 : 3000});
    }
}

void Town::repair(const std::string& kind, const std::string& fault) {
    m_shop.mend();
    for (const std::string& platform : m_platforms) {
        m_shop.wire().wait(m_shop.street().url(platform), base::Duration{3000});
    }
    for (const auto& each : m_proxies) {
        each->clear();
        each->accept();
    }
    m_shop.advance(20 * kMinute);
    for (const std::string& platform : m_platforms) {
        // A revoked session may be believed until its access token's time is up.
        if (fault == "revoked" || m_shop.accountRow(platform).state == model::AccountState::NeedsLogin) {
            if (const std::string problem = m_shop.connect(platform); !problem.empty()) {
                flaw("could not sign in again: " + problem);
            }
        } else if (const std::string problem = m_shop.test(platform); !problem.empty()) {
            // A token that renews once was used up unseen: only a person can sign in anew.
            if (kind != "POST /2/oauth2/token" || !m_shop.connect(platform).empty()) {
                flaw("the probe still fails: " + problem);
            }
        }
    }
}

void Town::judgeBroken(const std::string& platform, const std::vector<syncing::RoundReport>& reports) {
    for (const syncing::RoundReport& report : reports) {
        const bool spoiled = report.account == m_shop.account(platform);
        if (report.trouble && spoiled) {
            heard(report.trouble->what());
        } else if (report.trouble) {
            flaw("the other account was in trouble as well: " + report.trouble->what());
        }
    }
    const model::Account row = m_shop.accountRow(platform);
    if (row.state != model::AccountState::Ok) {
        heard(row.problem);
    }
    for (const char* how : {"public", "direct"}) {
        const std::string other = otherThan(platform);
        if (m_shop.stored(question(other, how)) != 1) {
            flaw("the other account did not hear " + question(other, how));
        }
    }
}

/// What a person does about a reply that waits for their decision.
void Town::decide(const Answer& answer) {
    const model::Delivery state = m_shop.row(answer.reply).state;
    if (state == model::Delivery::Failed) {
        heard(m_shop.row(answer.reply).error);
        m_shop.carryOut(model::RetryReply{answer.reply});
    } else if (state == model::Delivery::Uncertain) {
        if (m_shop.delivered(answer.text) == 0) {
            m_shop.carryOut(model::SendReplyAgain{answer.reply});
        } else {
            flaw("a reply that is there was not found: " + answer.text);
            m_shop.carryOut(model::ReplyArrived{answer.reply});
        }
    }
}

void Town::judgeMended(const std::vector<std::string>& asked, const std::vector<Answer>& answers) {
    for (const std::string& each : asked) {
        if (const auto count = m_shop.stored(each); count != 1) {
            flaw(fmt::format("{} messages \"{}\" after mending", count, each));
        }
    }
    for (const Answer& each : answers) {
        const int delivered = m_shop.delivered(each.text);
        const model::Delivery state = m_shop.row(each.reply).state;
        if (delivered != 1 || state != model::Delivery::Sent) {
            flaw(fmt::format("\"{}\" was delivered {} times, state {}: {}", each.text, delivered,
                             static_cast<int>(state), m_shop.row(each.reply).error));
        }
    }
}

std::vector<std::string> Town::strike(const std::string& platform, const std::string& kind,
                                      const std::string& fault) {
    m_flaws.clear();
    const std::vector<Answer> answers = answerAll();
    speak();
    std::vector<std::string> asked;
    for (const std::string& each : m_platforms) {
        asked.push_back(question(each, "public"));
        asked.push_back(question(each, "direct"));
    }
    spoil(platform, kind, fault);
    if (const std::string problem = m_shop.test(platform); !problem.empty()) {
        heard(problem);
    }
    if (const auto reports = m_shop.sync()) {
        judgeBroken(platform, *reports);
    } else {
        flaw("the sync did not end");
    }
    repair(kind, fault);
    const auto open = [&] {
        return std::ranges::any_of(answers, [&](const Answer& each) {
            return m_shop.row(each.reply).state != model::Delivery::Sent;
        });
    };
    m_shop.sync();
    for (int tries = 0; tries < 4 && open(); ++tries) {
        m_shop.advance(20 * kMinute);
        if (tries >= 2) {
            std::ranges::for_each(answers, [&](const Answer& each) { decide(each); });
        }
        m_shop.sync();
    }
    judgeMended(asked, answers);
    return m_flaws;
}

}  // namespace

namespace {

/// Every `stride`-th cell of a platform: each kind of request under each fault.
void strikeAll(const std::string& platform, int stride) {
    std::vector<std::string> faults = streetFaults();
    for (const NamedToxic& toxic : toxics()) {
        faults.emplace_back(toxic.name);
    }
    const std::set<std::string> kinds = Town(together(platform)).kinds(platform);
    CHECK(kinds.size() >= 8);
    int cell = 0;
    int cells = 0;
    int failures = 0;
    std::set<std::string> sentences;
    auto town = std::make_unique<Town>(together(platform));
    for (const std::string& kind : kinds) {
        for (const std::string& fault : faults) {
            if (cell++ % stride != 0) {
                continue;
            }
            const std::vector<std::string> flaws = town->strike(platform, kind, fault);
            sentences.insert(town->sentences().begin(), town->sentences().end());
            for (const std::string& flaw : flaws) {
                ++failures;
                UNSCOPED_INFO(kind << " x " << fault << ": " << flaw);
            }
            CHECK(flaws.empty());
            // A young town has few conversations to read again.
            if (!flaws.empty() || ++cells % kOfOneTown == 0) {
                town = std::make_unique<Town>(together(platform));
            }
        }
    }
    test::figure(fmt::format(
        "fault matrix, {}: {} kinds of requests x {} faults: {} cells, {} failures, {} different sentences",
        platform, kinds.size(), faults.size(), (cell + stride - 1) / stride, failures, sentences.size()));
    if (std::getenv("SHOPBELL_SENTENCES") != nullptr) {
        for (const std::string& each : sentences) {
            std::printf("sentence: %s\n", each.c_str());
        }
        for (const std::string& each : kinds) {
            std::printf("kind: %s\n", each.c_str());
        }
    }
}

}  // namespace

TEST_CASE("whatever fault strikes whatever request to Mastodon, nothing is lost, doubled or left unsaid") {
    strikeAll("mastodon", test::extent(37, 1, 1));
}

TEST_CASE("whatever fault strikes whatever request to Bluesky, nothing is lost, doubled or left unsaid") {
    strikeAll("bluesky", test::extent(47, 1, 1));
}

TEST_CASE("whatever fault strikes whatever request to X, nothing is lost, doubled or left unsaid") {
    strikeAll("x", test::extent(43, 1, 1));
}

TEST_CASE("whatever fault strikes whatever request to Facebook, nothing is lost, doubled or left unsaid") {
    strikeAll("facebook", test::extent(53, 1, 1));
}

TEST_CASE("whatever fault strikes whatever request to Instagram, nothing is lost, doubled or left unsaid") {
    strikeAll("instagram", test::extent(53, 1, 1));
}

TEST_CASE("whatever fault strikes whatever request to Threads, nothing is lost, doubled or left unsaid") {
    strikeAll("threads", test::extent(53, 1, 1));
}

TEST_CASE("the matrix's judge finds a double, a message that is missing and a sentence that is none") {
    Town town(together("mastodon"), kForgetful);
    const std::vector<std::string> flaws = town.strike("mastodon", "POST /api/v1/statuses", "drop_after");
    // The flaw reads "… was delivered 4 times, state …".
    CHECK(std::ranges::any_of(flaws, [](const std::string& one) {
        return one.find("was delivered ") != std::string::npos &&
               one.find("delivered 0 times") == std::string::npos;
    }));
    CHECK(town.judgeUnread().size() == 2);
    for (const char* raw : {"", "two\nlines", "<html>", "HTTP 500: {\"error\":1}", "curl: (56) Recv failure",
                            "The answer is:", "[json.exception.parse_error.101] syntax error"}) {
        INFO(raw);
        CHECK_FALSE(flawOf(raw).empty());
    }
    CHECK(flawOf("mastodon.example has trouble at the moment.").empty());
}

TEST_CASE("an account whose server takes everything and says nothing keeps no other account waiting") {
    for (const char* silent : {"mastodon", "bluesky", "x", "facebook", "instagram", "threads"}) {
        INFO(silent);
        CHECK(Town(together(silent)).isPunctualBeside(silent));
    }
}
