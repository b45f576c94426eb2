// SPDX-License-Identifier: GPL-3.0-or-later
#define CATCH_CONFIG_RUNNER
#include "support/main/strict_session.h"

#include <QApplication>

int main(int argc, char* argv[]) {
    // A test needs no display; somebody who wants to watch sets the variable.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    // Qt and Catch both read the arguments; Qt gets none, since -platform and the like are not for tests.
    int qtArgumentCount = 1;
    QApplication application(qtArgumentCount, argv);
    return support::runStrictly(argc, argv);
}
