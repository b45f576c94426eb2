// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/hit_delegate.h"
#include "ui/delegates/inbox_delegate.h"
#include "ui/models/hit_model.h"
#include "ui/models/inbox_model.h"
#include "ui/models/nav_model.h"
#include "ui/models/tick_timer.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/surface.h"
#include "ui/window_context.h"

class QActionGroup;
class QStackedWidget;

namespace ui {

class ImportStrip;
class LinkButton;
class Toast;

/// The list of one view, or what a search found in its place; the toast stands at its foot.
class InboxPane final : public Surface {
    Q_OBJECT
public:
    explicit InboxPane(const WindowContext& context, QWidget* parent = nullptr);

    void showPlace(Place place);
    void apply(const model::Change& change);
    /// What the core knows of the accounts has changed.
    void refreshAccounts();
    /// An empty query shows the list again.
    void search(const QString& query);
    [[nodiscard]] bool isSearching() const { return !m_query.isEmpty(); }
    [[nodiscard]] bool showsStreams() const { return m_place == Place::Streams && !isSearching(); }

    /// Of those who wait; kept for the next time.
    void setOrder(model::InboxOrder order);
    void setDensity(Density density);
    [[nodiscard]] Density density() const { return m_delegate.density(); }

    [[nodiscard]] RowList& list() { return showsHits() ? *m_hits : *m_rows; }
    [[nodiscard]] RowList& rows() { return *m_rows; }
    [[nodiscard]] RowList& hits() { return *m_hits; }
    [[nodiscard]] Toast& toast() { return *m_toast; }
    [[nodiscard]] InboxModel& model() { return m_model; }
    void select(base::ConversationId conversation);
    /// The one below `conversation` in the list as it stands, else the one above; 0 = there is none.
    [[nodiscard]] base::ConversationId neighbourOf(base::ConversationId conversation) const;
    void step(int by);
    /// Gives the keys to the list, or to what stands in its place.
    void takeFocus();

signals:
    /// Somebody chose another order.
    void orderChosen(model::InboxOrder order);
    /// Somebody chose it; `message` is set when a search found it there.
    void conversationChosen(base::ConversationId conversation, base::MessageId message);
    /// Enter or a click: to go on reading or writing.
    void conversationOpened(base::ConversationId conversation, base::MessageId message);
    void failed(const QString& sentence);
    void placeRequested(ui::Place place);

private:
    [[nodiscard]] bool showsHits() const { return isSearching() || m_place == Place::Streams; }
    void refreshStreams();
    void buildHeader(QWidget* header);
    void buildLists();
    void keepChoice(base::ConversationId chosen, int row);
    void tick();
    void planTick();
    void refreshHeader();
    void refreshPage();
    void buildOrders(LinkButton* button);
    [[nodiscard]] EmptyState::Content whyEmpty() const;
    [[nodiscard]] bool hasAccounts() const;

    const WindowContext& m_context;
    InboxModel m_model;
    HitModel m_hitModel;
    InboxDelegate m_delegate;
    HitDelegate m_hitDelegate;
    TickTimer m_timer;
    Place m_place = Place::NeedsReply;
    QString m_query;
    bool m_applying = false;  ///< the rows are being changed by what came in

    PlainLabel* m_title = nullptr;
    PlainLabel* m_counts = nullptr;
    LinkButton* m_order = nullptr;
    QStackedWidget* m_pages;
    RowList* m_rows;
    RowList* m_hits;
    EmptyState* m_empty;
    ImportStrip* m_import;
    Toast* m_toast;
};

}  // namespace ui
