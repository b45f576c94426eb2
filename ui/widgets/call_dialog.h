// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QDateTime>
#include <QDialog>

class QDateTimeEdit;
class QLineEdit;
class QPushButton;

namespace ui {

class PlainLabel;

/// A telephone call that has answered a customer: when it was, and what was said.
class CallDialog final : public QDialog {
    Q_OBJECT
public:
    /// `now` with its zone, in which the time is given.
    CallDialog(const Theme& theme, const QDateTime& now, QWidget* parent = nullptr);

    /// Not after `now`.
    [[nodiscard]] QDateTime at() const;
    [[nodiscard]] QString words() const;

private:
    void check();

    QDateTime m_now;
    QDateTimeEdit* m_time;
    QLineEdit* m_words;
    PlainLabel* m_why;
    QPushButton* m_ok;
};

}  // namespace ui
