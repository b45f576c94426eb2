// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "graph_samples.h"
#include "model/account.h"
#include "platform/registry.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Threads' JSON as small as it may be, with invented customers.
namespace th {

using graph_samples::Answer;
using graph_samples::cursorAt;
using graph_samples::Exchange;
using graph_samples::Json;
using graph_samples::Parameters;
using graph_samples::problemOf;
using graph_samples::refusal;
using graph_samples::timeOf;

/// "@myshop" at https://graph.threads.example.
model::Account account();
platform::Secrets secrets();
const platform::PlatformAdapter& adapter();

/// "p_MINUTE", Ana's answer to our post 17900.
Json post(int minute, std::string_view text = "@myshop hi", const std::string& username = "ana");
Json replyTo(Json post, const std::string& parent);
/// A post of ours of that id, which was answered.
Json root(int id, int minute);

/// Where it goes on: Threads gives cursors alone, and no address.
Answer page(const std::vector<Json>& items, const std::string& after = "");

/// "GET /v1.0/me/mentions?…"
std::string asked(std::string_view path, const Parameters& parameters);
std::string askedMentions(const std::string& after = "");
std::string askedReplies(const std::string& after = "");
std::string askedPosts(int limit = 5);
std::string askedBelow(const std::string& post, const std::string& after = "");
std::string askedPost(const std::string& id);
/// In the order of time, as a thread is read.
std::string askedThread(const std::string& root, const std::string& after = "");

struct Poll {
    model::Account account = th::account();
    platform::Secrets secrets = th::secrets();
    std::map<std::string, std::string> cursors = {{"mentions", cursorAt("p_20", 20)},
                                                  {"conversations", cursorAt("p_20", 20)},
                                                  {"replies", cursorAt("p_20", 20)}};
    int firstImportItems = 2'000;
    bool thorough = false;

    [[nodiscard]] std::unique_ptr<platform::Steps<model::IncomingBatch>> steps() const;
    [[nodiscard]] dialogue::Course<model::IncomingBatch> run(const std::vector<Exchange>& exchanges) const;
};

}  // namespace th
