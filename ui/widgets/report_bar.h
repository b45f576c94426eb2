// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/surface.h"

#include "model/response_target.h"
#include "model/turn_report.h"

#include <QDate>

#include <string>
#include <vector>

class QComboBox;
class QDateEdit;
class QHBoxLayout;
class QPushButton;

namespace ui {

class LinkButton;

/// What a report is asked for: days, accounts, definition, clock.
class ReportBar final : public Surface {
    Q_OBJECT
public:
    enum class Days { Last7, ThisMonth, LastMonth, Last30, Own };

    /// `today` is the last day there is.
    ReportBar(const Theme& theme, QDate today, QWidget* parent = nullptr);

    /// By their folder names and names for people.
    void setPlatforms(const std::vector<std::pair<std::string, QString>>& platforms);

    [[nodiscard]] std::pair<QDate, QDate> days() const;
    [[nodiscard]] model::ReportDefinition definition() const;
    [[nodiscard]] std::string platform() const;  ///< empty = all
    [[nodiscard]] model::TimeUnit unit() const;
    /// For the head of a printed report.
    [[nodiscard]] QString accountWords() const;
    [[nodiscard]] QString definitionWords() const;

signals:
    void daysChanged();
    /// The same turns are read otherwise.
    void readingChanged();
    void csvAsked();
    void pdfAsked();

private:
    [[nodiscard]] QComboBox* combo(const char* name, const QString& spoken);
    [[nodiscard]] QDateEdit* dateField(const char* name, const QString& spoken, QDate date);
    [[nodiscard]] LinkButton* link(const char* name, const QString& words, IconName icon);
    void buildSwitch(QHBoxLayout& row);
    void followDays();
    void followDefinition();

    QDate m_today;
    QComboBox* m_days;
    QDateEdit* m_from;
    QDateEdit* m_to;
    QComboBox* m_accounts;
    QComboBox* m_definition;
    QPushButton* m_business = nullptr;
    QPushButton* m_calendar = nullptr;
};

}  // namespace ui
