// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/mastodon/instance.h"

namespace app::practice::mastodon {

/// Apps by id, for a post's "application".
struct AppName {
    std::string name;
    std::string website;  ///< "" = none
};
using AppNames = std::map<Id, AppName>;

/// Mastodon's JSON as one viewer sees it (0 = nobody is signed in). Fields, order and nulls are those of the
/// recorded answers of Mastodon 4.6.
class Renderer {
public:
    Renderer(const Instance& instance, const AppNames& apps, Id viewer)
        : m_instance(instance), m_apps(apps), m_viewer(viewer) {}

    enum class AccountView { Plain, Credentials };
    /// What stands in for the post's HTML: a deleted post comes with its plain text, to be written anew.
    enum class PostView { Html, Source };

    [[nodiscard]] Json account(const Account& account, AccountView view = AccountView::Plain) const;
    [[nodiscard]] Json post(const Post& post, PostView view = PostView::Html) const;
    [[nodiscard]] Json media(const Media& media) const;
    [[nodiscard]] Json notification(const Notification& one) const;
    [[nodiscard]] Json request(const NotificationRequest& one) const;
    [[nodiscard]] Json conversation(const Conversation& one) const;
    [[nodiscard]] Json history(const Post& post) const;
    [[nodiscard]] Json policy(Id account) const;

private:
    enum class FieldView { Html, Source };
    [[nodiscard]] Json fields(const Account& account, FieldView view) const;
    [[nodiscard]] std::string html(const std::string& text, const Account& author) const;
    [[nodiscard]] Json mediaList(const std::vector<Id>& ids) const;
    [[nodiscard]] Json emojisIn(const std::string& text) const;
    [[nodiscard]] Json credentials(const Account& account) const;
    [[nodiscard]] std::string pictureUrl(const Account& account, std::string_view kind) const;
    [[nodiscard]] int repliesCount(Id post) const;
    [[nodiscard]] Json tagsIn(const std::string& text) const;
    [[nodiscard]] Json mentionList(const Post& post) const;

    const Instance& m_instance;
    const AppNames& m_apps;
    Id m_viewer;
};

/// Where a media file's bytes are served below the base URL.
[[nodiscard]] std::string mediaPath(Id id, std::string_view size);

}  // namespace app::practice::mastodon
