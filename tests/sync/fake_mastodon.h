// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake_server.h"

#include "base/clock.h"
#include "net/http.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// A Mastodon server as small as sync needs it: it pages by min_id and max_id, keeps Idempotency-Keys for an
/// hour, and counts what was really delivered to customers. Its account is @shop, number 14715.
class FakeMastodon final : public FakeServer {
public:
    FakeMastodon(const base::Clock& clock, std::string origin, int firstId)
        : m_clock(clock), m_origin(std::move(origin)), m_lastId(firstId) {}

    [[nodiscard]] const std::string& origin() const override { return m_origin; }

    struct Writing {
        std::string parent{};
        std::string visibility = "public";
        bool mentionsUs = true;
    };
    /// A customer writes; when it mentions us there is a notification. The post's id.
    std::string says(const std::string& who, const std::string& text, const Writing& how);
    std::string says(const std::string& who, const std::string& text) { return says(who, text, {}); }
    /// The shop writes by another app.
    std::string shopWrites(const std::string& text, const std::string& parent = {});
    void edit(const std::string& id, const std::string& text);
    void erase(const std::string& id);
    /// All but the newest posts, with what was delivered and the keys: for tests of very many.
    void forgetAllBut(std::size_t newest);

    [[nodiscard]] net::HttpResponse answer(const net::HttpRequest& request) override;

    /// How often a post of the shop with these words was delivered.
    [[nodiscard]] int delivered(std::string_view words) const;
    [[nodiscard]] int deliveries() const { return m_deliveries; }
    /// The visibility of the shop's post with these words.
    [[nodiscard]] std::string visibilityOf(std::string_view words) const;

    /// What the server is and does.
    std::string software = "mastodon";
    std::string token = "token-one";
    std::string accountId = "14715";
    std::size_t pageSize = 40;
    bool keepsKeys = true;
    std::string stumblesOver{};  ///< 500 for posts with these words
    std::int64_t largestPost = 500;
    std::vector<std::pair<std::string, std::string>> headers{};  ///< on every answer
    std::set<std::string, std::less<>> favourites{};             ///< of the shop, by the posts' ids

private:
    struct Post {
        std::string id;
        std::string author;
        std::string html;
        std::string text;
        std::string parent;
        std::string visibility;
        base::UtcTime at;
        std::optional<base::UtcTime> editedAt{};
        std::vector<std::string> mentions{};
        bool gone = false;
    };
    struct Key {
        std::string post;
        base::UtcTime at;
    };
    [[nodiscard]] const Post* find(std::string_view id) const;
    [[nodiscard]] std::string add(Post post);
    [[nodiscard]] std::string json(const Post& post) const;
    [[nodiscard]] std::string person(const std::string& name) const;
    [[nodiscard]] net::HttpResponse list(const net::HttpRequest& request,
                                         const std::vector<std::pair<std::string, std::string>>& items) const;
    [[nodiscard]] net::HttpResponse notifications(const net::HttpRequest& request) const;
    [[nodiscard]] net::HttpResponse ownPosts(const net::HttpRequest& request) const;
    [[nodiscard]] net::HttpResponse context(std::string_view id) const;
    [[nodiscard]] net::HttpResponse publish(const net::HttpRequest& request);
    [[nodiscard]] net::HttpResponse favourite(std::string_view id, std::string_view how);
    [[nodiscard]] net::HttpResponse signIn(const net::HttpRequest& request, std::string_view path) const;
    [[nodiscard]] net::HttpResponse route(const net::HttpRequest& request);

    const base::Clock& m_clock;
    std::string m_origin;
    std::vector<Post> m_posts;
    std::vector<std::pair<std::string, std::string>> m_notifications;  ///< id and post
    std::map<std::string, Key> m_keys;
    std::vector<std::string> m_delivered;
    int m_deliveries = 0;
    int m_lastId;
};

}  // namespace test
