// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_studio.h"

#include "model/conversation.h"
#include "model/turn_report.h"

#include "base/ids.h"

#include <optional>
#include <vector>

/// How a window is brought into the state that a picture shows, by its own actions and fields.
namespace app::scenes {

using Conversation = std::optional<base::ConversationId>;

[[nodiscard]] Scene asItIs();
[[nodiscard]] Scene opened(Conversation conversation);
/// With a reply begun.
[[nodiscard]] Scene writing(Conversation conversation, const QString& text);
/// Typed key by key into an empty reply; "\r" is Enter and "\t" Tab.
[[nodiscard]] Scene typing(Conversation conversation, const QString& keys);
/// After this action of the window, with the conversation open; shows the dialog it opened, if it did.
[[nodiscard]] Scene after(const char* action, Conversation conversation = {});
[[nodiscard]] Scene searching(const QString& query);
[[nodiscard]] Scene outbox();
[[nodiscard]] Scene connectDialog(int platform);
/// Signs in and shows what the account can do.
struct SignIn {
    int platform = 0;
    std::string server;
    std::string name;  ///< with a password
    std::string secret;
};
[[nodiscard]] Scene connected(const SignIn& signIn);
[[nodiscard]] Scene cannedReplies(Conversation conversation, const QString& query);
/// The editor of opening hours, with Thursday's second interval chosen.
[[nodiscard]] Scene openingHours();
/// The report of these turns; with `mark` the list behind that mark.
[[nodiscard]] Scene report(std::vector<model::TurnFact> facts, const char* mark = nullptr);
/// The text for a profile, made of these turns.
[[nodiscard]] Scene profileText(std::vector<model::TurnFact> facts);
/// More ways to send the reply that is begun.
[[nodiscard]] Scene sendMenu(Conversation conversation, const QString& text);
/// The sheet of the shift after this action.
[[nodiscard]] Scene shiftSheet(const char* action);
/// Its lower half.
[[nodiscard]] Scene shiftSheetBelow(const char* action);
/// The numbers of the simulated standing.
[[nodiscard]] Scene standingNumbers();
/// The list of those who wait, in this order, with the conversation open.
[[nodiscard]] Scene ordered(model::InboxOrder order, Conversation conversation);
/// A view's list after its action, with one of its conversations open.
[[nodiscard]] Scene listed(const char* action, Conversation conversation);
/// The menu of the first account, or the dialog behind one of its actions.
[[nodiscard]] Scene accountMenu(const char* action = nullptr);

}  // namespace app::scenes
