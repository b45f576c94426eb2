// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/compose.h"

#include "platform/graph/send.h"
#include "platform/graph/settings.h"
#include "platform/instagram/message.h"

#include "base/text.h"
#include "model/text_limits.h"
#include "net/http.h"

#include <fmt/format.h>

namespace platform::instagram {
namespace {

constexpr std::int64_t kLongestComment = 2'200;
constexpr std::int64_t kLongestToTag = 300;
constexpr std::int64_t kLongestMessageBytes = 1'000;

bool answersTag(const model::ReplyDraft& draft) {
    return draft.visibility == model::Visibility::Public && draft.audience == kTaggedAudience;
}

/// A reply to a reply stands below the same comment: without the name nobody would know whom it answers.
std::string addressed(const model::ReplyDraft& draft) {
    constexpr int kReply = 2;
    const std::string name = "@" + draft.addresseeHandle;
    const bool named = draft.addresseeHandle.empty() ||
                       base::asciiLower(draft.text).find(base::asciiLower(name)) != std::string::npos;
    return draft.parentDepth < kReply || named ? draft.text : fmt::format("{} {}", name, draft.text);
}

model::Length lengthOf(const model::ReplyDraft& draft) {
    if (draft.visibility == model::Visibility::Private) {
        return model::measure(draft.text, messageLength());
    }
    model::LengthRule rule = commentLength();
    rule.limit = answersTag(draft) ? kLongestToTag : rule.limit;
    return model::measure(addressed(draft), rule);
}

}  // namespace

model::LengthRule commentLength() {
    return {.unit = model::LengthUnit::Utf16Units, .limit = kLongestComment};
}

model::LengthRule messageLength() {
    return {.unit = model::LengthUnit::Bytes, .limit = kLongestMessageBytes};
}

base::Status check(const model::ReplyDraft& draft) {
    if (base::trim(draft.text).empty()) {
        return base::fail(base::ErrorKind::BadInput, "the reply is empty");
    }
    const bool isPublic = draft.visibility == model::Visibility::Public;
    const bool nobody =
        draft.addresseeRemoteId.empty() || draft.addresseeRemoteId.find(':') != std::string::npos;
    if (!isPublic && !draft.fromPublic && nobody) {
        return base::fail(base::ErrorKind::BadInput, "Instagram does not say whom this message would reach");
    }
    if (draft.fromPublic && draft.audience == kTaggedAudience) {
        return base::fail(base::ErrorKind::Unsupported, "Instagram takes private replies to comments alone");
    }
    if ((isPublic || draft.fromPublic) && draft.parentRemoteId.empty()) {
        return base::fail(base::ErrorKind::BadInput, "there is no comment that this reply could stand under");
    }
    const auto length = lengthOf(draft);
    if (length.count > length.limit) {
        return base::fail(base::ErrorKind::TooLong,
                          fmt::format("the reply has {} {}, Instagram takes {} at most", length.count,
                                      isPublic ? "characters" : "bytes", length.limit));
    }
    return {};
}

graph::Frozen compose(const model::Account& account, const model::ReplyDraft& draft,
                      const Preparation& prepared, base::UtcTime now) {
    graph::Frozen reply{.path = {}, .text = draft.text};
    if (draft.visibility == model::Visibility::Public) {
        reply.kind = graph::Frozen::Kind::Comment;
        reply.text = addressed(draft);
        reply.parent = draft.parentRemoteId;
        reply.path = fmt::format("/{}/replies", net::percentEncode(draft.parentRemoteId));
        if (answersTag(draft)) {
            reply.path = fmt::format("/{}/mentions", net::percentEncode(account.remoteId));
            reply.to = draft.parentRemoteId;
        }
        return reply;
    }
    if (draft.fromPublic) {
        reply.kind = graph::Frozen::Kind::PrivateReply;
        reply.to = draft.parentRemoteId;
        reply.author = draft.addresseeRemoteId;
        return reply;
    }
    reply.to = draft.addresseeRemoteId;
    std::optional<base::UtcTime> wroteAt = draft.addresseeWroteAt;
    graph::takeWindow(prepared, wroteAt, now);
    reply.window = graph::windowAt(wroteAt, now, graph::personsMayAnswer(account));
    return reply;
}

}  // namespace platform::instagram
