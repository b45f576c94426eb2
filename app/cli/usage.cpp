// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/usage.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace cli {
namespace {

/// The command that was named, as far as it was understood.
struct Understood {
    const CLI::App* command;
    std::string words;
};

Understood understood(const CLI::App& app) {
    Understood deepest{.command = &app, .words = {}};
    for (auto parsed = app.get_subcommands(); !parsed.empty(); parsed = deepest.command->get_subcommands()) {
        deepest.command = parsed.front();
        deepest.words += (deepest.words.empty() ? "" : " ") + deepest.command->get_name();
    }
    return deepest;
}

std::vector<std::string> commandsOf(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(command->get_name());
    }
    return names;
}

std::string onStray(const std::vector<std::string>& stray, const Understood& known) {
    const auto option = std::ranges::find_if(
        stray, [](const std::string& word) { return word.size() > 1 && word.starts_with('-'); });
    if (option != stray.end()) {
        const std::string name = option->substr(0, option->find('='));
        return known.words.empty() ? fmt::format("there is no option {}", name)
                                   : fmt::format("{} has no option {}", known.words, name);
    }
    const std::string& word = stray.front();
    if (known.words.empty()) {
        return fmt::format("there is no command \"{}\"", word);
    }
    if (const auto commands = commandsOf(*known.command); !commands.empty()) {
        return fmt::format("there is no command \"{} {}\", but {}", known.words, word,
                           fmt::join(commands, ", "));
    }
    return fmt::format("\"{}\" is one word too many for {}", word, known.words);
}

std::string oneLine(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

std::string cause(const CLI::ParseError& error, const CLI::App& app) {
    const Understood known = understood(app);
    if (const auto stray = app.remaining(true); !stray.empty()) {
        return onStray(stray, known);
    }
    const std::string own = oneLine(error.what());
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        return fmt::format("{} needs a value", own.substr(0, own.find(':')));
    }
    constexpr std::string_view kRequired = " is required";
    if (dynamic_cast<const CLI::RequiredError*>(&error) == nullptr || !own.ends_with(kRequired)) {
        return own;
    }
    if (const auto commands = commandsOf(*known.command); !commands.empty()) {
        return known.words.empty()
                   ? fmt::format("the command is missing: {}", fmt::join(commands, ", "))
                   : fmt::format("{} needs a command: {}", known.words, fmt::join(commands, ", "));
    }
    return fmt::format("{} needs {}", known.words, own.substr(0, own.size() - kRequired.size()));
}

}  // namespace

CLI::Validator wholeNumber(std::int64_t least, std::int64_t most) {
    return {[least, most](std::string& word) {
                std::int64_t number = 0;
                const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
                const bool isNumber = error == std::errc{} && end == word.data() + word.size();
                if (isNumber && number >= least && number <= most) {
                    return std::string();
                }
                return most == std::numeric_limits<std::int64_t>::max()
                           ? fmt::format("\"{}\" is not a whole number above {}", word, least - 1)
                           : fmt::format("\"{}\" is not a whole number from {} to {}", word, least, most);
            },
            ""};
}

CLI::Validator oneOf(std::vector<std::string> words) {
    return {[words = std::move(words)](std::string& word) {
                return std::ranges::find(words, word) != words.end()
                           ? std::string()
                           : fmt::format("\"{}\" is none of {}", word, fmt::join(words, ", "));
            },
            ""};
}

std::string sentenceFor(const CLI::ParseError& error, const CLI::App& app) {
    return cause(error, app) + " (shopbell-cli --help lists what there is)";
}

}  // namespace cli
