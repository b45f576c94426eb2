// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run.h"

#include "cli/account_commands.h"
#include "cli/arguments.h"
#include "cli/handover.h"
#include "cli/read_commands.h"
#include "cli/sign_in.h"
#include "cli/signal_watch.h"
#include "cli/write_commands.h"

#include "app/canned_file.h"
#include "app/control_socket.h"
#include "app/core.h"
#include "app/status_file.h"
#include "store/reader.h"

#include <csignal>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <optional>

namespace cli {
namespace {

int print(const CommandResult& result) {
    std::cout << result.out << std::flush;
    if (!std::cout) {
        std::cerr << "shopbell-cli: the answer could not be written\n";
        return static_cast<int>(Exit::Refused);
    }
    if (!result.err.empty()) {
        std::cerr << "shopbell-cli: " << result.err << '\n';
    }
    return static_cast<int>(result.exit);
}

base::Result<std::string> inputFor(const Arguments& arguments) {
    const bool namesFile = arguments.verb == Verb::CannedImport || arguments.verb == Verb::HoursSet;
    if (namesFile && !readsStdin(arguments)) {
        return app::readFile(arguments.file);
    }
    if (!readsStdin(arguments)) {
        return std::string();
    }
    return std::string(std::istreambuf_iterator<char>(std::cin), {});
}

/// Looks at a profile that another process may be using. Nothing there yet is an empty profile.
std::optional<CommandResult> readInPlace(const Arguments& arguments, const app::Profile& profile,
                                         const base::Clock& clock) {
    std::error_code ignored;
    if (!std::filesystem::exists(profile.database(), ignored)) {
        return std::nullopt;
    }
    auto reader = store::Store::openReader(profile.database());
    if (!reader) {
        // An older schema is brought up to date by whoever holds the lock.
        if (reader.error().kind == base::ErrorKind::Database) {
            return std::nullopt;
        }
        return refused(reader.error());
    }
    return runReading(arguments, {.reader = **reader,
                                  .clock = clock,
                                  .pulses = app::readStatus(profile.status()),
                                  .wordVectors = profile.wordVectors()});
}

/// Until a signal ends it, serving other commands meanwhile.
CommandResult syncOn(app::Core& core, SignalWatch& signals) {
    if (base::Status ready = core.secrets().open(); !ready) {
        return refused(ready.error());
    }
    if (base::Status live = core.engine().goLive(); !live) {
        return refused(live.error());
    }
    auto socket = app::ControlSocket::open(core.profile().socket(), core.loop(), commandServer(core));
    if (!socket) {
        return refused(socket.error());
    }
    signals.run(core.loop());
    return {};
}

bool wantsSecrets(Verb verb) {
    return verb == Verb::AccountAdd || verb == Verb::AccountTest || verb == Verb::AccountRemove ||
           verb == Verb::Sync;
}

/// The secrets that a sign-in brought, as they would stand on stdin.
base::Result<std::string> signedIn(const Arguments& arguments, const platform::Secrets& app,
                                   app::Core& core) {
    auto secrets = signIn(arguments, app, core);
    if (!secrets) {
        return std::unexpected(secrets.error());
    }
    std::string lines;
    for (const auto& [name, value] : *secrets) {
        lines += name + "=" + value + "\n";
    }
    return lines;
}

CommandResult runHolding(const Arguments& arguments, std::string input, app::Core& core,
                         std::optional<SignalWatch>& signals) {
    if (onlyReads(arguments.verb)) {
        return runReading(arguments, {.reader = core.store().read(),
                                      .clock = core.clock(),
                                      .pulses = app::readStatus(core.profile().status()),
                                      .wordVectors = core.profile().wordVectors()});
    }
    if (arguments.verb == Verb::Sync && !arguments.once) {
        return syncOn(core, *signals);
    }
    if (arguments.verb == Verb::AccountAdd && core.platforms().adapter(arguments.platform) == nullptr) {
        return refused({.kind = base::ErrorKind::BadInput,
                        .message = "there is no platform \"" + arguments.platform + "\""});
    }
    if (wantsSecrets(arguments.verb)) {
        if (base::Status ready = core.secrets().open(); !ready) {
            return refused(ready.error());
        }
    }
    if (arguments.verb == Verb::AccountAdd && !arguments.tokenStdin &&
        core.platforms().oauth(arguments.platform) != nullptr) {
        const bool keys = takesKeys(arguments.platform);
        auto brought = keys ? secretsFrom(arguments, input) : platform::Secrets{};
        if (!brought) {
            return refused(brought.error());
        }
        if (keys ? !brought->contains("access_token") : !arguments.server.empty()) {
            auto lines = signedIn(arguments, *brought, core);
            if (!lines) {
                return refusedSetup(lines.error());
            }
            input = std::move(*lines);
        }
    }
    std::optional<CommandResult> result;
    runWriting(arguments, input, core, [&result](CommandResult value) { result = std::move(value); });
    core.loop().runUntil([&result] { return result.has_value(); });
    return result ? *result : CommandResult{.exit = Exit::Refused, .out = {}, .err = "given up"};
}

CommandResult runIn(const Arguments& arguments, const std::vector<std::string>& words,
                    const app::KeyringFactory& keyring) {
    auto profile = app::Profile::open(arguments.profile);
    if (!profile) {
        return refused(profile.error());
    }
    // From the first moment on, so that no signal comes too early to be heard.
    std::optional<SignalWatch> signals;
    if (arguments.verb == Verb::Sync && !arguments.once) {
        signals.emplace();
    }
    const auto clock = base::makeSystemClock();
    if (onlyReads(arguments.verb)) {
        if (auto result = readInPlace(arguments, *profile, *clock)) {
            return *result;
        }
    }
    auto passphrase = app::readPassphrase(arguments.passphraseFd);
    if (!passphrase) {
        return refused(passphrase.error());
    }
    auto input = inputFor(arguments);
    if (!input) {
        return refused(input.error());
    }
    auto core =
        app::Core::open({.profile = *profile,
                         .clock = *clock,
                         .secrets = {.vaultPath = profile->vault(),
                                     .noKeyring = arguments.noKeyring,
                                     .keyring = keyring ? keyring(profile->folder()) : app::SecretOpener(),
                                     .passphrase = *passphrase}});
    if (core) {
        return runHolding(arguments, *input, **core, signals);
    }
    if (core.error().kind == base::ErrorKind::InUse) {
        if (auto result = handOver(profile->socket(), words, *input)) {
            return *result;
        }
    }
    return refused(core.error());
}

}  // namespace

int run(const std::vector<std::string>& words, const app::KeyringFactory& keyring) {
    // A reader that went away must end in an error, not in a signal.
    std::signal(SIGPIPE, SIG_IGN);
    const auto parsed = parseArguments(words);
    if (const auto* usage = std::get_if<Usage>(&parsed)) {
        std::cout << usage->out;
        if (!usage->err.empty()) {
            std::cerr << "shopbell-cli: " << usage->err << '\n';
        }
        return usage->exitCode;
    }
    return print(runIn(std::get<Arguments>(parsed), words, keyring));
}

}  // namespace cli
