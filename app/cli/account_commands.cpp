// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/account_commands.h"

#include "cli/json_output.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace cli {
namespace {

using Done = std::function<void(CommandResult)>;

CommandResult accountAnswer(const Arguments& arguments, app::Core& core, base::AccountId id) {
    auto account = core.store().read().account(id);
    if (!account) {
        return refused(account.error());
    }
    return answer(
        arguments.json, toJson(*account, {.id = id}),
        fmt::format("{} is connected as account {}.\n", base::cleanName(account->handle), id.value));
}

struct NamedValue {
    std::string name;
    std::string value;
};

base::Result<NamedValue> settingFrom(const std::string& word) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("a setting is written name=value, not \"{}\"", word));
    }
    return NamedValue{word.substr(0, equals), word.substr(equals + 1)};
}

base::Result<syncing::AccountSetup::NewAccount> accountFrom(const Arguments& arguments) {
    syncing::AccountSetup::NewAccount account{
        .platform = arguments.platform, .server = arguments.server, .secrets = {}};
    for (const std::string& word : arguments.settings) {
        const auto setting = settingFrom(word);
        if (!setting) {
            return std::unexpected(setting.error());
        }
        account.settings[setting->name] = setting->value;
    }
    return account;
}

void connect(syncing::AccountSetup::NewAccount account, const Arguments& arguments, app::Core& core,
             const Done& done) {
    core.setup().add(account, [arguments, &core, done](const base::Result<base::AccountId>& id) {
        if (!id) {
            return done(refusedSetup(id.error()));
        }
        if (base::Status begun = core.engine().accountsChanged(); !begun) {
            return done(refused(begun.error()));
        }
        done(accountAnswer(arguments, core, *id));
    });
}

/// The password is the first line on stdin, and is forgotten when it has opened a session.
void connectByPassword(syncing::AccountSetup::NewAccount account, const Arguments& arguments,
                       const std::string& input, app::Core& core, const Done& done) {
    if (arguments.handle.empty()) {
        return done(refused({.kind = base::ErrorKind::BadInput,
                             .message = fmt::format("{} needs --handle, and its app password on stdin",
                                                    arguments.platform)}));
    }
    const std::string password(base::trim(std::string_view(input).substr(0, input.find('\n'))));
    if (password.empty()) {
        return done(
            refused({.kind = base::ErrorKind::BadInput, .message = "the app password is missing on stdin"}));
    }
    core.setup().signIn(arguments.platform, arguments.server, arguments.handle, password,
                        [account = std::move(account), arguments, &core,
                         done](const base::Result<platform::SignedIn>& signedIn) mutable {
                            if (!signedIn) {
                                return done(refusedSetup(signedIn.error()));
                            }
                            account.server = signedIn->server;
                            account.secrets = signedIn->secrets;
                            connect(std::move(account), arguments, core, done);
                        });
}

}  // namespace

namespace {

std::string namesOf(const std::vector<platform::ConnectField>& fields) {
    std::string names;
    for (const platform::ConnectField& field : fields) {
        names += names.empty() ? "" : " ";
        names += field.optional ? fmt::format("[{}]", field.name) : std::string(field.name);
    }
    return names;
}

std::string missingKeys(const std::string& platform) {
    const platform::Registry platforms;
    const platform::OAuthSignIn* page = platforms.oauth(platform);
    if (page == nullptr || page->guide().app.empty()) {
        return "the token is missing on stdin";
    }
    const platform::ConnectGuide guide = page->guide();
    return fmt::format(
        "{} takes its keys on stdin, name=value a line: {} to sign in with the browser, or {} to "
        "connect at once. {}",
        platform, namesOf(guide.app), namesOf(guide.token),
        guide.tokenAdvice.empty() ? guide.advice : guide.tokenAdvice);
}

}  // namespace

base::Result<platform::Secrets> secretsFrom(const Arguments& arguments, const std::string& input) {
    platform::Secrets secrets;
    std::size_t begin = 0;
    while (begin < input.size()) {
        const std::size_t end = std::min(input.find('\n', begin), input.size());
        const std::string_view line = base::trim(std::string_view(input).substr(begin, end - begin));
        begin = end + 1;
        if (line.empty()) {
            continue;
        }
        if (arguments.tokenStdin) {
            secrets["access_token"] = line;
            break;
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) {
            return base::fail(base::ErrorKind::BadInput, "each line on stdin must be name=value");
        }
        secrets[std::string(line.substr(0, equals))] = line.substr(equals + 1);
    }
    if (secrets.empty()) {
        return base::fail(base::ErrorKind::BadInput, missingKeys(arguments.platform));
    }
    return secrets;
}

