// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

namespace platform::instagram {

/// A professional account on Instagram, by either of the two ways in: its direct messages, the comments below
/// its media, media that it is tagged in.
class InstagramAdapter final : public PlatformAdapter {
public:
    [[nodiscard]] std::string_view name() const override { return "instagram"; }
    [[nodiscard]] std::string_view displayName() const override { return "Instagram"; }
    [[nodiscard]] std::vector<Setting> settings() const override;
    [[nodiscard]] base::Status checkSetting(std::string_view name, std::string_view value) const override;

    [[nodiscard]] model::Capabilities capabilities(const model::Account& account) const override;
    [[nodiscard]] std::string privateAudience() const override;
    [[nodiscard]] std::optional<base::UtcTime> loginEndsAt(const Secrets& secrets) const override;
    [[nodiscard]] std::optional<base::UtcTime> renewAt(const Secrets& secrets) const override;
    [[nodiscard]] std::unique_ptr<Steps<Secrets>> renew(const model::Account& account,
                                                        const Secrets& secrets) const override;

    [[nodiscard]] std::unique_ptr<Steps<Identity>> identify(const model::Account& account,
                                                            const Secrets& secrets) const override;
    [[nodiscard]] std::unique_ptr<Steps<std::vector<AbilityTest>>>
    testAbilities(const model::Account& account, const Secrets& secrets) const override;
    [[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input) const override;
    [[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>>
    readThread(const model::Account& account, const Secrets& secrets, std::string remoteId,
               std::vector<std::string> known) const override;
    [[nodiscard]] base::Status check(const model::Account& account,
                                     const model::ReplyDraft& draft) const override;
    [[nodiscard]] std::unique_ptr<Steps<Preparation>> prepare(const model::Account& account,
                                                              const Secrets& secrets,
                                                              const model::ReplyDraft& draft,
                                                              base::UtcTime now) const override;
    [[nodiscard]] model::FrozenReply freeze(const model::Account& account, const model::ReplyDraft& draft,
                                            const Preparation& prepared, base::UtcTime now,
                                            base::Random& random) const override;
    [[nodiscard]] std::unique_ptr<Steps<model::SentReply>>
    send(const model::Account& account, const Secrets& secrets,
         const model::FrozenReply& frozen) const override;
    [[nodiscard]] std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(LookUpInput input) const override;
    [[nodiscard]] std::unique_ptr<Steps<Acknowledged>> tellDeed(const model::Account& account,
                                                                const Secrets& secrets,
                                                                const model::DeedWish& wish) const override;
    [[nodiscard]] std::string comparableText(const model::FrozenReply& frozen) const override;
};

}  // namespace platform::instagram
