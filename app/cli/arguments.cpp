// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include "cli/usage.h"

#include "platform/registry.h"

#include "model/triage/triage_kind.h"
#include "model/turn_report.h"

#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>

namespace cli {
namespace {

constexpr std::int64_t kLargestId = std::numeric_limits<std::int64_t>::max();
constexpr int kLargestLimit = 100'000;

CLI::App* leaf(CLI::App& parent, const std::string& name, const std::string& help, Arguments& arguments,
               Verb verb) {
    CLI::App* command = parent.add_subcommand(name, help);
    command->fallthrough();
    // A command's own callback comes after that of the command below it, whose word is the last one.
    command->callback([&arguments, verb, command] {
        if (command->get_subcommands().empty()) {
            arguments.verb = verb;
        }
    });
    return command;
}

CLI::App* branch(CLI::App& parent, const std::string& name, const std::string& help) {
    CLI::App* command = parent.add_subcommand(name, help);
    command->fallthrough();
    return command;
}

void addId(CLI::App* command, const std::string& what, Arguments& arguments) {
    command->add_option(what, arguments.id, what)->required()->check(wholeNumber(1, kLargestId));
}

void addLimit(CLI::App* command, Arguments& arguments) {
    command->add_option("--limit", arguments.limit, "at most so many")->check(wholeNumber(1, kLargestLimit));
}

/// "--text T", or "-" for stdin.
void addText(CLI::App* command, Arguments& arguments, std::string& dash) {
    auto* text = command->add_option("--text", arguments.text, "the text; else - reads it from stdin");
    command->add_option("stdin", dash, "- reads the text from stdin")
        ->check(CLI::Validator(
            [](const std::string& word) {
                return word == "-" ? std::string() : "\"" + word + "\" is not -; a text stands behind --text";
            },
            ""))
        ->excludes(text);
}

void addAccountCommands(CLI::App& app, Arguments& arguments) {
    CLI::App* account = branch(app, "account", "connect, list, test, set and remove accounts");
    account->require_subcommand(1);
    CLI::App* add = leaf(*account, "add", "connect an account", arguments, Verb::AccountAdd);
    add->add_option("PLATFORM", arguments.platform,
                    fmt::format("{}", fmt::join(platform::Registry().names(), ", ")))
        ->required();
    add->add_option("--server", arguments.server, "address of the server");
    add->add_option("--handle", arguments.handle,
                    "name of the account; its app password is the first line on stdin");
    add->add_option("--set", arguments.settings, "a setting of the account, name=value")
        ->allow_extra_args(false);
    auto* token =
        add->add_flag("--token-stdin", arguments.tokenStdin, "the access token is the first line on stdin");
    add->add_flag("--paste-code", arguments.pasteCode, "sign in on any machine and paste the code on stdin")
        ->excludes(token);
    leaf(*account, "list", "all accounts and how they are", arguments, Verb::AccountList);
    addId(leaf(*account, "test", "what works and what is missing", arguments, Verb::AccountTest), "ID",
          arguments);
    CLI::App* remove =
        leaf(*account, "remove", "forget an account's secrets and stop checking it; its history stays",
             arguments, Verb::AccountRemove);
    addId(remove, "ID", arguments);
    remove->add_flag("--forget", arguments.forget, "delete its history as well");
    CLI::App* set =
        leaf(*account, "set", "change settings; name= alone takes one back", arguments, Verb::AccountSet);
    addId(set, "ID", arguments);
    set->add_option("NAME=VALUE", arguments.settings, "what to set")->required();
}

void addCustomerCommands(CLI::App& app, Arguments& arguments) {
    CLI::App* customer = branch(app, "customer", "what is kept of one customer");
    customer->require_subcommand(1);
    addId(leaf(*customer, "erase", "delete all that they wrote and were written, and what was learnt from it",
               arguments, Verb::CustomerErase),
          "ID", arguments);
}

void addReadingCommands(CLI::App& app, Arguments& arguments) {
    CLI::App* inbox = leaf(app, "inbox", "conversations", arguments, Verb::Inbox);
    inbox->add_option("--view", arguments.view, "which")
        ->check(oneOf({"needs-reply", "answered", "snoozed", "done", "spam", "all"}));
    inbox->add_option("--order", arguments.order, "of those who need a reply; other views are newest first")
        ->check(oneOf({"newest", "due", "urgency", "waiting", "closing"}));
    addLimit(inbox, arguments);
    addId(leaf(app, "thread", "one conversation with its messages", arguments, Verb::Thread), "ID",
          arguments);
    CLI::App* search = leaf(app, "search", "every message, also offline", arguments, Verb::Search);
    search->add_option("QUERY", arguments.query, "words, or the beginning of one")->required();
    addLimit(search, arguments);
    CLI::App* suggest =
        leaf(app, "suggest", "canned replies for a conversation, with reasons", arguments, Verb::Suggest);
    addId(suggest, "CONVERSATION", arguments);
    addLimit(suggest, arguments);
}

void addStreams(CLI::App& app, Arguments& arguments) {
    CLI::App* streams = leaf(app, "streams", "posts that an account's brand_search found and nobody answered",
                             arguments, Verb::Streams);
    streams->require_subcommand(0, 1);
    streams->add_option("--account", arguments.id, "of this account alone")
        ->check(wholeNumber(1, kLargestId));
    addLimit(streams, arguments);
    addId(leaf(*streams, "dismiss", "not for us: it is shown no more", arguments, Verb::StreamsDismiss),
          "MESSAGE", arguments);
}

void addTriage(CLI::App& app, Arguments& arguments) {
    CLI::App* triage = leaf(app, "triage", "say what a conversation is about; what comes later is told by it",
                            arguments, Verb::Triage);
    addId(triage, "CONVERSATION", arguments);
    std::vector<std::string> kinds;
    for (const model::TriageKind kind : model::kTriageKinds) {
        kinds.emplace_back(model::name(kind));
    }
    kinds.emplace_back("undo");
    triage->add_option("KIND", arguments.kind, fmt::format("{}", fmt::join(kinds, ", ")))
        ->required()
        ->check(oneOf(kinds));
}

void addDeeds(CLI::App& app, Arguments& arguments) {
    CLI::App* hide =
        leaf(app, "hide", "hide a customer's public message from others; sync tells the platform", arguments,
             Verb::Hide);
    addId(hide, "MESSAGE", arguments);
    hide->add_flag("--undo", arguments.undo, "show it to them again");
    CLI::App* like =
        leaf(app, "like", "like a customer's public message; sync tells the platform", arguments, Verb::Like);
    addId(like, "MESSAGE", arguments);
    like->add_flag("--undo", arguments.undo, "take the like back");
}

void addReport(CLI::App& app, Arguments& arguments) {
    const CLI::Validator isDate(
        [](const std::string& word) {
            return model::parseIsoDate(word) ? std::string()
                                             : "\"" + word + "\" is not a date like 2026-03-17";
        },
        "");
    CLI::App* report = leaf(app, "report", "response times by platform", arguments, Verb::Report);
    report->add_option("--from", arguments.fromDate, "the first day, like 2026-03-17")->check(isDate);
    report->add_option("--to", arguments.toDate, "the last day")->check(isDate);
    report->add_option("--definition", arguments.definition, "by whose rule")
        ->check(oneOf({"turns", "first_reply", "latest_message", "facebook"}));
    report->add_option("--account", arguments.id, "this account alone")->check(wholeNumber(1, kLargestId));
    report->add_flag("--csv", arguments.csv, "every turn, a line each");
}

void addCosts(CLI::App& app, Arguments& arguments) {
    CLI::App* costs = leaf(app, "costs", "what the accounts have cost this month, where platforms take money",
                           arguments, Verb::Costs);
    costs->add_option("--account", arguments.id, "this account alone")->check(wholeNumber(1, kLargestId));
}

void addReplyCommands(CLI::App& app, Arguments& arguments, std::string& dash) {
    CLI::App* sync = leaf(app, "sync", "check all accounts and send the outbox", arguments, Verb::Sync);
    sync->add_flag("--once", arguments.once, "once, then end");
    sync->add_option("--account", arguments.id, "this account alone")->check(wholeNumber(1, kLargestId));
    CLI::App* reply = leaf(app, "reply", "queue a reply; sync sends it", arguments, Verb::Reply);
    addId(reply, "CONVERSATION", arguments);
    reply->add_option("--to", arguments.to, "the message answered")->check(wholeNumber(1, kLargestId));
    reply->add_flag("--private", arguments.privately, "privately, also to a public message");
    reply->add_flag("--at-opening", arguments.atOpening,
                    "when the shop opens, sooner if the reply window would close before");
    addText(reply, arguments, dash);
    CLI::App* outbox =
        leaf(app, "outbox", "replies that the platform has not confirmed", arguments, Verb::OutboxList);
    outbox->require_subcommand(0, 1);
    addId(leaf(*outbox, "retry", "a failed one again", arguments, Verb::OutboxRetry), "ID", arguments);
    addId(leaf(*outbox, "arrived", "an uncertain one: it was seen on the platform", arguments,
               Verb::OutboxArrived),
          "ID", arguments);
    addId(
        leaf(*outbox, "send-again", "an uncertain one: it did not arrive", arguments, Verb::OutboxSendAgain),
        "ID", arguments);
    addId(leaf(*outbox, "discard", "one that shall not be sent", arguments, Verb::OutboxDiscard), "ID",
          arguments);
}

void addCannedCommands(CLI::App& app, Arguments& arguments, std::string& dash) {
    CLI::App* canned = branch(app, "canned", "the library of canned replies");
    canned->require_subcommand(1);
    leaf(*canned, "list", "all of them", arguments, Verb::CannedList);
    leaf(*canned, "proposals", "what was typed again and again", arguments, Verb::CannedProposals);
    CLI::App* add = leaf(*canned, "add", "one more", arguments, Verb::CannedAdd);
    add->add_option("--title", arguments.title, "its title")->required();
    addText(add, arguments, dash);
    leaf(*canned, "import", "from a .json or .csv file with title and text, or one of Chatwoot's", arguments,
         Verb::CannedImport)
        ->add_option("FILE", arguments.file, "the file")
        ->required();
    leaf(*canned, "export", "to a .json or .csv file", arguments, Verb::CannedExport)
        ->add_option("FILE", arguments.file, "the file")
        ->required();
}

void addHoursCommands(CLI::App& app, Arguments& arguments) {
    CLI::App* hours = branch(app, "hours", "when the shop is open");
    hours->require_subcommand(1);
    CLI::App* show = leaf(*hours, "show", "the hours that are valid now", arguments, Verb::HoursShow);
    CLI::App* set = leaf(
        *hours, "set", "new hours, from a .json file; {\"as_shop\": true} gives an account the shop's again",
        arguments, Verb::HoursSet);
    set->add_option("FILE", arguments.file, "the file; - reads stdin")->required();
    for (CLI::App* command : {show, set}) {
        command->add_option("--account", arguments.id, "of this account alone")
            ->check(wholeNumber(1, kLargestId));
    }
}

}  // namespace

std::variant<Arguments, Usage> parseArguments(const std::vector<std::string>& words) {
    Arguments arguments;
    std::string dash;
    CLI::App app("Answers every customer on every channel, without a window.", "shopbell-cli");
    app.set_version_flag("--version", SHOPBELL_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--profile", arguments.profile, "folder with all data of one profile");
    app.add_flag("--json", arguments.json, "one JSON document on stdout");
    app.add_flag("--no-keyring", arguments.noKeyring, "keep secrets in the vault file");
    app.add_option("--passphrase-fd", arguments.passphraseFd,
                   "read the vault's passphrase from this file descriptor")
        ->check(wholeNumber(0, std::numeric_limits<int>::max()));
    addAccountCommands(app, arguments);
    addCustomerCommands(app, arguments);
    addReadingCommands(app, arguments);
    addStreams(app, arguments);
    addTriage(app, arguments);
    addDeeds(app, arguments);
    addReport(app, arguments);
    addCosts(app, arguments);
    addReplyCommands(app, arguments, dash);
    addCannedCommands(app, arguments, dash);
    addHoursCommands(app, arguments);
    leaf(app, "check", "is the database sound", arguments, Verb::Check);
    try {
        std::vector<std::string> reversed(words.rbegin(), words.rend());
        app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp&) {
        return Usage{.out = app.help(), .err = {}, .exitCode = 0};
    } catch (const CLI::CallForAllHelp&) {
        return Usage{.out = app.help("", CLI::AppFormatMode::All), .err = {}, .exitCode = 0};
    } catch (const CLI::CallForVersion&) {
        return Usage{.out = std::string(SHOPBELL_VERSION) + "\n", .err = {}, .exitCode = 0};
    } catch (const CLI::ParseError& error) {
        return Usage{.out = {}, .err = sentenceFor(error, app)};
    }
    if (arguments.verb == Verb::AccountAdd && arguments.server.empty() && arguments.handle.empty() &&
        !takesKeys(arguments.platform)) {
        return Usage{.out = {}, .err = "account add needs --server, or --handle where one server is usual"};
    }
    const bool wantsText = arguments.verb == Verb::Reply || arguments.verb == Verb::CannedAdd;
    if (wantsText && !arguments.text && dash.empty()) {
        return Usage{.out = {}, .err = "the text is missing: --text T, or - to read it from stdin"};
    }
    if (arguments.csv && arguments.json) {
        return Usage{.out = {}, .err = "a report is either --csv or --json"};
    }
    if (!arguments.fromDate.empty() && !arguments.toDate.empty() && arguments.fromDate > arguments.toDate) {
        return Usage{.out = {}, .err = "--from " + arguments.fromDate + " is after --to " + arguments.toDate};
    }
    return arguments;
}

bool onlyReads(Verb verb) {
    switch (verb) {
    case Verb::AccountList:
    case Verb::Costs:
    case Verb::Inbox:
    case Verb::Thread:
    case Verb::Search:
    case Verb::Streams:
    case Verb::OutboxList:
    case Verb::Suggest:
    case Verb::CannedList:
    case Verb::CannedProposals:
    case Verb::CannedExport:
    case Verb::HoursShow:
    case Verb::Report:
        return true;
    default:
        return false;
    }
}

/// Does the person bring keys of their own, one "name=value" a line?
bool takesKeys(const std::string& name) {
    const platform::Registry platforms;
    const platform::OAuthSignIn* page = platforms.oauth(name);
    return platforms.adapter(name) != nullptr && platforms.password(name) == nullptr &&
           (page == nullptr || !page->guide().app.empty());
}

bool readsStdin(const Arguments& arguments) {
    switch (arguments.verb) {
    case Verb::Reply:
    case Verb::CannedAdd:
        return !arguments.text;
    case Verb::HoursSet:
        return arguments.file == "-";
    case Verb::AccountAdd:
        return arguments.tokenStdin || !arguments.handle.empty() || takesKeys(arguments.platform);
    default:
        return false;
    }
}

}  // namespace cli
