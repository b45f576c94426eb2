// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/refusal.h"

#include "platform/answer.h"

#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace platform::graph {
namespace {

using base::Cure;
using base::ErrorKind;

base::Error error(ErrorKind kind, Cure cure, std::string message) {
    return base::Error{.kind = kind, .cure = cure, .message = std::move(message)};
}

/// Graph's own words, one short line behind a colon; a full stop when it has none.
std::string quoted(const WireError& said) {
    constexpr std::size_t kLongest = 240;
    const auto words =
        base::snippet(base::cleanName(said.userMessage.empty() ? said.message : said.userMessage), kLongest);
    return words.empty() ? std::string(".") : fmt::format(": “{}”.", words);
}

bool says(const WireError& said, std::string_view words) {
    return base::asciiLower(said.message).find(words) != std::string::npos;
}

bool isOneOf(std::int64_t code, std::initializer_list<std::int64_t> codes) {
    return std::ranges::find(codes, code) != codes.end();
}

base::Error loginRefused(const WireError& said, std::string_view platform) {
    const auto because = [&said]() -> std::string_view {
        switch (said.subcode) {
        case 458:
            return "the app was taken off the account";
        case 459:
        case 464:
            return "Meta wants to see you in the browser first: log in there and confirm";
        case 460:
            return "the password was changed";
        case 463:
            return "the token has run out";
        case 467:
            return "the token was taken back";
        default:
            return "the token is no longer good";
        }
    }();
    return error(
        ErrorKind::NeedsLogin, Cure::LogInAgain,
        fmt::format("{} no longer accepts this sign-in: {}. Connect the account again.", platform, because));
}

/// The person or the thread that a message was for.
std::optional<base::Error> addresseeMissing(const WireError& said, std::string_view platform) {
    const bool noSuchPerson = said.code == 9010 || isOneOf(said.subcode, {2018001, 2018164, 2534014});
    if (noSuchPerson) {
        return error(ErrorKind::Blocked, Cure::Never,
                     fmt::format("{} knows no such person for this account.", platform));
    }
    const bool unreachable = said.code == 551 || (said.code == 230 && says(said, "consent")) ||
                             isOneOf(said.subcode, {2018108, 1545041});
    if (unreachable) {
        return error(ErrorKind::Blocked, Cure::Never,
                     "This person takes no messages from you at the moment.");
    }
    if (said.subcode == 2534001) {
        return error(ErrorKind::Gone, Cure::Never,
                     "This conversation was archived or deleted by the account's owner.");
    }
    return std::nullopt;
}

constexpr base::Duration kMinute{60'000};
constexpr base::Duration kUsualWait = 15 * kMinute;
constexpr base::Duration kLongestWait = 24 * 60 * kMinute;

base::Error waitFor(base::Duration wait, std::string message, base::UtcTime now) {
    base::Error limited = error(ErrorKind::RateLimited, Cure::RetryAt, std::move(message));
    limited.retryAt = now + std::clamp(wait, kMinute, kLongestWait);
    return limited;
}

std::optional<base::Error> limitReached(const WireError& said, std::string_view platform,
                                        const net::HttpResponse& response, base::UtcTime now) {
    const bool limited =
        isOneOf(said.code, {4, 17, 32, 341, 613}) || (said.code >= 80'000 && said.code <= 80'014);
    if (limited) {
        const auto usage = usageOf(response);
        return waitFor(usage && usage->regain ? *usage->regain : kUsualWait,
                       fmt::format("{} asks us to wait: too many requests.", platform), now);
    }
    if (said.subcode == 2534013) {
        return waitFor(60 * kMinute, fmt::format("{} takes no more private replies this hour.", platform),
                       now);
    }
    if (said.code == 368) {
        return waitFor(kLongestWait,
                       fmt::format("{} has stopped this account for a while{}", platform, quoted(said)), now);
    }
    return std::nullopt;
}

base::Error notAllowed(const WireError& said, std::string_view platform, RequestKind kind) {
    if (said.subcode == 1893063) {
        return error(
            ErrorKind::Permission, whenWrong(kind),
            fmt::format("{} does not let this account send at the moment; look at its account status{}",
                        platform, quoted(said)));
    }
    return error(
        ErrorKind::Permission, whenWrong(kind),
        fmt::format("This sign-in lacks a permission that {} wants for this{}", platform, quoted(said)));
}

/// Trouble that passes. A send may have arrived although Graph says so.
std::optional<base::Error> trouble(const WireError& said, std::string_view platform, RequestKind kind,
                                   int status) {
    if (!said.transient && !isOneOf(said.code, {1, 2, 1200}) && status < 500) {
        return std::nullopt;
    }
    if (kind == RequestKind::Send) {
        return error(ErrorKind::Unknown, Cure::LookUp,
                     fmt::format("{} had trouble; it may or may not have taken the reply.", platform));
    }
    return error(ErrorKind::ServerTrouble, Cure::BackOff,
                 fmt::format("{} has trouble at the moment.", platform));
}

/// The largest of the shares in one usage object, in per cent.
void take(const nlohmann::json& usage, net::Usage& most) {
    if (!usage.is_object()) {
        return;
    }
    for (const char* share : {"call_count", "total_cputime", "total_time"}) {
        const auto found = usage.find(share);
        if (found != usage.end() && found->is_number()) {
            most.percent =
                std::max(most.percent, static_cast<int>(std::clamp(found->get<double>(), 0.0, 1000.0)));
        }
    }
    const auto regain = usage.find("estimated_time_to_regain_access");
    if (regain != usage.end() && regain->is_number() && regain->get<double>() > 0) {
        const double minutes = std::min(std::ceil(regain->get<double>()), 1440.0);
        most.regain = std::max(most.regain.value_or(base::Duration{0}), kMinute * static_cast<int>(minutes));
    }
}

}  // namespace

bool alreadyRepliedPrivately(const WireError& said) {
    return said.given && (said.code == 10'900 || said.subcode == 10'900 || said.code == 2'534'025 ||
                          said.subcode == 2'534'025);
}

bool windowIsClosed(const WireError& said) {
    return said.given && (isOneOf(said.subcode, {2018278, 2534022}) ||
                          (said.code == 10 && says(said, "outside of allowed window")));
}

base::Error meaningOf(const WireError& said, std::string_view platform, RequestKind kind,
                      const net::HttpResponse& response, base::UtcTime now) {
    // Of code 10 some subcodes are no matter of permission: they are looked at first.
    if (windowIsClosed(said)) {
        return error(
            ErrorKind::WindowClosed, Cure::Never,
            fmt::format("{} no longer takes a reply here: the customer wrote too long ago.", platform));
    }
    if (alreadyRepliedPrivately(said)) {
        return error(ErrorKind::Rejected, Cure::Never,
                     "This comment was answered in private already; there is one private reply for each.");
    }
    if (auto missing = addresseeMissing(said, platform)) {
        return *std::move(missing);
    }
    if (auto limited = limitReached(said, platform, response, now)) {
        return *std::move(limited);
    }
    if (said.code == 190 || said.code == 102) {
        return loginRefused(said, platform);
    }
    if (said.code == 506) {
        return error(
            ErrorKind::Unknown, Cure::LookUp,
            fmt::format("{} says that the same words stand there already; it is looked for.", platform));
    }
    if (said.code == 12) {
        return error(ErrorKind::Unsupported, Cure::Never, fmt::format("{} no longer offers this.", platform));
    }
    if (said.code == 3 || said.code == 10 || (said.code >= 200 && said.code <= 299)) {
        return notAllowed(said, platform, kind);
    }
    if ((said.code == 100 && said.subcode == 33) || said.code == 803 || response.status == 404) {
        return error(ErrorKind::NotFound, Cure::Never, fmt::format("This is no longer on {}.", platform));
    }
    if (auto passing = trouble(said, platform, kind, response.status)) {
        return *std::move(passing);
    }
    return error(ErrorKind::Rejected, whenWrong(kind),
                 fmt::format("{} refused this{}", platform, quoted(said)));
}

std::optional<net::Usage> usageOf(const net::HttpResponse& response) {
    net::Usage most;
    bool told = false;
    if (const auto app = response.headers.find("X-App-Usage")) {
        const auto read = nlohmann::json::parse(*app, nullptr, false);
        told = read.is_object();
        take(read, most);
    }
    if (const auto business = response.headers.find("X-Business-Use-Case-Usage")) {
        const auto read = nlohmann::json::parse(*business, nullptr, false);
        if (read.is_object()) {
            told = true;
            for (const auto& [id, list] : read.items()) {
                for (const auto& usage : list.is_array() ? list : nlohmann::json::array()) {
                    take(usage, most);
                }
            }
        }
    }
    return told ? std::optional(most) : std::nullopt;
}

}  // namespace platform::graph
