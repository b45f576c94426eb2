// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/adapter.h"

#include "platform/graph/capabilities.h"
#include "platform/graph/code_sign_in.h"
#include "platform/graph/settings.h"
#include "platform/instagram/account_server.h"
#include "platform/instagram/compose.h"
#include "platform/instagram/deed.h"
#include "platform/instagram/identify.h"
#include "platform/instagram/message.h"
#include "platform/instagram/poll.h"
#include "platform/instagram/send.h"
#include "platform/instagram/sign_in.h"
#include "platform/instagram/thread.h"

#include <utility>

namespace platform::instagram {

std::vector<Setting> InstagramAdapter::settings() const {
    return graph::settings();
}

base::Status InstagramAdapter::checkSetting(std::string_view name, std::string_view value) const {
    return graph::checkSetting(name, value);
}

model::Capabilities InstagramAdapter::capabilities(const model::Account& account) const {
    model::ReplyCapability comment =
        graph::commentCapability(account, commentLength(), "instagram_manage_comments");
    // The same permission answers and hides.
    const bool manages = comment.missingPermission.empty();
    return {.replies = {std::move(comment),
                        graph::messageCapability(account, messageLength(), "instagram_manage_messages")},
            .target = {.length = base::Duration{60 * 60'000}},
            .readBack = true,
            .hides = manages,
            .leastPollInterval = base::Duration{60'000}};
}

std::string InstagramAdapter::privateAudience() const {
    return std::string(graph::kPrivateAudience);
}

std::optional<base::UtcTime> InstagramAdapter::loginEndsAt(const Secrets& secrets) const {
    return graph::loginEndsAt(secrets);
}

std::optional<base::UtcTime> InstagramAdapter::renewAt(const Secrets& secrets) const {
    return graph::secretIn(secrets, kPageId).empty() ? graph::refreshAt(secrets) : std::nullopt;
}

std::unique_ptr<Steps<Secrets>> InstagramAdapter::renew(const model::Account& account,
                                                        const Secrets& secrets) const {
    return instagram::renew(account, secrets);
}

std::unique_ptr<Steps<Identity>> InstagramAdapter::identify(const model::Account& account,
                                                            const Secrets& secrets) const {
    return instagram::identify(account, secrets);
}

std::unique_ptr<Steps<std::vector<AbilityTest>>>
InstagramAdapter::testAbilities(const model::Account& account, const Secrets& secrets) const {
    return instagram::testAbilities(account, secrets);
}

std::unique_ptr<Steps<model::IncomingBatch>> InstagramAdapter::poll(PollInput input) const {
    return instagram::poll(std::move(input));
}

std::unique_ptr<Steps<model::IncomingBatch>>
InstagramAdapter::readThread(const model::Account& account, const Secrets& secrets, std::string remoteId,
                             std::vector<std::string> known) const {
    return instagram::readThread(account, secrets, std::move(remoteId), std::move(known));
}

base::Status InstagramAdapter::check(const model::Account& /*account*/,
                                     const model::ReplyDraft& draft) const {
    return instagram::check(draft);
}

std::unique_ptr<Steps<Preparation>> InstagramAdapter::prepare(const model::Account& account,
                                                              const Secrets& secrets,
                                                              const model::ReplyDraft& draft,
                                                              base::UtcTime now) const {
    return instagram::prepare(account, secrets, draft, now);
}

model::FrozenReply InstagramAdapter::freeze(const model::Account& account, const model::ReplyDraft& draft,
                                            const Preparation& prepared, base::UtcTime now,
                                            base::Random& /*random*/) const {
    return graph::freeze(compose(account, draft, prepared, now));
}

std::unique_ptr<Steps<model::SentReply>> InstagramAdapter::send(const model::Account& account,
                                                                const Secrets& secrets,
                                                                const model::FrozenReply& frozen) const {
    return instagram::send(account, secrets, frozen);
}

std::unique_ptr<Steps<std::vector<SeenReply>>> InstagramAdapter::lookUp(LookUpInput input) const {
    return instagram::lookUp(input);
}

std::unique_ptr<Steps<Acknowledged>> InstagramAdapter::tellDeed(const model::Account& account,
                                                                const Secrets& secrets,
                                                                const model::DeedWish& wish) const {
    return instagram::tellDeed(account, secrets, wish);
}

std::string InstagramAdapter::comparableText(const model::FrozenReply& frozen) const {
    return graph::comparable(graph::thaw(frozen).text);
}

}  // namespace platform::instagram
