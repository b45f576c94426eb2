// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/poll.h"

#include "platform/facebook/comment_lists.h"
#include "platform/facebook/message.h"
#include "platform/facebook/page_server.h"
#include "platform/facebook/rescan.h"
#include "platform/graph/direct_messages.h"
#include "platform/graph/tolerant_part.h"

#include <fmt/format.h>

namespace platform::facebook {
namespace {

constexpr std::string_view kMessageWords = "id,created_time,from,to,message,sticker,attachments{id,mime_type,"
                                           "name,size,file_url,image_data,video_data},"
                                           "shares{id,link,name,description}";
constexpr int kPagesOfPosts = 4;

struct Context {
    graph::Server server;
    graph::Self self;
};
using Parts = std::vector<std::unique_ptr<Part<model::IncomingBatch>>>;

void add(Parts& parts, std::unique_ptr<Part<model::IncomingBatch>> part) {
    parts.push_back(std::make_unique<graph::TolerantPart>(std::move(part)));
}

void addPosts(Parts& parts, const Context& context, const PollInput& input, std::string edge, int pages,
              bool ours) {
    PostPlan plan{.edge = edge,
                  .cursor = input.cursor(edge),
                  .firstImportItems = input.firstImportItems,
                  .pages = pages,
                  .ours = ours};
    add(parts, std::make_unique<CommentLists>(context.server, context.self, std::move(plan)));
}

Parts partsFor(const PollInput& input, const Context& context) {
    Parts parts;
    if (input.account.facts.privateMessages.value_or(true)) {
        graph::MessagePlan plan{
            .list = fmt::format("/{}/conversations", net::percentEncode(input.account.remoteId)),
            .platformWord = "messenger",
            .listFields = "id,updated_time,link,participants",
            .messageFields = std::string(kMessageWords),
            .webOrigin = std::string(kWebOrigin),
            .cursor = input.cursor(graph::DirectMessages::kCursor),
            .firstImportItems = input.firstImportItems};
        add(parts, std::make_unique<graph::DirectMessages>(context.server, context.self, std::move(plan)));
    }
    addPosts(parts, context, input, "published_posts", input.thorough ? kPagesOfPosts : 1, true);
    addPosts(parts, context, input, "visitor_posts", 1, false);
    if (input.thorough) {
        addPosts(parts, context, input, "tagged", 1, false);
        add(parts, std::make_unique<Rescan>(context.server, context.self, input.recent));
    }
    return parts;
}

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input) {
    return std::make_unique<ContextSequence<model::IncomingBatch, Context>>(
        Context{.server = serverOf(input.account, input.secrets),
                .self = {.id = input.account.remoteId, .username = {}}},
        [&input](const Context& context) { return partsFor(input, context); });
}

}  // namespace platform::facebook
