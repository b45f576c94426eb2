// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include <fmt/format.h>

namespace samples {

model::Account account() {
    model::Account account;
    account.platform = "mastodon";
    account.server = "https://me.example";
    account.remoteId = "14715";
    account.handle = "@shop@me.example";
    account.name = "Lamp shop";
    account.profileUrl = "https://me.example/@shop";
    account.facts.software = "mastodon";
    return account;
}

model::Account accountAt(std::string server) {
    model::Account account;
    account.server = std::move(server);
    return account;
}

platform::Secrets secrets() {
    return {{"access_token", "T0KEN"}};
}

Json mira() {
    return {{"id", "901"},
            {"username", "mira"},
            {"acct", "mira@stadtfunk.example"},
            {"display_name", "Mira"},
            {"url", "https://stadtfunk.example/@mira"},
            {"bot", false}};
}

Json us() {
    return {{"id", "14715"},
            {"username", "shop"},
            {"acct", "shop"},
            {"display_name", "Lamp shop"},
            {"url", "https://me.example/@shop"},
            {"bot", false}};
}

std::string mentionHtml(std::string_view url, std::string_view user) {
    return fmt::format(
        R"(<span class="h-card" translate="no"><a href="{}" class="u-url mention">@<span>{}</span></a></span>)",
        url, user);
}

std::string shopMention() {
    return mentionHtml("https://me.example/@shop", "shop");
}

Json status(std::string_view id, Json author, std::string_view html, int minute) {
    return {{"id", id},
            {"created_at", fmt::format("2026-05-04T08:{:02}:00.000Z", minute)},
            {"in_reply_to_id", nullptr},
            {"visibility", "public"},
            {"spoiler_text", ""},
            {"url", fmt::format("https://stadtfunk.example/@mira/{}", id)},
            {"content", html},
            {"edited_at", nullptr},
            {"account", std::move(author)},
            {"media_attachments", Json::array()},
            {"mentions", Json::array()},
            {"poll", nullptr}};
}

Json notification(std::string_view id, Json status, int minute) {
    const Json author = status.contains("account") ? status["account"] : mira();
    return {{"id", id},
            {"type", "mention"},
            {"created_at", fmt::format("2026-05-04T08:{:02}:00.000Z", minute)},
            {"account", author},
            {"status", std::move(status)}};
}

Json mentionOf(const Json& account) {
    return {{"id", account["id"]},
            {"username", account["username"]},
            {"acct", account["acct"]},
            {"url", account["url"]}};
}

base::UtcTime minuteOf(int minute) {
    constexpr std::int64_t kEight = 1'777'881'600'000;
    return base::fromMs(kEight + minute * 60'000LL);
}

}  // namespace samples
