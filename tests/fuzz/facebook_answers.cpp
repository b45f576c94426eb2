// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that Graph may answer for a Page: lists, threads, sign-ins, replies, look-ups, usage.
#include "clean.h"
#include "platform/graph/refusal.h"
#include "platform/registry.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const platform::Registry registry;
    static const model::Account account = [] {
        model::Account result;
        result.server = "https://graph.facebook.example";
        result.remoteId = "1088";
        result.settings["human_agent"] = "on";
        return result;
    }();
    static const platform::Secrets secrets{{"access_token", "T"}, {"app_secret", "S"}};
    const auto& adapter = *registry.adapter("facebook");
    net::HttpResponse response;
    // The first byte chooses between a good answer and a refusal.
    const bool refused = size > 0 && bytes[0] == '!';
    response.status = refused ? 403 : 200;
    response.body.assign(reinterpret_cast<const char*>(bytes + (refused ? 1 : 0)), size - (refused ? 1 : 0));
    const auto clean = [](const model::IncomingBatch& batch) {
        for (const auto& message : batch.messages) {
            fuzz::demandStorable(message);
        }
        fuzz::demandClean(batch.problem);
    };
    for (const bool messages : {true, false}) {
        model::Account polled = account;
        polled.facts.privateMessages = messages;
        fuzz::feed(adapter.poll({.account = polled,
                                 .secrets = secrets,
                                 .cursors = {},
                                 .recent = {{"5001_25", "5001_25"}, {"5001_24", "5001_24"}}}),
                   response, clean);
    }
    fuzz::feed(adapter.readThread(account, secrets, "5001_25", {"5001_24"}), response, clean);
    fuzz::feed(adapter.readThread(account, secrets, "1088_5001", {"5001_24"}), response, clean);
    fuzz::feed(adapter.identify(account, secrets), response);
    fuzz::feed(adapter.testAbilities(account, secrets), response);
    net::HttpResponse used;
    used.headers.add("X-App-Usage", response.body);
    used.headers.add("X-Business-Use-Case-Usage", response.body);
    static_cast<void>(platform::graph::usageOf(used));

    model::ReplyDraft draft;
    draft.text = base::sanitizeUtf8(response.body);
    draft.parentRemoteId = "5001_25";
    draft.addresseeRemoteId = "6544";
    draft.addresseeWroteAt = base::fromMs(1'777'885'200'000);
    for (const auto visibility : {model::Visibility::Public, model::Visibility::Private}) {
        draft.visibility = visibility;
        static_cast<void>(adapter.check(account, draft));
        base::SeededRandom random(1);
        const auto frozen = adapter.freeze(account, draft, {}, base::fromMs(1'777'885'200'000), random);
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
