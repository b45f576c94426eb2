// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/facebook/wire.h"
#include "platform/graph/direct_messages.h"
#include "platform/graph/server.h"
#include "platform/graph/sight.h"
#include "platform/import_limit.h"
#include "platform/list_cursor.h"
#include "platform/sequence.h"

#include "model/incoming.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace platform::facebook {

/// Whether the comments below our posts can still be read.
[[nodiscard]] graph::Sight sightOfComments(const graph::Self& self);

/// A list of posts, read with the comments below them.
struct PostPlan {
    std::string edge;  ///< "published_posts", "visitor_posts", "tagged"; the name of the cursor too
    std::string cursor;
    ImportLimit firstImportItems = 0;
    int pages = 1;      ///< of posts: the newest hundred or only the newest; of others all new ones
    bool ours = false;  ///< our own posts: kept where somebody commented
};

/// There is no list of new comments: the newest posts are read with the newest comments of each, and where
/// all of those are new the post's comments are read on. The cursor, the newest comment or post known, is
/// handed out with the last page; a stretch before it is always read again, since comments show up late.
class CommentLists final : public Part<model::IncomingBatch> {
public:
    CommentLists(const graph::Server& server, const graph::Self& self, PostPlan plan);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    using Given = base::Result<std::optional<model::IncomingBatch>>;
    /// A post whose comments are to be read on.
    struct Unfinished {
        std::string post;
        std::string after;
        int pages = 0;
    };

    [[nodiscard]] Given acceptPosts(const net::HttpResponse& response, base::UtcTime now);
    [[nodiscard]] Given acceptComments(const net::HttpResponse& response, base::UtcTime now);
    [[nodiscard]] bool postsGoOn(const graph::WirePage& page, std::optional<base::UtcTime> oldestAt,
                                 model::IncomingBatch& batch);
    void readPostItem(json::Reader& json, const json::Item& item, const WirePost& post,
                      model::IncomingBatch& batch, base::UtcTime now);
    /// The oldest comment's time; the comments go into the batch.
    std::optional<base::UtcTime> readComments(json::Reader& json, const graph::WirePage& page,
                                              const std::string& post, model::IncomingBatch& batch,
                                              base::UtcTime now);
    void readOn(const graph::WirePage& page, const std::string& post, std::optional<base::UtcTime> oldestAt,
                int pages, model::IncomingBatch& batch);
    void note(const model::IncomingMessage& message);
    [[nodiscard]] Given handOut(model::IncomingBatch batch, base::UtcTime now);

    const graph::Server& m_server;
    const graph::Self& m_self;
    PostPlan m_plan;
    ListCursor m_known;
    ListCursor m_newest;
    std::optional<base::UtcTime> m_boundary;  ///< what is older is known
    std::vector<Unfinished> m_unfinished;
    std::set<std::string> m_askedFor;
    std::string m_after;
    int m_limit;
    int m_commentLimit;
    int m_pagesRead = 0;
    std::size_t m_imported = 0;
    bool m_posts = true;
    bool m_done = false;
};

}  // namespace platform::facebook
