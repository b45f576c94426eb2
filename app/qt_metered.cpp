// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_metered.h"

#include <QNetworkInformation>
#include <QObject>

#include <utility>

namespace app {

void watchMetered(QObject& owner, std::function<void(bool metered)> tell) {
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Metered)) {
        return;
    }
    const QNetworkInformation& system = *QNetworkInformation::instance();
    tell(system.isMetered());
    QObject::connect(&system, &QNetworkInformation::isMeteredChanged, &owner, std::move(tell));
}

}  // namespace app
