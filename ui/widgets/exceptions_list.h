// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/hours_form.h"
#include "ui/widgets/surface.h"

#include <QDate>

#include <optional>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace ui {

class ExceptionForm;

/// The dates with hours of their own: add one, change one, remove one.
class ExceptionsList final : public QWidget {
    Q_OBJECT
public:
    ExceptionsList(const Theme& theme, QWidget* parent = nullptr);

    /// Works on these hours, which outlive it or the next call.
    void edit(HoursForm& form, QDate today);
    void refresh();
    void setReadOnly(bool readOnly);
    [[nodiscard]] bool isWriting() const;

signals:
    void edited();
    /// A date is being written, or no longer.
    void writing(bool begun);

private:
    void build();
    void fillRows();
    void addRow(QVBoxLayout& rows, const model::HoursException& exception, int place);
    void write(std::optional<model::HoursException> former);
    void keep();
    void leave();
    void remove(std::chrono::year_month_day date, int place);

    const Theme& m_theme;
    HoursForm* m_form = nullptr;
    QDate m_today;
    QPushButton* m_add = nullptr;
    PlainLabel* m_none = nullptr;
    QScrollArea* m_area = nullptr;
    ExceptionForm* m_writing = nullptr;
    std::optional<std::chrono::year_month_day> m_former;
    bool m_readOnly = false;
};

}  // namespace ui
