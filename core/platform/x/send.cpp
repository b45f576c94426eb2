// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/send.h"

#include "platform/sequence.h"
#include "platform/x/compose.h"
#include "platform/x/message.h"
#include "platform/x/server.h"
#include "platform/x/snowflake.h"

#include "model/text_limits.h"

#include <utility>

namespace platform::x {
namespace {

class Send final : public Part<model::SentReply> {
public:
    Send(const model::Account& account, const Secrets& secrets, Frozen frozen)
        : m_server(account.server, secrets), m_self(account), m_frozen(std::move(frozen)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>() : m_server.postOnce(m_frozen.path, m_frozen.call);
    }

    [[nodiscard]] base::Result<std::optional<model::SentReply>> accept(const net::HttpResponse& response,
                                                                       base::UtcTime now) override {
        m_done = true;
        const bool isPost = m_frozen.kind == Frozen::Kind::Post;
        if (auto failure = m_server.failureOf(RequestKind::Send, response, now)) {
            return base::fail(meant(*std::move(failure), isPost));
        }
        const std::string id = readSentId(response.body);
        if (id.empty()) {
            return base::fail(base::Error{.kind = base::ErrorKind::Unknown,
                                          .cure = base::Cure::LookUp,
                                          .message = "X answered, but not that it took the reply."});
        }
        // The answer has no time of its own; one far from now is none.
        constexpr base::Duration kSensible = std::chrono::days{1};
        const auto at = timeOfId(id);
        const bool sensible = at && *at < now + kSensible && *at > now - kSensible;
        return std::optional(
            model::SentReply{.remoteId = id,
                             .at = sensible ? *at : now,
                             .url = isPost ? webAddress(m_self.username, id) : std::string(),
                             .audience = std::string(isPost ? kPublicAudience : kPrivateAudience)});
    }

private:
    [[nodiscard]] base::Error meant(base::Error failure, bool isPost) const {
        if (failure.kind == base::ErrorKind::NotFound) {
            failure.kind = base::ErrorKind::Gone;
            failure.message = isPost ? "The post is no longer there." : "This person is no longer on X.";
        }
        const auto length = model::measure(m_frozen.text, isPost ? postLength() : directMessageLength());
        if (failure.kind == base::ErrorKind::Rejected && length.count > length.limit) {
            failure.kind = base::ErrorKind::TooLong;
        }
        if (failure.kind == base::ErrorKind::Rejected && !isPost && failure.cure == base::Cure::Never) {
            failure.kind = base::ErrorKind::Blocked;
            failure.message = "X did not take this message: this person takes no direct messages from you.";
        }
        return failure;
    }

    Server m_server;
    Self m_self;
    Frozen m_frozen;
    bool m_done = false;
};

class FindPost final : public Part<std::vector<SeenReply>> {
public:
    explicit FindPost(const LookUpInput& input)
        : m_server(input.account.server, input.secrets), m_self(input.account),
          m_dialect(dialectOf(input.account)), m_parent(thaw(input.frozen).parent) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        Parameters parameters = postParameters(m_dialect, Authors::IdsAlone);
        parameters.emplace_back("max_results", "20");
        if (timeOfId(m_parent)) {
            parameters.emplace_back("since_id", m_parent);
        }
        return m_server.get("/2/users/" + net::percentEncode(m_self.id) + "/tweets", parameters,
                            RequestKind::LookUp);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<SeenReply>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        if (refusesWords(response) && !std::exchange(m_switched, true)) {
            m_dialect = otherThan(m_dialect);
            return std::optional<std::vector<SeenReply>>();
        }
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, RequestKind::LookUp, response, now);
        if (!page) {
            return base::fail(page.error());
        }
        std::vector<SeenReply> seen;
        bool parents = page->items.empty();
        for (const auto& item : page->items) {
            WirePost post;
            if (!readPost(json, item, post)) {
                continue;
            }
            const auto message = toMessage(post, page->includes, m_self, now);
            parents = parents || !post.references.empty();
            seen.push_back({.sent = {.remoteId = message.remoteId,
                                     .at = message.at,
                                     .url = webAddress(m_self.username, message.remoteId),
                                     .audience = std::string(kPublicAudience)},
                            .text = comparable(message.text),
                            .parentRemoteId = message.parentRemoteId});
        }
        if (!parents && !m_parent.empty() && !std::exchange(m_switched, true)) {
            m_dialect = otherThan(m_dialect);
            return std::optional<std::vector<SeenReply>>();
        }
        m_done = true;
        return std::optional(std::move(seen));
    }

private:
    Server m_server;
    Self m_self;
    Dialect m_dialect;
    std::string m_parent;
    bool m_switched = false;
    bool m_done = false;
};

class FindDirectMessage final : public Part<std::vector<SeenReply>> {
public:
    explicit FindDirectMessage(const LookUpInput& input)
        : m_server(input.account.server, input.secrets), m_self(input.account),
          m_dialect(dialectOf(input.account)), m_thread(thaw(input.frozen).thread) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        Parameters parameters = directMessageParameters(m_dialect, Authors::IdsAlone);
        parameters.emplace_back("max_results", "10");
        return m_server.get(m_thread + "/dm_events", parameters, RequestKind::LookUp);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<SeenReply>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        m_done = true;
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, RequestKind::LookUp, response, now);
        if (!page) {
            return base::fail(page.error());
        }
        std::vector<SeenReply> seen;
        for (const auto& item : page->items) {
            WireDirectMessage wire;
            if (!readDirectMessage(json, item, wire) || wire.senderId != m_self.id) {
                continue;
            }
            const auto message = toMessage(wire, page->includes, m_self, now);
            seen.push_back({.sent = {.remoteId = message.remoteId,
                                     .at = message.at,
                                     .url = {},
                                     .audience = std::string(kPrivateAudience)},
                            .text = comparable(message.text)});
        }
        return std::optional(std::move(seen));
    }

private:
    Server m_server;
    Self m_self;
    Dialect m_dialect;
    std::string m_thread;
    bool m_done = false;
};

}  // namespace

std::unique_ptr<Steps<model::SentReply>> send(const model::Account& account, const Secrets& secrets,
                                              const model::FrozenReply& frozen) {
    return sequenceOf<model::SentReply>(std::make_unique<Send>(account, secrets, thaw(frozen)));
}

std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input) {
    using Seen = std::vector<SeenReply>;
    return thaw(input.frozen).kind == Frozen::Kind::DirectMessage
               ? sequenceOf<Seen>(std::make_unique<FindDirectMessage>(input))
               : sequenceOf<Seen>(std::make_unique<FindPost>(input));
}

}  // namespace platform::x
