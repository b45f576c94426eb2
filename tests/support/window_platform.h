// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace support {

/// The adapter of a WindowTown. No program has it: a test adds it to its own registry.
class WindowPlatform final : public platform::PlatformAdapter {
public:
    static constexpr std::string_view kName = "window_town";
    /// ServerFacts::software of a town that gives a person longer than a machine.
    static constexpr std::string_view kPersonLonger = "window-town-person";

    [[nodiscard]] std::string_view name() const override { return kName; }
    [[nodiscard]] std::string_view displayName() const override { return "Window town"; }
    [[nodiscard]] model::Capabilities capabilities(const model::Account& account) const override;
    [[nodiscard]] std::string privateAudience() const override { return "letter"; }

    [[nodiscard]] std::unique_ptr<platform::Steps<platform::Identity>>
    identify(const model::Account& account, const platform::Secrets& secrets) const override;
    [[nodiscard]] std::unique_ptr<platform::Steps<std::vector<platform::AbilityTest>>>
    testAbilities(const model::Account& account, const platform::Secrets& secrets) const override;
    [[nodiscard]] std::unique_ptr<platform::Steps<model::IncomingBatch>>
    poll(platform::PollInput input) const override;
    [[nodiscard]] std::unique_ptr<platform::Steps<model::IncomingBatch>>
    readThread(const model::Account& account, const platform::Secrets& secrets, std::string remoteId,
               std::vector<std::string> known) const override;
    [[nodiscard]] base::Status check(const model::Account& account,
                                     const model::ReplyDraft& draft) const override;
    [[nodiscard]] model::FrozenReply freeze(const model::Account& account, const model::ReplyDraft& draft,
                                            const platform::Preparation& prepared, base::UtcTime now,
                                            base::Random& random) const override;
    [[nodiscard]] std::unique_ptr<platform::Steps<model::SentReply>>
    send(const model::Account& account, const platform::Secrets& secrets,
         const model::FrozenReply& frozen) const override;
    [[nodiscard]] std::unique_ptr<platform::Steps<std::vector<platform::SeenReply>>>
    lookUp(platform::LookUpInput input) const override;
    [[nodiscard]] std::string comparableText(const model::FrozenReply& frozen) const override;
};

/// The shop's account there; with `personLonger` a person may answer after the window.
[[nodiscard]] model::Account windowAccount(bool personLonger);

}  // namespace support
