// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_bluesky.h"

#include "wire.h"

#include "base/iso8601.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace test {

namespace {

using Json = FakeBluesky::Json;

const std::string kShop = "did:plc:shop";

net::HttpResponse fine(const Json& body) {
    return page(200, body.dump());
}

net::HttpResponse refused(int status, const std::string& error, const std::string& message) {
    return page(status, Json{{"error", error}, {"message", message}}.dump());
}

std::string bearer(const net::HttpRequest& request) {
    const auto header = request.headers.find("Authorization").value_or("");
    return std::string(header.substr(std::min<std::size_t>(7, header.size())));
}

/// The number behind "access-" or "refresh-"; 0 for all else.
int generationOf(std::string_view token) {
    const auto dash = token.find('-');
    int number = 0;
    if (dash != std::string_view::npos) {
        std::from_chars(token.data() + dash + 1, token.data() + token.size(), number);
    }
    return number;
}

Json profile(const std::string& did) {
    const std::string name = did.substr(did.rfind(':') + 1);
    return {{"did", did}, {"handle", name + ".test"}, {"displayName", name}};
}

std::string didIn(const std::string& uri) {
    return uri.substr(5, uri.find('/', 5) - 5);
}

}  // namespace

std::string FakeBluesky::now() const {
    return base::toIso8601(m_clock.utcNow());
}

std::string FakeBluesky::nextKey() {
    return fmt::format("3zzzz{:08}", ++m_lastKey);
}

std::string FakeBluesky::says(const std::string& who, const std::string& text) {
    const std::string uri = fmt::format("at://did:plc:{}/app.bsky.feed.post/{}", who, nextKey());
    m_records[uri] = {{"$type", "app.bsky.feed.post"},
                      {"text", "@shop.test " + text},
                      {"createdAt", now()},
                      {"facets",
                       {{{"index", {{"byteStart", 0}, {"byteEnd", 10}}},
                         {"features", {{{"$type", "app.bsky.richtext.facet#mention"}, {"did", kShop}}}}}}}};
    m_times[uri] = now();
    m_notified.push_back(uri);
    return uri;
}

std::string FakeBluesky::whispers(const std::string& who, const std::string& text) {
    const std::string id = nextKey();
    m_messages.push_back({.view = {{"$type", "chat.bsky.convo.defs#messageView"},
                                   {"id", id},
                                   {"rev", id},
                                   {"text", text},
                                   {"sender", {{"did", "did:plc:" + who}}},
                                   {"sentAt", now()}},
                          .convo = "convo-" + who});
    return id;
}

std::map<std::string, std::string> FakeBluesky::secrets() const {
    return {{"access_token", fmt::format("access-{}", m_generation)},
            {"refresh_token", fmt::format("refresh-{}", m_generation)}};
}

int FakeBluesky::records(std::string_view words) const {
    return static_cast<int>(std::ranges::count_if(m_records, [&](const auto& record) {
        return didIn(record.first) == kShop &&
               record.second.at("text").template get<std::string>().find(words) != std::string::npos;
    }));
}

int FakeBluesky::sentMessages(std::string_view words) const {
    return static_cast<int>(std::ranges::count_if(m_messages, [&](const Message& message) {
        return message.view.at("sender").at("did") == kShop &&
               message.view.at("text").get<std::string>().find(words) != std::string::npos;
    }));
}

Json FakeBluesky::postView(const std::string& uri, bool asNotification) const {
    Json view{{"uri", uri},
              {"cid", "bafy" + uri.substr(uri.size() - 4)},
              {"author", profile(didIn(uri))},
              {"record", m_records.at(uri)},
              {"indexedAt", m_times.at(uri)}};
    if (asNotification) {
        view["reason"] = "mention";
    } else {
        view["viewer"] = {{"replyDisabled", repliesDisabled}};
    }
    return view;
}

Json FakeBluesky::convoView(const std::string& id) const {
    std::string rev;
    for (const Message& message : m_messages) {
        rev = message.convo == id ? message.view.at("rev").get<std::string>() : rev;
    }
    return {{"id", id},
            {"rev", rev},
            {"members", {profile(kShop), profile("did:plc:" + id.substr(6))}},
            {"status", "accepted"}};
}

net::HttpResponse FakeBluesky::answer(const net::HttpRequest& request) {
    const std::string prefix = m_origin + "/xrpc/";
    const std::string_view rest = std::string_view(request.url).substr(prefix.size());
    const std::string_view method = rest.substr(0, rest.find('?'));
    if (method == "com.atproto.server.refreshSession") {
        return refresh(request);
    }
    const int generation = generationOf(bearer(request));
    if (generation == 0 || generation > m_generation) {
        return refused(400, "InvalidToken", "Token could not be verified");
    }
    if (generation < m_validFrom) {
        return refused(400, "ExpiredToken", "Token has expired");
    }
    return route(method, request);
}

