// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_samples.h"
#include "net/rate_budget.h"
#include "platform/graph/parse.h"
#include "platform/graph/refusal.h"
#include "support/catch.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

/// What Graph's codes mean, for a poll and for a reply.
namespace {

using base::Cure;
using base::ErrorKind;
using platform::RequestKind;

const base::UtcTime kNow = dialogue::kNow;

struct Said {
    int code = 0;
    int subcode = 0;
    int status = 400;
    std::string message = "no";
    bool transient = false;
};
struct Meaning {
    ErrorKind kind;
    Cure cure;
    bool operator==(const Meaning&) const = default;
};
net::HttpResponse responseOf(const Said& said) {
    fb::Json error{{"message", said.message}, {"code", said.code}};
    if (said.subcode != 0) {
        error["error_subcode"] = said.subcode;
    }
    if (said.transient) {
        error["is_transient"] = true;
    }
    return dialogue::Answer{said.status, fb::Json{{"error", error}}.dump()}.response();
}
base::Error meaningOf(const Said& said, RequestKind kind, const net::HttpResponse& response) {
    static const platform::graph::Server server("https://graph.facebook.example", "v26.0", "Facebook",
                                                fb::secrets());
    const auto failure = server.failureOf(kind, response, kNow);
    CAPTURE(said.code, said.subcode);
    REQUIRE(failure);
    return *failure;
}
base::Error meaningOf(const Said& said, RequestKind kind) {
    return meaningOf(said, kind, responseOf(said));
}

struct Row {
    Said said;
    Meaning poll;
    Meaning send;
};
constexpr Meaning kLogin{ErrorKind::NeedsLogin, Cure::LogInAgain};
constexpr Meaning kRate{ErrorKind::RateLimited, Cure::RetryAt};
constexpr Meaning kBlocked{ErrorKind::Blocked, Cure::Never};
constexpr Meaning kClosed{ErrorKind::WindowClosed, Cure::Never};
constexpr Meaning kTrouble{ErrorKind::ServerTrouble, Cure::BackOff};
constexpr Meaning kMayHaveArrived{ErrorKind::Unknown, Cure::LookUp};
constexpr Meaning kMissing{ErrorKind::Permission, Cure::BackOff};
constexpr Meaning kForbidden{ErrorKind::Permission, Cure::Never};
constexpr Meaning kNotThere{ErrorKind::NotFound, Cure::Never};
constexpr Meaning kWrong{ErrorKind::Rejected, Cure::BackOff};
constexpr Meaning kRefused{ErrorKind::Rejected, Cure::Never};

const std::vector<Row>& table() {
    static const std::vector<Row> kTable{
        {{190, 458, 401}, kLogin, kLogin},
        {{190, 459, 400}, kLogin, kLogin},
        {{190, 460, 400}, kLogin, kLogin},
        {{190, 463, 401}, kLogin, kLogin},
        {{190, 464, 400}, kLogin, kLogin},
        {{190, 467, 400}, kLogin, kLogin},
        {{190, 0, 401}, kLogin, kLogin},
        {{102, 0, 400}, kLogin, kLogin},
        {{3, 0, 400}, kMissing, kForbidden},
        {{10, 0, 403}, kMissing, kForbidden},
        {{200, 0, 403}, kMissing, kForbidden},
        {{230, 0, 403}, kMissing, kForbidden},
        {{299, 0, 403}, kMissing, kForbidden},
        {{10, 1893063, 403}, kMissing, kForbidden},
        {{10, 2018278, 403}, kClosed, kClosed},
        {{10, 2534022, 403}, kClosed, kClosed},
        {{10, 0, 403, "This message is sent outside of allowed window."}, kClosed, kClosed},
        {{10, 2018108, 403}, kBlocked, kBlocked},
        {{200, 1545041, 403}, kBlocked, kBlocked},
        {{551, 0, 400}, kBlocked, kBlocked},
        {{100, 2018001, 400}, kBlocked, kBlocked},
        {{100, 2018164, 400}, kBlocked, kBlocked},
        {{100, 2534014, 400}, kBlocked, kBlocked},
        {{9010, 0, 400}, kBlocked, kBlocked},
        {{230, 0, 403, "User consent is needed"}, kBlocked, kBlocked},
        {{100, 2534001, 400}, {ErrorKind::Gone, Cure::Never}, {ErrorKind::Gone, Cure::Never}},
        {{100, 2534013, 400}, kRate, kRate},
        {{2, 0, 500}, kTrouble, kMayHaveArrived},
        {{2, 0, 400}, kTrouble, kMayHaveArrived},
        {{2, 1545133, 400}, kTrouble, kMayHaveArrived},
        {{1200, 0, 400}, kTrouble, kMayHaveArrived},
        {{1, 0, 400}, kTrouble, kMayHaveArrived},
        {{1, 99, 500}, kTrouble, kMayHaveArrived},
        {{1, 1357046, 400}, kTrouble, kMayHaveArrived},
        {{100, 0, 400, "no", true}, kTrouble, kMayHaveArrived},
        {{77, 0, 502}, kTrouble, kMayHaveArrived},
        {{4, 0, 400}, kRate, kRate},
        {{17, 0, 400}, kRate, kRate},
        {{32, 0, 403}, kRate, kRate},
        {{341, 0, 400}, kRate, kRate},
        {{613, 0, 400}, kRate, kRate},
        {{80001, 0, 400}, kRate, kRate},
        {{80002, 0, 400}, kRate, kRate},
        {{80006, 0, 400}, kRate, kRate},
        {{368, 0, 400}, kRate, kRate},
        {{506, 0, 400}, kMayHaveArrived, kMayHaveArrived},
        {{100, 0, 400}, kWrong, kRefused},
        {{100, 33, 400}, kNotThere, kNotThere},
        {{803, 0, 404}, kNotThere, kNotThere},
        {{12, 0, 400}, {ErrorKind::Unsupported, Cure::Never}, {ErrorKind::Unsupported, Cure::Never}},
        {{10900, 0, 400}, kRefused, kRefused},
        {{100, 2534025, 400}, kRefused, kRefused},
        {{999, 0, 400}, kWrong, kRefused},
    };
    return kTable;
}

}  // namespace

