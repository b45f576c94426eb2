// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "model/response_target.h"

#include <QDialog>

#include <string>
#include <vector>

class QComboBox;
class QGridLayout;
class QPushButton;
class QSpinBox;

namespace ui {

class PlainLabel;

/// Within which time each platform that is in use shall be answered, and by which clock.
class TargetsDialog final : public QDialog {
    Q_OBJECT
public:
    TargetsDialog(const WindowContext& context, QWidget* parent);

private:
    struct Row {
        model::PlatformTarget before;
        QSpinBox* number;
        QComboBox* unit;   ///< minutes, hours
        QComboBox* clock;  ///< in the order of TimeUnit
    };

    void readTargets();
    void addRow(QGridLayout& grid, const model::PlatformTarget& target);
    QWidget* buildFoot();
    [[nodiscard]] static model::PlatformTarget written(const Row& row);
    void save();

    const WindowContext& m_context;
    std::vector<Row> m_rows;
    QGridLayout* m_grid;
    PlainLabel* m_words;
    QPushButton* m_save = nullptr;
    QString m_failure;
    int m_saving = 0;  ///< answers that are still to come
};

}  // namespace ui
