// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "model/message.h"

#include <QObject>
#include <QPoint>

#include <vector>

class QAction;
class QMenu;

namespace ui {

class DecisionDesk;
class WindowActions;
class Workspace;

/// What can be done with the conversation that is open, beside replying: keeps the actions in step with it
/// and carries them out.
class ConversationDeeds final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this.
    ConversationDeeds(const WindowContext& context, WindowActions& actions, Workspace& workspace,
                      DecisionDesk& decisions, QObject* parent);

private:
    void connectActions();
    void refresh();
    void askWhen();
    void askKind();
    void showRowMenu(const QPoint& place);
    void showMore();
    /// What stands behind the header's buttons; nullptr parts it.
    [[nodiscard]] std::vector<QAction*> rareDeeds() const;
    /// Of these what can be done now.
    QMenu& popUp(const char* name, const std::vector<QAction*>& deeds, const QPoint& place);
    void askOtherTime();
    void snoozeUntil(const QDateTime& until);
    void askAboutCall();
    void askAboutErasing();
    void openInBrowser();
    void refreshDeeds(bool writable);
    void doDeed(const model::Message* message, model::Deed deed);
    [[nodiscard]] QDateTime localNow() const;

    const WindowContext& m_context;
    WindowActions& m_actions;
    Workspace& m_workspace;
    DecisionDesk& m_decisions;
};

}  // namespace ui
