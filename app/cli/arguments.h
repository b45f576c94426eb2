// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cli {

enum class Verb {
    AccountAdd,
    AccountList,
    AccountTest,
    AccountRemove,
    AccountSet,
    CustomerErase,
    Sync,
    Inbox,
    Thread,
    Search,
    Streams,
    StreamsDismiss,
    Reply,
    Triage,
    Hide,
    Like,
    OutboxList,
    OutboxRetry,
    OutboxArrived,
    OutboxSendAgain,
    OutboxDiscard,
    Suggest,
    CannedList,
    CannedProposals,
    CannedAdd,
    CannedImport,
    CannedExport,
    HoursShow,
    HoursSet,
    Report,
    Costs,
    Check,
};

/// What the command line asks for.
struct Arguments {
    Verb verb = Verb::Inbox;
    std::string profile;  ///< empty = the platform's data folder
    bool json = false;
    bool noKeyring = false;
    std::optional<int> passphraseFd{};

    std::int64_t id = 0;  ///< account, conversation, message, reply or customer, by verb
    std::int64_t to = 0;  ///< reply --to
    bool privately = false;
    bool atOpening = false;  ///< reply: not before the shop opens
    bool once = false;
    bool forget = false;
    bool undo = false;  ///< hide, like: take it back
    bool pasteCode = false;
    bool tokenStdin = false;
    std::string platform;
    std::string server;  ///< empty = the platform's usual one
    std::string handle;
    std::vector<std::string> settings;  ///< "name=value"
    std::string view = "needs-reply";
    std::string order = "newest";  ///< inbox: of those who wait
    std::string kind;              ///< triage: what it is, or "undo"
    std::string query;
    std::string title;
    std::optional<std::string> text{};  ///< nothing = from stdin ("-")
    std::string file;
    int limit = 50;

    std::string fromDate;  ///< "2026-03-17"; empty = six days before toDate
    std::string toDate;    ///< empty = today
    std::string definition = "turns";
    bool csv = false;
};

/// A command line that asks for help, the version, or makes no sense.
struct Usage {
    std::string out;
    std::string err;
    int exitCode = 2;
};

[[nodiscard]] std::variant<Arguments, Usage> parseArguments(const std::vector<std::string>& words);

/// Only looks: needs neither the profile's lock nor secrets.
[[nodiscard]] bool onlyReads(Verb verb);
/// Takes its input (a text, a token) from stdin.
/// Whether accounts of this platform are connected with keys from stdin, "name=value" a line.
[[nodiscard]] bool takesKeys(const std::string& platform);
[[nodiscard]] bool readsStdin(const Arguments& arguments);

}  // namespace cli
