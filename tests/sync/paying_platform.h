// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/mastodon/adapter.h"

namespace test {

/// Mastodon, if it took money: five cents for each mention read, at most `kMost` of them by one request, and
/// ten for a reply. No program has it.
class PayingPlatform final : public platform::PlatformAdapter {
public:
    static constexpr std::string_view kName = "paying";
    static constexpr model::Micros kRead = 50'000;
    static constexpr model::Micros kReply = 100'000;
    static constexpr int kMost = 10;

    [[nodiscard]] std::string_view name() const override { return kName; }
    [[nodiscard]] std::string_view displayName() const override { return "Paying"; }
    [[nodiscard]] std::vector<platform::Setting> settings() const override {
        return {{"colour", "red", "A colour."}};
    }
    [[nodiscard]] model::Capabilities capabilities(const model::Account& account) const override;
    [[nodiscard]] std::string privateAudience() const override { return m_inner.privateAudience(); }
    [[nodiscard]] std::vector<platform::Price> prices() const override;
    [[nodiscard]] std::vector<model::Charge> mostCharges(const net::HttpRequest& request) const override;
    [[nodiscard]] std::vector<model::Charge> charges(const net::HttpRequest& request,
                                                     const net::HttpResponse& response) const override;

    [[nodiscard]] std::unique_ptr<platform::Steps<platform::Identity>>
    identify(const model::Account& account, const platform::Secrets& secrets) const override {
        return m_inner.identify(account, secrets);
    }
    [[nodiscard]] std::unique_ptr<platform::Steps<std::vector<platform::AbilityTest>>>
    testAbilities(const model::Account& account, const platform::Secrets& secrets) const override {
        return m_inner.testAbilities(account, secrets);
    }
    [[nodiscard]] std::unique_ptr<platform::Steps<model::IncomingBatch>>
    poll(platform::PollInput input) const override {
        return m_inner.poll(std::move(input));
    }
    [[nodiscard]] std::unique_ptr<platform::Steps<model::IncomingBatch>>
    readThread(const model::Account& account, const platform::Secrets& secrets, std::string remoteId,
               std::vector<std::string> known) const override {
        return m_inner.readThread(account, secrets, std::move(remoteId), std::move(known));
    }
    [[nodiscard]] base::Status check(const model::Account& account,
                                     const model::ReplyDraft& draft) const override {
        return m_inner.check(account, draft);
    }
    [[nodiscard]] model::FrozenReply freeze(const model::Account& account, const model::ReplyDraft& draft,
                                            const platform::Preparation& prepared, base::UtcTime now,
                                            base::Random& random) const override {
        return m_inner.freeze(account, draft, prepared, now, random);
    }
    [[nodiscard]] std::unique_ptr<platform::Steps<model::SentReply>>
    send(const model::Account& account, const platform::Secrets& secrets,
         const model::FrozenReply& frozen) const override {
        return m_inner.send(account, secrets, frozen);
    }
    [[nodiscard]] std::unique_ptr<platform::Steps<std::vector<platform::SeenReply>>>
    lookUp(platform::LookUpInput input) const override {
        return m_inner.lookUp(std::move(input));
    }
    [[nodiscard]] std::string comparableText(const model::FrozenReply& frozen) const override {
        return m_inner.comparableText(frozen);
    }

private:
    platform::mastodon::MastodonAdapter m_inner;
};

}  // namespace test
