// SPDX-License-Identifier: GPL-3.0-or-later
// Sign-ins, replies, look-ups and refusals of a Bluesky server that may be anything.
#include "clean.h"
#include "platform/registry.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const platform::Registry registry;
    static const model::Account account = [] {
        model::Account result;
        result.server = "https://pds.example";
        result.remoteId = "did:plc:shop";
        result.handle = "@shop.example";
        return result;
    }();
    static const platform::Secrets secrets{{"access_token", "T"}, {"refresh_token", "R"}};
    const auto& adapter = *registry.adapter("bluesky");
    net::HttpResponse response;
    // The first byte chooses between a good answer and a refusal, whose body is read as well.
    response.status = size > 0 && bytes[0] == '!' ? 400 : 200;
    response.body.assign(reinterpret_cast<const char*>(bytes + (response.status == 400 ? 1 : 0)),
                         size - (response.status == 400 ? 1 : 0));
    fuzz::feed(adapter.identify(account, secrets), response, [](const platform::Identity& identity) {
        fuzz::demandClean(identity.handle + identity.name + identity.remoteId + identity.facts.version);
    });
    fuzz::feed(adapter.testAbilities(account, secrets), response);
    fuzz::feed(registry.password("bluesky")->signIn(account.server, "shop.example", "p"), response,
               [](const platform::SignedIn& in) {
                   fuzz::demandClean(in.server);
                   static_cast<void>(registry.adapter("bluesky")->loginEndsAt(in.secrets));
               });
    fuzz::feed(adapter.renew(account, secrets), response);
    static_cast<void>(adapter.loginEndsAt({{"refresh_token", response.body}}));

    model::ReplyDraft draft;
    draft.text = base::sanitizeUtf8(response.body);
    draft.parentRemoteId = "at://did:plc:mira/app.bsky.feed.post/k3";
    static_cast<void>(adapter.check(account, draft));
    for (const auto visibility : {model::Visibility::Public, model::Visibility::Private}) {
        draft.visibility = visibility;
        platform::Preparation learnt;
        fuzz::feed(adapter.prepare(account, secrets, draft, {}), response,
                   [&learnt](const platform::Preparation& part) { learnt.insert(part.begin(), part.end()); });
        base::SeededRandom random(1);
        const auto frozen = adapter.freeze(account, draft, learnt, base::fromMs(1'777'885'200'000), random);
        for (const auto& reply : {frozen, model::FrozenReply{.body = response.body, .repeatKey = "k"}}) {
            static_cast<void>(adapter.comparableText(reply));
            fuzz::feed(adapter.send(account, secrets, reply), response);
            fuzz::feed(
                adapter.lookUp({.account = account, .secrets = secrets, .draft = draft, .frozen = reply}),
                response);
        }
    }
    return 0;
}
