// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/poll.h"

#include "platform/graph/direct_messages.h"
#include "platform/graph/tolerant_part.h"
#include "platform/instagram/account_server.h"
#include "platform/instagram/comment_counts.h"
#include "platform/instagram/tags.h"

namespace platform::instagram {
namespace {

constexpr std::string_view kMessageWords =
    "id,created_time,from,to,message,attachments,shares,story,is_unsupported";
constexpr int kPagesOfMedia = 3;
constexpr int kAlwaysRead = 2;

struct Context {
    graph::Server server;
    graph::Self self;
};
using Parts = std::vector<std::unique_ptr<Part<model::IncomingBatch>>>;

void add(Parts& parts, std::unique_ptr<Part<model::IncomingBatch>> part) {
    parts.push_back(std::make_unique<graph::TolerantPart>(std::move(part)));
}

Parts partsFor(const PollInput& input, const Context& context) {
    Parts parts;
    const std::string account = "/" + net::percentEncode(input.account.remoteId);
    if (input.account.facts.privateMessages.value_or(true)) {
        graph::MessagePlan plan{.list = messagesOf(input.secrets) + "/conversations",
                                .platformWord = "instagram",
                                .listFields = "id,updated_time,participants",
                                .messageFields = std::string(kMessageWords),
                                .webOrigin = {},
                                .cursor = input.cursor(graph::DirectMessages::kCursor),
                                .firstImportItems = input.firstImportItems};
        add(parts, std::make_unique<graph::DirectMessages>(context.server, context.self, std::move(plan)));
    }
    MediaPlan media{.account = account,
                    .cursor = input.cursor(CommentCounts::kCursor),
                    .firstImportItems = input.firstImportItems,
                    .pages = input.thorough ? kPagesOfMedia : 1,
                    .alwaysRead = input.thorough ? kAlwaysRead : 0};
    add(parts, std::make_unique<CommentCounts>(context.server, context.self, std::move(media)));
    if (input.thorough) {
        add(parts, std::make_unique<Tags>(context.server, context.self, account, input.cursor(Tags::kCursor),
                                          input.firstImportItems));
    }
    return parts;
}

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input) {
    return std::make_unique<ContextSequence<model::IncomingBatch, Context>>(
        Context{.server = serverOf(input.account, input.secrets), .self = selfOf(input.account)},
        [&input](const Context& context) { return partsFor(input, context); });
}

}  // namespace platform::instagram
