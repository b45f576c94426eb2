// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_desktop.h"

#include <QApplication>

#include <CLI/CLI.hpp>

#include <csignal>
#include <iostream>
#include <string>
#include <vector>

namespace {

/// Bad words end here: exit code 2 and one sentence. Nothing = go on.
std::optional<int> parse(CLI::App& options, const std::vector<std::string>& words) {
    try {
        options.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::CallForHelp&) {
        std::cout << options.help();
        return 0;
    } catch (const CLI::CallForVersion&) {
        std::cout << SHOPBELL_VERSION << '\n';
        return 0;
    } catch (const CLI::ParseError& error) {
        std::cerr << "shopbell: " << error.what() << " (shopbell --help lists what there is)\n";
        return 2;
    }
    return std::nullopt;
}

}  // namespace

int main(int count, char** values) {
    // A connection that goes away must end in an error, not in a signal.
    std::signal(SIGPIPE, SIG_IGN);
    // The words are read before Qt takes its own (-platform, -style) out of them.
    std::vector<std::string> words;
    for (int i = 1; i < count; ++i) {
        const std::string word = values[i];
        if (word == "-platform" || word == "-style" || word == "-geometry") {
            ++i;
        } else {
            words.push_back(word);
        }
    }
    app::DesktopOptions desktop;
    CLI::App options("Answers every customer on every channel.", "shopbell");
    options.set_version_flag("--version", SHOPBELL_VERSION);
    options.add_option("--profile", desktop.profile, "folder with all data of one profile");
    options.add_flag("--no-keyring", desktop.noKeyring, "keep secrets in the vault file");
    options
        .add_option("--passphrase-fd", desktop.passphraseFd,
                    "read the vault's passphrase from this file descriptor")
        ->check(CLI::NonNegativeNumber);
    auto* practice = options.add_flag("--practice", desktop.practice,
                                      "open on the practice street, with invented customers");
    options.add_option("--speed", desktop.speed, "street and console run so many times as fast")
        ->needs(practice)
        ->check(CLI::Range(0.01, 10'000.0));
    options.add_option("--seed", desktop.seed, "of the street's dice")->needs(practice);
    options.add_option("--screenshot", desktop.screenshotFolder,
                       "write pictures of the practice street there and end");
    if (const auto end = parse(options, words)) {
        return *end;
    }
    if (!desktop.screenshotFolder.empty() && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM") &&
        !qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY")) {
        // Pictures need no display.
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(count, values);
    return app::runDesktop(desktop);
}
