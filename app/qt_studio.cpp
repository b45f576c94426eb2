// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_studio.h"

#include "ui/main_window.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QScopeGuard>
#include <QSettings>

#include <iostream>
#include <utility>

namespace app {
namespace {

constexpr int kSettleMs = 150;

}  // namespace

void settle() {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kSettleMs) {
        QApplication::processEvents(QEventLoop::AllEvents, 10);
    }
}

Studio::Studio(QString folder, const base::Clock& clock) : m_folder(std::move(folder)), m_clock(clock) {}

base::Status Studio::open() {
    auto profile = Profile::open(m_profile.path().toStdString());
    if (!profile) {
        return std::unexpected(profile.error());
    }
    base::SystemRandom random;
    auto console = Console::open({.profile = *profile,
                                  .clock = m_clock,
                                  .secrets = {.vaultPath = profile->vault(),
                                              .noKeyring = true,
                                              .keyring = {},
                                              .passphrase = random.uuid()}},
                                 Console::Traffic::ByHand, nullptr, Console::PracticeStreet::Offered);
    if (!console) {
        return std::unexpected(console.error());
    }
    m_console = std::move(*console);
    return {};
}

base::Status Studio::draw(const std::string& name, const Look& look, const Scene& scene) {
    QSettings settings(m_profile.filePath(QString::fromStdString(name) + QStringLiteral(".ini")),
                       QSettings::IniFormat);
    settings.setValue(QStringLiteral("theme"), QString::fromLatin1(look.theme));
    settings.setValue(QStringLiteral("density"), QString::fromLatin1(look.density));
    const Qt::LayoutDirection before = QApplication::layoutDirection();
    QApplication::setLayoutDirection(look.direction);
    const QScopeGuard back([before] { QApplication::setLayoutDirection(before); });
    if (base::Status made = m_console->makeWindow(&settings); !made) {
        return made;
    }
    ui::MainWindow& window = m_console->window();
    window.resize(look.size);
    window.show();
    settle();
    QWidget* shown = scene(window);
    settle();
    const QString path = QDir(m_folder).filePath(QString::fromStdString(name) + QStringLiteral(".png"));
    const bool saved = shown->grab().save(path, "PNG");
    if (shown != &window) {
        shown->close();
    }
    window.hide();
    if (!saved) {
        return base::fail(base::ErrorKind::BadInput, path.toStdString() + " can't be written");
    }
    std::cout << path.toStdString() << '\n';
    return {};
}

base::Status Studio::drawAll(std::initializer_list<Picture> pictures) {
    for (const Picture& picture : pictures) {
        if (base::Status drawn = draw(picture.name, picture.look, picture.scene); !drawn) {
            return drawn;
        }
    }
    return {};
}

}  // namespace app
