// SPDX-License-Identifier: GPL-3.0-or-later
// A thread, a single post and all small answers from a server that may be anything.
#include "clean.h"
#include "platform/mastodon/lists.h"
#include "platform/mastodon/parse.h"
#include "platform/registry.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace platform::mastodon;
    using fuzz::demandClean;
    using fuzz::feed;
    static const model::Account account = [] {
        model::Account result;
        result.server = "https://me.example";
        result.remoteId = "14715";
        result.handle = "@shop@me.example";
        result.profileUrl = "https://me.example/@shop";
        return result;
    }();
    static const platform::Secrets secrets{{"access_token", "T"}};
    static const platform::Registry registry;
    static const Server server(account.server, {});
    static const Self self(account);
    const ListReader reader{server, self, base::fromMs(0)};
    net::HttpResponse response;
    // The first byte chooses between a good answer and a refusal, whose body is read as well.
    response.status = size > 0 && bytes[0] == '!' ? 422 : 200;
    response.body.assign(reinterpret_cast<const char*>(bytes), size);
    if (const auto around = readThreadAround(reader, response)) {
        for (const auto& message : *around) {
            demandClean(message.text);
            demandClean(message.rawJson);
            demandClean(message.unreadable);
        }
    }
    if (const auto one = readOneStatus(reader, response)) {
        demandClean(one->text);
    }
    const auto& adapter = *registry.adapter("mastodon");
    feed(adapter.identify(account, secrets), response);
    feed(adapter.send(account, secrets, {.body = response.body, .repeatKey = "k"}), response);
    feed(registry.oauth("mastodon")->exchange(account.server, {}, "c"), response);
    static_cast<void>(readNodeinfoLink(response.body));
    static_cast<void>(readNodeinfo(response.body));
    static_cast<void>(readError(response.body));
    static_cast<void>(adapter.comparableText({.body = response.body, .repeatKey = "k"}));
    return 0;
}
