// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogue.h"
#include "harvest.h"
#include "model/account.h"
#include "platform/registry.h"
#include "platform/x/dialect.h"
#include "platform/x/server.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// X's JSON as small as it may be, with invented customers.
namespace ex {

using Json = nlohmann::ordered_json;
using dialogue::Answer;
using dialogue::Exchange;
using platform::x::Authors;
using platform::x::Dialect;
using platform::x::Parameters;

inline const std::string kMe = "777";
inline const std::string kMira = "2244";
inline const std::string kTom = "3355";

/// @shop at https://api.x.example, which says "tweet".
model::Account account();
platform::Secrets secrets();
const platform::PlatformAdapter& adapter();

/// An id of 2026-05-04 08:MM:00.
std::string idOf(int minute);
/// {"id","username","name"} of one of the three above.
Json user(const std::string& id);
/// A post of that minute that mentions us, in the words of the dialect.
Json post(int minute, const std::string& author = kMira, std::string_view text = "@shop hello",
          Dialect dialect = Dialect::Tweet);
/// The post as an answer to another one.
Json replyTo(Json post, const std::string& parent, Dialect dialect = Dialect::Tweet);
/// A direct message of that minute.
Json directMessage(int minute, const std::string& sender = kMira, std::string_view text = "order 55?");
Json usersOf(const std::vector<std::string>& ids);

/// {"data":[…],"meta":{…}}, without data when there are none, without a token when it is empty.
Answer page(const std::vector<Json>& items, const std::string& token = "", const Json& includes = {});
Answer one(const Json& item);
/// Problem JSON.
Answer problem(int status, const std::string& title, const std::string& detail = "",
               const std::string& type = "about:blank");

/// "GET /2/users/777/mentions?max_results=10&since_id=…&tweet.fields=…"
std::string asked(std::string_view path, const Parameters& first, Dialect dialect = Dialect::Tweet,
                  Authors authors = Authors::IdsAlone);
std::string askedMentions(const Parameters& more = {}, Dialect dialect = Dialect::Tweet);
std::string askedOwn(const Parameters& more = {});
std::string askedNames(const std::string& ids);
std::string askedPosts(const std::string& ids);

struct Poll {
    model::Account account = ex::account();
    platform::Secrets secrets = ex::secrets();
    std::map<std::string, std::string> cursors;
    int firstImportItems = 2'000;
    bool thorough = false;
    std::set<std::string> named = {kMira, kTom};
    base::UtcTime now = dialogue::kNow;

    [[nodiscard]] std::unique_ptr<platform::Steps<model::IncomingBatch>> steps() const;
    [[nodiscard]] dialogue::Course<model::IncomingBatch> run(const std::vector<Exchange>& exchanges) const;
};

}  // namespace ex
