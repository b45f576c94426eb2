// SPDX-License-Identifier: GPL-3.0-or-later
// Comments: written, changed, hidden, liked and deleted by the page.
#include "practice/facebook/routes.h"

#include "base/text.h"

#include <algorithm>

namespace app::practice::facebook {

using graph::Call;
using graph::Outcome;
using graph::Refused;

namespace {

constexpr std::int64_t kSameAgainMs = 60'000;
constexpr std::size_t kMaxLetters = 8000;

Answer done() {
    return graph::jsonAnswer({{"success", true}});
}

bool isThere(ServerState& state, const std::string& id) {
    const Post* post = state.network.post(id);
    const Comment* comment = state.network.comment(id);
    return (post != nullptr && state.isSeen(post->author)) ||
           (comment != nullptr && state.isSeen(comment->author));
}

bool isSaidAgain(const ServerState& state, const std::string& under, const std::string& text,
                 std::int64_t nowMs) {
    return std::ranges::any_of(state.log.deliveries(), [&](const Delivery& one) {
        return one.platform == kPlatform && one.tag == "comment" && one.text == text &&
               one.inReplyTo == under && nowMs < one.atMs + kSameAgainMs;
    });
}

}  // namespace

Outcome<Answer> writeComment(ServerState& state, const Call& call) {
    if (const auto may = needPage(state, call, "pages_manage_engagement"); !may) {
        return Refused(may.error());
    }
    const std::string under = call.place(0);
    if (!isThere(state, under)) {
        return Refused(graph::noSuchObject("POST", under));
    }
    const std::string text(base::trim(call.params.textOrEmpty("message")));
    const std::string picture = call.params.textOrEmpty("attachment_url");
    if (text.empty() && picture.empty()) {
        return Refused(graph::badParameter("You must provide a message or an attachment"));
    }
    if (base::countUtf16(text) > kMaxLetters) {
        return Refused(graph::badParameter("Invalid parameter: the message is too long"));
    }
    if (isSaidAgain(state, under, text, call.nowMs)) {
        return Refused({.code = 506,
                        .message = "(#506) Duplicate status message",
                        .subcode = 1455006,
                        .userTitle = "Duplicate Status Update",
                        .userMessage =
                            "This status update is identical to the last one you posted. Try posting "
                            "something different, or delete your previous update."});
    }
    Comment& made = state.comment(state.network.pageId, under, text, call.nowMs);
    made.picture = picture;
    state.log.delivered({.platform = kPlatform,
                         .atMs = call.nowMs,
                         .by = "shop",
                         .statusId = made.id,
                         .text = text,
                         .inReplyTo = under,
                         .visibility = "public",
                         .tag = "comment"});
    return graph::jsonAnswer({{"id", made.id}});
}

Outcome<Answer> change(ServerState& state, const Call& call) {
    if (const auto may = needPage(state, call, "pages_manage_engagement"); !may) {
        return Refused(may.error());
    }
    Comment* comment = state.network.comment(call.place(0));
    if (comment == nullptr || !state.isSeen(comment->author)) {
        return Refused(graph::noSuchObject("POST", call.place(0)));
    }
    const bool isOwn = comment->author == state.network.pageId;
    if (call.params.has("is_hidden")) {
        if (isOwn) {
            return Refused(graph::badParameter("This comment can't be hidden"));
        }
        comment->isHidden = call.params.isTrue("is_hidden");
        return done();
    }
    const std::string text = call.params.textOrEmpty("message");
    if (text.empty()) {
        return Refused(graph::badParameter("You must provide a message or an attachment"));
    }
    if (!isOwn) {
        return Refused({.code = 200, .message = "(#200) You can only edit your own comments", .status = 403});
    }
    comment->text = text;
    state.log.edited(
        {.platform = kPlatform, .atMs = call.nowMs, .by = "shop", .statusId = comment->id, .text = text});
    return done();
}

Outcome<Answer> erase(ServerState& state, const Call& call) {
    if (const auto may = needPage(state, call, "pages_manage_engagement"); !may) {
        return Refused(may.error());
    }
    const std::string id = call.place(0);
    if (!isThere(state, id)) {
        return Refused(graph::noSuchObject("DELETE", id));
    }
    if (state.network.post(id) != nullptr) {
        state.network.erasePost(id);
    } else {
        state.network.eraseComment(id);
    }
    state.log.deleted({.platform = kPlatform, .atMs = call.nowMs, .by = "shop", .statusId = id, .text = ""});
    return done();
}

Outcome<Answer> like(ServerState& state, const Call& call, Liking liking) {
    if (const auto may = needPage(state, call, "pages_manage_engagement"); !may) {
        return Refused(may.error());
    }
    const std::string id = call.place(0);
    if (!isThere(state, id)) {
        return Refused(graph::noSuchObject(call.question.method, id));
    }
    Post* post = state.network.post(id);
    std::set<std::string>& likes = post == nullptr ? state.network.comment(id)->likes : post->likes;
    if (liking == Liking::On) {
        likes.insert(state.network.pageId);
    } else {
        likes.erase(state.network.pageId);
    }
    return done();
}

}  // namespace app::practice::facebook
