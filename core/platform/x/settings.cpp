// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/settings.h"

#include "platform/brand_search.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

namespace platform::x {
namespace {

constexpr std::string_view kDirectMessages = "direct_messages";
constexpr std::string_view kFirstImport = "first_import";
constexpr std::string_view kUsualFirstImport = "100";
/// X shows no more mentions than that.
constexpr std::size_t kMostFirstImport = 800;

/// In characters, what we add among them.
constexpr std::size_t kLongestQuery = 512;
constexpr std::string_view kLongestName = "fifteen_letters";

std::string queryFor(std::string_view value, std::string_view username) {
    const std::vector<std::string> searches = searchesIn(value);
    std::string any;
    for (const std::string& search : searches) {
        any += fmt::format("{}({})", any.empty() ? "" : " OR ", search);
    }
    if (searches.empty()) {
        return {};
    }
    return fmt::format("{} -from:{} -is:retweet", searches.size() > 1 ? "(" + any + ")" : any, username);
}

std::optional<std::size_t> numberOf(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && number <= kMostFirstImport ? std::optional(number) : std::nullopt;
}

std::string_view valueOf(const model::Account& account, std::string_view name, std::string_view usual) {
    const auto set = account.settings.find(std::string(name));
    return set == account.settings.end() ? usual : std::string_view(set->second);
}

std::size_t charactersIn(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

base::Status checkSearch(std::string_view value) {
    if (base::Status sound = checkBrandSearch(value); !sound) {
        return sound;
    }
    for (const std::string& search : searchesIn(value)) {
        if (std::ranges::count(search, '(') != std::ranges::count(search, ')')) {
            return base::fail(base::ErrorKind::BadInput, "end every bracket");
        }
        if (search.starts_with('-') || search.starts_with("OR ")) {
            return base::fail(
                base::ErrorKind::BadInput,
                fmt::format("X does not search for \"{}\": begin with what is to be found", search));
        }
    }
    const std::size_t length = charactersIn(queryFor(value, kLongestName));
    if (length > kLongestQuery) {
        return base::fail(
            base::ErrorKind::BadInput,
            fmt::format("X takes searches of {} characters in all; this is {}", kLongestQuery, length));
    }
    return {};
}

}  // namespace

std::vector<Setting> settings() {
    return {{kDirectMessages, "off",
             "Each one read costs {dm_read}, each one sent {dm_sent}. Encrypted chats can't be read.",
             "Read and send direct messages"},
            {kFirstImport, kUsualFirstImport,
             "From 0 to 800, for {owned_read} each. Later checks read only what is new.",
             "Newest mentions that the first import reads"},
            {kBrandSearch, "",
             "What people say who talk about you without mentioning you: words, \"a phrase\", #tags, OR, "
             "-without; several searches with ; between them, empty for none. Each post found costs "
             "{post_read}, each new name {user_read}; at most 50 are read at a time.",
             "Search for"}};
}

base::Status checkSetting(std::string_view name, std::string_view value) {
    if (name == kDirectMessages && value != "on" && value != "off") {
        return base::fail(base::ErrorKind::BadInput, "write on or off");
    }
    if (name == kFirstImport && !numberOf(value)) {
        return base::fail(base::ErrorKind::BadInput, "write a number from 0 to 800");
    }
    return name == kBrandSearch ? checkSearch(value) : base::Status{};
}

std::string searchQuery(const model::Account& account) {
    const std::string_view handle = account.handle;
    return queryFor(brandSearch(account), handle.substr(handle.starts_with('@') ? 1 : 0));
}

bool directMessagesOn(const model::Account& account) {
    return valueOf(account, kDirectMessages, "off") == "on" && account.facts.privateMessages.value_or(true);
}

std::size_t firstImport(const model::Account& account) {
    return numberOf(valueOf(account, kFirstImport, kUsualFirstImport)).value_or(0);
}

}  // namespace platform::x
