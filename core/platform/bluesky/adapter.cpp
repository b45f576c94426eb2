// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/adapter.h"

#include "platform/bluesky/compose.h"
#include "platform/bluesky/deed.h"
#include "platform/bluesky/identify.h"
#include "platform/bluesky/poll.h"
#include "platform/bluesky/send.h"
#include "platform/bluesky/server.h"
#include "platform/bluesky/sign_in.h"
#include "platform/brand_search.h"

namespace platform::bluesky {

std::vector<Setting> BlueskyAdapter::settings() const {
    return {{kChatProxy, kUsualChatProxy, "The service that carries direct messages, as \"did#service\".",
             "Service for direct messages"},
            {kMarkSeen, "off", "What you read here is then marked as seen on your phone too.",
             "Mark notifications as seen"},
            {kBrandSearch, "",
             "What people say who talk about you without mentioning you: words, \"a phrase\", #tags; several "
             "searches with ; between them, empty for none.",
             "Search for"}};
}

base::Status BlueskyAdapter::checkSetting(std::string_view name, std::string_view value) const {
    if (name == kMarkSeen && value != "on" && value != "off") {
        return base::fail(base::ErrorKind::BadInput, "write on or off");
    }
    if (name == kBrandSearch) {
        return checkBrandSearch(value);
    }
    const auto hash = value.find('#');
    if (name == kChatProxy && (!value.starts_with("did:") || hash == std::string_view::npos ||
                               hash + 1 == value.size() || value.find_first_of(" \r\n") != value.npos)) {
        return base::fail(base::ErrorKind::BadInput,
                          "write a service such as did:web:api.bsky.chat#bsky_chat");
    }
    return {};
}

model::Capabilities BlueskyAdapter::capabilities(const model::Account& account) const {
    const model::ServerFacts& facts = account.facts;
    // A post is put under a key of ours: the same again changes nothing, whenever it comes.
    model::Capabilities can{.replies = {{.visibility = model::Visibility::Public,
                                         .length = postLength(),
                                         .repeat = {.kind = model::RepeatGuarantee::Kind::Always}}},
                            .readBack = true,
                            .readMarks = true,
                            .likes = true,
                            .leastPollInterval = base::Duration{60'000}};
    if (facts.privateMessages.value_or(true)) {
        can.replies.push_back(
            {.visibility = model::Visibility::Private, .length = chatLength(), .repeat = {}});
    }
    return can;
}

std::optional<base::UtcTime> BlueskyAdapter::loginEndsAt(const Secrets& secrets) const {
    return bluesky::loginEndsAt(secrets);
}

std::unique_ptr<Steps<Secrets>> BlueskyAdapter::renew(const model::Account& account,
                                                      const Secrets& secrets) const {
    return bluesky::renew(account, secrets);
}

std::unique_ptr<Steps<Identity>> BlueskyAdapter::identify(const model::Account& account,
                                                          const Secrets& secrets) const {
    return bluesky::identify(account, secrets);
}

std::unique_ptr<Steps<std::vector<AbilityTest>>> BlueskyAdapter::testAbilities(const model::Account& account,
                                                                               const Secrets& secrets) const {
    return bluesky::testAbilities(account, secrets);
}

std::unique_ptr<Steps<model::IncomingBatch>> BlueskyAdapter::poll(PollInput input) const {
    return bluesky::poll(input);
}

std::unique_ptr<Steps<model::IncomingBatch>>
BlueskyAdapter::readThread(const model::Account& account, const Secrets& secrets, std::string remoteId,
                           std::vector<std::string> known) const {
    return bluesky::readThread(account, secrets, std::move(remoteId), std::move(known));
}

base::Status BlueskyAdapter::check(const model::Account& /*account*/, const model::ReplyDraft& draft) const {
    return bluesky::check(draft);
}

std::unique_ptr<Steps<Preparation>> BlueskyAdapter::prepare(const model::Account& account,
                                                            const Secrets& secrets,
                                                            const model::ReplyDraft& draft,
                                                            base::UtcTime /*now*/) const {
    return bluesky::prepare(account, secrets, draft);
}

model::FrozenReply BlueskyAdapter::freeze(const model::Account& account, const model::ReplyDraft& draft,
                                          const Preparation& prepared, base::UtcTime now,
                                          base::Random& random) const {
    return bluesky::freeze(account, draft, prepared, now, random);
}

std::unique_ptr<Steps<model::SentReply>> BlueskyAdapter::send(const model::Account& account,
                                                              const Secrets& secrets,
                                                              const model::FrozenReply& frozen) const {
    return bluesky::send(account, secrets, frozen);
}

std::unique_ptr<Steps<std::vector<SeenReply>>> BlueskyAdapter::lookUp(LookUpInput input) const {
    return bluesky::lookUp(input);
}

std::unique_ptr<Steps<Acknowledged>> BlueskyAdapter::markRead(const model::Account& account,
                                                              const Secrets& secrets,
                                                              const model::ReadMark& mark) const {
    return bluesky::markRead(account, secrets, mark);
}

std::unique_ptr<Steps<Acknowledged>> BlueskyAdapter::tellDeed(const model::Account& account,
                                                              const Secrets& secrets,
                                                              const model::DeedWish& wish) const {
    return bluesky::tellDeed(account, secrets, wish);
}

std::string BlueskyAdapter::comparableText(const model::FrozenReply& frozen) const {
    return thaw(frozen).text;
}

}  // namespace platform::bluesky
