// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/adapter.h"

#include "platform/x/compose.h"
#include "platform/x/identify.h"
#include "platform/x/message.h"
#include "platform/x/poll.h"
#include "platform/x/prices.h"
#include "platform/x/send.h"
#include "platform/x/settings.h"
#include "platform/x/sign_in.h"

namespace platform::x {

std::vector<Setting> XAdapter::settings() const {
    return x::settings();
}

base::Status XAdapter::checkSetting(std::string_view name, std::string_view value) const {
    return x::checkSetting(name, value);
}

model::Capabilities XAdapter::capabilities(const model::Account& account) const {
    // The same words again are refused for some time; that is no promise.
    model::Capabilities can{.replies = {{.visibility = model::Visibility::Public,
                                         .length = postLength(),
                                         .repeat = {},
                                         .onlyIfAddressed = true,
                                         .price = replyPrice(account)}},
                            .target = {.length = base::Duration{30 * 60'000}},
                            .readBack = true,
                            .leastPollInterval = base::Duration{5 * 60'000}};
    if (directMessagesOn(account)) {
        can.replies.push_back({.visibility = model::Visibility::Private,
                               .length = directMessageLength(),
                               .repeat = {},
                               .price = directMessagePrice(account)});
    }
    return can;
}

std::string XAdapter::privateAudience() const {
    return std::string(kPrivateAudience);
}

std::vector<Price> XAdapter::prices() const {
    return x::prices();
}

std::vector<model::Charge> XAdapter::mostCharges(const net::HttpRequest& request) const {
    return x::mostCharges(request);
}

std::vector<model::Charge> XAdapter::charges(const net::HttpRequest& request,
                                             const net::HttpResponse& response) const {
    return x::charges(request, response);
}

std::optional<base::UtcTime> XAdapter::loginEndsAt(const Secrets& secrets) const {
    return x::loginEndsAt(secrets);
}

std::unique_ptr<Steps<Secrets>> XAdapter::renew(const model::Account& account, const Secrets& secrets) const {
    return x::renew(account, secrets);
}

std::unique_ptr<Steps<Identity>> XAdapter::identify(const model::Account& account,
                                                    const Secrets& secrets) const {
    return x::identify(account, secrets);
}

std::unique_ptr<Steps<std::vector<AbilityTest>>> XAdapter::testAbilities(const model::Account& account,
                                                                         const Secrets& secrets) const {
    return x::testAbilities(account, secrets);
}

std::unique_ptr<Steps<model::IncomingBatch>> XAdapter::poll(PollInput input) const {
    return x::poll(std::move(input));
}

std::unique_ptr<Steps<model::IncomingBatch>> XAdapter::readThread(const model::Account& account,
                                                                  const Secrets& secrets,
                                                                  std::string remoteId,
                                                                  std::vector<std::string> known) const {
    return x::readThread(account, secrets, std::move(remoteId), std::move(known));
}

base::Status XAdapter::check(const model::Account& account, const model::ReplyDraft& draft) const {
    return x::check(account, draft);
}

std::string XAdapter::replyPage(const model::ReplyDraft& draft) const {
    return x::replyPage(draft);
}

model::FrozenReply XAdapter::freeze(const model::Account& /*account*/, const model::ReplyDraft& draft,
                                    const Preparation& /*prepared*/, base::UtcTime /*now*/,
                                    base::Random& /*random*/) const {
    return x::freeze(draft);
}

std::unique_ptr<Steps<model::SentReply>> XAdapter::send(const model::Account& account, const Secrets& secrets,
                                                        const model::FrozenReply& frozen) const {
    return x::send(account, secrets, frozen);
}

std::unique_ptr<Steps<std::vector<SeenReply>>> XAdapter::lookUp(LookUpInput input) const {
    return x::lookUp(input);
}

std::string XAdapter::comparableText(const model::FrozenReply& frozen) const {
    return comparable(thaw(frozen).text);
}

}  // namespace platform::x
