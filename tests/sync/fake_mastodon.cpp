// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_mastodon.h"

#include "base/iso8601.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace test {
namespace {

constexpr std::string_view kShop = "shop";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out.push_back('\\');
        }
        out.append(c == '\n' ? "\\n" : std::string(1, c));
    }
    return out;
}

/// The text of a field of a flat JSON object, as the adapter writes it.
std::string field(std::string_view json, std::string_view name) {
    const std::string start = fmt::format("\"{}\":\"", name);
    std::string value;
    const auto found = json.find(start);
    if (found == std::string_view::npos) {
        return value;
    }
    for (std::size_t at = found + start.size(); at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\') {
            ++at;
            value.push_back(json[at] == 'n' ? '\n' : json[at]);
        } else {
            value.push_back(json[at]);
        }
    }
    return value;
}

std::string idOf(const std::string& name) {
    unsigned number = 0;
    for (const char c : name) {
        number = number * 31 + static_cast<unsigned char>(c);
    }
    return fmt::format("p{}", number);
}

net::HttpResponse json(int status, std::string body) {
    net::HttpResponse response{.status = status, .headers = {}, .body = std::move(body)};
    response.headers.add("Content-Type", "application/json; charset=utf-8");
    return response;
}

net::HttpResponse notFound() {
    return json(404, R"({"error":"Record not found"})");
}

/// Mentions at the beginning and within as the server's anchors.
std::string htmlOf(std::string_view text, std::string_view origin, std::vector<std::string>& mentions) {
    std::string html = "<p>";
    for (std::size_t at = 0; at < text.size();) {
        const bool begins = text[at] == '@' && (at == 0 || text[at - 1] == ' ');
        const std::size_t end = begins ? std::min(text.find(' ', at), text.size()) : at + 1;
        const std::string word(text.substr(at, end - at));
        if (begins) {
            const std::string name = word.substr(1, word.find('@', 1) - 1);
            const std::string url = name == kShop ? fmt::format("{}/@shop", origin)
                                                  : fmt::format("https://else.example/@{}", name);
            html += fmt::format(
                R"(<span class="h-card"><a href="{}" class="u-url mention">@<span>{}</span></a></span>)", url,
                name);
            mentions.push_back(name);
        } else {
            html += word == "\n" ? "<br />" : word;
        }
        at = end;
    }
    return html + "</p>";
}

std::string joined(const std::vector<std::string>& parts) {
    return "[" + fmt::format("{}", fmt::join(parts, ",")) + "]";
}

}  // namespace

std::string FakeMastodon::add(Post post) {
    post.id = fmt::format("{}", ++m_lastId);
    post.at = m_clock.utcNow();
    m_posts.push_back(std::move(post));
    return m_posts.back().id;
}

std::string FakeMastodon::says(const std::string& who, const std::string& text, const Writing& how) {
    Post post{.author = who, .text = text, .parent = how.parent, .visibility = how.visibility};
    post.html = htmlOf(how.mentionsUs ? "@shop " + text : text, m_origin, post.mentions);
    const std::string id = add(std::move(post));
    if (how.mentionsUs) {
        m_notifications.emplace_back(fmt::format("{}", ++m_lastId), id);
    }
    return id;
}

std::string FakeMastodon::shopWrites(const std::string& text, const std::string& parent) {
    Post post{.author = std::string(kShop), .text = text, .parent = parent, .visibility = "public"};
    post.html = htmlOf(text, m_origin, post.mentions);
    return add(std::move(post));
}

void FakeMastodon::edit(const std::string& id, const std::string& text) {
    for (Post& post : m_posts) {
        if (post.id == id) {
            post.text = text;
            post.mentions.clear();
            post.html = htmlOf("@shop " + text, m_origin, post.mentions);
            post.editedAt = m_clock.utcNow();
        }
    }
}

void FakeMastodon::erase(const std::string& id) {
    for (Post& post : m_posts) {
        post.gone = post.gone || post.id == id;
    }
    std::erase_if(m_notifications, [&](const auto& each) { return each.second == id; });
}

void FakeMastodon::forgetAllBut(std::size_t newest) {
    if (m_posts.size() > newest) {
        m_posts.erase(m_posts.begin(), m_posts.end() - static_cast<std::ptrdiff_t>(newest));
        std::erase_if(m_notifications, [&](const auto& each) { return find(each.second) == nullptr; });
        std::erase_if(m_keys, [&](const auto& each) { return find(each.second.post) == nullptr; });
        m_delivered.clear();
    }
}

const FakeMastodon::Post* FakeMastodon::find(std::string_view id) const {
    const auto found = std::ranges::find(m_posts, id, &Post::id);
    return found == m_posts.end() || found->gone ? nullptr : &*found;
}

std::string FakeMastodon::person(const std::string& name) const {
    if (name == kShop) {
        return fmt::format(
            R"({{"id":"{}","username":"shop","acct":"shop","display_name":"The Shop","url":"{}/@shop"}})",
            accountId, m_origin);
    }
    return fmt::format(R"({{"id":"{}","username":"{}","acct":"{}@else.example","display_name":"{}",)"
                       R"("url":"https://else.example/@{}"}})",
                       idOf(name), name, name, name, name);
}

