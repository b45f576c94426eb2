// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/thread_delegate.h"
#include "ui/models/thread_model.h"
#include "ui/widgets/row_list.h"

namespace ui {

/// The thread's rows: the latest at the foot, earlier ones come when one scrolls up to them.
class ThreadList final : public RowList {
    Q_OBJECT
public:
    ThreadList(ThreadModel& model, ThreadDelegate& delegate, QWidget* parent = nullptr);

    /// The end of the conversation, or a message of it.
    void showEnd();
    void showMessage(base::MessageId message);
    [[nodiscard]] bool isAtEnd() const;

signals:
    void actionAsked(ui::ThreadAction action, const QModelIndex& index);
    /// Somebody wants to answer this row.
    void targetAsked(const QModelIndex& index);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void updateGeometries() override;
    void showEvent(QShowEvent* event) override;

private:
    void settle();
    void loadEarlier();
    [[nodiscard]] int contentHeight() const;

    ThreadModel& m_model;
    ThreadDelegate& m_delegate;
    bool m_followEnd = true;
    bool m_loading = false;
    int m_margin = -1;
};

}  // namespace ui
