// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that Graph may answer for a Page: lists, threads, sign-ins, replies, look-ups, usage.
#include "clean.h"
#include "graph_target.h"
#include "platform/registry.h"

#include <cstddef>
#include <cstdint>

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
    const net::HttpResponse response = fuzz::responseOf(bytes, size);
    for (const bool messages : {true, false}) {
        model::Account polled = account;
        polled.facts.privateMessages = messages;
        fuzz::feedPolls(adapter, polled, secrets, response,
                        {{"conversations", "1777881600000 t_1=1777881600000"},
                         {"published_posts", "5001_1 1777881600000"},
                         {"visitor_posts", "1088_1 1777881600000"}});
    }
    fuzz::feed(adapter.readThread(account, secrets, "5001_25", {"5001_24"}), response, fuzz::cleanBatch);
    fuzz::feed(adapter.readThread(account, secrets, "1088_5001", {"5001_24"}), response, fuzz::cleanBatch);
    fuzz::feed(adapter.identify(account, secrets), response);
    fuzz::feed(adapter.testAbilities(account, secrets), response);
    fuzz::feedSignIn(*registry.oauth("facebook"), response);
    fuzz::feedReplies(adapter, account, secrets, "public", response);
    return 0;
}
