// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/x/server_state.h"
#include "practice/x/sheet.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::x {

/// One request with all that a handler needs.
struct Call {
    ServerState& state;
    const Question& question;
    const Params& params;
    std::vector<std::string> places{};  ///< what stands in the pattern's {}
    const Account* viewer = nullptr;    ///< null for an app and where nobody has to sign in
    std::int64_t nowMs = 0;

    [[nodiscard]] Dialect dialect() const { return state.dialect; }
    [[nodiscard]] std::expected<Asked, Answer> asked(About about) const {
        return readAsked(params, state.dialect, state.strangers, about);
    }
    /// The body as JSON; discarded when it is none.
    [[nodiscard]] Json body() const { return Json::parse(question.body, nullptr, false); }
    [[nodiscard]] bool isShop() const { return viewer != nullptr && viewer->id == state.network.shop().id; }
    /// Puts what an answer holds on the bill. `owned` is what the posts of the list themselves cost.
    void charge(const Sheet& sheet, Charge posts) const;
};

enum class Access {
    Open,
    User,  ///< a user's token
    App,   ///< the app's own
    Any,   ///< one of the two
};

struct Route {
    std::string_view method;
    std::string_view pattern;  ///< "/2/users/{}/mentions"
    Access access;
    std::string_view scopes;  ///< parted by blanks
    int limit;                ///< requests in 15 minutes
    Answer (*handle)(Call& call);
};

/// A page of a list that goes from the newest to the oldest.
struct Page {
    std::size_t most = 10;
    Id below = 0;  ///< only smaller ids; 0 = from the top
    Id above = 0;  ///< back up from this one, if `backwards`
    bool backwards = false;
};
enum class Paging { Posts, Messages };
[[nodiscard]] std::expected<Page, Answer> readPage(const Call& call, int least, int standard, Paging paging);
/// The ids of one page, newest first, out of those that fit (oldest first); and "meta" with its tokens.
struct Cut {
    std::vector<Id> ids;
    Json meta;
};
[[nodiscard]] Cut cut(const std::vector<Id>& fitting, const Page& page, Paging paging);
/// Whole numbers within bounds, in the server's words.
[[nodiscard]] std::expected<int, Answer> readNumber(const Call& call, const std::string& name, int standard,
                                                    int least, int most);

[[nodiscard]] std::vector<Route> oauthRoutes();
[[nodiscard]] std::vector<Route> userRoutes();
[[nodiscard]] std::vector<Route> postRoutes();
[[nodiscard]] std::vector<Route> timelineRoutes();
[[nodiscard]] std::vector<Route> messageRoutes();

/// Answers with the route that fits: tokens, money and rate limits are looked at here.
[[nodiscard]] Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs);
/// The token of "Authorization: Bearer …", "" for none.
[[nodiscard]] std::string bearerOf(const Question& question);

}  // namespace app::practice::x
