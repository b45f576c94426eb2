// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/wire.h"
#include "practice/x/bill.h"
#include "practice/x/oauth.h"
#include "practice/x/rate_meter.h"
#include "practice/x/render.h"
#include "practice/x/town.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace app::practice::x {

/// Everything of the house that a request can touch.
struct Desk {
    Town& town;
    OauthDesk& oauth;
    Bill& bill;
    RateMeter& rates;
};

/// A request to the API, taken apart.
struct Call {
    Desk desk;
    const Question& question;
    std::int64_t nowMs = 0;
    std::vector<std::string> path;                  ///< behind "/2"
    std::map<std::string, std::string> parameters;  ///< of the query
    Wanted wanted;
    Id me = 0;

    [[nodiscard]] std::string text(const std::string& name) const;
};

[[nodiscard]] Answer answerRoute(Desk desk, const Question& question, std::int64_t nowMs);

// The endpoints, by what they are about. Each answers for a path and method that are its own.
[[nodiscard]] Answer mentions(Call& call, Id user);
[[nodiscard]] Answer ownPosts(Call& call, Id user);
[[nodiscard]] Answer search(Call& call);
[[nodiscard]] Answer lookUpPosts(Call& call);
[[nodiscard]] Answer onePost(Call& call, const std::string& id);
[[nodiscard]] Answer createPost(Call& call);
[[nodiscard]] Answer deletePost(Call& call, const std::string& id);
[[nodiscard]] Answer lookUpPeople(Call& call);
[[nodiscard]] Answer onePerson(Call& call, const User& user);
[[nodiscard]] Answer messagesOf(Call& call, const std::string& conversation);
[[nodiscard]] Answer sendMessage(Call& call, Id other);

/// A member of a body; empty when it is missing or no text.
[[nodiscard]] std::string textIn(const Json& body, const char* name);
/// {"data":item,"includes":…,"errors":…}; people and posts that come along are put on the bill.
[[nodiscard]] Answer wrapped(Call& call, Renderer& renderer, Json data, Json meta = {},
                             std::vector<Json> errors = {});
/// max_results, or the refusal of one out of bounds.
struct Bounds {
    std::size_t least = 1;
    std::size_t most = 100;
    std::size_t usual = 10;
};
struct Size {
    std::size_t count = 0;
    std::optional<Answer> refused{};
};
[[nodiscard]] Size pageSize(const Call& call, const Bounds& bounds);
/// "t" and the number of items before the page: opaque to clients.
[[nodiscard]] std::string pageToken(std::size_t from);
[[nodiscard]] std::size_t pageStart(const Call& call);

}  // namespace app::practice::x
