// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QDateTime>
#include <QDialog>

class QDateTimeEdit;
class QPushButton;

namespace ui {

class PlainLabel;

/// Any time at which a conversation should come back.
class LaterDialog final : public QDialog {
    Q_OBJECT
public:
    /// `now` with its zone, in which the time is given.
    LaterDialog(const Theme& theme, const QDateTime& now, QWidget* parent = nullptr);

    [[nodiscard]] QDateTime until() const;

private:
    void check();

    QDateTime m_now;
    QDateTimeEdit* m_edit;
    PlainLabel* m_why;
    QPushButton* m_ok;
};

}  // namespace ui
