// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/send.h"

#include "platform/mastodon/compose.h"
#include "platform/mastodon/parse.h"
#include "platform/mastodon/server.h"
#include "platform/sequence.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace platform::mastodon {

namespace {

/// Does the text name a number that is below `length`? "Text character limit of 500 exceeded", in any
/// language.
bool namesSmallerNumber(std::string_view text, std::int64_t length) {
    constexpr std::int64_t kLeastLimit = 100;
    for (std::size_t position = 0; position < text.size();) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data() + position, text.data() + text.size(), number);
        if (error == std::errc{} && number >= kLeastLimit && number < length) {
            return true;
        }
        position = std::max(position + 1, static_cast<std::size_t>(end - text.data()));
    }
    return false;
}

class Send final : public Part<model::SentReply> {
public:
    Send(const model::Account& account, const Secrets& secrets, model::FrozenReply frozen)
        : m_server(account.server, secrets), m_frozen(std::move(frozen)), m_composed(thaw(m_frozen)),
          m_rule(lengthRule(account.facts)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>()
                      : m_server.postOnce("/api/v1/statuses", m_frozen.body, m_frozen.repeatKey);
    }

    [[nodiscard]] base::Result<std::optional<model::SentReply>> accept(const net::HttpResponse& response,
                                                                       base::UtcTime now) override {
        m_done = true;
        if (auto refused = refusal(response, now)) {
            return base::fail(*std::move(refused));
        }
        json::Reader json(response.body);
        WireStatus status;
        static_cast<void>(readStatus(json, json.whole(), status));
        if (status.id.empty()) {
            return base::fail(base::ErrorKind::Unknown,
                              fmt::format("{} answered, but not that it took the reply.", m_server.host()),
                              base::Cure::LookUp);
        }
        return std::optional(model::SentReply{.remoteId = status.id,
                                              .at = status.createdAt.value_or(now),
                                              .url = status.url.empty() ? status.uri : status.url,
                                              .audience = status.visibility.empty() ? m_composed.visibility
                                                                                    : status.visibility});
    }

private:
    [[nodiscard]] std::optional<base::Error> refusal(const net::HttpResponse& response,
                                                     base::UtcTime now) const {
        auto failure = m_server.failureOf(RequestKind::Send, response, now);
        if (!failure) {
            return failure;
        }
        if (response.status == 404 || response.status == 410) {
            failure =
                base::Error{.kind = base::ErrorKind::Gone,
                            .message = m_composed.inReplyToId.empty()
                                           ? fmt::format("{} does not take replies here.", m_server.host())
                                           : "The message that this answers is no longer there."};
        } else if (failure->kind == base::ErrorKind::Rejected && isTooLong(response)) {
            failure->kind = base::ErrorKind::TooLong;
        }
        return failure;
    }

    /// By our own count, or by the number in the server's own words: its limit may have changed since we
    /// asked.
    [[nodiscard]] bool isTooLong(const net::HttpResponse& response) const {
        const auto length = lengthOf(m_composed, m_rule);
        return response.status == 413 || length > m_rule.limit ||
               (response.status == 422 && namesSmallerNumber(ownWords(response), length));
    }

    Server m_server;
    model::FrozenReply m_frozen;
    Composed m_composed;
    model::LengthRule m_rule;
    bool m_done = false;
};

}  // namespace

std::unique_ptr<Steps<model::SentReply>> send(const model::Account& account, const Secrets& secrets,
                                              const model::FrozenReply& frozen) {
    return sequenceOf<model::SentReply>(std::make_unique<Send>(account, secrets, frozen));
}

}  // namespace platform::mastodon
