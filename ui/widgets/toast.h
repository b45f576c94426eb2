// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icon_set.h"
#include "ui/style/theme.h"

#include <QTimer>
#include <QWidget>

#include <functional>

namespace ui {

class LinkButton;
class PlainLabel;

/// A note at the foot of the list: what was just done, with Undo while there is time. One at a time; it waits
/// while the pointer or the focus is on it.
class Toast final : public QWidget {
    Q_OBJECT
public:
    struct Note {
        IconName icon = IconName::BadgeSending;
        /// The words while so many seconds are left.
        std::function<QString(int secondsLeft)> text;
        int seconds = 8;
        std::function<void()> undo{};  ///< empty = there is nothing to undo
        /// Its time to undo runs elsewhere: it does not wait for the pointer.
        enum class Clockwork { Waits, RunsOn };
        Clockwork clockwork = Clockwork::Waits;
    };

    explicit Toast(const Theme& theme, QWidget* parent);

    void show(Note note);
    void dismiss();
    /// Undoes what the note is about, if it can be.
    void undo();
    [[nodiscard]] bool canUndo() const { return isVisible() && m_note.undo != nullptr; }

signals:
    void shown(const QString& text);
    void ended();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void second();
    void place();

    const Theme& m_theme;
    Note m_note;
    int m_left = 0;
    QTimer m_timer;
    PlainLabel* m_label;
    LinkButton* m_undo;
};

}  // namespace ui
