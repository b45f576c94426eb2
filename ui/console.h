// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/account_seam.h"
#include "ui/background_reader.h"
#include "ui/connect_seam.h"
#include "ui/desktop_seam.h"
#include "ui/models/change_relay.h"

#include "model/account.h"
#include "model/intent.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <QTimeZone>

#include <functional>
#include <string>
#include <vector>

class QSettings;

namespace view {
class ConsoleSource;
}

namespace ui {

/// Files of canned replies, read and written by app. Empty = it can't.
struct CannedFilesSeam {
    struct Read {
        std::vector<model::CannedReply> replies;
        std::vector<std::string> foreign;  ///< another program's placeholders that have no like here
    };
    /// A refusal is one sentence that says where, and nothing is taken then.
    std::function<base::Result<Read>(const std::string& path)> read{};
    std::function<base::Status(const std::string& path, const std::vector<model::CannedReply>&)> write{};
};

/// Everything that the window needs from outside, put together by app. All of it outlives the window; all of
/// it is called on the UI thread alone.
struct ConsoleSeam {
    /// What is shown is read here; view/store_source.h makes one from a store's reader.
    const view::ConsoleSource& source;
    ChangeRelay& changes;
    const base::Clock& clock;
    /// Carries an intent to the core thread and returns at once. `done` may be empty; it is called on the UI
    /// thread, later: QueueReply answers with the new row of the outbox, a refusal with one sentence.
    using Done = std::function<void(base::Result<base::ReplyId>)>;
    std::function<void(model::Intent, Done)> post;
    /// What the running core knows of each account.
    std::function<std::vector<model::AccountPulse>()> pulses = [] {
        return std::vector<model::AccountPulse>{};
    };
    ConnectSeam connect{};
    AccountSeam accounts{};
    DesktopSeam desktop{};
    CannedFilesSeam cannedFiles{};
    /// Opens an https address in the person's browser.
    std::function<void(const std::string&)> openInBrowser{};
    /// Opens the practice street in a window of its own, beside this console; empty = it can't be had from
    /// here.
    std::function<base::Status()> openPracticeStreet{};
    /// Where report, shift sheets and standing get their figures from; none = they have none.
    BackgroundReader* background = nullptr;
    /// In which people read times.
    QTimeZone zone = QTimeZone::systemTimeZone();
    /// Where the window keeps its size, splitters, density and theme; none = it forgets them.
    QSettings* settings = nullptr;
    /// Why nothing can be written (another console runs, the database is newer …), one sentence; empty = it
    /// can.
    std::string readOnly{};
};

}  // namespace ui
