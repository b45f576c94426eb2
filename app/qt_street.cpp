// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_street.h"

#include <QProcess>

namespace app {

base::Status connectShop(Console& console, const practice::Street& street) {
    for (const std::string& platform : street.platforms()) {
        const bool byPassword = console.core().platforms().password(platform) != nullptr;
        ui::ConnectRequest request{.platform = platform, .server = street.url(platform)};
        if (byPassword) {
            request.way = ui::ConnectRequest::Way::Password;
            request.name = street.shopName(platform);
            request.password = street.shopToken(platform);
        } else {
            request.way = ui::ConnectRequest::Way::PasteToken;
            request.keys = street.shopKeys(platform);
        }
        if (auto connected = console.connectAccount(request); !connected) {
            return std::unexpected(connected.error());
        }
    }
    return {};
}

base::Status openPracticeStreet(const QString& program) {
    if (QProcess::startDetached(program, {QStringLiteral("--practice")})) {
        return {};
    }
    return base::fail(base::ErrorKind::Internal, "the practice street could not be started");
}

}  // namespace app
