// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/nav_model.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QMainWindow>

#include <array>
#include <vector>

namespace ui {

/// Every action of the window, with its words, keys and place in the menus. Keys without a modifier act only
/// while no text field has the focus: a field takes them first.
class WindowActions final : public QObject {
    Q_OBJECT
public:
    WindowActions(QMainWindow& window, const Theme& theme);

    QAction* connectAccount;
    QAction* shopNames;
    QAction* quit;
    QAction* nextConversation;
    QAction* previousConversation;
    QAction* openConversation;
    QAction* reply;
    QAction* sendAndNext;
    QAction* sendAndStay;
    QAction* sendAtOpening;
    QAction* noReplyNeeded;
    QAction* later;
    QAction* done;
    QAction* reopen;
    QAction* logCall;
    QAction* openInBrowser;
    QAction* likeMessage;  ///< or take the like back
    QAction* hideMessage;  ///< from others, or show it to them again
    QAction* kindOfMessage;
    QAction* markSpam;
    QAction* notSpam;
    QAction* notForUs;  ///< what a search found
    QAction* eraseCustomer;
    QAction* messageUp;
    QAction* messageDown;
    QAction* undo;
    QAction* replyEarlier;  ///< in the outbox
    QAction* replyLater;
    std::array<QAction*, 3> suggestions;
    std::array<QAction*, 8> places;  ///< in the order of Place
    QAction* search;
    QAction* nextPane;
    QAction* previousPane;
    QAction* compact;
    std::array<QAction*, 4> themes;   ///< in the order of ThemeChoice
    std::array<QAction*, 4> amounts;  ///< of suggestions, in the order of SuggestionAmount
    QAction* checkNow;
    QAction* cannedReplies;
    QAction* openingHours;
    QAction* targets;
    QAction* profileText;
    QAction* report;
    QAction* costs;
    QAction* startShift;
    QAction* endShift;
    QAction* shiftSheet;
    QAction* notifications;
    QAction* stayInTray;
    QAction* metered;
    QAction* keys;

    /// Those with keys, for the cheat sheet.
    struct Group {
        QString title;
        std::vector<const QAction*> actions;
    };
    [[nodiscard]] std::vector<Group> groups() const;

private:
    QAction* make(const char* name, const QString& text, const QList<QKeySequence>& shortcuts = {});
    /// One of them is chosen.
    void makeChoices(std::array<QAction*, 4>& choices, const char* name, const std::array<QString, 4>& texts);
    void makeTimes(const Theme& theme);
    void makeSending();
    void makeDecisions(const Theme& theme);
    void buildMenus(QMainWindow& window);

    QMainWindow& m_window;
};

}  // namespace ui
