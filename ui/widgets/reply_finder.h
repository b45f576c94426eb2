// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/canned_delegate.h"
#include "ui/models/canned_model.h"
#include "ui/models/reply_query.h"
#include "ui/window_context.h"

#include <QObject>

#include <optional>

namespace ui {

class FinderPopup;
class ReplyEditor;

/// ":ship" in a reply finds canned replies while it is typed, in a list beside the caret. The focus stays in
/// the text: arrow keys choose, Enter or Tab takes the choice, Esc leaves the text as it is.
class ReplyFinder final : public QObject {
    Q_OBJECT
public:
    /// `reading` is what a reply would say here.
    ReplyFinder(const WindowContext& context, ReplyEditor& editor, CannedModel::Reading reading);
    ~ReplyFinder() override;

    /// The text in the editor is another one.
    void close();
    [[nodiscard]] bool isOpen() const;

signals:
    /// The words of this reply are wanted in place of what stands between `begin` and `end`, in UTF-16 units.
    void picked(base::CannedReplyId reply, const QString& words, int begin, int end);
    /// The library can't be read; one sentence.
    void failed(const QString& sentence);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void textChanged();
    void caretMoved();
    void open();
    void show(const ReplyQuery& query);
    void place();
    void step(int by);
    void pick();
    void announce();
    [[nodiscard]] bool press(int key, Qt::KeyboardModifiers modifiers);

    const WindowContext& m_context;
    ReplyEditor& m_editor;
    CannedModel::Reading m_reading;
    CannedModel m_model;
    CannedDelegate m_delegate;
    FinderPopup* m_popup = nullptr;     ///< once it was asked for; the window's
    std::optional<ReplyQuery> m_query;  ///< while it is open
    int m_left = -1;                    ///< where a colon stands that Esc has left alone
};

}  // namespace ui
