// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of posts, threads and the chat of a Bluesky server that may be anything.
#include "clean.h"
#include "platform/bluesky/lists.h"
#include "platform/registry.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace {

void demandBatch(const model::IncomingBatch& batch) {
    for (const auto& message : batch.messages) {
        fuzz::demandStorable(message);
    }
    for (const auto& id : batch.deletedRemoteIds) {
        if (id.empty()) {
            std::abort();
        }
        fuzz::demandClean(id);
    }
    for (const auto& [stream, cursor] : batch.cursors) {
        fuzz::demandClean(cursor);
    }
    fuzz::demandClean(batch.problem);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace platform::bluesky;
    static const platform::Registry registry;
    static const std::string me = "did:plc:shop";
    static const model::Account account = [] {
        model::Account result;
        result.server = "https://pds.example";
        result.remoteId = me;
        result.handle = "@shop.example";
        return result;
    }();
    static const platform::Secrets secrets{{"access_token", "T"}};
    static const Server server(account, secrets);
    const ListReader reader{server, me, base::fromMs(1'777'885'200'000)};
    net::HttpResponse response;
    response.status = 200;
    response.body.assign(reinterpret_cast<const char*>(bytes), size);
    for (auto* const read : {&readNotifications, &readOwnPosts}) {
        if (const auto page = read(reader, response)) {
            for (const auto& post : page->posts) {
                fuzz::demandClean(post.uri);
                if (post.message) {
                    fuzz::demandStorable(*post.message);
                }
            }
        }
    }
    for (auto* const read : {&readNamedPosts, &readThreadPosts}) {
        if (const auto messages = read(reader, response)) {
            for (const auto& message : *messages) {
                fuzz::demandStorable(message);
            }
        }
    }
    const auto& adapter = *registry.adapter("bluesky");
    const std::string uri = "at://did:plc:mira/app.bsky.feed.post/k3";
    fuzz::feed(adapter.poll({.account = account, .secrets = secrets, .cursors = {}, .recent = {{uri, uri}}}),
               response, demandBatch);
    fuzz::feed(adapter.poll({.account = account,
                             .secrets = secrets,
                             .cursors = {{"notifications", "u 5"}, {"chat_log", "r1"}},
                             .recent = {}}),
               response, demandBatch);
    fuzz::feed(adapter.readThread(account, secrets, uri, {uri}), response, demandBatch);
    return 0;
}
