// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/conversation.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What the desktop is told while nobody looks at the window.
namespace view {

enum class Urgency { Normal, Critical };

/// One notification. Its text is plain and, but for our own words, somebody else's.
struct Notice {
    base::ConversationId conversation;  ///< 0 = several: the list is what it opens
    std::string title;
    std::string body;
    Urgency urgency = Urgency::Normal;
};

/// Decides what is worth a notification: a turn that began after `since`, once. What was written before, as a
/// first import and a long absence bring it, is read in the list.
class NoticeBoard {
public:
    /// More at once are told in one sentence.
    static constexpr std::size_t kMostAtOnce = 3;

    NoticeBoard(base::UtcTime since, const Words& words) : m_since(since), m_words(words) {}

    /// `inView` is the conversation that is open while the window is active; 0 = none.
    [[nodiscard]] std::vector<Notice> news(const std::vector<model::ConversationRow>& changed,
                                           base::ConversationId inView, base::UtcTime now);

private:
    [[nodiscard]] bool isNew(const model::ConversationRow& conversation);

    base::UtcTime m_since;
    const Words& m_words;
    std::map<base::ConversationId, base::UtcTime> m_told;  ///< the turn that was told of
};

/// For a notification server that reads markup: what a customer writes is never read as any.
[[nodiscard]] std::string escapeMarkup(std::string_view text);

/// The icon in the tray: how many wait, and how badly.
enum class TrayLevel { Quiet, Waiting, Overdue, Offline };
struct TrayState {
    TrayLevel level = TrayLevel::Quiet;
    std::string chip;     ///< "9", "99+"; empty when nobody waits
    std::string tooltip;  ///< "9 need a reply, 2 overdue"
    bool operator==(const TrayState&) const = default;
};
enum class Reach { Online, Offline };
[[nodiscard]] TrayState trayState(int needsReply, int overdue, Reach reach, const Words& words);

}  // namespace view
