// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that X may answer: lists, threads, sign-ins, replies, look-ups, prices.
#include "clean.h"
#include "platform/registry.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const platform::Registry registry;
    static const model::Account account = [] {
        model::Account result;
        result.server = "https://api.x.example";
        result.remoteId = "777";
        result.handle = "@shop";
        result.settings["direct_messages"] = "on";
        return result;
    }();
    static const platform::Secrets secrets{{"access_token", "T"}, {"refresh_token", "R"}, {"client_id", "C"}};
    const auto& adapter = *registry.adapter("x");
    net::HttpResponse response;
    // The first byte chooses between a good answer and a refusal, whose body is read as well.
    const bool refused = size > 0 && bytes[0] == '!';
    response.status = refused ? 403 : 200;
    response.body.assign(reinterpret_cast<const char*>(bytes + (refused ? 1 : 0)), size - (refused ? 1 : 0));
    const auto clean = [](const model::IncomingBatch& batch) {
        for (const auto& message : batch.messages) {
            fuzz::demandClean(message.text + message.author.handle + message.author.name + message.url +
                              message.rawJson + message.unreadable);
        }
    };
    fuzz::feed(adapter.poll({.account = account, .secrets = secrets, .cursors = {}, .recent = {}}), response,
               clean);
    fuzz::feed(adapter.readThread(account, secrets, "1899000000000000123", {"1899000000000000124"}), response,
               clean);
    fuzz::feed(adapter.identify(account, secrets), response);
    fuzz::feed(adapter.testAbilities(account, secrets), response);
    fuzz::feed(adapter.renew(account, secrets), response);
    net::HttpRequest request;
    request.url = "https://api.x.example/2/users/777/mentions?max_results=10";
    static_cast<void>(adapter.charges(request, response));

    model::ReplyDraft draft;
    draft.text = base::sanitizeUtf8(response.body);
    draft.parentRemoteId = "1899000000000000123";
    draft.parentAddressesUs = true;
    draft.addresseeRemoteId = "2244";
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
