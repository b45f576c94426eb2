// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/wire.h"
#include "platform/platform_adapter.h"
#include "platform/steps.h"

#include "net/http.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace platform::bluesky {

using Parameters = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::string_view kAccessToken = "access_token";
inline constexpr std::string_view kRefreshToken = "refresh_token";
inline constexpr std::string_view kChatProxy = "chat_proxy";
inline constexpr std::string_view kUsualChatProxy = "did:web:api.bsky.chat#bsky_chat";
inline constexpr std::string_view kMarkSeen = "mark_seen";

/// The account's own server (PDS) and what opens it; builds the XRPC calls and judges the answers. Calls of
/// app.bsky go there too, it hands them on; those of chat.bsky name the service that they are for.
class Server {
public:
    Server(const model::Account& account, const Secrets& secrets);
    /// Without a sign-in.
    explicit Server(std::string origin);

    /// "pds.example", for sentences.
    [[nodiscard]] const std::string& host() const { return m_host; }
    [[nodiscard]] const std::string& origin() const { return m_origin; }

    [[nodiscard]] HttpCall get(std::string_view method, const Parameters& parameters = {},
                               RequestKind kind = RequestKind::Poll) const;
    [[nodiscard]] HttpCall getChat(std::string_view method, const Parameters& parameters = {},
                                   RequestKind kind = RequestKind::Poll) const;
    /// `body` is JSON.
    [[nodiscard]] HttpCall post(std::string_view method, std::string body, RequestKind kind) const;
    [[nodiscard]] HttpCall postChat(std::string_view method, std::string body, RequestKind kind) const;
    /// With the renewing token, and no body at all.
    [[nodiscard]] HttpCall postRefresh() const;

    /// Why the answer is a failure, or nothing. What only one call knows is its own business.
    [[nodiscard]] std::optional<base::Error> failureOf(RequestKind kind, const net::HttpResponse& response,
                                                       base::UtcTime now) const;
    /// No call of this server will succeed before a person has signed in again.
    [[nodiscard]] base::Error loginRefused(RequestKind kind) const;
    [[nodiscard]] base::Error notBluesky(RequestKind kind, const net::HttpResponse& response) const;
    [[nodiscard]] base::Error unreadable(RequestKind kind, const base::Error& why) const;

private:
    [[nodiscard]] HttpCall call(std::string_view method, const Parameters& parameters, RequestKind kind,
                                const std::string& token) const;
    [[nodiscard]] base::Error refusal(RequestKind kind, const net::HttpResponse& response) const;

    std::string m_origin;
    std::string m_host;
    std::string m_access;
    std::string m_refresh;
    std::string m_chatProxy;
};

/// The name of a refusal: "ExpiredToken". Empty when the answer has none.
[[nodiscard]] std::string errorName(const net::HttpResponse& response);
/// The server's own words of refusal, one short line; empty when it has none.
[[nodiscard]] std::string ownWords(const net::HttpResponse& response);
/// Does the app password lack the right to read and send direct messages?
[[nodiscard]] bool lacksChatRight(const net::HttpResponse& response);

}  // namespace platform::bluesky
