// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/steps.h"

#include "net/http.h"

#include "base/clock.h"
#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>

/// What answers of every platform have in common.
namespace platform {

/// Polling again may help by itself; a person who signs in or sends wants to know at once.
[[nodiscard]] base::Cure whenWrong(RequestKind kind);

/// Redirects, trouble of the server (a send may have arrived), too many requests. Nothing for a good status,
/// and for those that each platform means in its own way.
[[nodiscard]] std::optional<base::Error> usualFailure(std::string_view host, RequestKind kind,
                                                      const net::HttpResponse& response, base::UtcTime now);
/// A good status, and not what the platform sends: a web page, a proxy's text.
[[nodiscard]] base::Error notThePlatform(std::string_view host, std::string_view platform, RequestKind kind,
                                         const net::HttpResponse& response);
[[nodiscard]] base::Error unreadableAnswer(std::string_view host, RequestKind kind, const base::Error& why);

/// Does the body look like HTML, or say so?
[[nodiscard]] bool isWebPage(const net::HttpResponse& response);

/// As much of an unreadable item as is kept.
[[nodiscard]] std::string keptJson(std::string_view json);
/// A name for an item without one: the same bytes give the same.
[[nodiscard]] std::string nameOfBytes(std::string_view json);

}  // namespace platform
