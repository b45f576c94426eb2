// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogue.h"
#include "harvest.h"
#include "model/account.h"
#include "platform/bluesky/server.h"
#include "platform/registry.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Bluesky's JSON as small as it may be, with invented customers.
namespace sky {

using Json = nlohmann::ordered_json;
using dialogue::Answer;
using dialogue::Exchange;
using platform::bluesky::Parameters;

inline const std::string kMe = "did:plc:shop";
inline const std::string kMira = "did:plc:mira";
inline const std::string kTom = "did:plc:tom";

/// @shop.example at https://pds.example.
model::Account account();
platform::Secrets secrets();
const platform::PlatformAdapter& adapter();

/// {"did","handle","displayName"} of one of the three above.
Json profile(const std::string& did);
/// "at://did/app.bsky.feed.post/k7"
std::string uriOf(int number, const std::string& did = kMira);
/// Post number so and so at that minute, 2026-05-04 08:MM:00.
Json post(int number, const std::string& did = kMira, std::string_view text = "hello");
Json notification(int number, std::string_view reason = "mention");
/// {"uri","cid"} of a post.
Json refOf(const std::string& uri);
/// The post, as an answer to another one.
Json replyTo(Json post, const std::string& parent, const std::string& root);
/// The person whom these bytes of the post's text name.
Json naming(Json post, int begin, int end, const std::string& did);

/// {"notifications":[…],"cursor":…}, without a cursor when it is empty.
Answer page(const std::string& list, const std::vector<Json>& items, const std::string& cursor = "");
/// {"thread":…}, and what stands in it where a post is not shown to us.
Answer thread(const Json& top);
Json blockedPost(const std::string& uri, const std::string& did);
/// {"error":…,"message":…}
Answer refused(int status, const std::string& name, const std::string& message = "");
/// "GET /xrpc/method?parameters"
std::string asked(std::string_view method, const Parameters& parameters = {});
/// One post without what is around it.
std::string askedAlone(const std::string& uri);
std::string told(std::string_view method);

/// A direct message of the conversation, sent at that minute.
Json message(int number, const std::string& did = kMira, std::string_view text = "order 55?");
/// Conversation c1 with us and these people; `rev` says what has happened in it.
Json convo(const std::string& id, const std::string& rev, const std::vector<std::string>& people = {kMira},
           const std::string& status = "accepted");

struct Poll {
    model::Account account = quietAccount();
    platform::Secrets secrets = sky::secrets();
    std::map<std::string, std::string> cursors;
    std::vector<platform::PollInput::Recent> recent;
    int firstImportItems = 2'000;
    bool thorough = false;

    [[nodiscard]] std::unique_ptr<platform::Steps<model::IncomingBatch>> steps() const;
    [[nodiscard]] dialogue::Course<model::IncomingBatch> run(const std::vector<Exchange>& exchanges) const;
    /// Without the right to direct messages: posts alone.
    [[nodiscard]] static model::Account quietAccount();
};

}  // namespace sky
