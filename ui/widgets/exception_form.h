// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

#include "model/business_hours.h"

#include <QDate>

#include <optional>
#include <vector>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class LinkButton;
class TimeField;

/// A date with hours of its own, while somebody writes it.
class ExceptionForm final : public QWidget {
    Q_OBJECT
public:
    ExceptionForm(const Theme& theme, QWidget* parent = nullptr);

    /// A closed day at first.
    void begin(QDate date);
    void change(const model::HoursException& exception);
    /// Nothing = it can't be kept as it is; the form says why.
    [[nodiscard]] std::optional<model::HoursException> written();

signals:
    void kept();
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Line {
        QWidget* holder;
        TimeField* from;
        TimeField* to;
    };
    void build();
    void addLine(const model::OpenInterval& open);
    void setOpen(const std::vector<model::OpenInterval>& open);
    void arrange();
    void say(const QString& words);

    const Theme& m_theme;
    QDateEdit* m_date;
    QComboBox* m_kind;
    QLineEdit* m_name;
    QVBoxLayout* m_lines;
    LinkButton* m_more;
    PlainLabel* m_why;
    QPushButton* m_keep;
    QPushButton* m_leave;
    std::vector<Line> m_times;
    std::size_t m_used = 0;
};

}  // namespace ui
