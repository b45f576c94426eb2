// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/compose.h"

#include "platform/facebook/page_server.h"
#include "platform/graph/send.h"

#include "base/text.h"
#include "model/text_limits.h"

#include <fmt/format.h>

namespace platform::facebook {
namespace {

constexpr std::int64_t kLongestComment = 8'000;
constexpr std::int64_t kLongestMessage = 2'000;

}  // namespace

model::LengthRule commentLength() {
    return {.unit = model::LengthUnit::Utf16Units, .limit = kLongestComment};
}

model::LengthRule messageLength() {
    return {.unit = model::LengthUnit::Utf16Units, .limit = kLongestMessage};
}

bool isPost(std::string_view id, std::string_view page) {
    return !page.empty() && id.size() > page.size() && id.starts_with(page) && id[page.size()] == '_';
}

std::string postOf(std::string_view commentId, std::string_view page) {
    const auto gap = commentId.find('_');
    return gap == std::string_view::npos ? std::string()
                                         : fmt::format("{}_{}", page, commentId.substr(0, gap));
}

base::Status check(const model::ReplyDraft& draft) {
    if (base::trim(draft.text).empty()) {
        return base::fail(base::ErrorKind::BadInput, "the reply is empty");
    }
    const bool isPublic = draft.visibility == model::Visibility::Public;
    const bool nobody = draft.addresseeRemoteId.empty() || draft.addresseeRemoteId.starts_with("unknown:");
    if (!isPublic && !draft.fromPublic && nobody) {
        return base::fail(base::ErrorKind::BadInput, "Facebook does not say whom this message would reach");
    }
    if ((isPublic || draft.fromPublic) && draft.parentRemoteId.empty()) {
        return base::fail(base::ErrorKind::BadInput, "there is no comment that this reply could stand under");
    }
    const auto length = model::measure(draft.text, isPublic ? commentLength() : messageLength());
    if (length.count > length.limit) {
        return base::fail(base::ErrorKind::TooLong,
                          fmt::format("the reply has {} characters, Facebook takes {} at most", length.count,
                                      length.limit));
    }
    return {};
}

graph::Frozen compose(const model::Account& account, const model::ReplyDraft& draft,
                      const Preparation& prepared, base::UtcTime now) {
    const std::string messages = fmt::format("/{}/messages", net::percentEncode(account.remoteId));
    graph::Frozen reply{.path = messages, .text = draft.text};
    if (draft.visibility == model::Visibility::Public) {
        reply.kind = graph::Frozen::Kind::Comment;
        reply.path = fmt::format("/{}/comments", net::percentEncode(draft.parentRemoteId));
        reply.parent = draft.parentRemoteId;
        return reply;
    }
    if (draft.fromPublic) {
        reply.kind = graph::Frozen::Kind::PrivateReply;
        reply.to = draft.parentRemoteId;
        reply.author = draft.addresseeRemoteId;
        reply.toPost = isPost(draft.parentRemoteId, account.remoteId);
        return reply;
    }
    reply.to = draft.addresseeRemoteId;
    std::optional<base::UtcTime> wroteAt = draft.addresseeWroteAt;
    graph::takeWindow(prepared, wroteAt, now);
    reply.window = graph::windowAt(wroteAt, now, graph::personsMayAnswer(account));
    return reply;
}

}  // namespace platform::facebook
