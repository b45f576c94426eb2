// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/answer.h"

#include "net/rate_budget.h"

#include "base/digest.h"
#include "base/text.h"

#include <fmt/format.h>

namespace platform {

using base::Cure;
using base::ErrorKind;

Cure whenWrong(RequestKind kind) {
    return kind == RequestKind::Poll || kind == RequestKind::LookUp ? Cure::BackOff : Cure::Never;
}

std::optional<base::Error> usualFailure(std::string_view host, RequestKind kind,
                                        const net::HttpResponse& response, base::UtcTime now) {
    if (response.status >= 300 && response.status < 400) {
        const auto target = net::authorityOf(response.headers.find("Location").value_or(""));
        return base::Error{
            .kind = ErrorKind::NotThePlatform,
            .cure = whenWrong(kind),
            .message = target.empty() ? fmt::format("{} sends us elsewhere without saying where.", host)
                                      : fmt::format("{} redirects to {}; use that address.", host, target)};
    }
    if (response.status == 429) {
        constexpr base::Duration kUsualPause{5 * 60'000};
        return base::Error{.kind = ErrorKind::RateLimited,
                           .cure = Cure::RetryAt,
                           .message = fmt::format("{} asks us to wait: too many requests.", host),
                           .retryAt = net::retryTime(response, now).value_or(now + kUsualPause)};
    }
    const bool mayHaveActed = response.status >= 500 || response.status == 408 || response.status < 200;
    if (!mayHaveActed) {
        return std::nullopt;
    }
    if (kind == RequestKind::Send) {
        return base::Error{.kind = ErrorKind::Unknown,
                           .cure = Cure::LookUp,
                           .message =
                               fmt::format("{} had trouble; it may or may not have taken the reply.", host)};
    }
    base::Error trouble{.kind = ErrorKind::ServerTrouble,
                        .cure = Cure::BackOff,
                        .message = fmt::format("{} has trouble at the moment.", host)};
    if (response.headers.find("Retry-After")) {
        trouble.retryAt = net::retryTime(response, now);
        trouble.cure = trouble.retryAt ? Cure::RetryAt : Cure::BackOff;
    }
    return trouble;
}

base::Error notThePlatform(std::string_view host, std::string_view platform, RequestKind kind,
                           const net::HttpResponse& response) {
    return base::Error{
        .kind = ErrorKind::NotThePlatform,
        .cure = whenWrong(kind),
        .message = isWebPage(response)
                       ? fmt::format("{} answered with a web page instead of {}'s data (a login page of the "
                                     "network?).",
                                     host, platform)
                       : fmt::format("{} answered with something that is not {}'s data.", host, platform)};
}

base::Error unreadableAnswer(std::string_view host, RequestKind kind, const base::Error& why) {
    return base::Error{.kind = ErrorKind::Unreadable,
                       .cure = whenWrong(kind),
                       .message = fmt::format("The answer of {} can't be read: {}.", host, why.message)};
}

bool isWebPage(const net::HttpResponse& response) {
    const auto type = base::asciiLower(response.headers.find("Content-Type").value_or(""));
    return type.starts_with("text/html") || base::trim(response.body).starts_with('<');
}

std::string keptJson(std::string_view json) {
    constexpr std::size_t kMostKept = std::size_t{64} * 1024;
    return base::sanitizeUtf8(json.substr(0, kMostKept));
}

std::string nameOfBytes(std::string_view json) {
    const auto digest = base::sha256(json);
    return "unreadable:" +
           base::hex({reinterpret_cast<const char*>(digest.data()), digest.size()}).substr(0, 16);
}

}  // namespace platform
