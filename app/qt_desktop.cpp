// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_desktop.h"

#include "app/qt_console.h"
#include "app/qt_passphrase.h"
#include "app/qt_screenshots.h"
#include "app/qt_street.h"

#ifdef SHOPBELL_HAS_KEYRING
#include "app/qt_keyring.h"
#endif

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include <iostream>

namespace app {
namespace {

int complain(const base::Error& error) {
    std::cerr << "shopbell: " << error.what() << '\n';
    return 1;
}

/// A second console on the same profile brings the first one to the front and ends.
int alreadyOpen(const Profile& profile, const base::Error& error) {
    if (askControlSocket(profile.socket(), kRaiseRequest)) {
        std::cerr << "shopbell: already open on this profile; its window came to the front\n";
        return 0;
    }
    return complain(error);
}

int runOnProfile(const DesktopOptions& options) {
    auto profile = Profile::open(options.profile);
    if (!profile) {
        return complain(profile.error());
    }
    auto passphrase = readPassphrase(options.passphraseFd);
    if (!passphrase) {
        return complain(passphrase.error());
    }
    SecretChoice secrets{.vaultPath = profile->vault(),
                         .noKeyring = options.noKeyring,
                         .keyring = {},
                         .passphrase = *passphrase,
                         .ask = askPassphrase};
#ifdef SHOPBELL_HAS_KEYRING
    secrets.keyring = keyringOpener(profile->folder());
#endif
    const auto clock = base::makeSystemClock();
    QSettings settings(QString::fromStdString(profile->folder() + "/window.ini"), QSettings::IniFormat);
    auto console = Console::open({.profile = *profile, .clock = *clock, .secrets = secrets},
                                 Console::Traffic::Live, &settings, Console::PracticeStreet::Offered);
    if (!console) {
        if (console.error().kind == base::ErrorKind::InUse) {
            return alreadyOpen(*profile, console.error());
        }
        return complain(console.error());
    }
    (*console)->window().show();
    return QApplication::exec();
}

int runOnStreet(const DesktopOptions& options) {
    QTemporaryDir folder;
    auto profile = Profile::open(options.profile.empty() ? folder.path().toStdString() : options.profile);
    if (!profile) {
        return complain(profile.error());
    }
    practice::StreetOptions town;
    town.speed = options.speed;
    town.seed = options.seed;
    auto street = practice::Street::start(town);
    if (!street) {
        return complain(street.error());
    }
    base::SystemRandom random;
    auto console = Console::open({.profile = *profile,
                                  .clock = (*street)->clock(),
                                  .secrets = {.vaultPath = profile->vault(),
                                              .noKeyring = true,
                                              .keyring = {},
                                              .passphrase = random.uuid()}},
                                 Console::Traffic::Live, nullptr);
    if (!console) {
        return complain(console.error());
    }
    (*console)->window().show();
    if (base::Status connected = connectShop(**console, **street); !connected) {
        return complain(connected.error());
    }
    return QApplication::exec();
}

}  // namespace

int runDesktop(const DesktopOptions& options) {
    QApplication::setApplicationName(QStringLiteral("shopbell"));
    QApplication::setApplicationDisplayName(QStringLiteral("Shopbell"));
    QApplication::setDesktopFileName(QStringLiteral("shopbell"));
    if (!options.screenshotFolder.empty()) {
        const base::Status written = writeScreenshots(options.screenshotFolder, options.seed);
        return written ? 0 : complain(written.error());
    }
    return options.practice ? runOnStreet(options) : runOnProfile(options);
}

}  // namespace app
