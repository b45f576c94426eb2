// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console.h"

#include <QMainWindow>

#include <memory>

namespace ui {

/// The console: a splitter and actions; the panes do the rest.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(ConsoleSeam seam, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows a conversation, as a click in the list does.
    void openConversation(base::ConversationId conversation);
    /// Opens the dialog that connects an account.
    void connectAccount();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace ui
