// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_console.h"

#include <QSize>
#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>

namespace app {

/// Tuesday, 17 March 2026, 13:20 UTC: any day would do, but always the same.
inline constexpr std::int64_t kStreetTime = 1'773'753'600'000;

/// Lets the window lay out, load and paint.
void settle();

struct Look {
    const char* theme = "light";
    const char* density = "comfortable";
    QSize size{1280, 800};
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

inline const Look kLight{};
inline const Look kDark{.theme = "dark"};
inline const Look kContrast{.theme = "high-contrast"};
inline const Look kMirrored{.direction = Qt::RightToLeft};
inline const Look kCompact{.density = "compact", .size = {900, 600}};

/// Brings a window into the state to be drawn; returns what of it is drawn.
using Scene = std::function<QWidget*(ui::MainWindow&)>;

struct Picture {
    const char* name;
    Look look;
    Scene scene;
};

/// One console on a street that stands still, and its pictures.
class Studio {
public:
    Studio(QString folder, const base::Clock& clock);

    [[nodiscard]] base::Status open();
    [[nodiscard]] Console& console() { return *m_console; }
    /// A fresh window in this look.
    [[nodiscard]] base::Status draw(const std::string& name, const Look& look, const Scene& scene);
    [[nodiscard]] base::Status drawAll(std::initializer_list<Picture> pictures);

private:
    QString m_folder;
    const base::Clock& m_clock;
    QTemporaryDir m_profile;
    std::unique_ptr<Console> m_console;
};

}  // namespace app
