// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "view/notice.h"

#include "model/change.h"

#include <QMainWindow>
#include <QPointer>

#include <memory>
#include <set>
#include <vector>

namespace ui {

class TrayIcon;
class WindowActions;

/// The window's life beyond its frame: the icon in the tray, notifications, and whether closing it ends the
/// program, and what the network costs. All three switches are remembered.
class Desktop final : public QObject {
    Q_OBJECT
public:
    Desktop(const WindowContext& context, WindowActions& actions, QMainWindow& window);

    /// What changed, while this conversation is open; 0 = none.
    void apply(const model::Change& change, base::ConversationId open);
    /// Counts and connection as they are now.
    void refresh();
    /// Closing the window leaves Shopbell in the tray.
    [[nodiscard]] bool staysWhenClosed() const;
    /// Ends the program, whatever closing means.
    void quit();
    /// Closing ends the program while replies wait: asks first, with their list, and closes the window itself
    /// if the person goes on. False = there is nothing to ask.
    [[nodiscard]] bool asksBeforeEnding();

signals:
    void conversationAsked(base::ConversationId conversation);

private:
    /// Tells of what came in, as it stands now.
    void tellNews(const std::set<base::ConversationId>& news);
    void tell(const view::Notice& notice);
    void followNetwork();
    void systemIsMetered(bool metered);
    void openFrom(base::ConversationId conversation);
    [[nodiscard]] view::TrayState state() const;
    [[nodiscard]] std::vector<QString> unsentLines() const;

    const WindowContext& m_context;
    WindowActions& m_actions;
    QMainWindow& m_window;
    view::NoticeBoard m_board;
    base::ConversationId m_open;
    TrayIcon* m_tray = nullptr;
    bool m_meteredByHand = false;  ///< comes back when the system no longer says so by itself
    bool m_quitting = false;
    QPointer<QWidget> m_question;  ///< of the replies that would not be sent, while it stands
    bool m_unsentSeen = false;     ///< the list was read and ending confirmed
};

}  // namespace ui
