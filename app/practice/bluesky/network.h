// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/id_mint.h"
#include "practice/bluesky/model.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app::practice::bluesky {

/// All that one PDS and the AppView behind it know: repositories, and what has been read out of them. Plain
/// state; indexer.h changes it.
struct Network {
    Network(std::string url, std::int64_t startMs, const Dice& dice);

    std::string baseUrl;  ///< without a slash at the end
    IdMint ids;
    std::vector<Account> accounts;
    std::map<std::string, Record> records;                               ///< by uri
    std::map<std::string, std::string> revisions;                        ///< a repository's latest, by did
    std::map<std::string, std::vector<std::string>> replies;             ///< by the uri they answer
    std::map<std::string, std::vector<std::string>> quotes;              ///< by the uri they quote
    std::map<std::string, std::vector<std::string>> likes;               ///< by the uri that is liked
    std::map<std::string, std::vector<std::string>> reposts;             ///< by the uri that is passed on
    std::map<std::pair<std::string, std::string>, std::string> follows;  ///< (who, whom) -> record
    std::map<std::pair<std::string, std::string>, std::string> blocks;   ///< (who, whom) -> record
    std::map<std::string, std::vector<Notice>> notices;                  ///< by recipient, oldest first
    std::map<std::string, std::int64_t> seenMs;                          ///< by recipient
    std::int64_t lastIndexedMs = 0;

    [[nodiscard]] const Account* byKey(std::string_view key) const;
    [[nodiscard]] const Account* byDid(std::string_view did) const;
    /// A handle (case does not matter) or a did.
    [[nodiscard]] const Account* byIdentifier(std::string_view identifier) const;
    [[nodiscard]] const Record* record(const std::string& uri) const;
    /// The record if it is a post.
    [[nodiscard]] const Record* post(const std::string& uri) const;
    /// The gate over the thread of this root, null when anybody may reply.
    [[nodiscard]] const Record* gate(const std::string& root) const;
    /// The record by which one follows or blocks the other, "" for none.
    [[nodiscard]] std::string followOf(const std::string& who, const std::string& whom) const;
    [[nodiscard]] std::string blockOf(const std::string& who, const std::string& whom) const;
    /// Whether one of the two blocks the other.
    [[nodiscard]] bool apart(const std::string& one, const std::string& other) const;
    /// Whether the gate over this root keeps `did` from replying.
    [[nodiscard]] bool shutOut(const std::string& root, const std::string& did) const;
};

/// The first post of the thread that a post belongs to: its own address, or the one its reply names.
[[nodiscard]] std::string rootOf(const Record& post);
/// The address that a post answers, "" for none.
[[nodiscard]] std::string parentOf(const Record& post);

}  // namespace app::practice::bluesky
