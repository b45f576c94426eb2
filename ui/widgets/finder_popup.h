// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QWidget>

namespace ui {

class PlainLabel;
class RowList;

/// A list that floats over the window beside what is being typed. It never takes the focus.
class FinderPopup final : public QWidget {
    Q_OBJECT
public:
    FinderPopup(const Theme& theme, QWidget* window);

    [[nodiscard]] RowList& list() { return *m_list; }
    /// Above this rectangle of the window, or below it where there is more room; at its leading side.
    void placeAt(const QRect& caret, int rows, int rowHeight);
    /// What is chosen, for screen readers, which see no focus here.
    void say(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    RowList* m_list;
    PlainLabel* m_keys;
};

}  // namespace ui
