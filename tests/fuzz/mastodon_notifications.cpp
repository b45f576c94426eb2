// SPDX-License-Identifier: GPL-3.0-or-later
// A page of notifications from a server that may be anything.
#include "clean.h"
#include "platform/mastodon/lists.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace platform::mastodon;
    static const model::Account account = [] {
        model::Account result;
        result.server = "https://me.example";
        result.remoteId = "14715";
        result.handle = "@shop@me.example";
        result.profileUrl = "https://me.example/@shop";
        return result;
    }();
    static const Server server(account.server, {});
    static const Self self(account);
    const ListReader reader{server, self, base::fromMs(1'777'885'200'000)};
    net::HttpResponse response;
    response.status = 200;
    response.body.assign(reinterpret_cast<const char*>(bytes), size);
    for (auto* const read : {&readNotifications, &readOwnStatuses, &readConversations}) {
        const auto items = read(reader, response);
        if (!items) {
            fuzz::demandClean(items.error().what());
            continue;
        }
        for (const auto& item : *items) {
            fuzz::demandClean(item.id);
            if (item.message) {
                fuzz::demandStorable(*item.message);
            }
        }
    }
    return 0;
}