std::string FakeMastodon::json(const Post& post) const {
    std::vector<std::string> mentions;
    for (const std::string& name : post.mentions) {
        mentions.push_back(person(name));
    }
    return fmt::format(
        R"({{"id":"{}","created_at":"{}","edited_at":{},"in_reply_to_id":{},"visibility":"{}",)"
        R"("spoiler_text":"","content":"{}","url":"{}/{}","account":{},"mentions":{},)"
        R"("media_attachments":[],"favourited":{}}})",
        post.id, base::toIso8601(post.at),
        post.editedAt ? fmt::format("\"{}\"", base::toIso8601(*post.editedAt)) : "null",
        post.parent.empty() ? "null" : fmt::format("\"{}\"", post.parent), post.visibility,
        escaped(post.html), m_origin, post.id, person(post.author), joined(mentions),
        favourites.contains(post.id));
}

/// A page of items (id and JSON, oldest first) as the server gives it: newest first, with the Link header.
net::HttpResponse FakeMastodon::list(const net::HttpRequest& request,
                                     const std::vector<std::pair<std::string, std::string>>& items) const {
    const auto minId = net::queryParameter(request.url, "min_id");
    const auto maxId = net::queryParameter(request.url, "max_id");
    const auto number = [](const std::string& id) { return std::stoi(id); };
    std::vector<std::pair<std::string, std::string>> fitting;
    for (const auto& item : items) {
        if ((!minId || number(item.first) > number(*minId)) &&
            (!maxId || number(item.first) < number(*maxId))) {
            fitting.push_back(item);
        }
    }
    const bool full = fitting.size() >= pageSize;
    if (full) {
        // From the cursor on, or from the newest back.
        const auto size = static_cast<std::ptrdiff_t>(pageSize);
        fitting = minId ? decltype(fitting)(fitting.begin(), fitting.begin() + size)
                        : decltype(fitting)(fitting.end() - size, fitting.end());
    }
    std::ranges::reverse(fitting);
    std::vector<std::string> bodies;
    for (const auto& item : fitting) {
        bodies.push_back(item.second);
    }
    net::HttpResponse response = test::json(200, joined(bodies));
    if (!fitting.empty()) {
        const std::string older =
            fmt::format("<{}/x?max_id={}>; rel=\"next\", ", m_origin, fitting.back().first);
        response.headers.add("Link", fmt::format("{}<{}/x?min_id={}>; rel=\"prev\"", full ? older : "",
                                                 m_origin, fitting.front().first));
    }
    return response;
}

net::HttpResponse FakeMastodon::notifications(const net::HttpRequest& request) const {
    std::vector<std::pair<std::string, std::string>> items;
    for (const auto& [id, post] : m_notifications) {
        const Post& about = *find(post);
        items.emplace_back(
            id, fmt::format(R"({{"id":"{}","type":"mention","created_at":"{}","account":{},"status":{}}})",
                            id, base::toIso8601(about.at), person(about.author), json(about)));
    }
    return list(request, items);
}

net::HttpResponse FakeMastodon::ownPosts(const net::HttpRequest& request) const {
    std::vector<std::pair<std::string, std::string>> items;
    for (const Post& post : m_posts) {
        if (post.author == kShop && !post.gone) {
            items.emplace_back(post.id, json(post));
        }
    }
    return list(request, items);
}

net::HttpResponse FakeMastodon::context(std::string_view id) const {
    const Post* post = find(id);
    if (post == nullptr) {
        return notFound();
    }
    std::vector<std::string> ancestors;
    for (const Post* above = find(post->parent); above != nullptr; above = find(above->parent)) {
        ancestors.insert(ancestors.begin(), json(*above));
    }
    std::vector<std::string> descendants;
    std::vector<std::string> inside{std::string(id)};
    for (const Post& each : m_posts) {
        if (!each.gone && std::ranges::find(inside, each.parent) != inside.end()) {
            inside.push_back(each.id);
            descendants.push_back(json(each));
        }
    }
    return test::json(
        200, fmt::format(R"({{"ancestors":{},"descendants":{}}})", joined(ancestors), joined(descendants)));
}