net::HttpResponse FakeBluesky::refresh(const net::HttpRequest& request) {
    const std::string token = bearer(request);
    const bool good =
        generationOf(token) == m_generation || (keepsOldRenewals && generationOf(token) == m_generation - 1);
    if (m_revoked || !token.starts_with("refresh-") || !good) {
        return refused(400, "ExpiredToken", "Token has been revoked");
    }
    m_generation += generationOf(token) == m_generation ? 1 : 0;
    return fine({{"accessJwt", fmt::format("access-{}", m_generation)},
                 {"refreshJwt", fmt::format("refresh-{}", m_generation)},
                 {"did", kShop},
                 {"handle", "shop.test"}});
}

net::HttpResponse FakeBluesky::route(std::string_view method, const net::HttpRequest& request) {
    if (method.starts_with("chat.bsky.")) {
        return chat(method, request);
    }
    if (method == "com.atproto.repo.putRecord") {
        return put(Json::parse(request.body));
    }
    if (method == "com.atproto.server.getSession") {
        return fine({{"did", kShop}, {"handle", "shop.test"}});
    }
    if (method == "app.bsky.notification.listNotifications") {
        Json list = Json::array();
        for (auto uri = m_notified.rbegin(); uri != m_notified.rend(); ++uri) {
            list.push_back(postView(*uri, true));
        }
        return fine({{"notifications", list}});
    }
    if (method == "app.bsky.notification.updateSeen") {
        m_seenMarks.push_back(Json::parse(request.body));
        return page(200, "");
    }
    if (method == "app.bsky.feed.getPosts") {
        Json posts = Json::array();
        for (const auto& [uri, record] : m_records) {
            if (request.url.find(net::percentEncode(uri)) != std::string::npos) {
                posts.push_back(postView(uri, false));
            }
        }
        return fine({{"posts", posts}});
    }
    if (method == "app.bsky.feed.getPostThread") {
        const std::string uri = net::queryParameter(request.url, "uri").value_or("");
        return m_records.contains(uri) ? fine({{"thread", {{"post", postView(uri, false)}}}})
                                       : refused(400, "NotFound", "Post not found");
    }
    if (method == "app.bsky.feed.getAuthorFeed") {
        Json feed = Json::array();
        for (const auto& [uri, record] : m_records) {
            if (showsOwnPosts && didIn(uri) == kShop) {
                feed.push_back({{"post", postView(uri, false)}});
            }
        }
        return fine({{"feed", feed}});
    }
    return refused(404, "XRPCNotSupported", "XRPC Not Supported");
}

net::HttpResponse FakeBluesky::put(const Json& body) {
    const std::string uri =
        fmt::format("at://{}/{}/{}", body.at("repo").get<std::string>(),
                    body.at("collection").get<std::string>(), body.at("rkey").get<std::string>());
    const bool same = m_records.contains(uri) && m_records[uri] == body.at("record");
    m_records[uri] = body.at("record");
    m_times.emplace(uri, now());
    Json answer{{"uri", uri}, {"cid", "bafyput"}};
    if (!same) {
        answer["commit"] = {{"cid", "bafycommit"}, {"rev", nextKey()}};
    }
    return fine(answer);
}

net::HttpResponse FakeBluesky::chat(std::string_view method, const net::HttpRequest& request) {
    if (!chatWorks || !request.headers.find("atproto-proxy")) {
        return refused(502, "UpstreamFailure", "Upstream service unreachable");
    }
    const std::string name(method.substr(method.rfind('.') + 1));
    if (name == "listConvos") {
        Json convos = Json::array();
        for (const Message& message : m_messages) {
            const Json view = convoView(message.convo);
            if (request.url.find("status=accepted") != std::string::npos &&
                std::ranges::find(convos, view) == convos.end()) {
                convos.push_back(view);
            }
        }
        return fine({{"convos", convos}});
    }
    if (name == "getConvo") {
        return fine({{"convo", convoView(net::queryParameter(request.url, "convoId").value_or(""))}});
    }
    if (name == "getMessages" || name == "getLog") {
        const std::string convo = net::queryParameter(request.url, "convoId").value_or("");
        const std::string cursor = net::queryParameter(request.url, "cursor").value_or("");
        Json list = Json::array();
        for (const Message& message : m_messages) {
            const std::string rev = message.view.at("rev").get<std::string>();
            if (name == "getLog" && rev > cursor) {
                list.push_back({{"$type", "chat.bsky.convo.defs#logCreateMessage"},
                                {"rev", rev},
                                {"convoId", message.convo},
                                {"message", message.view}});
            } else if (name == "getMessages" && message.convo == convo) {
                list.insert(list.begin(), message.view);
            }
        }
        return fine({{name == "getLog" ? "logs" : "messages", list}});
    }
    if (name == "updateRead") {
        m_readMarks.push_back(Json::parse(request.body));
        return fine({{"convo", convoView(m_readMarks.back().at("convoId").get<std::string>())}});
    }
    return name == "sendMessage" ? send(Json::parse(request.body))
                                 : refused(501, "MethodNotImplemented", "Method Not Implemented");
}

net::HttpResponse FakeBluesky::send(const Json& body) {
    const std::string id = nextKey();
    Json view{{"id", id},
              {"rev", id},
              {"text", body.at("message").at("text")},
              {"sender", {{"did", kShop}}},
              {"sentAt", now()}};
    m_messages.push_back({.view = view, .convo = body.at("convoId").get<std::string>()});
    return fine(view);
}

}  // namespace test