TEST_CASE("each of Graph's codes means what Meta's references say, in a poll and of a reply") {
    for (const auto& row : table()) {
        CAPTURE(row.said.code, row.said.subcode, row.said.status, row.said.message);
        const auto poll = meaningOf(row.said, RequestKind::Poll);
        const auto send = meaningOf(row.said, RequestKind::Send);
        CHECK(static_cast<int>(poll.kind) == static_cast<int>(row.poll.kind));
        CHECK(static_cast<int>(poll.cure) == static_cast<int>(row.poll.cure));
        CHECK(static_cast<int>(send.kind) == static_cast<int>(row.send.kind));
        CHECK(static_cast<int>(send.cure) == static_cast<int>(row.send.cure));
        CHECK_FALSE(send.message.empty());
    }
}

TEST_CASE("a reply is only tried again by itself after a word that it certainly did not arrive") {
    for (const auto& row : table()) {
        CAPTURE(row.said.code, row.said.subcode);
        const auto cure = meaningOf(row.said, RequestKind::Send).cure;
        const bool waits = row.send == kRate;
        CHECK((cure == Cure::RetryAt) == waits);
        CHECK(cure != Cure::BackOff);
    }
    for (const int status : {408, 500, 502, 503, 504}) {
        const auto response = dialogue::page(status, "<h1>trouble</h1>").response();
        CHECK(meaningOf({}, RequestKind::Send, response).cure == Cure::LookUp);
        CHECK(meaningOf({}, RequestKind::Poll, response).cure == Cure::BackOff);
    }
}

TEST_CASE("a token's end is said with its reason") {
    const auto says = [](int subcode, std::string_view words) {
        return meaningOf({190, subcode, 401}, RequestKind::Poll).message.find(words) != std::string::npos;
    };
    CHECK(says(458, "app was taken off"));
    CHECK(says(459, "in the browser"));
    CHECK(says(460, "password was changed"));
    CHECK(says(463, "has run out"));
    CHECK(says(464, "in the browser"));
    CHECK(says(467, "taken back"));
    CHECK(says(0, "no longer good"));
}

