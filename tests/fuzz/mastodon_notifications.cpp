// SPDX-License-Identifier: GPL-3.0-or-later
// A page of notifications from a server that may be anything.
#include "platform/mastodon/lists.h"

#include "base/text.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

/// What is stored and shown later must be clean text, also of an item that could not be read.
void demandClean(const std::string& text) {
    if (!base::isValidUtf8(text) || text.find('\0') != std::string::npos) {
        std::abort();
    }
}

}  // namespace

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
            demandClean(items.error().what());
            continue;
        }
        for (const auto& item : *items) {
            demandClean(item.id);
            if (item.message) {
                const auto& message = *item.message;
                if (message.remoteId.empty()) {
                    std::abort();
                }
                for (const auto* text :
                     {&message.remoteId, &message.parentRemoteId, &message.text, &message.subject,
                      &message.url, &message.audience, &message.author.handle, &message.author.name,
                      &message.unreadable, &message.rawJson}) {
                    demandClean(*text);
                }
            }
        }
    }
    return 0;
}
