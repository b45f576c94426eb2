// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/adapter.h"

#include "platform/facebook/compose.h"
#include "platform/facebook/deed.h"
#include "platform/facebook/identify.h"
#include "platform/facebook/message.h"
#include "platform/facebook/page_server.h"
#include "platform/facebook/poll.h"
#include "platform/facebook/send.h"
#include "platform/facebook/thread.h"
#include "platform/graph/capabilities.h"

#include <utility>

namespace platform::facebook {

std::vector<Setting> FacebookAdapter::settings() const {
    return graph::settings();
}

base::Status FacebookAdapter::checkSetting(std::string_view name, std::string_view value) const {
    return graph::checkSetting(name, value);
}

model::Capabilities FacebookAdapter::capabilities(const model::Account& account) const {
    model::ReplyCapability comment =
        graph::commentCapability(account, commentLength(), "pages_manage_engagement");
    // The same permission answers and hides.
    const bool manages = comment.missingPermission.empty();
    return {.replies = {std::move(comment),
                        graph::messageCapability(account, messageLength(), "pages_messaging")},
            .target = {.length = base::Duration{60 * 60'000}},
            .readBack = true,
            .hides = manages,
            .likes = manages,
            .leastPollInterval = base::Duration{60'000}};
}

std::string FacebookAdapter::privateAudience() const {
    return std::string(graph::kPrivateAudience);
}

std::optional<base::UtcTime> FacebookAdapter::loginEndsAt(const Secrets& secrets) const {
    return graph::loginEndsAt(secrets);
}

std::unique_ptr<Steps<Identity>> FacebookAdapter::identify(const model::Account& account,
                                                           const Secrets& secrets) const {
    return facebook::identify(account, secrets);
}

std::unique_ptr<Steps<std::vector<AbilityTest>>>
FacebookAdapter::testAbilities(const model::Account& account, const Secrets& secrets) const {
    return facebook::testAbilities(account, secrets);
}

std::unique_ptr<Steps<model::IncomingBatch>> FacebookAdapter::poll(PollInput input) const {
    return facebook::poll(std::move(input));
}

std::unique_ptr<Steps<model::IncomingBatch>>
FacebookAdapter::readThread(const model::Account& account, const Secrets& secrets, std::string remoteId,
                            std::vector<std::string> known) const {
    return facebook::readThread(account, secrets, std::move(remoteId), std::move(known));
}

base::Status FacebookAdapter::check(const model::Account& /*account*/, const model::ReplyDraft& draft) const {
    return facebook::check(draft);
}

std::unique_ptr<Steps<Preparation>> FacebookAdapter::prepare(const model::Account& account,
                                                             const Secrets& secrets,
                                                             const model::ReplyDraft& draft,
                                                             base::UtcTime now) const {
    return facebook::prepare(account, secrets, draft, now);
}

model::FrozenReply FacebookAdapter::freeze(const model::Account& account, const model::ReplyDraft& draft,
                                           const Preparation& prepared, base::UtcTime now,
                                           base::Random& /*random*/) const {
    return graph::freeze(compose(account, draft, prepared, now));
}

std::unique_ptr<Steps<model::SentReply>> FacebookAdapter::send(const model::Account& account,
                                                               const Secrets& secrets,
                                                               const model::FrozenReply& frozen) const {
    return facebook::send(account, secrets, frozen);
}

std::unique_ptr<Steps<std::vector<SeenReply>>> FacebookAdapter::lookUp(LookUpInput input) const {
    return facebook::lookUp(input);
}

std::unique_ptr<Steps<Acknowledged>> FacebookAdapter::tellDeed(const model::Account& account,
                                                               const Secrets& secrets,
                                                               const model::DeedWish& wish) const {
    return facebook::tellDeed(account, secrets, wish);
}

std::string FacebookAdapter::comparableText(const model::FrozenReply& frozen) const {
    return graph::comparable(graph::thaw(frozen).text);
}

}  // namespace platform::facebook
