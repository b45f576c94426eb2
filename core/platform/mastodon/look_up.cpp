// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/message.h"
#include "platform/mastodon/parse.h"
#include "platform/mastodon/send.h"
#include "platform/mastodon/server.h"
#include "platform/sequence.h"

#include <algorithm>

namespace platform::mastodon {

namespace {

/// Two lists, our newest posts and the thread, put together. A post that can't be read is no proof of
/// anything and is left out; a list that can't be read ends the look-up, for "not found" must mean that we
/// looked.
class LookUp final : public Part<std::vector<SeenReply>> {
public:
    explicit LookUp(const LookUpInput& input)
        : m_server(input.account.server, input.secrets), m_self(input.account), m_me(input.account.remoteId),
          m_parent(input.draft.parentRemoteId) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::OwnPosts:
            return m_server.get("/api/v1/accounts/" + net::percentEncode(m_me) + "/statuses",
                                {{"limit", "40"}, {"exclude_reblogs", "true"}}, RequestKind::LookUp);
        case Stage::Thread:
            return m_server.get("/api/v1/statuses/" + net::percentEncode(m_parent) + "/context", {},
                                RequestKind::LookUp);
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<std::vector<SeenReply>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        const bool threadGone =
            m_stage == Stage::Thread && (response.status == 404 || response.status == 410);
        if (!threadGone) {
            if (auto status = readPosts(response, now); !status) {
                return base::fail(std::move(status.error()));
            }
        }
        m_stage = m_stage == Stage::OwnPosts && !m_parent.empty() ? Stage::Thread : Stage::Done;
        if (m_stage == Stage::Done) {
            return std::optional(std::move(m_seen));
        }
        return std::optional<std::vector<SeenReply>>();
    }

private:
    enum class Stage { OwnPosts, Thread, Done };

    base::Status readPosts(const net::HttpResponse& response, base::UtcTime now) {
        constexpr auto kKind = RequestKind::LookUp;
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(*std::move(failure));
        }
        json::Reader json(response.body);
        if (!json.startsAsJson()) {
            return base::fail(m_server.notMastodon(kKind, response));
        }
        base::Result<std::vector<json::Item>> items;
        if (m_stage == Stage::OwnPosts) {
            items = json.elements();
        } else if (auto context = readContext(json)) {
            items = std::move(context->descendants);
        } else {
            items = base::fail(std::move(context.error()));
        }
        if (!items) {
            return base::fail(m_server.unreadable(kKind, items.error()));
        }
        for (const auto& item : *items) {
            WireStatus status;
            if (readStatus(json, item, status) && status.reblogged.empty() && m_self.is(status.account)) {
                add(status);
            }
        }
        return {};
    }

    void add(const WireStatus& status) {
        if (std::ranges::any_of(m_seen, [&](const auto& each) { return each.sent.remoteId == status.id; })) {
            return;
        }
        m_seen.push_back(
            {.sent = {.remoteId = status.id,
                      .at = *status.createdAt,
                      .url = status.url.empty() ? status.uri : status.url,
                      .audience = status.visibility},
             .text = status.source.empty() ? comparableHtml(*status.content) : comparablePlain(status.source),
             .parentRemoteId = status.inReplyToId});
    }

    Server m_server;
    Self m_self;
    std::string m_me;
    std::string m_parent;
    Stage m_stage = Stage::OwnPosts;
    std::vector<SeenReply> m_seen;
};

}  // namespace

std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input) {
    return sequenceOf<std::vector<SeenReply>>(std::make_unique<LookUp>(input));
}

}  // namespace platform::mastodon
