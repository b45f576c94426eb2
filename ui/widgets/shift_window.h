// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/one_reading.h"
#include "ui/models/tick_timer.h"
#include "ui/window_context.h"

#include "view/shift_facts.h"

#include <QDialog>

class QCheckBox;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace ui {

class HandoverPage;
class LinkButton;
class PlainLabel;
class StartPage;
class Surface;

/// The shift sheet beside the console: at its start what expires first, at its end what is handed over.
class ShiftWindow final : public QDialog {
    Q_OBJECT
public:
    enum class Tab { Start, Handover };

    ShiftWindow(const WindowContext& context, QWidget* parent);

    /// To the front, with everything as it is now.
    void open(Tab tab);
    void reject() override;
    /// Whether the sheet comes by itself when a shift starts; remembered.
    [[nodiscard]] static bool showsAtStart(const ConsoleSeam& seam);

signals:
    void conversationAsked(base::ConversationId conversation);
    /// A holding reply is to be begun there.
    void holdingAsked(base::ConversationId conversation);
    void logInAsked(base::AccountId account);
    void failed(const QString& sentence);

private:
    [[nodiscard]] QWidget* buildHead();
    [[nodiscard]] QWidget* buildFoot();
    [[nodiscard]] QScrollArea* scrolling(const char* name, const QString& spoken, QWidget* page);
    void connectParts();
    void choose(Tab tab);
    void refresh();
    /// Asks for what takes longer.
    void count();
    void counted(const model::ShiftQuestion& question, base::Result<model::ShiftCounts> counts);
    void showFacts();
    void showPrimary();
    void goOn();
    void leaveFor(base::ConversationId conversation);
    void endShift();
    void print();
    [[nodiscard]] Tab tab() const;

    const WindowContext& m_context;
    view::ShiftFacts m_facts;
    model::ShiftQuestion m_asked;  ///< the latest one that was answered
    OneReading m_reading;
    QString m_notCounted;          ///< why figures could not be read, as it was told
    base::ConversationId m_first;  ///< the first to expire; 0 = nobody waits
    QString m_firstName;
    TickTimer m_timer;
    QToolButton* m_startTab = nullptr;
    QToolButton* m_handoverTab = nullptr;
    LinkButton* m_print = nullptr;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_start = nullptr;
    HandoverPage* m_handover = nullptr;
    QCheckBox* m_showAtStart = nullptr;
    PlainLabel* m_words = nullptr;  ///< what went wrong
    QPushButton* m_close = nullptr;
    QPushButton* m_primary = nullptr;
};

}  // namespace ui
