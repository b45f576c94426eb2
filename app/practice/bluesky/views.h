// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/network.h"

#include <string>

namespace app::practice::bluesky {

/// What the AppView shows, as one account sees it.
class Views {
public:
    Views(const Network& network, std::string viewer) : m_network(network), m_viewer(std::move(viewer)) {}

    /// app.bsky.actor.defs#profileViewBasic
    [[nodiscard]] Json profileBasic(const Account& account) const;
    /// #profileView: with description and indexedAt
    [[nodiscard]] Json profile(const Account& account) const;
    /// #profileViewDetailed: with counts
    [[nodiscard]] Json profileDetailed(const Account& account) const;

    /// app.bsky.feed.defs#postView
    [[nodiscard]] Json post(const Record& post) const;
    /// #threadViewPost | #blockedPost, with `height` parents above and `depth` levels of replies below.
    [[nodiscard]] Json thread(const Record& anchor, int height, int depth) const;
    /// #feedViewPost; `repost` null for the author's own post.
    [[nodiscard]] Json feedItem(const Record& post, const Record* repost) const;
    /// #threadgateView, null without a gate.
    [[nodiscard]] Json gate(const std::string& root) const;
    /// app.bsky.notification.listNotifications#notification
    [[nodiscard]] Json notice(const Notice& notice, std::int64_t seenMs) const;
    /// Whether this notice is shown at all.
    [[nodiscard]] bool showsNotice(const Notice& notice) const;
    /// Whether a post by this author is shown.
    [[nodiscard]] bool meets(const std::string& did) const { return !m_network.apart(m_viewer, did); }

private:
    [[nodiscard]] Json relation(const std::string& did) const;
    [[nodiscard]] Json embed(const Record& post) const;
    [[nodiscard]] Json quoted(const std::string& uri) const;
    [[nodiscard]] Json pictures(const Record& post, const Json& images) const;
    [[nodiscard]] Json state(const Record& post) const;
    [[nodiscard]] Json parent(const Record& child, const std::string& root, int height) const;
    [[nodiscard]] Json answers(const Record& above, const std::string& root, int depth) const;
    [[nodiscard]] Json context(const Record& post) const;
    [[nodiscard]] Json postOrGone(const std::string& uri) const;
    [[nodiscard]] Json blocked(const Record& post) const;
    [[nodiscard]] static Json gone(const std::string& uri);
    [[nodiscard]] std::string mine(const std::map<std::string, std::vector<std::string>>& lists,
                                   const std::string& uri) const;

    const Network& m_network;
    std::string m_viewer;
};

}  // namespace app::practice::bluesky
