// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include "model/standing.h"

#include <QDialog>

class QSettings;
class QSpinBox;

namespace ui {

/// As it was given before, else as the platform is known to count.
[[nodiscard]] model::StandingRule storedStandingRule(const QSettings& settings);
void storeStandingRule(QSettings& settings, const model::StandingRule& rule);

/// Every number of the simulated standing.
class StandingDialog final : public QDialog {
    Q_OBJECT
public:
    StandingDialog(const Theme& theme, const model::StandingRule& rule, QWidget* parent = nullptr);

    [[nodiscard]] model::StandingRule rule() const;

private:
    [[nodiscard]] QWidget* buildFoot(const Theme& theme);

    QSpinBox* m_share;
    QSpinBox* m_within;
    QSpinBox* m_days;
    QSpinBox* m_silence;
    QSpinBox* m_fastest;
    QSpinBox* m_publicDays;
};

}  // namespace ui
