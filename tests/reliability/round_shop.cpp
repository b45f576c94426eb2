// SPDX-License-Identifier: GPL-3.0-or-later
#include "round_shop.h"

#include <fmt/format.h>

namespace test {

RoundShop::RoundShop(const std::string& vfs) {
    guard.expectAnything();
    if (!vfs.empty()) {
        reopen(vfs);
        store::sqlite::Connection* writer = nullptr;
        need(store->write("look", [&](store::WriteTx& tx) -> base::Status {
            writer = &tx.connection();
            return {};
        }));
        need(writer->execute("PRAGMA synchronous = FULL"));
    }
    posts = {server.says("mira", "are you open?"), sky.says("ben", "does it fit?")};
    static_cast<void>(syncOnce());
    replies = {reply(posts[0], "until six"), reply(posts[1], "it does")};
    posts.push_back(server.says("eva", "and tomorrow?"));
    posts.push_back(sky.says("eva", "in blue?"));
}

RoundShop::Said RoundShop::round() {
    Said said;
    const auto note = [&](const base::Error& trouble) {
        said.trouble = true;
        const std::string sentence = trouble.what();
        if (sentence.empty() || sentence.find('\n') != std::string::npos) {
            said.silent.push_back(fmt::format("\"{}\"", sentence));
        }
    };
    bool ended = false;
    const base::Status begun = engine->syncOnce({}, [&](const std::vector<syncing::RoundReport>& reports) {
        ended = true;
        for (const syncing::RoundReport& report : reports) {
            if (report.trouble) {
                note(*report.trouble);
            }
        }
    });
    if (!begun) {
        note(begun.error());
        return said;
    }
    settle();
    REQUIRE(ended);
    return said;
}

void RoundShop::goOn() {
    for (int i = 0; i < 3; ++i) {
        pass(kMinute);
        static_cast<void>(syncOnce());
    }
}

std::vector<std::string> RoundShop::faults() {
    std::vector<std::string> all;
    for (const std::string& post : posts) {
        if (stored(post) != 1) {
            all.push_back(fmt::format("message {} is there {} times", post, stored(post)));
        }
    }
    for (const base::ReplyId id : replies) {
        if (state(id) != model::Delivery::Sent) {
            all.push_back(fmt::format("reply {} is {}", id.value, model::name(state(id))));
        }
    }
    if (server.delivered("until six") != 1) {
        all.push_back(fmt::format("Mastodon has the reply {} times", server.delivered("until six")));
    }
    if (sky.records("it does") != 1) {
        all.push_back(fmt::format("Bluesky has the reply {} times", sky.records("it does")));
    }
    if (const base::Status sound = store->check(); !sound) {
        all.push_back(sound.error().what());
    }
    return all;
}

}  // namespace test
