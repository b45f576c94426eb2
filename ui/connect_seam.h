// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ui {

/// A platform that accounts can be connected on, and what the dialog has to ask for there.
struct ConnectPlatform {
    enum class SignIn {
        Page,      ///< on a page of the person's own server
        Password,  ///< with a name and a password that was made for Shopbell
    };
    /// Something of the person's own that the platform gave them.
    struct Key {
        std::string name;   ///< the adapter's name for it
        std::string label;  ///< in the person's language
        bool optional = false;
        bool secret = true;  ///< not shown while it is typed
        std::string hint{};  ///< stands in the empty field, in the person's language
    };
    std::string name;         ///< the adapter's folder name
    std::string displayName;  ///< as people write it
    SignIn signIn = SignIn::Page;
    std::string serverExample;  ///< stands in the empty field
    bool usualServer = false;   ///< the field may stay empty: then it is that one
    std::string nameExample;    ///< Password: stands in the empty field
    std::string advice;         ///< what to prepare and where, in the person's language
    std::string tokenAdvice{};  ///< the same for a token to paste; empty = advice
    std::vector<Key> appKeys;   ///< Page: asked for before it is opened
    std::vector<Key> tokenKeys{{.name = "access_token", .label = {}}};  ///< to paste
    bool comesBack = true;                                              ///< Page: it can come back by itself
    bool codeToPaste = true;  ///< Page: it can show a code instead of coming back
    bool tokenFirst = false;  ///< Page: a token is the easier way, and chosen first
};

/// What the Connect dialog asks for.
struct ConnectRequest {
    enum class Way {
        Browser,     ///< sign in on the platform's page; it comes back by itself
        PasteCode,   ///< sign in on the platform's page; it shows a code to paste
        PasteToken,  ///< the person has a token
        Password,    ///< a name and a password that was made for Shopbell
    };
    std::string platform;  ///< a ConnectPlatform::name
    std::string server;    ///< as typed; with Password empty = the usual one
    Way way = Way::Browser;
    std::map<std::string, std::string> keys{};  ///< by their names; those left empty are absent
    std::string name;                           ///< with Password: as typed
    std::string password;                       ///< with Password; not kept
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

/// One thing that a sign-in can do, or can't.
struct ConnectAbility {
    enum class Kind { SignIn, ReadPublic, ReadPrivate, ReadOwn, Reply, StaySignedIn, Other };
    enum class State { Works, Missing, NotTested, Soon };
    Kind kind = Kind::SignIn;
    std::string what;  ///< "read mentions", in the person's language
    State state = State::NotTested;
    std::string detail;  ///< a sentence; may be empty
};

/// Connecting an account, done by app in the background. At most one attempt runs.
struct ConnectSeam {
    std::vector<ConnectPlatform> platforms;  ///< in the order of the choice; the first is chosen
    std::function<void(ConnectRequest, ConnectAnswers)> start;
    std::function<void(std::string code)> giveCode;  ///< during WaitingForCode
    std::function<void()> cancel;                    ///< nothing is connected then
    /// Asks the platform what an account that is connected can do. Answers on the UI thread, later.
    using Tested = std::function<void(base::Result<std::vector<ConnectAbility>>)>;
    std::function<void(base::AccountId, Tested)> test;
};

}  // namespace ui
