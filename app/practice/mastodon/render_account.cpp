// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/render.h"
#include "practice/mastodon/stamps.h"
#include "practice/persona.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace app::practice::mastodon {
namespace {

/// "117/020/565/966/271/181", as the server spreads files over folders.
std::string folders(Id id) {
    std::string digits = fmt::format("{:018}", id);
    for (std::size_t at = 3; at < digits.size(); at += 4) {
        digits.insert(at, "/");
    }
    return digits;
}

constexpr std::array kCustomEmojis{"kiln", "blobheart", "teapot"};

}  // namespace

std::string mediaPath(Id id, std::string_view size) {
    return fmt::format("/system/media_attachments/files/{}/{}/{:016x}.png", folders(id), size,
                       id * 0x9e3779b97f4a7c15ULL);
}

std::string Renderer::pictureUrl(const Account& account, std::string_view kind) const {
    return fmt::format("{}{}/accounts/{}s/{}/original/{}.png", m_instance.baseUrl,
                       account.isLocal() ? "/system" : "/system/cache", kind, folders(account.id),
                       account.key);
}

Json Renderer::emojisIn(const std::string& text) const {
    Json list = Json::array();
    for (const char* emoji : kCustomEmojis) {
        if (text.find(fmt::format(":{}:", emoji)) != std::string::npos) {
            const std::string url =
                fmt::format("{}/system/custom_emojis/images/000/000/001", m_instance.baseUrl);
            list.push_back({{"shortcode", emoji},
                            {"url", fmt::format("{}/original/{}.png", url, emoji)},
                            {"static_url", fmt::format("{}/static/{}.png", url, emoji)},
                            {"visible_in_picker", true}});
        }
    }
    return list;
}

std::string Renderer::html(const std::string& text, const Account& author) const {
    HtmlSettings settings;
    settings.origin = author.isLocal() ? Origin::Local : Origin::Remote;
    settings.tagBase = author.isLocal() ? m_instance.baseUrl + "/tags/" : "https://" + author.host + "/tags/";
    settings.profileOf = [this](const Entity& mention) -> std::optional<std::string> {
        const Account* account = m_instance.mentioned(mention);
        return account == nullptr ? std::nullopt : std::optional(m_instance.profileUrl(*account));
    };
    return renderHtml(text, settings);
}

Json Renderer::fields(const Account& account, FieldView view) const {
    Json list = Json::array();
    if (account.key == kShop) {
        const std::string site = "https://kettle-and-kiln.example/";
        // A field is one line: the paragraph around it is left out.
        std::string shown = html(site, account);
        shown = shown.substr(3, shown.size() - 7);
        list.push_back(
            {{"name", "Shop"}, {"value", view == FieldView::Html ? shown : site}, {"verified_at", nullptr}});
    }
    return list;
}

Json Renderer::credentials(const Account& account) const {
    return {{"privacy", "public"},
            {"sensitive", false},
            {"language", nullptr},
            {"note", account.about},
            {"fields", fields(account, FieldView::Source)},
            {"follow_requests_count", 0},
            {"hide_collections", nullptr},
            {"discoverable", nullptr},
            {"indexable", false},
            {"attribution_domains", Json::array()},
            {"quote_policy", "public"}};
}

Json Renderer::account(const Account& account, AccountView view) const {
    const auto followers = std::ranges::count_if(
        m_instance.accounts, [&](const auto& entry) { return entry.second.follows.contains(account.id); });
    Json json = {
        {"id", std::to_string(account.id)},
        {"username", account.userName},
        {"acct", account.acct()},
        {"display_name", account.displayName},
        {"locked", false},
        {"bot", false},
        {"discoverable", account.isLocal() ? Json(nullptr) : Json(true)},
        {"indexable", false},
        {"group", false},
        {"created_at", isoDay(account.createdMs) + "T00:00:00.000Z"},
        {"note", html(account.about, account)},
        {"url", m_instance.profileUrl(account)},
        {"uri", m_instance.accountUri(account)},
        {"avatar", pictureUrl(account, "avatar")},
        {"avatar_static", pictureUrl(account, "avatar")},
        {"avatar_description", ""},
        {"header", m_instance.baseUrl + "/headers/original/missing.png"},
        {"header_static", m_instance.baseUrl + "/headers/original/missing.png"},
        {"header_description", ""},
        {"followers_count", followers},
        {"following_count", account.follows.size()},
        {"statuses_count", account.posts},
        {"last_status_at", account.lastPostMs == 0 ? Json(nullptr) : Json(isoDay(account.lastPostMs))},
        {"hide_collections", nullptr},
        {"show_media", true},
        {"show_media_replies", true},
        {"show_featured", true}};
    if (account.isLocal()) {
        json["noindex"] = false;
    }
    json["feature_approval"] = {
        {"automatic", Json::array()}, {"manual", Json::array()}, {"current_user", "denied"}};
    if (view == AccountView::Credentials) {
        json["source"] = credentials(account);
    }
    json["emojis"] = emojisIn(account.displayName + " " + account.about);
    if (account.isLocal()) {
        json["roles"] = Json::array();
    }
    json["fields"] = fields(account, FieldView::Html);
    if (view == AccountView::Credentials) {
        json["role"] = {{"id", "-99"}, {"name", ""},           {"permissions", "65536"},
                        {"color", ""}, {"highlighted", false}, {"collection_limit", 10}};
    }
    return json;
}

}  // namespace app::practice::mastodon
