// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <functional>
#include <string>

namespace ui {

/// What the Connect dialog asks for.
struct ConnectRequest {
    enum class Way {
        Browser,     ///< sign in on the platform's page; it comes back by itself
        PasteCode,   ///< sign in on the platform's page; it shows a code to paste
        PasteToken,  ///< the person has a token
    };
    std::string platform = "mastodon";  ///< the adapter's folder name
    std::string server;                 ///< as typed
    Way way = Way::Browser;
    std::string token;  ///< with PasteToken
};

/// Where connecting stands; the dialog has the words.
enum class ConnectStage { AskingServer, WaitingForBrowser, WaitingForCode, CheckingSecrets };

/// How the work answers. Always on the UI thread, and not after cancel(); `done` never from inside start().
struct ConnectAnswers {
    std::function<void(ConnectStage)> stage;
    /// The sign-in page, which has been opened in the browser: to open it again. With WaitingForBrowser and
    /// WaitingForCode.
    std::function<void(std::string address)> page;
    std::function<void(base::Result<base::AccountId>)> done;
};

/// Connecting an account, done by app in the background. At most one attempt runs.
struct ConnectSeam {
    std::function<void(ConnectRequest, ConnectAnswers)> start;
    std::function<void(std::string code)> giveCode;  ///< during WaitingForCode
    std::function<void()> cancel;                    ///< nothing is connected then
};

}  // namespace ui
