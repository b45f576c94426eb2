// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/nav_model.h"
#include "ui/window_context.h"

#include <QWidget>

class QSplitter;
class QStackedWidget;

namespace ui {

class InboxPane;
class NavPane;
class OutboxPane;
class ThreadPane;

/// The panes beside each other: what gives way when there is little room, and which one F6 goes to.
class Workspace final : public QWidget {
    Q_OBJECT
public:
    explicit Workspace(const WindowContext& context, QWidget* parent = nullptr);

    [[nodiscard]] NavPane& nav() { return *m_nav; }
    [[nodiscard]] InboxPane& inbox() { return *m_inbox; }
    [[nodiscard]] ThreadPane& thread() { return *m_thread; }
    /// Made when it is shown for the first time: outboxMade.
    [[nodiscard]] OutboxPane& outbox() { return *m_outbox; }

    [[nodiscard]] bool showsOutbox() const;
    void showOutbox();
    void showConversations();

    /// Fits the panes to the window's size.
    void fit(const QSize& window);
    /// To the next pane (1) or the one before (−1).
    void walk(int step);

    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

signals:
    void outboxMade(ui::OutboxPane& outbox);
    /// The outbox stands here instead of the conversations, or the other way round.
    void pageChanged();

private:
    [[nodiscard]] QList<QWidget*> stops() const;

    const WindowContext& m_context;
    NavPane* m_nav;
    InboxPane* m_inbox;
    ThreadPane* m_thread;
    OutboxPane* m_outbox = nullptr;
    QSplitter* m_outer;
    QSplitter* m_inner;
    QStackedWidget* m_pages;
    bool m_rail = false;
    bool m_placed = false;
    int m_navWidth = 0;
};

}  // namespace ui
