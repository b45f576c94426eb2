// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/threads/adapter.h"

#include "platform/graph/code_sign_in.h"
#include "platform/threads/deed.h"
#include "platform/threads/poll.h"
#include "platform/threads/post.h"
#include "platform/threads/send.h"
#include "platform/threads/sign_in.h"

namespace platform::threads {

model::Capabilities ThreadsAdapter::capabilities(const model::Account& /*account*/) const {
    constexpr std::int64_t kLongest = 500;
    return {.replies = {{.visibility = model::Visibility::Public,
                         .length = {.unit = model::LengthUnit::Utf16Units, .limit = kLongest},
                         // A container is published once, whatever is lost on the way.
                         .repeat = {.kind = model::RepeatGuarantee::Kind::Always}}},
            .target = {.length = base::Duration{60 * 60'000}},
            .readBack = true,
            .hides = true,
            .leastPollInterval = base::Duration{60'000}};
}

std::string ThreadsAdapter::privateAudience() const {
    return {};
}

std::optional<base::UtcTime> ThreadsAdapter::loginEndsAt(const Secrets& secrets) const {
    return graph::loginEndsAt(secrets);
}

std::optional<base::UtcTime> ThreadsAdapter::renewAt(const Secrets& secrets) const {
    return graph::refreshAt(secrets);
}

std::unique_ptr<Steps<Secrets>> ThreadsAdapter::renew(const model::Account& account,
                                                      const Secrets& secrets) const {
    return graph::refreshToken(serverOf(account, secrets), secrets, "th_refresh_token");
}

std::unique_ptr<Steps<Identity>> ThreadsAdapter::identify(const model::Account& account,
                                                          const Secrets& secrets) const {
    return threads::identify(account, secrets);
}

std::unique_ptr<Steps<std::vector<AbilityTest>>> ThreadsAdapter::testAbilities(const model::Account& account,
                                                                               const Secrets& secrets) const {
    return threads::testAbilities(account, secrets);
}

std::unique_ptr<Steps<model::IncomingBatch>> ThreadsAdapter::poll(PollInput input) const {
    return threads::poll(std::move(input));
}

std::unique_ptr<Steps<model::IncomingBatch>>
ThreadsAdapter::readThread(const model::Account& account, const Secrets& secrets, std::string remoteId,
                           std::vector<std::string> known) const {
    return threads::readThread(account, secrets, std::move(remoteId), std::move(known));
}

base::Status ThreadsAdapter::check(const model::Account& /*account*/, const model::ReplyDraft& draft) const {
    return threads::check(draft);
}

std::unique_ptr<Steps<Preparation>> ThreadsAdapter::prepare(const model::Account& account,
                                                            const Secrets& secrets,
                                                            const model::ReplyDraft& draft,
                                                            base::UtcTime /*now*/) const {
    return threads::prepare(account, secrets, draft);
}

model::FrozenReply ThreadsAdapter::freeze(const model::Account& /*account*/, const model::ReplyDraft& draft,
                                          const Preparation& prepared, base::UtcTime /*now*/,
                                          base::Random& /*random*/) const {
    return threads::freeze(draft, prepared);
}

std::unique_ptr<Steps<model::SentReply>> ThreadsAdapter::send(const model::Account& account,
                                                              const Secrets& secrets,
                                                              const model::FrozenReply& frozen) const {
    return threads::send(account, secrets, frozen);
}

std::unique_ptr<Steps<std::vector<SeenReply>>> ThreadsAdapter::lookUp(LookUpInput input) const {
    return threads::lookUp(input);
}

std::unique_ptr<Steps<Acknowledged>> ThreadsAdapter::tellDeed(const model::Account& account,
                                                              const Secrets& secrets,
                                                              const model::DeedWish& wish) const {
    return threads::tellDeed(account, secrets, wish);
}

std::string ThreadsAdapter::comparableText(const model::FrozenReply& frozen) const {
    return textOf(frozen);
}

}  // namespace platform::threads
