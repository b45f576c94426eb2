// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/adapter.h"

#include "platform/brand_search.h"
#include "platform/mastodon/compose.h"
#include "platform/mastodon/deed.h"
#include "platform/mastodon/identify.h"
#include "platform/mastodon/message.h"
#include "platform/mastodon/poll.h"
#include "platform/mastodon/send.h"

namespace platform::mastodon {

std::vector<Setting> MastodonAdapter::settings() const {
    return {
        {kBrandSearch, "",
         "What people say who talk about you without mentioning you: #tags; words or \"a phrase\" too where "
         "the server searches posts; several searches with ; between them, empty for none.",
         "Search for"}};
}

base::Status MastodonAdapter::checkSetting(std::string_view name, std::string_view value) const {
    return name == kBrandSearch ? checkBrandSearch(value) : base::Status{};
}

model::Capabilities MastodonAdapter::capabilities(const model::Account& account) const {
    const model::ServerFacts& facts = account.facts;
    // Mastodon keeps an Idempotency-Key for an hour. Servers that only speak its API mostly ignore the key,
    // so without nodeinfo's word there is no guarantee.
    constexpr base::Duration kKeyIsKept{50 * 60'000};
    const model::RepeatGuarantee repeat =
        facts.software == "mastodon"
            ? model::RepeatGuarantee{.kind = model::RepeatGuarantee::Kind::ForTime, .lasts = kKeyIsKept}
            : model::RepeatGuarantee{};
    const auto length = lengthRule(facts);
    return {.replies = {{.visibility = model::Visibility::Public, .length = length, .repeat = repeat},
                        {.visibility = model::Visibility::Private, .length = length, .repeat = repeat}},
            .readBack = true,
            .likes = true,
            // Other servers call direct messages "private" as well.
            .followersAudience = facts.software == "mastodon" ? "private" : "",
            .leastPollInterval = base::Duration{60'000}};
}

std::unique_ptr<Steps<Identity>> MastodonAdapter::identify(const model::Account& account,
                                                           const Secrets& secrets) const {
    return mastodon::identify(account.server, secrets);
}

std::unique_ptr<Steps<std::vector<AbilityTest>>>
MastodonAdapter::testAbilities(const model::Account& account, const Secrets& secrets) const {
    return mastodon::testAbilities(account, secrets);
}

std::unique_ptr<Steps<model::IncomingBatch>> MastodonAdapter::poll(PollInput input) const {
    return mastodon::poll(std::move(input));
}

std::unique_ptr<Steps<model::IncomingBatch>>
MastodonAdapter::readThread(const model::Account& account, const Secrets& secrets, std::string remoteId,
                            std::vector<std::string> known) const {
    return mastodon::readThread(account, secrets, std::move(remoteId), std::move(known));
}

base::Status MastodonAdapter::check(const model::Account& account, const model::ReplyDraft& draft) const {
    return mastodon::check(account, draft);
}

model::FrozenReply MastodonAdapter::freeze(const model::Account& account, const model::ReplyDraft& draft,
                                           const Preparation& /*prepared*/, base::UtcTime /*now*/,
                                           base::Random& random) const {
    return mastodon::freeze(account, draft, random);
}

std::unique_ptr<Steps<model::SentReply>> MastodonAdapter::send(const model::Account& account,
                                                               const Secrets& secrets,
                                                               const model::FrozenReply& frozen) const {
    return mastodon::send(account, secrets, frozen);
}

std::unique_ptr<Steps<std::vector<SeenReply>>> MastodonAdapter::lookUp(LookUpInput input) const {
    return mastodon::lookUp(input);
}

std::unique_ptr<Steps<Acknowledged>> MastodonAdapter::tellDeed(const model::Account& account,
                                                               const Secrets& secrets,
                                                               const model::DeedWish& wish) const {
    return mastodon::tellDeed(account, secrets, wish);
}

std::string MastodonAdapter::comparableText(const model::FrozenReply& frozen) const {
    return comparablePlain(thaw(frozen).status);
}

}  // namespace platform::mastodon
