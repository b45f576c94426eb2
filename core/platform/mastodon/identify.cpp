// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/identify.h"

#include "platform/mastodon/parse.h"
#include "platform/mastodon/server.h"
#include "platform/sequence.h"

#include "base/text.h"

#include <fmt/format.h>

namespace platform::mastodon {

namespace {

constexpr auto kKind = RequestKind::SignIn;

/// Whose token it is; then version 2 or 1 of the server's description; then nodeinfo, which alone says what
/// software this is. Only the first must succeed.
class Identify final : public Part<Identity> {
public:
    Identify(std::string server, const Secrets& secrets) : m_server(std::move(server), secrets) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Account:
            return m_server.get("/api/v1/accounts/verify_credentials", {}, kKind);
        case Stage::Instance2:
            return m_server.get("/api/v2/instance", {}, kKind);
        case Stage::Instance1:
            return m_server.get("/api/v1/instance", {}, kKind);
        case Stage::NodeinfoLinks:
            return m_server.getOpenly(m_server.origin() + "/.well-known/nodeinfo", kKind);
        case Stage::Nodeinfo:
            return m_server.getOpenly(m_nodeinfo, kKind);
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<Identity>> accept(const net::HttpResponse& response,
                                                               base::UtcTime now) override {
        switch (m_stage) {
        case Stage::Account:
            if (auto status = acceptAccount(response, now); !status) {
                return base::fail(std::move(status.error()));
            }
            m_stage = Stage::Instance2;
            break;
        case Stage::Instance2:
            m_stage = acceptInstance(response) ? Stage::NodeinfoLinks : Stage::Instance1;
            break;
        case Stage::Instance1:
            static_cast<void>(acceptInstance(response));
            m_stage = Stage::NodeinfoLinks;
            break;
        case Stage::NodeinfoLinks:
            m_stage = acceptNodeinfoLinks(response) ? Stage::Nodeinfo : Stage::Done;
            break;
        case Stage::Nodeinfo:
            acceptNodeinfo(response);
            m_stage = Stage::Done;
            break;
        case Stage::Done:
            break;
        }
        return m_stage == Stage::Done ? std::optional(result()) : std::optional<Identity>();
    }

private:
    enum class Stage { Account, Instance2, Instance1, NodeinfoLinks, Nodeinfo, Done };

    base::Status acceptAccount(const net::HttpResponse& response, base::UtcTime now) {
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(*std::move(failure));
        }
        auto account = readAccount(response.body);
        if (!account) {
            return base::fail(m_server.notMastodon(kKind, response));
        }
        m_account = *std::move(account);
        return {};
    }

    bool acceptInstance(const net::HttpResponse& response) {
        if (response.status != 200) {
            return false;
        }
        auto instance = readInstance(response.body);
        if (instance) {
            m_instance = *std::move(instance);
        }
        return instance.has_value();
    }

    /// The document may only stand on the server itself: no other host learns that we ask.
    bool acceptNodeinfoLinks(const net::HttpResponse& response) {
        if (response.status != 200) {
            return false;
        }
        m_nodeinfo = readNodeinfoLink(response.body);
        const auto rest =
            std::string_view(m_nodeinfo).substr(std::min(m_server.origin().size(), m_nodeinfo.size()));
        return m_nodeinfo.starts_with(m_server.origin()) && rest.starts_with('/');
    }

    void acceptNodeinfo(const net::HttpResponse& response) {
        if (response.status == 200) {
            if (const auto nodeinfo = readNodeinfo(response.body)) {
                m_software = base::asciiLower(nodeinfo->software);
            }
        }
    }

    [[nodiscard]] Identity result() const {
        const auto name = m_account.acct.empty() ? m_account.username : m_account.acct;
        const auto user = std::string_view(name).substr(0, name.find('@'));
        std::string_view domain =
            m_instance.domain.empty() ? m_server.host() : std::string_view(m_instance.domain);
        if (const auto scheme = domain.find("://"); scheme != std::string_view::npos) {
            domain = net::authorityOf(domain);
        }
        return {.remoteId = m_account.id,
                .handle = fmt::format("@{}@{}", user, domain),
                .name = m_account.displayName.empty() ? std::string(user) : m_account.displayName,
                .profileUrl = m_account.url.empty() ? m_account.uri : m_account.url,
                .facts = {.software = m_software,
                          .version = m_instance.version,
                          .largestReply = m_instance.largestStatus,
                          .urlLength = m_instance.urlLength}};
    }

    Server m_server;
    Stage m_stage = Stage::Account;
    WireAccount m_account;
    WireInstance m_instance;
    std::string m_nodeinfo;
    std::string m_software;
};

}  // namespace

std::unique_ptr<Steps<Identity>> identify(std::string server, const Secrets& secrets) {
    return sequenceOf<Identity>(std::make_unique<Identify>(std::move(server), secrets));
}

}  // namespace platform::mastodon