net::HttpResponse FakeMastodon::publish(const net::HttpRequest& request) {
    const std::string text = field(request.body, "status");
    if (static_cast<std::int64_t>(text.size()) > largestPost) {
        return test::json(
            422, fmt::format(R"({{"error":"Validation failed: Text character limit of {} exceeded"}})",
                             largestPost));
    }
    const auto key = request.headers.find("Idempotency-Key");
    constexpr base::Duration kKept{60 * 60'000};
    if (key && keepsKeys) {
        const auto known = m_keys.find(std::string(*key));
        if (known != m_keys.end() && m_clock.utcNow() - known->second.at < kKept) {
            return test::json(200, json(*find(known->second.post)));
        }
    }
    const std::string parent = field(request.body, "in_reply_to_id");
    if (!parent.empty() && find(parent) == nullptr) {
        return notFound();
    }
    Post post{.author = std::string(kShop), .text = text, .parent = parent};
    post.visibility = field(request.body, "visibility");
    post.html = htmlOf(text, m_origin, post.mentions);
    const std::string id = add(std::move(post));
    if (key) {
        m_keys[std::string(*key)] = {id, m_clock.utcNow()};
    }
    ++m_deliveries;
    m_delivered.push_back(text);
    return test::json(200, json(*find(id)));
}

net::HttpResponse FakeMastodon::favourite(std::string_view id, std::string_view how) {
    const Post* post = find(id);
    if (post == nullptr) {
        return notFound();
    }
    if (how == "favourite") {
        favourites.insert(post->id);
    } else {
        favourites.erase(post->id);
    }
    return test::json(200, json(*post));
}

int FakeMastodon::delivered(std::string_view words) const {
    return static_cast<int>(std::ranges::count_if(
        m_delivered, [&](const auto& text) { return text.find(words) != std::string::npos; }));
}

std::string FakeMastodon::visibilityOf(std::string_view words) const {
    const auto found = std::ranges::find_if(m_posts, [&](const Post& post) {
        return post.author == kShop && post.text.find(words) != std::string::npos;
    });
    return found == m_posts.end() ? "" : found->visibility;
}

net::HttpResponse FakeMastodon::signIn(const net::HttpRequest& request, std::string_view path) const {
    if (path == "/api/v2/instance") {
        return test::json(200,
                          fmt::format(R"({{"domain":"{}","version":"4.5.0","configuration":{{"statuses":)"
                                      R"({{"max_characters":{},"characters_reserved_per_url":23}}}}}})",
                                      net::authorityOf(m_origin), largestPost));
    }
    if (path == "/.well-known/nodeinfo") {
        return test::json(
            200, fmt::format(R"({{"links":[{{"rel":"http://nodeinfo.diaspora.software/ns/schema/2.0",)"
                             R"("href":"{}/nodeinfo/2.0"}}]}})",
                             m_origin));
    }
    if (path == "/nodeinfo/2.0") {
        return test::json(200, fmt::format(R"({{"software":{{"name":"{}","version":"4.5.0"}}}})", software));
    }
    if (path == "/api/v1/apps" && request.method == net::Method::Post) {
        return test::json(200, R"({"client_id":"app-id","client_secret":"app-secret"})");
    }
    if (path == "/api/v1/apps/verify_credentials") {
        return test::json(200, R"({"name":"Shopbell","scopes":["read","write"]})");
    }
    return notFound();
}

net::HttpResponse FakeMastodon::route(const net::HttpRequest& request) {
    std::string_view path = std::string_view(request.url).substr(m_origin.size());
    path = path.substr(0, path.find('?'));
    const bool open = path.starts_with("/.well-known") || path.starts_with("/nodeinfo") ||
                      path == "/api/v1/apps" || path == "/oauth/token";
    if (!open && request.headers.find("Authorization") != "Bearer " + token) {
        return test::json(401, R"({"error":"The access token is invalid"})");
    }
    constexpr std::string_view kStatuses = "/api/v1/statuses/";
    if (path == "/api/v1/accounts/verify_credentials") {
        return test::json(200, person(std::string(kShop)));
    }
    if (path == "/oauth/token") {
        return request.body.find("code=the-code") == std::string::npos
                   ? test::json(400, R"({"error":"invalid_grant"})")
                   : test::json(200, fmt::format(R"({{"access_token":"{}","scope":"read write"}})", token));
    }
    if (path == "/api/v1/notifications") {
        return notifications(request);
    }
    if (path == "/api/v1/accounts/" + accountId + "/statuses") {
        return ownPosts(request);
    }
    if (path == "/api/v1/conversations") {
        return test::json(200, "[]");
    }
    if (path == "/api/v1/statuses" && request.method == net::Method::Post) {
        if (!stumblesOver.empty() && request.body.find(stumblesOver) != std::string::npos) {
            return test::json(500, R"({"error":"Something went wrong on our end"})");
        }
        return publish(request);
    }
    if (path.starts_with(kStatuses)) {
        const std::string_view id = path.substr(kStatuses.size());
        if (id.ends_with("/context")) {
            return context(id.substr(0, id.find('/')));
        }
        if (request.method == net::Method::Post) {
            return favourite(id.substr(0, id.find('/')), id.substr(std::min(id.find('/') + 1, id.size())));
        }
        const Post* post = find(id);
        return post == nullptr ? notFound() : test::json(200, json(*post));
    }
    return signIn(request, path);
}

net::HttpResponse FakeMastodon::answer(const net::HttpRequest& request) {
    net::HttpResponse response = route(request);
    for (const auto& [name, value] : headers) {
        response.headers.add(name, value);
    }
    return response;
}

}  // namespace test
