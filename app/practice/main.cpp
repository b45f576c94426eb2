// SPDX-License-Identifier: GPL-3.0-or-later
// shopbell-practice: the practice street as a program. One line of JSON on stdout says where it is; nothing
// else is ever printed there.
#include "practice/json.h"
#include "practice/street.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>
#ifdef _WIN32
#include <chrono>
#include <thread>
#endif

namespace {

enum Exit { Done = 0, Failed = 1, Usage = 2 };

std::vector<std::string> splitCommas(const std::string& list) {
    std::vector<std::string> parts;
    std::istringstream stream(list);
    for (std::string part; std::getline(stream, part, ',');) {
        parts.push_back(part);
    }
    return parts;
}

/// One clear sentence on stderr.
int complain(const std::string& sentence, Exit code) {
    std::cerr << "shopbell-practice: " << sentence << '\n';
    return code;
}

#ifdef _WIN32
volatile std::sig_atomic_t gEnd = 0;

extern "C" void onSignal(int) {
    gEnd = 1;
}

void waitForSignal() {
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    while (gEnd == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}
#else
sigset_t endSignals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

void waitForSignal() {
    const sigset_t set = endSignals();
    int signal = 0;
    sigwait(&set, &signal);
}
#endif

}  // namespace

int main(int argc, char** argv) {
    using namespace app::practice;
    StreetOptions options;
    std::string platforms;
    std::int64_t startAt = -1;
    bool frozen = false;
    bool quiet = false;
    bool rateLimits = false;

    CLI::App cli{"A street of invented customers on loopback servers that speak the platforms' own APIs."};
    cli.add_option("--port-base", options.portBase,
                   "the first platform's port; 0 (the default) takes any free one");
    cli.add_option("--speed", options.speed,
                   "how many times as fast as the machine's the street's clock runs");
    cli.add_option("--seed", options.seed, "the same seed gives the same street");
    cli.add_option("--platforms", platforms, "comma-separated; all by default");
    cli.add_option("--start-at", startAt,
                   "street time at the start, in UTC milliseconds; the machine's by default")
        ->check(CLI::NonNegativeNumber);
    cli.add_flag("--frozen", frozen, "time moves only by POST /_street/advance");
    cli.add_flag("--quiet", quiet, "people, but no history, and nobody speaks unless told to");
    cli.add_flag("--rate-limits", rateLimits, "refuse requests beyond the platforms' limits");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::CallForHelp& help) {
        return cli.exit(help);
    } catch (const CLI::ParseError& error) {
        return complain(error.what(), Usage);
    }
    options.platforms = splitCommas(platforms);
    options.flow = frozen ? TimeFlow::Frozen : TimeFlow::Running;
    options.life = quiet ? Life::Quiet : Life::Lively;
    options.rateLimits = rateLimits ? RateLimits::Enforced : RateLimits::Shown;
    if (startAt >= 0) {
        options.startAt = base::fromMs(startAt);
    }

#ifndef _WIN32
    // Before any thread is there: every one inherits the mask, and only waitForSignal() sees the signal.
    const sigset_t set = endSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
#endif
    const auto street = Street::start(options);
    if (!street) {
        return complain(street.error().message,
                        street.error().kind == base::ErrorKind::BadInput ? Usage : Failed);
    }
    Json urls = Json::object();
    for (const std::string& platform : (*street)->platforms()) {
        urls[platform] = (*street)->url(platform);
    }
    std::cout << dump(urls) << std::endl;
    waitForSignal();
    return Done;
}
