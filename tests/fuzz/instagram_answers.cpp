// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that Graph may answer for an Instagram account, by either login: lists, threads, sign-ins,
// replies.
#include "clean.h"
#include "graph_target.h"
#include "platform/registry.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const platform::Registry registry;
    static const platform::Secrets own{{"access_token", "T"}, {"app_secret", "S"}, {"expires_at", "7"}};
    static const platform::Secrets byPage{{"access_token", "T"}, {"page_id", "1088"}};
    static const model::Account account = [] {
        model::Account result;
        result.server = "https://graph.instagram.example";
        result.remoteId = "1784";
        result.handle = "@myshop";
        result.settings["human_agent"] = "on";
        return result;
    }();
    const auto& adapter = *registry.adapter("instagram");
    const net::HttpResponse response = fuzz::responseOf(bytes, size);
    for (const auto* secrets : {&own, &byPage}) {
        for (const bool messages : {true, false}) {
            model::Account polled = account;
            polled.facts.privateMessages = messages;
            fuzz::feedPolls(adapter, polled, *secrets, response,
                            {{"conversations", "1777881600000 t_1=1777881600000"},
                             {"media", "g_1=1 g_2=2"},
                             {"tags", "t_1"}});
        }
        fuzz::feed(adapter.readThread(account, *secrets, "c_25", {"c_25", "c_24"}), response,
                   fuzz::cleanBatch);
        fuzz::feed(adapter.identify(account, *secrets), response);
        fuzz::feed(adapter.testAbilities(account, *secrets), response);
    }
    fuzz::feed(adapter.renew(account, own), response);
    fuzz::feedSignIn(*registry.oauth("instagram"), response);
    for (const auto* audience : {"public", "tagged", "direct message"}) {
        fuzz::feedReplies(adapter, account, own, audience, response);
    }
    return 0;
}
