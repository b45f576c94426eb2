// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/oauth_desk.h"

#include "base/digest.h"

#include <algorithm>
#include <utility>

namespace app::practice::mastodon {
namespace {

bool covers(const std::string& granted, const std::string& asked) {
    return asked == granted || (asked.starts_with(granted) && asked.substr(granted.size()).starts_with(':'));
}

}  // namespace

bool Token::allows(const std::vector<std::string>& wanted) const {
    return wanted.empty() || std::ranges::any_of(wanted, [&](const std::string& scope) {
               return std::ranges::find(scopes, scope) != scopes.end();
           });
}

std::string OauthDesk::secret() {
    std::string bytes;
    for (int word = 0; word < 4; ++word) {
        std::uint64_t value = m_dice.next();
        for (int count = 0; count < 8; ++count, value >>= 8U) {
            bytes += static_cast<char>(value & 0xFFU);
        }
    }
    return base::base64Url(bytes);
}

App& OauthDesk::registerApp(std::string name, std::string website, std::vector<std::string> redirectUris,
                            std::vector<std::string> scopes) {
    const Id id = m_apps.size() + 1;
    App app{.id = id,
            .name = std::move(name),
            .website = std::move(website),
            .redirectUris = std::move(redirectUris),
            .scopes = std::move(scopes),
            .clientId = secret(),
            .clientSecret = secret()};
    m_names[id] = {app.name, app.website};
    return m_apps[id] = std::move(app);
}

const App* OauthDesk::app(Id id) const {
    const auto found = m_apps.find(id);
    return found == m_apps.end() ? nullptr : &found->second;
}

const App* OauthDesk::appByClient(std::string_view clientId) const {
    const auto found =
        std::ranges::find_if(m_apps, [&](const auto& entry) { return entry.second.clientId == clientId; });
    return found == m_apps.end() ? nullptr : &found->second;
}

Token& OauthDesk::issueToken(Id app, Id account, std::vector<std::string> scopes, std::int64_t nowMs) {
    const std::string value = secret();
    return m_tokens[value] = {.value = value,
                              .app = app,
                              .account = account,
                              .scopes = std::move(scopes),
                              .createdMs = nowMs};
}

Token* OauthDesk::token(std::string_view value) {
    const auto found = m_tokens.find(value);
    return found == m_tokens.end() ? nullptr : &found->second;
}

const Grant& OauthDesk::grant(Grant grant) {
    grant.code = secret();
    const std::string code = grant.code;
    return m_grants[code] = std::move(grant);
}

std::optional<Grant> OauthDesk::redeem(const std::string& code) {
    const auto found = m_grants.find(code);
    if (found == m_grants.end()) {
        return std::nullopt;
    }
    Grant grant = std::move(found->second);
    m_grants.erase(found);
    return grant;
}

std::vector<std::string> splitWords(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = text.find_first_of(" \t\r\n+");
        if (end != 0) {
            words.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return words;
}

std::string joinWords(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

const std::vector<std::string>& knownScopes() {
    static const std::vector<std::string> kScopes =
        splitWords("read profile write write:accounts write:blocks write:bookmarks write:collections "
                   "write:conversations "
                   "write:favourites write:filters write:follows write:lists write:media write:mutes "
                   "write:notifications "
                   "write:reports write:statuses read:accounts read:blocks read:bookmarks read:collections "
                   "read:favourites "
                   "read:filters read:follows read:lists read:mutes read:notifications read:search "
                   "read:statuses follow push");
    return kScopes;
}

bool coveredBy(const std::vector<std::string>& asked, const std::vector<std::string>& granted) {
    return std::ranges::all_of(asked, [&](const std::string& scope) {
        return std::ranges::any_of(granted, [&](const std::string& above) { return covers(above, scope); });
    });
}

}  // namespace app::practice::mastodon
