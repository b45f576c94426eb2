// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench.h"

#include <string>
#include <vector>

namespace test {

/// A shop on two platforms, with replies that wait and customers who have written since: one round of
/// checking and sending is to be done.
struct RoundShop : Bench {
    /// On SQLite's own layer of files, or on the one of this name.
    explicit RoundShop(const std::string& vfs = {});

    struct Said {
        bool trouble = false;             ///< a report said that something went wrong
        std::vector<std::string> silent;  ///< trouble without one sentence
    };
    [[nodiscard]] Said round();
    /// What fails has passed: some minutes go by, with a round each.
    void goOn();
    /// What is wrong after all is done.
    [[nodiscard]] std::vector<std::string> faults();

    FakeBluesky& sky{addSky("https://sky.example")};
    base::AccountId skyAccount{addAccount(sky)};
    std::vector<std::string> posts;
    std::vector<base::ReplyId> replies;
};

}  // namespace test
