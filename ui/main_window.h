// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console.h"

#include <QMainWindow>

#include <memory>

namespace ui {

class ConnectDialog;
class OutboxPane;
class ShiftDesk;

/// The console: a splitter and actions; the panes do the rest.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(ConsoleSeam seam, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows a conversation, as a click in the list does.
    void openConversation(base::ConversationId conversation);
    void showOutbox();
    /// Opens the dialog that connects an account.
    void connectAccount();
    void logInAgain(base::AccountId id);
    /// Opens the library of canned replies.
    void showCannedReplies();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void connectActions();
    void connectPanes();
    void connectOutbox(OutboxPane& outbox);
    void connectShifts(ShiftDesk& shifts);
    void connectSearch();
    void connectChanges();

    void apply(const model::Change& change);
    void refreshAccounts();
    void goTo(int place);
    void step(int by);
    void goOnAfter(base::ConversationId conversation);
    /// After a decision: to the next one, and back to the list.
    void leave(base::ConversationId conversation);
    void showKeys();
    void openDialog(ConnectDialog* dialog);
    void tellPresence();
    void complain(const QString& sentence);

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace ui
