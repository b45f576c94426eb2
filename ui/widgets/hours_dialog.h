// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/hours_form.h"
#include "ui/window_context.h"

#include <QDialog>

#include <map>

class QComboBox;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class EmptyState;
class ExceptionsList;
class HoursLegend;
class HoursWeek;
class PlainLabel;
class TimeField;

/// When the shop, or one of its accounts, is open. What is saved here is valid from now on.
class HoursDialog final : public QDialog {
    Q_OBJECT
public:
    HoursDialog(const WindowContext& context, QWidget* parent);

private:
    /// On the screen.
    [[nodiscard]] QSize room() const;
    void readHours();
    void build();
    QWidget* buildHead();
    QWidget* buildBody();
    QWidget* buildSide(QWidget* parent);
    QVBoxLayout* buildFields(QWidget* parent);
    QWidget* buildFoot();
    void buildZones();
    void connectParts();

    [[nodiscard]] HoursForm& form() { return m_forms[m_account]; }
    void chooseAccount(base::AccountId account);
    /// After the hours were changed by anything but the grid.
    void showHours();
    void chooseKind(model::HoursKind kind);
    void refreshFields();
    void refreshWords();
    void setEdge(HoursForm::Edge edge, const TimeField& field);
    void save();
    void post(const model::HoursVersion& version, base::AccountId account);

    const WindowContext& m_context;
    std::map<base::AccountId, HoursForm> m_forms;  ///< 0 = the shop
    base::AccountId m_account;
    QComboBox* m_accounts = nullptr;
    QComboBox* m_kinds = nullptr;  ///< as the shop, or own hours
    QComboBox* m_zones = nullptr;
    PlainLabel* m_count = nullptr;
    QStackedWidget* m_pages = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget* m_body = nullptr;
    HoursWeek* m_week = nullptr;
    PlainLabel* m_day = nullptr;
    QWidget* m_times = nullptr;
    TimeField* m_from = nullptr;
    TimeField* m_to = nullptr;
    QPushButton* m_new = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_remove = nullptr;
    ExceptionsList* m_exceptions = nullptr;
    PlainLabel* m_oddDay = nullptr;
    HoursLegend* m_legend = nullptr;
    PlainLabel* m_words = nullptr;
    QPushButton* m_save = nullptr;
    QString m_failure;  ///< what a field or the store said last
    int m_saving = 0;   ///< answers that are still to come
};

}  // namespace ui
