// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/settings.h"

#include <charconv>
#include <optional>
#include <string>

namespace platform::x {
namespace {

constexpr std::string_view kDirectMessages = "direct_messages";
constexpr std::string_view kFirstImport = "first_import";
constexpr std::string_view kUsualFirstImport = "100";
/// X shows no more mentions than that.
constexpr std::size_t kMostFirstImport = 800;

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

}  // namespace

std::vector<Setting> settings() {
    return {{kDirectMessages, "off",
             "Each one read costs {dm_read}, each one sent {dm_sent}. Encrypted chats can't be read.",
             "Read and send direct messages"},
            {kFirstImport, kUsualFirstImport,
             "From 0 to 800, for {owned_read} each. Later checks read only what is new.",
             "Newest mentions that the first import reads"}};
}

base::Status checkSetting(std::string_view name, std::string_view value) {
    if (name == kDirectMessages && value != "on" && value != "off") {
        return base::fail(base::ErrorKind::BadInput, "write on or off");
    }
    if (name == kFirstImport && !numberOf(value)) {
        return base::fail(base::ErrorKind::BadInput, "write a number from 0 to 800");
    }
    return {};
}

bool directMessagesOn(const model::Account& account) {
    return valueOf(account, kDirectMessages, "off") == "on" && account.facts.privateMessages.value_or(true);
}

std::size_t firstImport(const model::Account& account) {
    return numberOf(valueOf(account, kFirstImport, kUsualFirstImport)).value_or(0);
}

}  // namespace platform::x
