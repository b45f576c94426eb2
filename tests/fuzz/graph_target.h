// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clean.h"
#include "platform/graph/refusal.h"
#include "platform/platform_adapter.h"
#include "platform/sign_in.h"

#include "base/digest.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

/// What the targets of Meta's platforms do alike.
namespace fuzz {

inline constexpr base::UtcTime kNow = base::fromMs(1'777'885'200'000);

/// The first byte chooses between a good answer and a refusal. The same bytes may be what is told of usage.
inline net::HttpResponse responseOf(const std::uint8_t* bytes, std::size_t size) {
    net::HttpResponse response;
    const bool refused = size > 0 && bytes[0] == '!';
    response.status = refused ? 403 : 200;
    response.body.assign(reinterpret_cast<const char*>(bytes + (refused ? 1 : 0)), size - (refused ? 1 : 0));
    net::HttpResponse used;
    used.headers.add("X-App-Usage", response.body);
    used.headers.add("X-Business-Use-Case-Usage", response.body);
    static_cast<void>(platform::graph::usageOf(used));
    return response;
}

inline void cleanBatch(const model::IncomingBatch& batch) {
    for (const auto& message : batch.messages) {
        demandStorable(message);
    }
    for (const auto& gap : batch.gaps) {
        demandClean(gap.reason);
    }
    demandClean(batch.problem);
}

/// A first import, and a thorough poll with these cursors.
inline void feedPolls(const platform::PlatformAdapter& adapter, const model::Account& account,
                      const platform::Secrets& secrets, const net::HttpResponse& response,
                      const std::map<std::string, std::string>& cursors) {
    feed(adapter.poll({.account = account, .secrets = secrets, .cursors = {}, .recent = {}}), response,
         cleanBatch);
    feed(adapter.poll({.account = account,
                       .secrets = secrets,
                       .cursors = cursors,
                       .recent = {{"5001_25", "5001_25"}, {"5001_24", "5001_24"}}}),
         response, cleanBatch);
}

inline void feedSignIn(const platform::OAuthSignIn& signIn, const net::HttpResponse& response) {
    const platform::AuthorizationPage page{.url = {},
                                           .redirect = "https://shop.example/done",
                                           .state = "S",
                                           .pending = {{"client_id", "A"}, {"client_secret", "S"}}};
    feed(signIn.exchange("https://graph.example", page, response.body), response);
}

/// Replies of every kind, frozen by us or with any bytes in their place.
inline void feedReplies(const platform::PlatformAdapter& adapter, const model::Account& account,
                        const platform::Secrets& secrets, const std::string& audience,
                        const net::HttpResponse& response) {
    model::ReplyDraft draft;
    draft.text = base::sanitizeUtf8(response.body);
    draft.audience = audience;
    draft.parentRemoteId = "5001_25";
    draft.addresseeRemoteId = "6544";
    draft.addresseeHandle = "ana";
    draft.addresseeWroteAt = kNow - std::chrono::hours{30};
    for (const auto visibility : {model::Visibility::Public, model::Visibility::Private}) {
        draft.visibility = visibility;
        for (const bool fromPublic : {false, true}) {
            draft.fromPublic = fromPublic;
            static_cast<void>(adapter.check(account, draft));
            if (auto asked = adapter.prepare(account, secrets, draft, kNow)) {
                feed(asked, response);
            }
            base::SeededRandom random(1);
            const auto frozen = adapter.freeze(account, draft, {{"container", "777"}}, kNow, random);
            for (const auto& reply : {frozen, model::FrozenReply{.body = response.body, .repeatKey = "k"}}) {
                static_cast<void>(adapter.comparableText(reply));
                feed(adapter.send(account, secrets, reply), response);
                feed(
                    adapter.lookUp({.account = account, .secrets = secrets, .draft = draft, .frozen = reply}),
                    response);
            }
        }
    }
}

}  // namespace fuzz
