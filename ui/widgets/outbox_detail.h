// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/outbox_model.h"
#include "ui/widgets/surface.h"
#include "ui/window_context.h"

#include "view/reply_history.h"

#include <optional>

class QBoxLayout;
class QPushButton;

namespace ui {

class LinkButton;

/// One reply of the outbox: its words, what is known, what happened, and what can be done, the safest first.
class OutboxDetail final : public Surface {
    Q_OBJECT
public:
    explicit OutboxDetail(const WindowContext& context, QWidget* parent = nullptr);

    /// Nothing = no reply is chosen.
    void show(const OutboxItem* item);
    /// The reply that is shown changes places with another of its conversation, where it can.
    void move(model::MoveReply::Way way);

signals:
    void failed(const QString& sentence);
    void openAsked();
    void editAsked();
    void sendAgainAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHeader(QBoxLayout& page);
    [[nodiscard]] QBoxLayout* buildButtons();
    void addBody(QBoxLayout& page);
    void fitButtons();
    void showFacts(const OutboxItem& item);
    void showEvents(const OutboxItem& item);
    void showButtons(const OutboxItem& item);
    void addEvent(const view::HistoryLine& event);
    [[nodiscard]] static IconName iconOf(const view::HistoryLine& line);
    [[nodiscard]] std::string addressOf(const OutboxItem& item) const;
    [[nodiscard]] bool wasLookedFor(const OutboxItem& item) const;
    void post(model::Intent intent);

    const WindowContext& m_context;
    OutboxItem m_item;
    PlainLabel* m_title;
    PlainLabel* m_subtitle;
    QPushButton* m_open;
    LinkButton* m_onPlatform;
    QWidget* m_body;
    QWidget* m_text;
    QWidget* m_badge;
    PlainLabel* m_facts;
    QWidget* m_events;
    QBoxLayout* m_eventLines;
    QPushButton* m_lookNow;
    QPushButton* m_readFirst;
    QPushButton* m_edit;
    QPushButton* m_sendNow;
    QPushButton* m_arrived;
    QPushButton* m_again;
    QPushButton* m_discard;
    QPushButton* m_earlier;
    QPushButton* m_later;
    QBoxLayout* m_firstButtons = nullptr;
    QBoxLayout* m_moreButtons = nullptr;  ///< where one line has no room for all
    PlainLabel* m_consequence;
};

}  // namespace ui
