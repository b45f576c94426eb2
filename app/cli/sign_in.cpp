// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sign_in.h"

#include "app/browser.h"
#include "app/loopback_listener.h"

#include "base/text.h"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

namespace cli {
namespace {

constexpr base::Duration kPatience{5 * 60'000};

bool haveDisplay() {
    const auto set = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    return set("DISPLAY") || set("WAYLAND_DISPLAY");
}

template <class T>
base::Result<T> await(app::Core& core,
                      const std::function<void(std::function<void(base::Result<T>)>)>& start) {
    std::optional<base::Result<T>> result;
    start([&result](base::Result<T> value) { result = std::move(value); });
    core.loop().runUntil([&result] { return result.has_value(); });
    if (!result) {
        return base::fail(base::ErrorKind::Cancelled, "the sign-in was given up");
    }
    return *result;
}

base::Result<std::string> pastedCode(const platform::AuthorizationPage& page) {
    std::cerr << "Open this page, allow Shopbell, and paste the code it shows:\n"
              << page.url << '\n'
              << std::flush;
    std::string line;
    std::getline(std::cin, line);
    const std::string code(base::trim(line));
    if (code.empty()) {
        return base::fail(base::ErrorKind::BadInput, "no code was pasted; nothing was connected");
    }
    return code;
}

base::Result<std::string> codeFromBrowser(const platform::AuthorizationPage& page,
                                          app::LoopbackListener& listener) {
    std::cerr << "Allow Shopbell in the browser. If none opens, open this page yourself:\n"
              << page.url << '\n'
              << std::flush;
    app::openInBrowser(page.url);
    auto answer = listener.wait(kPatience);
    if (!answer) {
        return std::unexpected(answer.error());
    }
    if (answer->state != page.state) {
        return base::fail(base::ErrorKind::Rejected,
                          "the browser came back from another sign-in; nothing was connected, start again");
    }
    return answer->code;
}

}  // namespace

base::Result<platform::Secrets> signIn(const Arguments& arguments, const platform::Secrets& app,
                                       app::Core& core) {
    const platform::ConnectGuide guide = core.platforms().oauth(arguments.platform)->guide();
    std::unique_ptr<app::LoopbackListener> listener;
    if (!guide.codeToPaste || (guide.comesBack && !arguments.pasteCode && haveDisplay())) {
        auto opened = app::LoopbackListener::open(guide.redirectPort);
        if (!opened) {
            return std::unexpected(opened.error());
        }
        listener = std::move(*opened);
    }
    const std::string redirect = listener ? listener->address() : std::string();
    auto page = await<platform::AuthorizationPage>(core, [&](auto done) {
        core.setup().beginSignIn(arguments.platform, arguments.server, redirect, app, std::move(done));
    });
    if (!page) {
        return std::unexpected(page.error());
    }
    auto code = listener ? codeFromBrowser(*page, *listener) : pastedCode(*page);
    if (!code) {
        return std::unexpected(code.error());
    }
    return await<platform::Secrets>(core, [&](auto done) {
        core.setup().finishSignIn(arguments.platform, arguments.server, *page, *code, std::move(done));
    });
}

}  // namespace cli
