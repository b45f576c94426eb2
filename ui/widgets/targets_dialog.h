// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/save_dialog.h"

#include "model/response_target.h"

#include <string>
#include <vector>

class QComboBox;
class QGridLayout;
class QSpinBox;

namespace ui {

/// Within which time each platform that is in use shall be answered, and by which clock.
class TargetsDialog final : public SaveDialog {
    Q_OBJECT
public:
    TargetsDialog(const WindowContext& context, QWidget* parent);

protected:
    void save() override;

private:
    struct Row {
        model::PlatformTarget before;
        QSpinBox* number;
        QComboBox* unit;   ///< minutes, hours
        QComboBox* clock;  ///< in the order of TimeUnit
    };

    void readTargets();
    void addRow(QGridLayout& grid, const model::PlatformTarget& target);
    [[nodiscard]] static model::PlatformTarget written(const Row& row);

    std::vector<Row> m_rows;
    QGridLayout* m_grid;
    QString m_failure;
    int m_saving = 0;  ///< answers that are still to come
};

}  // namespace ui
