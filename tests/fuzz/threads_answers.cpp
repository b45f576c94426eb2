// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that Threads may answer: lists, threads, sign-ins, containers, replies.
#include "clean.h"
#include "graph_target.h"
#include "platform/registry.h"
#include "platform/threads/send.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const platform::Registry registry;
    static const platform::Secrets secrets{{"access_token", "T"}};
    static const model::Account account = [] {
        model::Account result;
        result.server = "https://graph.threads.example";
        result.remoteId = "900";
        result.handle = "@myshop";
        return result;
    }();
    const auto& adapter = *registry.adapter("threads");
    const net::HttpResponse response = fuzz::responseOf(bytes, size);
    fuzz::feedPolls(adapter, account, secrets, response,
                    {{"mentions", "p_1 1777881600000"},
                     {"conversations", "p_1 1777881600000"},
                     {"replies", "p_1 1777881600000"}});
    fuzz::feed(adapter.readThread(account, secrets, "18038", {"18038", "18039"}), response, fuzz::cleanBatch);
    fuzz::feed(adapter.identify(account, secrets), response);
    fuzz::feed(adapter.testAbilities(account, secrets), response);
    fuzz::feed(adapter.renew(account, secrets), response);
    fuzz::feedSignIn(*registry.oauth("threads"), response);
    fuzz::feedReplies(adapter, account, secrets, "public", response);
    static_cast<void>(platform::threads::lengthOf(response.body));
    return 0;
}
