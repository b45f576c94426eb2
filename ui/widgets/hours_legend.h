// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QWidget>

namespace ui {

/// What the keys do in the week of opening hours.
class HoursLegend final : public QWidget {
    Q_OBJECT
public:
    HoursLegend(const Theme& theme, QWidget* parent = nullptr);
};

}  // namespace ui