TEST_CASE("a limit waits for the minutes that Graph names, else a quarter of an hour") {
    const Said limited{80006, 0, 400};
    CHECK(meaningOf(limited, RequestKind::Poll).retryAt == kNow + base::Duration{15 * 60'000});
    auto response = responseOf(limited);
    response.headers.add(
        "X-Business-Use-Case-Usage",
        R"({"1088":[{"type":"messenger","call_count":100,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":28}]})");
    CHECK(meaningOf(limited, RequestKind::Poll, response).retryAt == kNow + base::Duration{28 * 60'000});
    CHECK(meaningOf({368, 0, 400}, RequestKind::Send).retryAt == kNow + base::Duration{24 * 3'600'000});
    CHECK(meaningOf({100, 2534013, 400}, RequestKind::Send).retryAt == kNow + base::Duration{3'600'000});
}

TEST_CASE("a page that is no answer of Graph's is no refusal of Graph's") {
    const auto portal = dialogue::page(200, "<html>Log in to the network</html>");
    CHECK_FALSE(platform::graph::readError(portal.body).given);
    fb::Poll poll;
    CHECK(poll.run({{fb::askedConversations(), portal}}).status.error().kind == ErrorKind::NotThePlatform);
    CHECK(poll.run({{fb::askedConversations(), dialogue::json(R"({"data":7})")}}).status.error().kind ==
          ErrorKind::Unreadable);
    CHECK_FALSE(platform::graph::readError(R"({"error":"no"})").given);
    CHECK_FALSE(platform::graph::readError("[]").given);
}

TEST_CASE("the share of a limit that is used is the largest of all that the headers say") {
    const auto usage = [](const std::string& app, const std::string& business) {
        net::HttpResponse response;
        if (!app.empty()) {
            response.headers.add("X-App-Usage", app);
        }
        if (!business.empty()) {
            response.headers.add("X-Business-Use-Case-Usage", business);
        }
        return platform::graph::usageOf(response);
    };
    CHECK_FALSE(usage("", ""));
    CHECK_FALSE(usage("nonsense", "[7]"));
    CHECK(usage(R"({"call_count":28,"total_cputime":75,"total_time":12})", "")->percent == 75);
    const auto both = usage(
        R"({"call_count":28})",
        R"({"1088":[{"type":"pages","call_count":5,"total_cputime":90},7],"1089":{"call_count":99},"1090":[{"type":"messenger","total_time":100,"estimated_time_to_regain_access":3}]})");
    REQUIRE(both);
    CHECK(both->percent == 100);
    CHECK(both->regain == base::Duration{3 * 60'000});
    CHECK(usage(R"({"call_count":-5})", "")->percent == 0);
    CHECK(usage(R"({"call_count":1e300})", "")->percent == 1000);
}

TEST_CASE("polls slow down from three quarters of a limit on and wait when all is used") {
    using Urgency = net::RateBudget::Urgency;
    const auto budgetAt = [](int percent, std::optional<int> minutes) {
        net::HttpResponse response;
        response.headers.add(
            "X-Business-Use-Case-Usage",
            fmt::format(
                R"({{"1088":[{{"type":"pages","call_count":{},"estimated_time_to_regain_access":{}}}]}})",
                percent, minutes.value_or(0)));
        net::RateBudget budget;
        budget.learnUsage(*platform::graph::usageOf(response), kNow, "pages");
        return budget;
    };
    CHECK(budgetAt(74, {}).leastPollInterval(3, kNow) == base::Duration{0});
    const auto slow = budgetAt(75, {}).leastPollInterval(3, kNow);
    const auto slower = budgetAt(90, {}).leastPollInterval(3, kNow);
    CHECK(slow > base::Duration{0});
    CHECK(slower > slow);
    CHECK(budgetAt(90, {}).allows(Urgency::Reply, kNow, "pages"));
    CHECK_FALSE(budgetAt(100, {}).allows(Urgency::Poll, kNow, "pages"));
    const auto out = budgetAt(100, 28);
    CHECK_FALSE(out.allows(Urgency::Poll, kNow, "pages"));
    CHECK(out.opensAt(Urgency::Poll, kNow, "pages") == kNow + base::Duration{28 * 60'000});
    CHECK(out.allows(Urgency::Poll, kNow, "messenger"));
}

TEST_CASE("of a Page's conversations two calls go in a second") {
    fb::Poll poll;
    const auto steps = poll.steps();
    const auto call = std::get<platform::HttpCall>(steps->request());
    CHECK(call.limitGroup == "messenger");
    net::RateBudget budget;
    const base::SteadyTime start{};
    CHECK(budget.waitForTurn(call.pause, start, call.limitGroup) == base::Duration{0});
    CHECK(budget.waitForTurn(call.pause, start, call.limitGroup) == base::Duration{500});
    CHECK(budget.waitForTurn(call.pause, start + base::Duration{200}, call.limitGroup) ==
          base::Duration{300});
    CHECK(budget.waitForTurn(call.pause, start + base::Duration{500}, call.limitGroup) == base::Duration{0});
}
