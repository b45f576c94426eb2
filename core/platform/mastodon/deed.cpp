// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/deed.h"

#include "platform/mastodon/parse.h"
#include "platform/mastodon/server.h"
#include "platform/sequence.h"

#include <fmt/format.h>

namespace platform::mastodon {
namespace {

class Favourite final : public Part<Acknowledged> {
public:
    Favourite(const model::Account& account, const Secrets& secrets, const model::DeedWish& wish)
        : m_server(account.server, secrets), m_wish(wish) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        HttpCall call =
            m_server.get(fmt::format("/api/v1/statuses/{}/{}", net::percentEncode(m_wish.remoteId),
                                     m_wish.wanted ? "favourite" : "unfavourite"),
                         {}, RequestKind::Send);
        call.request.method = net::Method::Post;
        return call;
    }

    [[nodiscard]] base::Result<std::optional<Acknowledged>> accept(const net::HttpResponse& response,
                                                                   base::UtcTime now) override {
        m_done = true;
        if (response.status == 404 || response.status == 410) {
            return base::fail(base::ErrorKind::Gone,
                              fmt::format("this message is no longer on {}", m_server.host()));
        }
        if (auto failure = m_server.failureOf(RequestKind::Send, response, now)) {
            return base::fail(*std::move(failure));
        }
        json::Reader json(response.body);
        WireStatus status;
        static_cast<void>(readStatus(json, json.whole(), status));
        if (status.id.empty()) {
            return base::fail(m_server.notMastodon(RequestKind::Poll, response));
        }
        return std::optional(Acknowledged{});
    }

private:
    Server m_server;
    model::DeedWish m_wish;
    bool m_done = false;
};

}  // namespace

std::unique_ptr<Steps<Acknowledged>> tellDeed(const model::Account& account, const Secrets& secrets,
                                              const model::DeedWish& wish) {
    return wish.deed == model::Deed::Like
               ? sequenceOf<Acknowledged>(std::make_unique<Favourite>(account, secrets, wish))
               : nullptr;
}

}  // namespace platform::mastodon
