// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_connect_flow.h"

#include "app/browser.h"

#include <QCoreApplication>
#include <QUrl>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace app {
namespace {

constexpr base::Duration kPatience{10 * 60'000};

std::string hostOf(std::string_view origin) {
    return QUrl(QString::fromUtf8(origin.data(), static_cast<qsizetype>(origin.size()))).host().toStdString();
}

std::string translated(const std::string& text) {
    return QCoreApplication::translate("platform", text.c_str()).toStdString();
}

std::vector<ui::ConnectPlatform::Key> keysOf(const std::vector<platform::ConnectField>& fields) {
    std::vector<ui::ConnectPlatform::Key> keys;
    for (const platform::ConnectField& field : fields) {
        keys.push_back({.name = std::string(field.name),
                        .label = translated(std::string(field.label)),
                        .optional = field.optional,
                        .secret = field.secret,
                        .hint = field.hint.empty() ? std::string() : translated(std::string(field.hint))});
    }
    return keys;
}

void describe(ui::ConnectPlatform& shown, const platform::PasswordSignIn& password) {
    shown.signIn = ui::ConnectPlatform::SignIn::Password;
    shown.serverExample = hostOf(password.usualServer());
    shown.usualServer = true;
    shown.nameExample = password.nameExample();
    shown.advice = translated(std::string(password.passwordAdvice()));
}

void describe(ui::ConnectPlatform& shown, const platform::ConnectGuide& guide) {
    shown.usualServer = !guide.usualServer.empty();
    if (shown.usualServer) {
        shown.serverExample = hostOf(guide.usualServer);
    }
    shown.advice = guide.advice.empty() ? std::string() : translated(std::string(guide.advice));
    shown.tokenAdvice =
        guide.tokenAdvice.empty() ? std::string() : translated(std::string(guide.tokenAdvice));
    shown.appKeys = keysOf(guide.app);
    shown.tokenKeys = keysOf(guide.token);
    shown.comesBack = guide.comesBack;
    shown.codeToPaste = guide.codeToPaste;
    shown.tokenFirst = guide.tokenFirst;
}

std::vector<ui::ConnectPlatform> platformsOf(const platform::Registry& registry) {
    std::vector<ui::ConnectPlatform> platforms;
    for (const std::string_view name : registry.names()) {
        ui::ConnectPlatform shown{.name = std::string(name),
                                  .displayName = std::string(registry.adapter(name)->displayName()),
                                  .serverExample = fmt::format("{}.example", name),
                                  .nameExample = {},
                                  .advice = {},
                                  .appKeys = {}};
        if (const platform::PasswordSignIn* password = registry.password(name); password != nullptr) {
            describe(shown, *password);
        } else if (const platform::OAuthSignIn* page = registry.oauth(name); page != nullptr) {
            describe(shown, page->guide());
        }
        platforms.push_back(std::move(shown));
    }
    return platforms;
}

ui::ConnectAbility::Kind kindOf(std::string_view ability) {
    using Kind = ui::ConnectAbility::Kind;
    static constexpr std::pair<std::string_view, Kind> kKinds[] = {
        {"account", Kind::SignIn},
        {"read mentions", Kind::ReadPublic},
        {"see comments", Kind::ReadPublic},
        {"see private messages", Kind::ReadPrivate},
        {"read and send private messages", Kind::ReadPrivate},
        {"reply to comments", Kind::Reply},
        {"read and answer comments", Kind::Reply},
        {"read private messages", Kind::ReadPrivate},
        {"read own posts", Kind::ReadOwn},
        {"reply", Kind::Reply},
        {"stay signed in", Kind::StaySignedIn},
    };
    const auto* found = std::ranges::find(kKinds, ability, [](const auto& one) { return one.first; });
    return found == std::end(kKinds) ? Kind::Other : found->second;
}

ui::ConnectAbility::State stateOf(platform::AbilityTest::State tested) {
    using State = ui::ConnectAbility::State;
    switch (tested) {
    case platform::AbilityTest::State::Works:
        return State::Works;
    case platform::AbilityTest::State::Missing:
        return State::Missing;
    case platform::AbilityTest::State::Soon:
        return State::Soon;
    case platform::AbilityTest::State::NotTested:
        break;
    }
    return State::NotTested;
}

std::vector<ui::ConnectAbility> abilitiesOf(const std::vector<platform::AbilityTest>& tests,
                                            const std::string& handle) {
    std::vector<ui::ConnectAbility> abilities;
    for (const platform::AbilityTest& test : tests) {
        ui::ConnectAbility ability{.kind = kindOf(test.ability), .what = translated(test.ability)};
        if (ability.kind == ui::ConnectAbility::Kind::SignIn && !handle.empty()) {
            ability.what = QCoreApplication::translate("platform", "sign-in belongs to %1")
                               .arg(QString::fromStdString(handle))
                               .toStdString();
        }
        ability.state = stateOf(test.state);
        ability.detail = translated(test.detail);
        abilities.push_back(std::move(ability));
    }
    return abilities;
}

}  // namespace

ConnectFlow::~ConnectFlow() {
    cancel();
}

ui::ConnectSeam ConnectFlow::seam() {
    return {.platforms = platformsOf(m_core.platforms()),
            .start = [this](const ui::ConnectRequest& request,
                            const ui::ConnectAnswers& answers) { start(request, answers); },
            .giveCode = [this](const std::string& code) { finishSignIn(code); },
            .cancel = [this] { cancel(); },
            .test = [this](base::AccountId account,
                           const ui::ConnectSeam::Tested& done) { test(account, done); }};
}

void ConnectFlow::test(base::AccountId account, const ui::ConnectSeam::Tested& done) {
    m_core.post([this, account, done](Core& core) {
        const auto known = core.store().read().account(account);
        const std::string handle = known ? known->handle : std::string();
        core.setup().test(
            account, [this, handle, done](const base::Result<std::vector<platform::AbilityTest>>& tests) {
                QMetaObject::invokeMethod(
                    this,
                    [done, handle, tests] {
                        if (tests) {
                            done(abilitiesOf(*tests, handle));
                        } else {
                            done(std::unexpected(tests.error()));
                        }
                    },
                    Qt::QueuedConnection);
            });
    });
}

template <class T>
std::function<void(base::Result<T>)> ConnectFlow::backHere(std::function<void(T)> work) {
    return [this, attempt = m_attempt, work = std::move(work)](base::Result<T> result) {
        QMetaObject::invokeMethod(
            this,
            [this, attempt, work, result = std::move(result)] {
                if (attempt != m_attempt) {
                    return;
                }
                if (!result) {
                    return end(std::unexpected(result.error()));
                }
                work(*result);
            },
            Qt::QueuedConnection);
    };
}

void ConnectFlow::start(const ui::ConnectRequest& request, const ui::ConnectAnswers& answers) {
    cancel();
    m_request = {.platform = request.platform, .server = request.server, .way = request.way};
    m_answers = answers;
    if (request.way == ui::ConnectRequest::Way::PasteToken) {
        return addAccount(request.keys);
    }
    if (request.way == ui::ConnectRequest::Way::Password) {
        return signIn(request.name, request.password);
    }
    std::string redirect;
    if (request.way == ui::ConnectRequest::Way::Browser) {
        const platform::OAuthSignIn* page = m_core.platforms().oauth(request.platform);
        auto listener = LoopbackListener::open(page == nullptr ? 0 : page->guide().redirectPort);
        if (!listener) {
            // Never from inside start().
            backHere<int>({})(std::unexpected(listener.error()));
            return;
        }
        m_listener = std::move(*listener);
        redirect = m_listener->address();
    }
    askServer(redirect, request.keys);
}

void ConnectFlow::askServer(const std::string& redirect, const platform::Secrets& app) {
    m_answers.stage(ui::ConnectStage::AskingServer);
    auto done = backHere<platform::AuthorizationPage>(
        [this](const platform::AuthorizationPage& page) { openPage(page); });
    m_core.post([request = m_request, redirect, app, done](Core& core) {
        core.setup().beginSignIn(request.platform, request.server, redirect, app, done);
    });
}

void ConnectFlow::openPage(const platform::AuthorizationPage& page) {
    m_page = page;
    m_answers.stage(m_listener ? ui::ConnectStage::WaitingForBrowser : ui::ConnectStage::WaitingForCode);
    m_answers.page(page.url);
    openInBrowser(page.url);
    if (m_listener) {
        waitForBrowser();
    }
}

void ConnectFlow::waitForBrowser() {
    auto done = backHere<LoopbackListener::Answer>([this](const LoopbackListener::Answer& answer) {
        if (answer.state != m_page.state) {
            return end(
                base::fail(base::ErrorKind::Rejected,
                           "the browser came back from another sign-in; nothing was connected, start again"));
        }
        finishSignIn(answer.code);
    });
    m_waiter = std::thread([listener = m_listener.get(), done] { done(listener->wait(kPatience)); });
}

void ConnectFlow::finishSignIn(const std::string& code) {
    m_answers.stage(ui::ConnectStage::CheckingSecrets);
    auto done =
        backHere<platform::Secrets>([this](const platform::Secrets& secrets) { addAccount(secrets); });
    m_core.post([request = m_request, page = m_page, code, done](Core& core) {
        core.setup().finishSignIn(request.platform, request.server, page, code, done);
    });
}

void ConnectFlow::signIn(const std::string& name, const std::string& password) {
    m_answers.stage(ui::ConnectStage::AskingServer);
    auto done = backHere<platform::SignedIn>([this](const platform::SignedIn& signedIn) {
        m_request.server = signedIn.server;
        addAccount(signedIn.secrets);
    });
    m_core.post([request = m_request, name, password, done](Core& core) {
        core.setup().signIn(request.platform, request.server, name, password, done);
    });
}

void ConnectFlow::addAccount(const platform::Secrets& secrets) {
    m_answers.stage(ui::ConnectStage::CheckingSecrets);
    auto done = backHere<base::AccountId>([this](base::AccountId id) { end(id); });
    m_core.post([request = m_request, secrets, done](Core& core) {
        core.setup().add({.platform = request.platform, .server = request.server, .secrets = secrets},
                         [&core, done](base::Result<base::AccountId> id) {
                             if (id) {
                                 if (base::Status begun = core.engine().accountsChanged(); !begun) {
                                     id = std::unexpected(begun.error());
                                 }
                             }
                             done(id);
                         });
    });
}

void ConnectFlow::end(const base::Result<base::AccountId>& result) {
    const auto done = std::exchange(m_answers, {}).done;
    cancel();
    if (done) {
        done(result);
    }
}

void ConnectFlow::cancel() {
    ++m_attempt;
    if (m_listener) {
        m_listener->giveUp();
    }
    if (m_waiter.joinable()) {
        m_waiter.join();
    }
    m_listener.reset();
    m_answers = {};
    m_page = {};
}

}  // namespace app
