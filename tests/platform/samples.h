// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"
#include "platform/platform_adapter.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

/// Mastodon's JSON as small as it may be, with invented customers.
namespace samples {

using Json = nlohmann::ordered_json;

/// @shop@me.example, account 14715.
model::Account account();
/// Nothing but where it is, as before a sign-in.
model::Account accountAt(std::string server);
platform::Secrets secrets();

/// Mira of another server, account 901.
Json mira();
/// The account itself.
Json us();
/// `<span class="h-card"><a …>@<span>user</span></a></span>`
std::string mentionHtml(std::string_view url, std::string_view user);
/// Us in a text.
std::string shopMention();
/// `minute` sets the time: 2026-05-04 08:MM:00.
Json status(std::string_view id, Json author, std::string_view html, int minute = 0);
Json notification(std::string_view id, Json status, int minute = 0);
/// {"id","username","acct","url"} of an account.
Json mentionOf(const Json& account);

/// 2026-05-04 08:MM:00 UTC.
base::UtcTime minuteOf(int minute);

/// The text, null, a number … that a hostile server could put anywhere.
inline std::string list(std::initializer_list<Json> items) {
    return Json(std::vector<Json>(items)).dump();
}

}  // namespace samples