base::Result<model::Account> connectedAccount(app::Core& core, base::AccountId id) {
    auto accounts = core.store().read().accounts();
    if (!accounts) {
        return std::unexpected(accounts.error());
    }
    const auto found = std::ranges::find(*accounts, id, &model::Account::id);
    if (found == accounts->end()) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no account {}", id.value));
    }
    return *found;
}

void addAccount(const Arguments& arguments, const std::string& input, app::Core& core, Done done) {
    auto account = accountFrom(arguments);
    if (!account) {
        return done(refused(account.error()));
    }
    if (base::Status ready = core.secrets().open(); !ready) {
        return done(refused(ready.error()));
    }
    if (core.platforms().password(arguments.platform) != nullptr) {
        return connectByPassword(std::move(*account), arguments, input, core, done);
    }
    const platform::OAuthSignIn* page = core.platforms().oauth(arguments.platform);
    if (arguments.server.empty() && (page == nullptr || page->guide().usualServer.empty())) {
        return done(refused({.kind = base::ErrorKind::BadInput,
                             .message = fmt::format("{} needs --server", arguments.platform)}));
    }
    auto secrets = secretsFrom(arguments, input);
    if (!secrets) {
        return done(refused(secrets.error()));
    }
    account->secrets = std::move(*secrets);
    connect(std::move(*account), arguments, core, done);
}

void testAccount(const Arguments& arguments, app::Core& core, Done done) {
    if (auto account = connectedAccount(core, {arguments.id}); !account) {
        return done(refused(account.error()));
    }
    core.setup().test(
        {arguments.id}, [arguments, done](const base::Result<std::vector<platform::AbilityTest>>& tests) {
            if (!tests) {
                CommandResult result = refused(tests.error());
                result.exit = exitFor(tests.error().kind);
                return done(result);
            }
            static constexpr const char* kStates[] = {"works", "missing", "not_tested", "soon"};
            Json list = Json::array();
            std::string text;
            for (const platform::AbilityTest& test : *tests) {
                const char* state = kStates[static_cast<int>(test.state)];
                list.push_back({{"ability", test.ability}, {"state", state}, {"detail", test.detail}});
                text += fmt::format("{:<12}{}{}\n", state, test.ability,
                                    test.detail.empty() ? "" : ": " + test.detail);
            }
            done(answer(arguments.json, {{"account", arguments.id}, {"abilities", list}}, text));
        });
}

CommandResult removeAccount(const Arguments& arguments, app::Core& core) {
    const base::AccountId id{arguments.id};
    if (auto account = core.store().read().account(id); !account) {
        return refused(account.error());
    }
    using History = model::RemoveAccount::History;
    const auto removed = core.engine().carryOut(model::RemoveAccount{
        .account = id, .history = arguments.forget ? History::Forgotten : History::Kept});
    if (!removed) {
        return refused(removed.error());
    }
    return answer(arguments.json, {{"id", id.value}, {"removed", true}, {"history_kept", !arguments.forget}},
                  arguments.forget ? "The account and its history are gone.\n"
                                   : "The account is removed; its history stays readable.\n");
}

CommandResult setAccount(const Arguments& arguments, app::Core& core) {
    const auto account = connectedAccount(core, {arguments.id});
    if (!account) {
        return refused(account.error());
    }
    std::map<std::string, std::string> settings;
    for (const std::string& word : arguments.settings) {
        const auto setting = settingFrom(word);
        if (!setting) {
            return refused(setting.error());
        }
        settings[setting->name] = setting->value;
    }
    if (base::Status stored = core.setup().set(account->id, settings); !stored) {
        return refused(stored.error());
    }
    const auto now = core.store().read().account(account->id);
    if (!now) {
        return refused(now.error());
    }
    std::string text;
    for (const auto& [name, value] : now->settings) {
        text += fmt::format("{}={}\n", name, value);
    }
    return answer(arguments.json, toJson(*now, {.id = now->id}), text);
}

}  // namespace cli
