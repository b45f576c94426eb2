// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "base/ids.h"

#include <QObject>

namespace ui {

class ReportWindow;
class StatusStrip;
class WindowActions;

/// Brings what response times are made of and what becomes of them: opening hours, targets, the report.
class TimeDesk final : public QObject {
    Q_OBJECT
public:
    /// `window` is the parent of what it opens.
    TimeDesk(const WindowContext& context, WindowActions& actions, StatusStrip& strip, QWidget& window);

    void showHours();
    void showTargets();
    void showReport();
    void showProfileText();

signals:
    void conversationAsked(base::ConversationId conversation);
    /// Something that the owner should know, one sentence.
    void noticed(const QString& sentence);

private:
    const WindowContext& m_context;
    QWidget& m_window;
    ReportWindow* m_report = nullptr;  ///< once it was asked for
};

}  // namespace ui
